import { Hono } from 'hono'
import { requestId } from 'hono/request-id'
import { appendTrailingSlash } from 'hono/trailing-slash'
import { intakeForm } from '../content/forms/intake/index.ts'
import { deleteExpiredHolds } from '../db/booking.ts'
import { deleteExpiredDrafts, deleteOldCodeAttempts } from '../db/drafts.ts'
import { languageRoots, splitLanguagePath } from '../forms/language.ts'
import { receiptCheckRoutes } from './authorisation/check-receipt.ts'
import { sendExpiryReminders } from './authorisation/expiry-reminders.ts'
import { authorisationRoutes } from './authorisation/routes.ts'
import { sendAppointmentReminders } from './booking/reserve/appointment-reminders.ts'
import { bookingRoutes } from './booking/routes.ts'
import { calendarFeedRoutes } from './calendar/routes.ts'
import { deskRoutes } from './desk/routes.ts'
import { type Bindings, environment } from './environment.ts'
import { fileRoutes } from './file/routes.ts'
import { finishRoutes } from './forms/finish.ts'
import { resumeRoutes } from './forms/resume.ts'
import { sectionRoutes } from './forms/sections.ts'
import { hourSinceEpoch } from './http/code-attempts.ts'
import type { AppEnv } from './http/context.ts'
import { isApiPath, respondWithError, respondWithPlainError } from './http/error-response.ts'
import { checkHealth } from './http/health.ts'
import { logRequest } from './http/log-request.ts'
import { movedPathRoutes } from './http/moved-paths.ts'
import { limitRequests } from './http/rate-limit.ts'
import { requireSameOrigin } from './http/same-origin.ts'
import { setWorkerHeaders } from './http/worker-headers.ts'
import { roomOnStartPage } from './intake/room.ts'
import { invitationRoutes } from './invitation/routes.ts'
import { errorFields, log } from './log.ts'
import { drainOutbox } from './mail/drain.ts'

/** Everything the worker answers: what is filled in, sent or signed in for. Static pages never come here. */
export const app = new Hono<AppEnv>()

// Its own, always: an id that a stranger chose would be logged.
app.use(requestId({ limitLength: 0 }))
app.use(setWorkerHeaders)
app.use(logRequest)
app.use(async (c, next) => {
  const { language, path } = splitLanguagePath(c.req.path)
  c.set('language', language)
  c.set('path', path)
  // Last, since it may throw: the page that says so needs the language.
  c.set('env', environment(c.env))
  return next()
})

app.get('/healthz', checkHealth)
app.route('/calendar', calendarFeedRoutes)
app.use(requireSameOrigin)
app.use(appendTrailingSlash({ skip: isApiPath }))
app.use(limitRequests)

for (const root of languageRoots) {
  app.route(`${root}/intake`, finishRoutes)
  app.route(`${root}/intake`, resumeRoutes)
  app.route(`${root}/intake`, sectionRoutes(intakeForm, roomOnStartPage))
  app.route(`${root}/file/`, fileRoutes)
  app.route(`${root}/file`, authorisationRoutes)
  app.route(`${root}/file`, bookingRoutes)
  app.route(`${root}/receipt/`, receiptCheckRoutes)
  app.route(`${root}/invitation/`, invitationRoutes)
  app.route(`${root}/desk/`, deskRoutes)
  app.route(`${root}/`, movedPathRoutes)
}

app.notFound((c) => respondWithError(c, 404))
app.onError((error, c) => {
  log('error', { request: c.get('requestId'), ...errorFields(error) })
  return respondWithError(c, 500).catch(() => respondWithPlainError(c))
})

export default {
  fetch: app.fetch,
  /**
   * Every minute: sends reminders and the mail that is due, deletes drafts and holds that have expired and the code
   * attempts of past hours. One failing stops no other.
   */
  async scheduled(_controller, bindings, _context) {
    const env = environment(bindings)
    const reminders = [sendExpiryReminders(env, Date.now()), sendAppointmentReminders(env, Date.now())]
    const ended = await Promise.allSettled([
      ...reminders,
      // After them, so that what they queue leaves in the same run.
      Promise.allSettled(reminders).then(() => drainOutbox(env, Date.now)),
      deleteExpiredDrafts(env.db, Date.now()),
      deleteExpiredHolds(env.db, Date.now()),
      deleteOldCodeAttempts(env.db, hourSinceEpoch(Date.now())),
    ])
    const faults = ended.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []))
    for (const fault of faults) log('scheduled_error', errorFields(fault))
    // The platform keeps the message of what is thrown, and a query's message quotes its parameters.
    if (faults.length > 0) throw new Error('The scheduled work failed; its faults are in the log')
  },
} satisfies ExportedHandler<Bindings>
