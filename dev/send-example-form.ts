import { declarationOf, encoded, postsOf } from '../forms/example.ts'
import type { Form } from '../forms/form.ts'
import { type Language, pathIn } from '../forms/language.ts'
import type { Fields } from '../forms/questions/question-base.ts'

/** A browser without a window: it posts forms and keeps its cookie. */
export interface Visitor {
  readonly origin: string
  cookie: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Posts a form as a page of this site would, without following where the answer leads. */
export async function post(visitor: Visitor, path: string, fields: Fields): Promise<Response> {
  const answer = await fetch(`${visitor.origin}${path}`, {
    method: 'POST',
    body: encoded(fields),
    redirect: 'manual',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      Origin: visitor.origin,
      Cookie: visitor.cookie,
      ...visitor.headers,
    },
  })
  const [cookie] = answer.headers.getSetCookie()
  if (cookie) visitor.cookie = cookie.split(';')[0] ?? ''
  return answer
}

/** Fills in every section of a form and sends it; gives the visitor, whose cookie opens the confirmation page. */
export async function sendExample(
  origin: string,
  form: Form,
  fields: Fields,
  language: Language,
  headers: Readonly<Record<string, string>> = {},
): Promise<Visitor> {
  const visitor: Visitor = { origin, cookie: '', headers }
  for (const { path, fields: posted } of postsOf(form, fields)) {
    await expectRedirect(path, await post(visitor, pathIn(language, path), posted))
  }
  const path = pathIn(language, `/${form.id}/send/`)
  await expectRedirect(path, await post(visitor, path, declarationOf(form, fields)))
  return visitor
}

/** Fails where an example was refused. */
export async function expectRedirect(path: string, answer: Response): Promise<void> {
  await answer.body?.cancel()
  if (answer.status !== 303)
    throw new Error(`${path} answered ${answer.status} to an example that should have been taken`)
}
