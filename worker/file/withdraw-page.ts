import { buildParentAuditEvent } from '../../db/audit.ts'
import type { ParentFile } from '../../db/parent-file.ts'
import { withdrawApplication } from '../../db/withdrawals.ts'
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
  const session = await loadFileSession(c)
  if (!session) return signOutAndRedirect(c)
  if (session.own.status === 'closed') return redirectToFile(c)
  const canSign = canSignWithAccessCode(session.own)
  const isJointFirst = hasUpcomingJointAppointment(session.own, Date.now())
  return fillPage(c, '/file/withdraw/', {
    slots: {
      'can-withdraw': canSign && !isJointFirst,
      'code-unconfirmed': !canSign,
      'joint-first': canSign && isJointFirst,
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
  if (withdrawn) c.executionCtx.waitUntil(drainOutbox(env, Date.now))
  return withdrawn || (canSignWithAccessCode(own) && !hasUpcomingJointAppointment(own, now))
    ? redirectToFile(c)
    : redirectTo(c, '/file/withdraw/')
}

const hasUpcomingJointAppointment = ({ appointments }: ParentFile, now: number): boolean =>
  appointments.some(
    ({ kind, startsAt, heldUntil }) => kind === 'joint' && heldUntil === null && startsAt > now,
  )
