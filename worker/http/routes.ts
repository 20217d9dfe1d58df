import { Hono } from 'hono'
import type { AppEnv, Context } from './context.ts'
import { respondWithError } from './error-response.ts'
import { type ReadForm, readPostedForm } from './read-form.ts'

type Answer = Response | Promise<Response>

/** The answers of one address, by method. */
export interface Route {
  /** Answers GET with a page; HEAD gets the headers of that page. */
  readonly get?: (c: Context) => Answer
  /** Answers a button, whose body is not read. */
  readonly post?: (c: Context) => Answer
  /** Answers a posted form, which was read before. A form that cannot be read is refused before this runs. */
  readonly postForm?: (c: Context, posted: ReadForm) => Answer
}

/** Registers a route for each address: `{ '/check/': { get: showCheckPage } }`. */
export function createRouterFromRoutes(routes: Readonly<Record<string, Route>>): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  for (const [path, route] of Object.entries(routes)) app.all(path, (c) => answerRoute(c, route))
  return app
}

/** Answers a request as its route does. Any other method gets 405 with the list of allowed ones (RFC 9110, 15.5.6). */
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
