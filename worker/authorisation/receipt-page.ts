import { authorisationStatesWithReceipt } from '../../content/authorisation/authorisation-states.ts'
import { buildPrefixedSlotValues } from '../../content/slots-for.ts'
import { formatDateInZone } from '../../content/time/local-time.ts'
import { findLatestGrantWithReceipt } from '../../db/authorisations.ts'
import { localisePath } from '../../forms/language.ts'
import type { Context } from '../http/context.ts'
import { fillPage } from '../http/fill-page.ts'
import { unseal } from '../privacy/seal.ts'
import {
  readAccessCodeHashFromCookie,
  redirectToFile,
  setFileSessionCookie,
  signOutAndRedirect,
} from '../session/file-session.ts'
import { type AuthorisationEvidence, buildEvidenceSealContext } from './authorisation-evidence.ts'
import { renderReceiptText } from './receipt-html.ts'
import { getAuthorisationState } from './state.ts'

/** Shows the receipt of the latest authorisation as it was granted, and the state of that authorisation today. */
export const showReceiptPage = (c: Context): Promise<Response> => withReceipt(c, fillReceiptPage)

/** Downloads the text of the receipt, which `/receipt/` recognises, under a name that tells nothing. */
export const respondWithReceiptFile = (c: Context): Promise<Response> =>
  withReceipt(c, (_c, _granted, { receipt }) =>
    c.body(`${receipt.join('\n')}\n`, 200, {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Disposition': `attachment; filename="${RECEIPT_FILE_NAME}"`,
    }),
  )

const RECEIPT_FILE_NAME = 'document.txt'

type GrantWithReceipt = NonNullable<Awaited<ReturnType<typeof findLatestGrantWithReceipt>>>

async function withReceipt(
  c: Context,
  respond: (
    c: Context,
    granted: GrantWithReceipt,
    evidence: AuthorisationEvidence,
  ) => Response | Promise<Response>,
): Promise<Response> {
  const accessCodeHash = await readAccessCodeHashFromCookie(c)
  if (!accessCodeHash) return signOutAndRedirect(c)
  const { db, keys } = c.get('env')
  const granted = await findLatestGrantWithReceipt(db, accessCodeHash)
  if (!granted?.sealedEvidence) return redirectToFile(c)
  await setFileSessionCookie(c, accessCodeHash)
  const context = buildEvidenceSealContext(granted.id)
  const evidence = await unseal(keys, 'answers', context, granted.sealedEvidence)
  return respond(c, granted, evidence as AuthorisationEvidence)
}

function fillReceiptPage(
  c: Context,
  granted: GrantWithReceipt,
  evidence: AuthorisationEvidence,
): Promise<Response> {
  const language = c.get('language')
  // A later request may have superseded an authorisation that had ended; that does not tell how it ended.
  const state = getAuthorisationState({ ...granted, supersededAt: null }, false, Date.now())
  const isClosed = granted.status === 'closed'
  const date = state === 'withdrawn' ? granted.withdrawnAt : granted.expiresAt
  return fillPage(c, '/file/receipt/', {
    slots: {
      receipt: renderReceiptText(evidence.receipt),
      'receipt-hash': granted.receiptHash ?? '',
      // The whole address, because the page may be printed.
      'receipt-check': `${c.get('env').portalOrigin}${localisePath(language, '/receipt/')}`,
      'receipt-date': date === null ? undefined : formatDateInZone(date, evidence.timeZone, language),
      'receipt-closed': isClosed,
      ...buildPrefixedSlotValues(
        'receipt-',
        authorisationStatesWithReceipt,
        (shown) => !isClosed && shown === state,
      ),
    },
  })
}
