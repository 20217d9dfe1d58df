import { Hono } from 'hono'
import { expectedFields, type Form, type Section, sectionOf } from '../../content/forms/form.ts'
import { readSection } from '../../content/forms/read.ts'
import { pathIn } from '../../content/language.ts'
import type { Fields } from '../../content/questions/question.ts'
import { notices } from '../../content/words.ts'
import type { AppEnv, Context } from '../http/context.ts'
import { errorPage, takesOnly } from '../http/error-page.ts'
import { logLimited, within } from '../http/limit.ts'
import { errorFields, log } from '../http/log.ts'
import { readForm } from '../http/read-form.ts'
import { keepSection, readTyped } from './draft.ts'
import { heldDraft, letGo } from './draft-cookie.ts'
import { type Notice, sectionPage } from './section-page.ts'

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
  const reading = readSection(section, posted.fields)
  const held = await heldDraft(c, form.id)
  if (reading.ok) return save(c, form, section, reading.fields, held)
  logProblems(c, form, section, reading.problems)
  // What earlier pages hold decides which questions are open; without it the page still says what to mend.
  const before = typeof held === 'string' ? undefined : await orFault(c, readTyped(c, held))
  const fields = { ...(before !== 'fault' && before), ...reading.fields }
  return sectionPage(c, form, section, { fields, problems: reading.problems, status: 422 })
}

/** Saves a section that may be saved and leads on; what stands in the way is said on the page, which keeps it all. */
async function save(c: Context, form: Form, section: Section, fields: Fields, held: Held): Promise<Response> {
  const again = (notice: Notice, status: 410 | 429 | 500) =>
    sectionPage(c, form, section, { fields, notice, status })
  if (held === 'none' && !(await within(c, c.get('env').limits.newDrafts))) {
    logLimited(c)
    return again(notices.tooMany, 429)
  }
  const saved = held !== 'forged' && (await orFault(c, keepSection(c, form.id, section.slug, fields, held)))
  if (saved === 'fault') return again(notices.notSaved, 500)
  if (saved) return c.redirect(pathIn(c.get('language'), nextPath(c, form, section)), 303)
  letGo(c, form.id)
  return again(notices.draftGone, 410)
}

type Held = Awaited<ReturnType<typeof heldDraft>>

/** What the database gave, or `fault` when it failed: logged, and for the page to say. */
async function orFault<T>(c: Context, answer: Promise<T>): Promise<T | 'fault'> {
  try {
    return await answer
  } catch (error) {
    log('fault', { request: c.get('requestId'), ...errorFields(error) })
    return 'fault'
  }
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
