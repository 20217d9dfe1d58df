import { Hono } from 'hono'
import { type Form, type Section, sectionOf } from '../../content/forms/form.ts'
import { expectedFields, readSection } from '../../content/forms/read.ts'
import { pathIn } from '../../content/language.ts'
import type { Fields } from '../../content/questions/question.ts'
import { notices } from '../../content/words.ts'
import type { AppEnv, Context } from '../http/context.ts'
import { errorPage, takesOnly } from '../http/error-page.ts'
import { tooMany, within } from '../http/limit.ts'
import { log } from '../http/log.ts'
import { readForm } from '../http/read-form.ts'
import { keepSection, readTyped } from './draft.ts'
import { heldDraft, letGo } from './draft-cookie.ts'
import { sectionPage } from './section-page.ts'

/** The pages of a form, one a section: shown as far as they were filled, saved as they are posted. */
export const sectionRoutes = (form: Form) =>
  new Hono<AppEnv>()
    .get('/:section/', (c) => {
      const section = sectionOf(form, c.req.param('section'))
      return section ? showSection(c, form, section) : errorPage(c, 404)
    })
    .post('/:section/', (c) => {
      const section = sectionOf(form, c.req.param('section'))
      return section ? postSection(c, form, section) : errorPage(c, 404)
    })
    .all('/:section/', (c) =>
      sectionOf(form, c.req.param('section')) ? takesOnly('GET', 'HEAD', 'POST')(c) : errorPage(c, 404),
    )

async function showSection(c: Context, form: Form, section: Section): Promise<Response> {
  const held = await heldDraft(c, form.id)
  if (held === 'none') return sectionPage(c, form, section, {})
  const fields = held === 'forged' ? undefined : await readTyped(c, held)
  if (fields) return sectionPage(c, form, section, { fields })
  return sectionPage(c, form, section, { notice: notices.draftGoneBefore, status: 410 })
}

async function postSection(c: Context, form: Form, section: Section): Promise<Response> {
  const posted = await readForm(c.req.raw)
  if (!posted.ok) return errorPage(c, posted.status)
  const strange = strangeFields(section, posted.fields)
  if (strange || posted.damaged) {
    log('section_refused', {
      request: c.get('requestId'),
      form: form.id,
      section: section.slug,
      reason: strange ?? 'damaged',
    })
    const notice = strange ? notices.unexpectedFields : notices.damagedText
    return sectionPage(c, form, section, { fields: known(section, posted.fields), notice, status: 400 })
  }
  const reading = readSection(form, section, posted.fields)
  const held = await heldDraft(c, form.id)
  if (!reading.ok) {
    logProblems(c, form, section, reading.problems)
    const before = typeof held === 'string' ? undefined : await readTyped(c, held)
    const fields = { ...before, ...reading.fields }
    return sectionPage(c, form, section, { fields, problems: reading.problems, status: 422 })
  }
  if (held === 'none' && !(await within(c, c.get('env').limits.newDrafts))) return tooMany(c)
  if (held !== 'forged' && (await keepSection(c, form.id, section.slug, reading.fields, held))) {
    return c.redirect(pathIn(c.get('language'), nextPath(c, form, section)), 303)
  }
  letGo(c, form.id)
  return sectionPage(c, form, section, { fields: reading.fields, notice: notices.draftGone, status: 410 })
}

/** After a section comes the next; after the last, or a change made from there, the check of the answers. */
function nextPath(c: Context, form: Form, section: Section): string {
  const next = form.sections[form.sections.indexOf(section) + 1]
  return `/${form.id}/${next && c.req.query('then') !== 'check' ? next.slug : 'check'}/`
}

/** Why the fields cannot have come from this page, if they cannot. */
function strangeFields(section: Section, fields: Fields): 'unknown_field' | 'repeated_field' | undefined {
  const expected = expectedFields(section)
  const names = Object.keys(fields)
  if (names.some((name) => !expected.has(name))) return 'unknown_field'
  if (names.some((name) => !expected.get(name)?.many && (fields[name]?.length ?? 0) > 1))
    return 'repeated_field'
  return undefined
}

const known = (section: Section, fields: Fields): Fields => {
  const expected = expectedFields(section)
  return Object.fromEntries(Object.entries(fields).filter(([name]) => expected.has(name)))
}

function logProblems(c: Context, form: Form, section: Section, problems: readonly { question: string }[]) {
  const questions = problems.map(({ question }) => question)
  log('section_rejected', { request: c.get('requestId'), form: form.id, section: section.slug, questions })
}
