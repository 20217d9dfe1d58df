import { buildParentAuditEvent } from '../../../db/audit.ts'
import type { ParentFile } from '../../../db/parent-file.ts'
import { setJointConsent } from '../../../db/parent-requests.ts'
import { isUnserved } from '../../contact/display-name.ts'
import type { Context } from '../../http/context.ts'
import { respondWithError } from '../../http/error-response.ts'
import { fillPage } from '../../http/fill-page.ts'
import type { ReadForm } from '../../http/read-form.ts'
import { redirectTo } from '../../http/redirect.ts'
import { log } from '../../log.ts'
import { createLeadRoutedFileNewsMessages } from '../../mail/coordinator-messages.ts'
import { drainOutbox } from '../../mail/drain.ts'
import { canSignWithAccessCode, redirectToFile, signOutAndRedirect } from '../../session/file-session.ts'
import { getBookingState, hasHadJointAppointment } from '../reserve/own-appointment.ts'
import { loadAppointmentSession } from './session.ts'

/**
 * Shows what a joint session is, and the button with which this parent consents to one or takes it back. It is the same
 * whatever they answered about their safety and of an order, so that nobody who reads along learns that. A consent
 * contacts nobody; a joint session is booked at the desk, which asks about orders in its own statements.
 */
export async function showJointConsentPage(c: Context): Promise<Response> {
  const session = await loadAppointmentSession(c)
  if (!session) return signOutAndRedirect(c)
  const { parentFile } = session
  const booking = getBookingState(parentFile, Date.now())
  if (booking.state === 'none' || (await isNothingToAsk(c, parentFile))) return redirectToFile(c)
  const { jointConsentedAt } = parentFile
  const isBooked = booking.state === 'booked' && booking.appointment.kind === 'joint'
  const hasConsented = !isBooked && jointConsentedAt !== null
  const mayConsent = !isBooked && jointConsentedAt === null
  const wasTold = hasHadJointAppointment(parentFile)
  return fillPage(c, '/file/joint-consent/', {
    slots: {
      'joint-booked': isBooked,
      'joint-open': mayConsent && canSignWithAccessCode(parentFile),
      'joint-consented': hasConsented,
      'joint-untold': hasConsented && !wasTold,
      'joint-told-once': hasConsented && wasTold,
    },
  })
}

/** A family that nobody serves is asked for no consent; who gave it before can take it back. */
const isNothingToAsk = async (c: Context, own: ParentFile): Promise<boolean> =>
  own.jointConsentedAt === null && (await isUnserved(c.get('env').keys, own))

/**
 * Records that a parent consents to a joint session, or withdraws that consent. Neither parent is told what the other
 * decided.
 */
export async function postJointConsent(c: Context, posted: ReadForm): Promise<Response> {
  const [answer, ...more] = posted.fields.agrees ?? []
  if (more.length > 0 || (answer !== 'yes' && answer !== 'no')) return respondWithError(c, 400)
  const session = await loadAppointmentSession(c)
  if (!session) return signOutAndRedirect(c)
  const { parentFile, lastAuditRow } = session
  const booking = getBookingState(parentFile, Date.now())
  if (booking.state === 'none' || (await isNothingToAsk(c, parentFile))) return redirectToFile(c)
  const agrees = answer === 'yes'
  // An upcoming joint session needs this consent, so it is cancelled first, which also withdraws the consent.
  if (!agrees && booking.state === 'booked' && booking.appointment.kind === 'joint')
    return redirectTo(c, '/file/appointment/cancel/')
  const env = c.get('env')
  const now = Date.now()
  const action = agrees ? 'joint_consent_given' : 'joint_consent_withdrawn'
  const event = buildParentAuditEvent(parentFile, action, now)
  const news = agrees ? 'joint-consent-given' : 'joint-consent-withdrawn'
  const messages = await createLeadRoutedFileNewsMessages(env, parentFile, news, now)
  const consent = { parentId: parentFile.parentId, consents: agrees }
  const changed = await setJointConsent(env.db, event, lastAuditRow, consent, messages)
  log('joint_consent_changed', { request: c.get('requestId'), changed })
  if (changed) c.executionCtx.waitUntil(drainOutbox(env, Date.now))
  return redirectTo(c, '/file/joint-consent/')
}
