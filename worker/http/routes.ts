import { Hono } from 'hono'
import type { AppEnv, Context } from './context.ts'
import { respondWithError } from './error-response.ts'
import { type ReadForm, readPostedForm } from './read-form.ts'

type Answer = Response | Promise<Response>

/** What one address answers, by method. */
export interface Route {
  /** A page; HEAD gets its head. */
  readonly get?: (c: Context) => Answer
  /** A button: what it posts is not looked at. */
  readonly post?: (c: Context) => Answer
  /** A form, read before; one that cannot be read is refused with the status that says why. */
  readonly postForm?: (c: Context, posted: ReadForm) => Answer
}

/** Addresses with what each answers: `{ '/check/': { get: showCheckPage } }`. */
export function createRoutes(routes: Readonly<Record<string, Route>>): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  for (const [path, route] of Object.entries(routes)) app.all(path, (c) => answerRoute(c, route))
  return app
}

/** Answers a request as its route does; 405 to any other method, saying which it takes (RFC 9110, 15.5.6). */
export async function answerRoute(c: Context, { get, post, postForm }: Route): Promise<Response> {
  const { method } = c.req
  if (get && (method === 'GET' || method === 'HEAD')) return get(c)
  if (post && method === 'POST') return post(c)
  if (postForm && method === 'POST') {
    const posted = await readPostedForm(c.req.raw)
    return posted.ok ? postForm(c, posted) : respondWithError(c, posted.status)
  }
  c.header('Allow', [...(get ? ['GET', 'HEAD'] : []), ...(post || postForm ? ['POST'] : [])].join(', '))
  return respondWithError(c, 405)
}
