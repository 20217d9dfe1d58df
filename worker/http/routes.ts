import { log } from '../log.ts'
import type { AppEnv, Context } from './context.ts'
import { respondWithError } from './error-response.ts'
import { Hono } from './hono.ts'
import { getPressedButton, type ReadForm, readPostedForm } from './read-form.ts'
import { refillPage } from './refill-page.ts'

type Answer = Response | Promise<Response>

/** The answers of one address, by method. */
export interface Route {
  /** Answers GET with a page; HEAD gets the headers of that page. */
  readonly get?: (c: Context) => Answer
  /** Answers a button, whose body is not read. */
  readonly post?: (c: Context) => Answer
  readonly postForm?: FormRoute
  /** The fields of a page whose form posts to another address. */
  readonly fields?: readonly string[]
}

/** How an address answers a posted form. A form that cannot be read is refused before `answer` runs. */
interface FormRoute {
  /** The names of the fields that the page has. What is posted under any other name never reaches `answer`. */
  readonly fields: readonly string[]
  readonly answer: (c: Context, posted: ReadForm) => Answer
}

/** Registers a route for each address: `{ '/check/': { get: showCheckPage } }`. */
export function createRouterFromRoutes(routes: Readonly<Record<string, Route>>): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  for (const [path, route] of Object.entries(routes)) app.all(path, (c) => answerRoute(c, route))
  return app
}

/** Answers a request as its route does. Any other method gets 405 with the list of allowed ones (RFC 9110, 15.5.6). */
export async function answerRoute(c: Context, route: Route): Promise<Response> {
  const { get, post, postForm, fields = postForm?.fields } = route
  const { method } = c.req
  if (get && (method === 'GET' || method === 'HEAD')) return get(c)
  if (post && method === 'POST') return post(c)
  if (fields && method === 'POST') {
    const posted = await readPostedForm(c.req.raw)
    if (!posted.ok) return respondWithError(c, posted.status)
    if (get && getPressedButton(posted, [SWITCH_LANGUAGE_BUTTON]))
      return refillPage(await get(c), dropUnknownFields(c, fields, posted).fields, fields)
    if (postForm) return postForm.answer(c, dropUnknownFields(c, fields, posted))
  }
  c.header('Allow', [...(get ? ['GET', 'HEAD'] : []), ...(post || postForm ? ['POST'] : [])].join(', '))
  return respondWithError(c, 405)
}

/** The button that shows the page in another language, at whose address the form is posted, with everything typed. */
const SWITCH_LANGUAGE_BUTTON = 'language'

/**
 * Drops the fields that the page does not have. Browser extensions and translators add some to any form, and a parent
 * could neither see nor remove them. The log tells their number: somebody may have typed into them.
 */
function dropUnknownFields(c: Context, known: readonly string[], posted: ReadForm): ReadForm {
  const names = new Set(known)
  const all = Object.entries(posted.fields)
  const fields = all.filter(([name]) => names.has(name))
  const count = all.length - fields.length
  if (count === 0) return posted
  log('unknown_fields_dropped', { request: c.get('requestId'), count })
  return { ...posted, fields: Object.fromEntries(fields) }
}
