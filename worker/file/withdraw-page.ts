import { buildParentAuditEvent } from '../../db/audit.ts'
import type { ParentFile } from '../../db/parent-file.ts'
import { withdrawApplication } from '../../db/withdrawals.ts'
import { formatAppointmentWhen } from '../booking/pages/first-appointment-filling.ts'
import { loadAppointmentSession } from '../booking/pages/session.ts'
import { canCancelAppointment } from '../booking/reserve/own-appointment.ts'
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
  loadFileSession,
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
  const isJointFirst = hasUpcomingJointAppointment(parentFile, now)
  const canWithdraw = canSign && !isJointFirst
  const ending = canWithdraw ? findUpcomingAppointments(parentFile, now).at(-1) : undefined
  return fillPage(c, '/file/withdraw/', {
    slots: {
      ...buildSideSlotValues(parentFile),
      'can-withdraw': canWithdraw,
      'code-unconfirmed': !canSign,
      'joint-first': canSign && isJointFirst,
      session: ending !== undefined,
      'session-when': ending && (await formatAppointmentWhen(c.get('env'), ending, c.get('language'))),
      'session-near': ending !== undefined && !canCancelAppointment(ending, availabilityRows, now),
    },
  })
}

async function postWithdrawal(c: Context): Promise<Response> {
  const session = await loadFileSession(c)
  if (!session) return signOutAndRedirect(c)
  const { own } = session
  const env = c.get('env')
  const now = Date.now()
  if (own.status === 'closed') return redirectToFile(c)
  const messages = await createLeadRoutedFileNewsMessages(env, own, 'application-withdrawn', now)
  const event = buildParentAuditEvent(own, 'application_withdrawn', now)
  const withdrawn = await withdrawApplication(env.db, event, own.parentId, messages)
  log('application_withdrawn', { request: c.get('requestId'), withdrawn })
  if (withdrawn) {
    await endShownCodes(c)
    c.executionCtx.waitUntil(drainOutbox(env, Date.now))
  }
  return withdrawn || (canSignWithAccessCode(own) && !hasUpcomingJointAppointment(own, now))
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

const hasUpcomingJointAppointment = (own: ParentFile, now: number): boolean =>
  findUpcomingAppointments(own, now).some(({ kind }) => kind === 'joint')
