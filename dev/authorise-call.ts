import { authorisationExamples } from '../content/forms/contact-authorisation/examples.ts'
import { type FetchVisitor, postForm, requireRedirect } from './send-example-form.ts'

/** Authorises the call to the other parent, for a visitor who has opened “Your file”. */
export async function authoriseCall(file: FetchVisitor): Promise<void> {
  const path = '/file/authorise/'
  const page = await fetch(`${file.origin}${path}`, { headers: { ...file.headers, Cookie: file.cookie } })
  const wording = /name="wording"[^>]*value="([^"]+)"/.exec(await page.text())?.[1] ?? ''
  const fields = { ...authorisationExamples.plain.fields, wording: [wording] }
  await requireRedirect(path, await postForm(file, path, fields))
}
