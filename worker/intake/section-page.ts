import type { notices } from '../../content/site/wording.ts'
import { holds } from '../../forms/condition.ts'
import {
  askedOn,
  type Form,
  fieldsOfItem,
  itemsOf,
  type Section,
  settledWithin,
  visibleFields,
} from '../../forms/form.ts'
import { type Language, pathIn } from '../../forms/language.ts'
import { type FieldProblem, readSoFar } from '../../forms/parse.ts'
import type { Fields } from '../../forms/questions/question-base.ts'
import { summarise } from '../../forms/summarise.ts'
import { builtPage } from '../http/built-page.ts'
import type { Context } from '../http/context.ts'
import { fillPage } from '../http/fill-page.ts'

/** A sentence for the top of a page, when something other than an answer needs mending. */
export type Notice = (typeof notices)[keyof typeof notices]

/** A page of a form: a section, or the page of one of the things it repeats for. */
export interface PageOf {
  readonly form: Form
  readonly section: Section
  readonly item?: string
}

interface SectionFilling {
  /** Everything known: what was just typed and what was saved before. */
  readonly fields?: Fields
  readonly problems?: readonly FieldProblem[]
  readonly notice?: Notice
  readonly status?: 200 | 400 | 410 | 422 | 429 | 500
  /** Words for the page's own slots. */
  readonly slots?: Readonly<Record<string, string>>
}

/** A change made from the check of the answers leads back there. */
export const thenCheck = (c: Context): string => (c.req.query('then') === 'check' ? '?then=check' : '')

/** The address of a page in English. */
export const pathOf = ({ form, section, item }: PageOf): string =>
  `/${form.id}/${section.slug}/${item === undefined ? '' : `${item}/`}`

/** A section's page with answers, problems and the questions that earlier pages open. */
export async function sectionPage(
  c: Context,
  page: PageOf,
  { fields = {}, problems = [], notice, status = 200, slots }: SectionFilling,
): Promise<Response> {
  const { form, section, item } = page
  const language = c.get('language')
  const own = item === undefined ? fields : fieldsOfItem(section, item, fields)
  const built = item === undefined ? pathOf(page) : `/${form.id}/${section.slug}/item/`
  const list = section.repeats && item === undefined ? listOf(form, section, fields, language) : undefined
  const then = thenCheck(c)
  return fillPage(await builtPage(c, pathIn(language, built), status), {
    language,
    action: `${pathIn(language, pathOf(page))}${then}`,
    fields: own,
    problems,
    ...(notice && { notice: notice[language] }),
    open: openedElsewhere(form, section, own),
    ...(list && {
      items: list.map(({ path, ...of }) => ({ ...of, href: `${path}${then}` })),
      shown: shownFor(section, list.length),
    }),
    slots: { ...slots, ...(item !== undefined && { number: String(numberOf(section, item, fields)) }) },
  })
}

/** The questions and notes of a section whose condition looks at an earlier page and holds. */
function openedElsewhere(form: Form, section: Section, fields: Fields): Set<string> {
  const visible = { ...visibleFields(form, fields) }
  const asked = askedOn(section, fields, visible)
  const names = Object.entries(section.questions).flatMap(([name, question]) =>
    asked.has(name) && !settledWithin(section, question.when) ? [name] : [],
  )
  const notes = (section.notes ?? []).flatMap(({ when }, index) =>
    holds(when, visible) && !settledWithin(section, when) ? [`note-${index}`] : [],
  )
  return new Set([...names, ...notes])
}

/** What a section repeats for, as a list to choose from. */
function listOf(form: Form, section: Section, fields: Fields, language: Language) {
  const { answers, asked } = readSoFar(form, fields)
  const rows = summarise(asked, answers, language).filter(({ slug }) => slug === section.slug)
  return itemsOf(section, fields).map((item, index) => {
    const named = rows[index]?.rows.find(({ question }) => question === section.repeats?.namedBy)
    const title = rows[index]?.title ?? ''
    return {
      title: named?.lines[0] ? `${title}${language === 'fr' ? '\u00a0' : ''}: ${named.lines[0]}` : title,
      path: pathIn(language, pathOf({ form, section, item })),
    }
  })
}

/** Which of the list page's words fit how many there are. */
function shownFor({ repeats }: Section, count: number): string[] {
  if (count === 0) return ['none', 'add']
  return count < (repeats?.most ?? 0) ? ['another'] : ['full']
}

/** One's number in its list, from 1; one that is not saved yet comes last. */
function numberOf(section: Section, item: string, fields: Fields): number {
  const items = itemsOf(section, fields)
  const index = items.indexOf(item)
  return (index === -1 ? items.length : index) + 1
}
