import { html } from 'hono/html'
import { type ErrorStatus, errorPageWordingByStatus } from '../../content/site/error-pages.ts'
import { addUnprefixedItemFields, findSection } from '../../forms/form.ts'
import { allLanguagePathPrefixes } from '../../forms/language.ts'
import { parseSectionFields } from '../../forms/parse.ts'
import { respondWithSectionPage } from '../../worker/forms/section-page.ts'
import { respondWithError } from '../../worker/http/error-response.ts'
import worker, { app } from '../../worker/index.ts'
import { galleryForms, listGalleryPages } from './gallery-pages.ts'

/**
 * Adds the gallery to the portal: every kind of question in every state, filled in by the code that fills in the real
 * pages. It is built and run on a laptop only; a deployed worker has no such address.
 */
app.get('/gallery/', (c) =>
  c.html(html`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Gallery</title>
    <meta name="viewport" content="width=device-width, initial-scale=1"></head><body><main><h1>Gallery</h1><ul>
    ${listGalleryPages().map(({ title, path }) => html`<li><a href="${path}">${title}</a></li>`)}</ul></main></body></html>`),
)

for (const root of allLanguagePathPrefixes) {
  app.get(`${root}/gallery/errors/:status/`, (c) => {
    const status = Number(c.req.param('status'))
    return Object.hasOwn(errorPageWordingByStatus, status)
      ? respondWithError(c, status as ErrorStatus)
      : c.notFound()
  })
  const sections = `${root}/gallery/:form/:section/`
  app.on('GET', [sections, `${sections}:item/`], (c) => {
    const galleryForm = galleryForms.find(({ form }) => form.id === c.req.param('form'))
    const section = galleryForm && findSection(galleryForm.form, c.req.param('section') ?? '')
    const example = galleryForm?.examples[c.req.query('example') ?? 'empty']
    if (!section || !example) return c.notFound()
    const item = c.req.param('item')
    const list = section.repeats && item === undefined
    const own = item === undefined ? example.fields : addUnprefixedItemFields(section, item, example.fields)
    const typed = Object.keys(own).some((name) => (name.split('-')[0] as string) in section.questions)
    const reading = parseSectionFields(section, own)
    const problems = reading.ok || !typed || list ? [] : reading.problems
    const page = { form: galleryForm.form, section, ...(item !== undefined && { item }) }
    return respondWithSectionPage(c, page, { fields: example.fields, problems, revision: '0' })
  })
}

export default worker
