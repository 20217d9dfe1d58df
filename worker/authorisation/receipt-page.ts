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
import { getAuthorisationState } from './state.ts'

/** Shows the receipt of the latest authorisation as it was granted, and the state of that authorisation today. */
export async function showReceiptPage(c: Context): Promise<Response> {
  const accessCodeHash = await readAccessCodeHashFromCookie(c)
  if (!accessCodeHash) return signOutAndRedirect(c)
  const { db, keys, portalOrigin } = c.get('env')
  const granted = await findLatestGrantWithReceipt(db, accessCodeHash)
  if (!granted?.sealedEvidence) return redirectToFile(c)
  await setFileSessionCookie(c, accessCodeHash)
  const language = c.get('language')
  const evidence = (await unseal(
    keys,
    'answers',
    buildEvidenceSealContext(granted.id),
    granted.sealedEvidence,
  )) as AuthorisationEvidence
  // A later request may have superseded an authorisation that had ended; that does not tell how it ended.
  const state = getAuthorisationState({ ...granted, supersededAt: null }, granted.hasContactHold, Date.now())
  const isClosed = granted.status === 'closed'
  const date = state === 'withdrawn' ? granted.withdrawnAt : granted.expiresAt
  return fillPage(c, '/file/receipt/', {
    slots: {
      receipt: evidence.receipt.join('\n'),
      'receipt-hash': granted.receiptHash ?? '',
      // The whole address, because the page may be printed.
      'receipt-check': `${portalOrigin}${localisePath(language, '/receipt/')}`,
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
