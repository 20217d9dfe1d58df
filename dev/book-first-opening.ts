import type { FormFields } from '../forms/form-fields.ts'
import { type FetchVisitor, postForm, requireRedirect } from './send-example-form.ts'

/** Holds the first opening for a visitor who has opened “Your file”, and gives the fields that were chosen. */
export async function holdFirstOpening(file: FetchVisitor): Promise<FormFields> {
  const page = await fetch(`${file.origin}/file/book/`, { headers: { ...file.headers, Cookie: file.cookie } })
  const html = await page.text()
  const first = (pattern: RegExp): readonly string[] => [pattern.exec(html)?.[1] ?? '']
  const choice = {
    way: first(/name="way" type="radio" value="([^"]+)" checked/),
    timeZone: first(/<option value="([^"]+)" selected/),
    start: first(/name="start" type="radio" value="([^"]+)"/),
  }
  await requireRedirect('/file/book/', await postForm(file, '/file/book/', choice))
  return choice
}

/** Holds and books the first opening for a visitor who has opened “Your file”. */
export async function bookFirstOpening(file: FetchVisitor): Promise<void> {
  const fields = { ...(await holdFirstOpening(file)), calendarTitle: ['appointment'] }
  await requireRedirect('/file/book/check/', await postForm(file, '/file/book/check/', fields))
}
