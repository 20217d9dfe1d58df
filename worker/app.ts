import { createMiddleware } from 'hono/factory'
import { requestId } from 'hono/request-id'
import { appendTrailingSlash } from 'hono/trailing-slash'
import { allLanguagePathPrefixes, splitLanguagePath } from '../forms/language.ts'
import { receiptCheckRoutes } from './authorisation/check-receipt.ts'
import { authorisationRoutes } from './authorisation/routes.ts'
import { bookingRoutes } from './booking/routes.ts'
import { calendarFeedRoutes } from './calendar/routes.ts'
import { createCodeRoutes } from './code/routes.ts'
import { deskRoutes } from './desk/routes.ts'
import { parseEnvironment } from './environment.ts'
import { morePageRoutes } from './file/more-pages.ts'
import { fileRoutes } from './file/routes.ts'
import { withdrawRoutes } from './file/withdraw-page.ts'
import type { RegisteredForm } from './forms/registered-form.ts'
import { createFormRoutes } from './forms/routes.ts'
import type { AppEnv } from './http/context.ts'
import { isApiPath, respondWithError, respondWithPlainError } from './http/error-response.ts'
import { respondWithHealth, respondWithWorkHealth } from './http/health.ts'
import { Hono } from './http/hono.ts'
import { logRequestMiddleware } from './http/log-request.ts'
import { movedPathRoutes } from './http/moved-paths.ts'
import { limitRequests } from './http/rate-limit.ts'
import { redirectForeignHosts } from './http/redirect-foreign-hosts.ts'
import { requireUsableKeysForUnsafeMethods } from './http/require-keys.ts'
import { requireSameOriginForUnsafeMethods } from './http/same-origin.ts'
import { HTTP_STATUS_BY_FAULT, logFault } from './http/try-or-log.ts'
import { setWorkerHeadersMiddleware } from './http/worker-headers.ts'
import { invitationRoutes } from './invitation/routes.ts'
import { isAnsweredBeyondRateLimit } from './known-visitor.ts'
import { loadMovedWordings } from './site/moved-wordings.ts'
import { webhookRoutes } from './webhooks/routes.ts'

/**
 * Creates the worker's app: the pages that are filled in, every form under its own address, and the desk. Static pages
 * never reach it.
 */
export function createApp(forms: readonly RegisteredForm[]): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  // Ignores an id that the client sends: it would be logged.
  app.use(requestId({ limitLength: 0 }))
  app.use(setWorkerHeadersMiddleware)
  app.use(logRequestMiddleware)
  app.use(setContext)

  app.get('/healthz', respondWithHealth)
  app.get('/healthz/work', respondWithWorkHealth)
  app.use(redirectForeignHosts)
  app.use(loadWordings)
  app.route('/calendar', calendarFeedRoutes)
  app.route('/webhooks', webhookRoutes)
  app.use(requireSameOriginForUnsafeMethods)
  app.use(appendTrailingSlash({ skip: isApiPath }))
  app.use(limitRequests((c) => isAnsweredBeyondRateLimit(c, forms)))
  app.use(requireUsableKeysForUnsafeMethods)

  for (const root of allLanguagePathPrefixes) {
    for (const registered of forms)
      app.route(`${root}/${registered.form.id}`, createFormRoutes(registered, forms))
    app.route(`${root}/code/`, createCodeRoutes(forms))
    app.route(`${root}/file/`, fileRoutes)
    app.route(`${root}/file`, authorisationRoutes)
    app.route(`${root}/file`, bookingRoutes)
    app.route(`${root}/file`, morePageRoutes)
    app.route(`${root}/file`, withdrawRoutes)
    app.route(`${root}/receipt/`, receiptCheckRoutes)
    app.route(`${root}/invitation/`, invitationRoutes)
    app.route(`${root}/desk/`, deskRoutes)
    app.route(`${root}/`, movedPathRoutes)
  }

  app.notFound((c) => respondWithError(c, 404))
  app.onError((error, c) => {
    const status = HTTP_STATUS_BY_FAULT[logFault(c, error)]
    return respondWithError(c, status).catch(() => respondWithPlainError(c, status))
  })
  return app
}

/** Sets what every response needs: language, path and settings. */
const setContext = createMiddleware<AppEnv>(async (c, next) => {
  const { language, path } = splitLanguagePath(c.req.path)
  c.set('language', language)
  c.set('path', path)
  // Comes last because it may throw, and the error page needs the language.
  c.set('env', parseEnvironment(c.env))
  return next()
})

/** Refuses whatever needs the worker while its wordings cannot be loaded, before anything is read or written. */
const loadWordings = createMiddleware<AppEnv>(async (c, next) => {
  await loadMovedWordings(c.get('env'))
  return next()
})
