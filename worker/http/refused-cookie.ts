import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { FormFields } from '../../forms/form-fields.ts'
import type { Context } from './context.ts'
import { fillProblems } from './fill-problems.ts'
import { formNotices, loadNoticeWording } from './notices.ts'
import { isMadeFromDraft, REVISION_FIELD } from './read-form.ts'
import { cookieDefaults } from './session-cookie.ts'

/**
 * A hidden field of the pages that ask for a code. Like the revision of a page of a form it tells that a post comes from a
 * page as it is now, which set a cookie where there was none.
 */
export const FROM_PAGE_FIELD = 'from-page'

const PROBE_COOKIE = 'cookie'

/** Sets a cookie that says nothing in a browser that sent none, so that the next post tells whether it keeps any. */
export function setCookieIfNone(c: Context): void {
  if (c.req.header('Cookie') === undefined) setProbeCookie(c)
}

/** Sets it where another cookie is removed from a page that is posted again. That one may have been the only one. */
export const setProbeCookie = (c: Context): void => setCookie(c, PROBE_COOKIE, 'yes', cookieDefaults)

/** Removes that cookie, so that nothing is left in the browser of somebody who leaves for good. */
export function removeProbeCookie(c: Context): void {
  if (getCookie(c, PROBE_COOKIE, 'host') !== undefined) deleteCookie(c, PROBE_COOKIE, cookieDefaults)
}

/**
 * Whether the browser refuses cookies: it sends none with a page that set one. One that kept the cookie of a draft has
 * forgotten it, which is another matter.
 */
export const refusesCookies = (c: Context, posted: FormFields): boolean =>
  c.req.header('Cookie') === undefined &&
  (FROM_PAGE_FIELD in posted || (REVISION_FIELD in posted && !isMadeFromDraft({ fields: posted })))

/** Says on a page that the browser keeps no cookie, and what to do. Pressing again works once it keeps one. */
export async function sayThatCookiesAreRefused(c: Context, { body, headers }: Response): Promise<Response> {
  const rewriter = new HTMLRewriter()
  fillProblems(rewriter, c.get('language'), {
    notice: await loadNoticeWording(c.get('env'), formNotices.noCookie),
  })
  return rewriter.transform(new Response(body, { status: 403, headers }))
}
