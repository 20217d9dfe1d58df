import { type Form, relevant, type Section, settledWithin } from '../../content/forms/form.ts'
import type { FieldProblem } from '../../content/forms/read.ts'
import { pathIn } from '../../content/language.ts'
import type { Fields } from '../../content/questions/question.ts'
import type { notices } from '../../content/words.ts'
import { builtPage } from '../http/built-page.ts'
import type { Context } from '../http/context.ts'
import { fillPage } from '../http/fill-page.ts'

/** A sentence for the top of a page, when something other than an answer needs mending. */
export type Notice = (typeof notices)[keyof typeof notices]

interface SectionFilling {
  /** Everything known: what was just typed and what was saved before. */
  readonly fields?: Fields
  readonly problems?: readonly FieldProblem[]
  readonly notice?: Notice
  readonly status?: 200 | 400 | 410 | 422 | 429 | 500
}

/** A section's page with answers, problems and the questions that earlier pages open. */
export async function sectionPage(
  c: Context,
  form: Form,
  section: Section,
  { fields = {}, problems = [], notice, status = 200 }: SectionFilling,
): Promise<Response> {
  const language = c.get('language')
  const own = `/${form.id}/${section.slug}/`
  const page = await builtPage(c, pathIn(language, own), status)
  return fillPage(page, {
    language,
    ...(c.req.query('then') === 'check' && { action: `${pathIn(language, own)}?then=check` }),
    fields,
    problems,
    ...(notice && { notice: notice[language] }),
    open: openedElsewhere(form, section, fields),
  })
}

/** The questions of a section whose condition looks at an earlier page and holds. */
function openedElsewhere(form: Form, section: Section, fields: Fields): Set<string> {
  const asked = relevant(form, fields)
  const names = Object.entries(section.questions).flatMap(([name, question]) =>
    asked.has(name) && !settledWithin(section, question.when) ? [name] : [],
  )
  return new Set(names)
}
