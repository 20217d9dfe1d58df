import { Hono } from 'hono'
import { requestId } from 'hono/request-id'
import { appendTrailingSlash } from 'hono/trailing-slash'
import { intake } from '../content/forms/intake/index.ts'
import { forgetKeptTimes } from '../db/booking.ts'
import { forgetExpiredDrafts, forgetTries } from '../db/drafts.ts'
import { languageOf } from '../forms/language.ts'
import { receiptRoutes } from './authorisation/check-receipt.ts'
import { remindOfEndings } from './authorisation/expiry-reminders.ts'
import { authorisationRoutes } from './authorisation/routes.ts'
import { remindOfSessions } from './booking/reserve/appointment-reminders.ts'
import { bookingRoutes } from './booking/routes.ts'
import { calendarRoutes } from './calendar/routes.ts'
import { deskRoutes } from './desk/routes.ts'
import { type Bindings, environment } from './environment.ts'
import { fileRoutes } from './file/routes.ts'
import type { AppEnv } from './http/context.ts'
import { errorPage, isApi, plainFault } from './http/error-response.ts'
import { health } from './http/health.ts'
import { errorFields, log } from './http/log.ts'
import { logRequest } from './http/log-request.ts'
import { limitRequests } from './http/rate-limit.ts'
import { sameOrigin } from './http/same-origin.ts'
import { withWorkerHeaders } from './http/worker-headers.ts'
import { hourOf } from './intake/code-attempts.ts'
import { finishRoutes } from './intake/finish.ts'
import { comeBackRoutes } from './intake/resume.ts'
import { roomOnStart } from './intake/room.ts'
import { sectionRoutes } from './intake/sections.ts'
import { invitedRoutes } from './invitation/routes.ts'
import { drainOutbox } from './mail/drain.ts'

/** Everything the worker answers: what is filled in, sent or signed in for. Static pages never come here. */
export const app = new Hono<AppEnv>()

// Its own, always: a stranger's choice of id would stand in the log.
app.use(requestId({ limitLength: 0 }))
app.use(withWorkerHeaders)
app.use(logRequest)
app.use(async (c, next) => {
  const { language, path } = languageOf(c.req.path)
  c.set('language', language)
  c.set('path', path)
  // Last, since it may throw: the page that says so needs the language.
  c.set('env', environment(c.env))
  return next()
})

app.get('/healthz', health)
app.route('/calendar', calendarRoutes)
app.use(sameOrigin)
app.use(appendTrailingSlash({ skip: isApi }))
app.use(limitRequests)

for (const root of ['', '/fr']) {
  app.route(`${root}/intake`, finishRoutes)
  app.route(`${root}/intake`, comeBackRoutes)
  app.route(`${root}/intake`, sectionRoutes(intake, roomOnStart))
  app.route(`${root}/file/`, fileRoutes)
  app.route(`${root}/file`, authorisationRoutes)
  app.route(`${root}/file`, bookingRoutes)
  app.route(`${root}/receipt/`, receiptRoutes)
  app.route(`${root}/invited/`, invitedRoutes)
  app.route(`${root}/desk/`, deskRoutes)
}

app.notFound((c) => errorPage(c, 404))
app.onError((error, c) => {
  log('fault', { request: c.get('requestId'), ...errorFields(error) })
  return errorPage(c, 500).catch(() => plainFault(c))
})

export default {
  fetch: app.fetch,
  /**
   * Every minute: reminders, mail that is due, drafts and kept times whose time is over, tries of past hours. One failing
   * stops no other.
   */
  async scheduled(_controller, bindings, _context) {
    const env = environment(bindings)
    const reminders = [remindOfEndings(env, Date.now()), remindOfSessions(env, Date.now())]
    const ended = await Promise.allSettled([
      ...reminders,
      // After them, so that what they queue leaves in the same run.
      Promise.allSettled(reminders).then(() => drainOutbox(env, Date.now)),
      forgetExpiredDrafts(env.db, Date.now()),
      forgetKeptTimes(env.db, Date.now()),
      forgetTries(env.db, hourOf(Date.now())),
    ])
    const faults = ended.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []))
    for (const fault of faults) log('scheduled_fault', errorFields(fault))
    // The platform keeps the message of what is thrown, and a query's message quotes its parameters.
    if (faults.length > 0) throw new Error('The scheduled work failed; its faults are in the log')
  },
} satisfies ExportedHandler<Bindings>
