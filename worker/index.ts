import { Hono } from 'hono'
import { requestId } from 'hono/request-id'
import { appendTrailingSlash } from 'hono/trailing-slash'
import { intake } from '../content/forms/intake/index.ts'
import { languageOf } from '../content/language.ts'
import { forgetExpiredDrafts } from '../db/drafts.ts'
import { deskRoutes } from './desk/routes.ts'
import { type Bindings, environment } from './environment.ts'
import type { AppEnv } from './http/context.ts'
import { errorPage } from './http/error-page.ts'
import { health } from './http/health.ts'
import { limitRequests } from './http/limit.ts'
import { errorFields, log } from './http/log.ts'
import { logRequest } from './http/log-request.ts'
import { sameOrigin } from './http/same-origin.ts'
import { withWorkerHeaders } from './http/worker-headers.ts'
import { finishRoutes } from './intake/finish.ts'
import { sectionRoutes } from './intake/sections.ts'
import { drainOutbox } from './mail/drain.ts'

/** Everything the worker answers: what is filled in, sent or signed in for. Static pages never come here. */
export const app = new Hono<AppEnv>()

app.use(requestId({ headerName: 'X-Request-Id', generator: () => crypto.randomUUID() }))
app.use(async (c, next) => {
  const { language, path } = languageOf(c.req.path)
  c.set('env', environment(c.env))
  c.set('language', language)
  c.set('path', path)
  return next()
})
app.use(withWorkerHeaders)
app.use(logRequest)

app.get('/healthz', health)
app.use(sameOrigin)
app.use(appendTrailingSlash())
app.use(limitRequests)

for (const root of ['', '/fr']) {
  app.route(`${root}/intake`, finishRoutes)
  app.route(`${root}/intake`, sectionRoutes(intake))
  app.route(`${root}/desk/`, deskRoutes)
}

app.notFound((c) => errorPage(c, 404))
app.onError((error, c) => {
  log('fault', { request: c.get('requestId'), ...errorFields(error) })
  return errorPage(c, 500)
})

export default {
  fetch: app.fetch,
  /** Every minute: mail that is due, drafts whose 28 days are over. */
  async scheduled(_controller, bindings, _context) {
    const env = environment(bindings)
    await Promise.all([drainOutbox(env, Date.now), forgetExpiredDrafts(env.db, Date.now())])
  },
} satisfies ExportedHandler<Bindings>
