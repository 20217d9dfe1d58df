import { receiptStates } from '../../content/authorisation/authorisation-states.ts'
import { slotsFor } from '../../content/slots-for.ts'
import { formatCalendarDay } from '../../content/time/local-time.ts'
import { findLatestGrantWithReceipt } from '../../db/authorisations.ts'
import { localisedPath } from '../../forms/language.ts'
import type { Context } from '../http/context.ts'
import { fillPage } from '../http/fill-page.ts'
import { unseal } from '../privacy/seal.ts'
import {
  readFileCookie,
  redirectToFile,
  renewFileSession,
  signOutAndRedirect,
} from '../session/file-session.ts'
import { type AuthorisationEvidence, evidenceSealContext } from './authorisation-evidence.ts'
import { authorisationState } from './state.ts'

/** Shows the receipt of the latest authorisation as it was granted, and the state of that authorisation today. */
export async function showReceiptPage(c: Context): Promise<Response> {
  const accessCodeHash = await readFileCookie(c)
  if (!accessCodeHash) return signOutAndRedirect(c)
  const { db, keys, portalOrigin } = c.get('env')
  const granted = await findLatestGrantWithReceipt(db, accessCodeHash)
  if (!granted?.sealedEvidence) return redirectToFile(c)
  await renewFileSession(c, accessCodeHash)
  const language = c.get('language')
  const evidence = (await unseal(
    keys,
    'answers',
    evidenceSealContext(granted.id),
    granted.sealedEvidence,
  )) as AuthorisationEvidence
  // A later request may have superseded an authorisation that had ended; that does not tell how it ended.
  const state = authorisationState({ ...granted, supersededAt: null }, granted.hasContactHold, Date.now())
  const isClosed = granted.status === 'closed'
  const date = state === 'withdrawn' ? granted.withdrawnAt : granted.expiresAt
  return fillPage(c, '/file/receipt/', {
    slots: {
      receipt: evidence.receipt.join('\n'),
      'receipt-hash': granted.receiptHash ?? '',
      // The whole address, because the page may be printed.
      'receipt-check': `${portalOrigin}${localisedPath(language, '/receipt/')}`,
      'receipt-date': date === null ? undefined : formatCalendarDay(date, evidence.timeZone, language),
      'receipt-closed': isClosed,
      ...slotsFor('receipt-', receiptStates, (shown) => !isClosed && shown === state),
    },
  })
}
