import { addPageButton } from '../content/page-buttons.ts'
import { encodeFormBody, getFieldsPostedAtSending, listPagePosts } from '../forms/example.ts'
import type { Form } from '../forms/form.ts'
import type { FormFields } from '../forms/form-fields.ts'
import { type Language, localisePath } from '../forms/language.ts'

/** A browser without a window, which posts forms and stores its cookie. */
export interface FetchVisitor {
  readonly origin: string
  cookie: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Posts a form as a page of this site does, without following a redirect. */
export async function postForm(visitor: FetchVisitor, path: string, fields: FormFields): Promise<Response> {
  const answer = await fetch(`${visitor.origin}${path}`, {
    method: 'POST',
    body: encodeFormBody(addPageButton(path, fields)),
    redirect: 'manual',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      Origin: visitor.origin,
      Cookie: visitor.cookie,
      ...visitor.headers,
    },
  })
  const cookie = answer.headers.getSetCookie().find((one) => !RETURNED_PAGE_COOKIE.test(one))
  if (cookie) visitor.cookie = cookie.split(';')[0] ?? ''
  return answer
}

/** Fills in every section of a form and sends it. Gives the visitor, whose cookie opens the confirmation page. */
export async function sendExampleForm(
  origin: string,
  form: Form,
  fields: FormFields,
  language: Language,
  headers: Readonly<Record<string, string>> = {},
): Promise<FetchVisitor> {
  const visitor: FetchVisitor = { origin, cookie: '', headers }
  for (const { path, fields: posted } of listPagePosts(form, fields)) {
    await requireRedirect(path, await postForm(visitor, localisePath(language, path), posted))
  }
  const path = localisePath(language, `/${form.id}/send/`)
  await requireRedirect(path, await postForm(visitor, path, getFieldsPostedAtSending(form, fields)))
  return visitor
}

/**
 * Throws when the answer is no redirect, or leads to the page that comes back with mistakes: the example was refused.
 */
export async function requireRedirect(path: string, answer: Response): Promise<void> {
  await answer.body?.cancel()
  const comesBack = answer.headers.getSetCookie().some((one) => RETURNED_PAGE_COOKIE.test(one))
  if (answer.status !== 303 || comesBack)
    throw new Error(
      `${path} ${comesBack ? 'came back' : `answered ${answer.status}`} with an example that should have been taken`,
    )
}

/** Matches a cookie that holds a page which came back from a post, unless it deletes one. */
const RETURNED_PAGE_COOKIE = /^__Host-returned-\d=[^;]/
