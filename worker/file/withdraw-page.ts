import { buildParentAuditEvent } from '../../db/audit.ts'
import { loadParentFileWithAttendees } from '../../db/parent-booking.ts'
import type { ParentFile } from '../../db/parent-file.ts'
import { withdrawApplication } from '../../db/withdrawals.ts'
import { formatAppointmentWhen } from '../booking/pages/first-appointment-filling.ts'
import { loadAppointmentSession } from '../booking/pages/session.ts'
import { buildCancellationOutboxRows } from '../booking/reserve/appointment-messages.ts'
import { canCancelAppointment, type OwnAppointment } from '../booking/reserve/own-appointment.ts'
import { endShownCodes } from '../forms/draft-cookie.ts'
import type { Context } from '../http/context.ts'
import { fillPage } from '../http/fill-page.ts'
import { redirectTo } from '../http/redirect.ts'
import { createRouterFromRoutes } from '../http/routes.ts'
import { log } from '../log.ts'
import { createLeadRoutedFileNewsMessages } from '../mail/coordinator-messages.ts'
import { drainOutbox } from '../mail/drain.ts'
import {
  canSignWithAccessCode,
  loadFileSessionWithLoader,
  redirectToFile,
  signOutAndRedirect,
} from '../session/file-session.ts'

/** The routes on which a parent withdraws their application: a page that says what it means, and its button. */
export const withdrawRoutes = createRouterFromRoutes({
  '/withdraw/': {
    get: showWithdrawPage,
    postForm: { button: 'withdraw', fields: [], answer: postWithdrawal },
  },
})

async function showWithdrawPage(c: Context): Promise<Response> {
  const session = await loadAppointmentSession(c)
  if (!session) return signOutAndRedirect(c)
  const { parentFile, availabilityRows } = session
  const now = Date.now()
  if (parentFile.status === 'closed') return redirectToFile(c)
  const canSign = canSignWithAccessCode(parentFile)
  const upcoming = canSign ? findUpcomingAppointments(parentFile, now) : []
  // A coordinator may have booked a joint session beside one of the parent alone. The next one is last.
  const ending = { session: upcoming.findLast(isIndividual), joint: upcoming.findLast(isJoint) }
  const formatWhen = async (appointment: OwnAppointment | undefined) =>
    appointment && (await formatAppointmentWhen(c.get('env'), appointment, c.get('language')))
  return fillPage(c, '/file/withdraw/', {
    slots: {
      ...buildSideSlotValues(parentFile),
      'can-withdraw': canSign,
      'code-unconfirmed': !canSign,
      session: ending.session !== undefined,
      'session-when': await formatWhen(ending.session),
      joint: ending.joint !== undefined,
      'joint-when': await formatWhen(ending.joint),
      'ending-any': upcoming.length > 0,
      'ending-near': upcoming.some(
        (appointment) => !canCancelAppointment(appointment, availabilityRows, now),
      ),
    },
  })
}

async function postWithdrawal(c: Context): Promise<Response> {
  const env = c.get('env')
  const session = await loadFileSessionWithLoader(c, (accessCodeHash) =>
    loadParentFileWithAttendees(env.db, accessCodeHash, Date.now()),
  )
  if (!session) return signOutAndRedirect(c)
  const { parentFile: own, attendees } = session
  const now = Date.now()
  if (own.status === 'closed') return redirectToFile(c)
  const joint = findUpcomingAppointments(own, now).filter(isJoint)
  // Whoever withdraws is told on the page, since they get no e-mail any more.
  const others = attendees.filter(({ parentId }) => parentId !== own.parentId)
  const messages = await Promise.all([
    createLeadRoutedFileNewsMessages(env, own, 'application-withdrawn', now),
    ...joint.map((appointment) =>
      buildCancellationOutboxRows(env, { ...appointment, fileId: own.fileId }, others, now),
    ),
  ])
  const event = buildParentAuditEvent(own, 'application_withdrawn', now)
  const withdrawn = await withdrawApplication(env.db, event, own.parentId, joint, messages.flat())
  log('application_withdrawn', { request: c.get('requestId'), withdrawn })
  if (withdrawn) {
    await endShownCodes(c)
    c.executionCtx.waitUntil(drainOutbox(env, Date.now))
  }
  // If a joint session was booked, moved or cancelled in this moment, the page says what ends now.
  return withdrawn || (canSignWithAccessCode(own) && joint.length === 0)
    ? redirectToFile(c)
    : redirectTo(c, '/file/withdraw/')
}

/** Shows what is said to a parent who applied, or to one who joined the file of the other. */
export const buildSideSlotValues = ({ cameByInvitation }: ParentFile) => ({
  'to-applicant': !cameByInvitation,
  'to-joined': cameByInvitation,
})

/** The appointments of a parent that have not begun, the next one last. */
const findUpcomingAppointments = ({ appointments }: ParentFile, now: number) =>
  appointments.filter(({ startsAt, heldUntil }) => heldUntil === null && startsAt > now)

const isJoint = ({ kind }: OwnAppointment): boolean => kind === 'joint'
const isIndividual = ({ kind }: OwnAppointment): boolean => kind === 'individual'
