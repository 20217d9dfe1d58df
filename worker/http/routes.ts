import type { FormFields } from '../../forms/form-fields.ts'
import { log } from '../log.ts'
import type { AppEnv, Context } from './context.ts'
import { respondWithError } from './error-response.ts'
import { showReturnedFilling } from './fill-page.ts'
import { Hono } from './hono.ts'
import {
  getPressedButton,
  PRESSED_BUTTON_FIELD,
  type ReadForm,
  readPostedForm,
  type TextFileField,
} from './read-form.ts'
import { refillPage } from './refill-page.ts'
import {
  FROM_PAGE_FIELD,
  refusesCookies,
  sayThatCookiesAreRefused,
  setCookieIfNone,
} from './refused-cookie.ts'
import { clearReturnedPage, readReturnedPage, returnToPage } from './returned-page.ts'

/** What a page shows that came back: filled, in another language with what was typed, or the check of a form. */
type ReturnedPage =
  | Parameters<typeof showReturnedFilling>[1]
  | { readonly fields: FormFields; readonly names: readonly string[] }
  | { readonly check: unknown }

type Answer = Response | Promise<Response>

/** The answers of one address, by method. */
export interface Route {
  /** Answers GET with a page; HEAD gets the headers of that page. */
  readonly get?: (c: Context) => Answer
  /** Answers what a script of ours posts, whose body is not read. */
  readonly post?: (c: Context) => Answer
  readonly postForm?: FormRoute
  /** The fields of a page whose form posts to another address. */
  readonly fields?: readonly string[]
}

/** How an address answers a posted form. A form that cannot be read is refused before `answer` runs. */
export interface FormRoute {
  /** The names of the fields that the page has. What is posted under any other name never reaches `answer`. */
  readonly fields: readonly string[]
  readonly answer: (c: Context, posted: ReadForm) => Answer
  /** A field for a file of text. Every other form refuses files. */
  readonly textFile?: TextFileField
  /**
   * The button of the page, or its buttons, where a post changes or opens something. A post without it was caused by
   * something else than that button, and does nothing.
   */
  readonly button?: string | readonly string[]
  /** A field about the words of the page, which stays that of the language shown. */
  readonly fieldOfLanguage?: string
  /** Set when the page comes back with a field for the code once its session ended. */
  readonly asksForCode?: true
  /** Set when what follows needs a cookie, so that a browser which keeps none is told at once. */
  readonly needsCookie?: true
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
  if (get && (method === 'GET' || method === 'HEAD')) {
    if (postForm?.needsCookie) setCookieIfNone(c)
    const returned = (await readReturnedPage(c)) as ReturnedPage | undefined
    if (returned && 'page' in returned) return showReturnedFilling(c, returned)
    if (returned && 'names' in returned) return refillPage(await get(c), returned.fields, returned.names)
    c.set('returnedCheck', returned?.check)
    return get(c)
  }
  if (method === 'POST') clearReturnedPage(c)
  if (post && method === 'POST') return post(c)
  if (fields && method === 'POST') {
    const read = await readPostedForm(c.req.raw, { textFile: postForm?.textFile })
    if (!read.ok) return postForm ? respondWithError(c, read.status) : refuseMethod(c, route)
    const posted = dropUnknownFields(c, fields, read)
    const isMeant = !postForm?.button || getPressedButton(read, [postForm.button].flat())
    if (!isMeant && !get) return respondWithError(c, 400)
    if (get && (!isMeant || getPressedButton(read, [SWITCH_LANGUAGE_BUTTON]))) {
      const names = fields.filter((name) => name !== postForm?.fieldOfLanguage)
      const known = new Set(names)
      const typed = Object.fromEntries(Object.entries(posted.fields).filter(([name]) => known.has(name)))
      const page = await get(c)
      // Nothing is done without a session, so the page comes back as it does when it is sent.
      if (c.get('isFileClosed') && postForm?.asksForCode) return postForm.answer(c, withoutCode(posted))
      const address = c.get('path') + new URL(c.req.url).search
      const returned = page.ok && (await returnToPage(c, address, { fields: typed, names }))
      return returned || refillPage(page, typed, names)
    }
    if (get && postForm?.needsCookie && refusesCookies(c, read.fields)) {
      setCookieIfNone(c)
      return sayThatCookiesAreRefused(c, refillPage(await get(c), posted.fields, fields))
    }
    if (get) c.set('returnableFields', fields)
    if (postForm) return postForm.answer(c, posted)
  }
  return refuseMethod(c, route)
}

function refuseMethod(c: Context, { get, post, postForm }: Route): Promise<Response> {
  c.header('Allow', [...(get ? ['GET', 'HEAD'] : []), ...(post || postForm ? ['POST'] : [])].join(', '))
  return respondWithError(c, 405)
}

const withoutCode = ({ fields: { code: _, ...fields }, damaged }: ReadForm): ReadForm => ({ fields, damaged })

/** The fields that tell how a page was posted. */
const FIELDS_OF_PAGES = new Set([FROM_PAGE_FIELD, PRESSED_BUTTON_FIELD])

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
  if (fields.length === all.length) return posted
  const count = all.filter(([name]) => !names.has(name) && !FIELDS_OF_PAGES.has(name)).length
  if (count > 0) log('unknown_fields_dropped', { request: c.get('requestId'), count })
  return { ...posted, fields: Object.fromEntries(fields) }
}
