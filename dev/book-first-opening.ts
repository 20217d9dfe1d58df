import type { Fields } from '../forms/questions/question-base.ts'
import { expectRedirect, post, type Visitor } from './send-example-form.ts'

/** Chooses the first time that “Your file” offers a visitor who has opened theirs; it is kept for some minutes. */
export async function keepFirst(file: Visitor): Promise<Fields> {
  const page = await fetch(`${file.origin}/file/book/`, { headers: { Cookie: file.cookie } })
  const html = await page.text()
  const first = (pattern: RegExp): readonly string[] => [pattern.exec(html)?.[1] ?? '']
  const chosen = {
    way: first(/type="hidden" name="way" value="([^"]+)"/),
    timeZone: first(/type="hidden" name="timeZone" value="([^"]+)"/),
    start: first(/name="start" type="radio" value="([^"]+)"/),
  }
  await expectRedirect('/file/book/', await post(file, '/file/book/', chosen))
  return chosen
}

/** Books the first time that is offered. */
export async function bookFirst(file: Visitor): Promise<void> {
  const fields = { ...(await keepFirst(file)), calendarTitle: ['appointment'] }
  await expectRedirect('/file/book/check/', await post(file, '/file/book/check/', fields))
}
