import { type Form, type Section, toStoredFields } from './form.ts'
import type { FormFields } from './form-fields.ts'
import { getQuestionFieldNames, type Question } from './questions/index.ts'

/** What was typed on a page, as it was saved under an earlier version of the form or under this one. */
export interface SavedPage {
  readonly section: string
  /** The id of the item, in a section that repeats. */
  readonly item?: string
  readonly fields: FormFields
}

/** What was typed on every page, under the names by which this version of the form stores it. */
export interface PlacedFields {
  readonly fields: FormFields
  /** The slugs of the pages that were saved, or on which something stands that an earlier version asked elsewhere. */
  readonly savedSections: ReadonlySet<string>
}

/**
 * Puts what was typed where this version of the form asks for it. A question keeps what was typed on the page that
 * asked it formerly, until its own page is saved with it; an answer that was renamed or retired becomes the one that took
 * its place. A field that no question has any more stays, unread.
 */
export function placeSavedFields(form: Form, pages: readonly SavedPage[]): PlacedFields {
  const renamed = listRenamedQuestions(form)
  const current = pages.map((page) => ({ ...page, fields: renameFields(renamed, page.fields) }))
  const savedSections = new Set(current.map(({ section }) => section))
  const moved = current.flatMap((page) =>
    form.sections.map((section): FormFields => {
      const names = listFieldsFormerlyOn(section, page.section)
      const own = current.find((one) => one.section === section.slug && one.item === page.item)
      if (own && names.some((name) => own.fields[name])) return {}
      const fields = pickFields(page.fields, (name) => names.includes(name))
      if (Object.values(fields).some((values) => values.some((value) => value !== '')))
        savedSections.add(section.slug)
      return toStoredFields(section, page.item, fields)
    }),
  )
  const unmoved = current.map(({ section, item, fields }) => {
    const gone = new Set(listFormerFieldNames(form, section))
    return toStoredFields(
      { slug: section },
      item,
      pickFields(fields, (name) => !gone.has(name)),
    )
  })
  return { fields: Object.assign({}, ...moved, ...unmoved), savedSections }
}

/** The names of the fields that a page had in earlier versions and that another page has now. */
export const listFormerFieldNames = (form: Form, slug: string): string[] =>
  form.sections.flatMap((section) => listFieldsFormerlyOn(section, slug))

/** The names of a section’s fields that the page `slug` had in earlier versions. */
const listFieldsFormerlyOn = ({ formerly, questions }: Section, slug: string): string[] =>
  (formerly?.[slug] ?? []).flatMap((name) => {
    const question = questions[name]
    return question ? getQuestionFieldNames(name, question) : []
  })

const pickFields = (fields: FormFields, isPicked: (name: string) => boolean): FormFields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => isPicked(name)))

const listRenamedQuestions = (form: Form): [string, Question][] =>
  form.sections
    .flatMap(({ questions }) => Object.entries(questions))
    .filter(([, { formerly }]) => formerly !== undefined)

/** Gives the fields of a page the names and the answers that took the place of earlier ones. */
const renameFields = (questions: readonly [string, Question][], fields: FormFields): FormFields =>
  questions.reduce((renamed, [name, question]) => renameQuestion(name, question, renamed), fields)

function renameQuestion(name: string, question: Question, fields: FormFields): FormFields {
  const { name: formerName, answers = {} } = question.formerly ?? {}
  const own = getQuestionFieldNames(name, question)
  const former = formerName === undefined ? [] : getQuestionFieldNames(formerName, question)
  const isTyped = own.some((field) => fields[field])
  const renamed = Object.entries(fields).flatMap(([field, values]) => {
    const index = former.indexOf(field)
    if (index === -1) return [[field, values] as const]
    return isTyped ? [] : [[own[index] ?? field, values] as const]
  })
  return Object.fromEntries(
    renamed.map(([field, values]) => [
      field,
      own.includes(field) ? values.map((value) => answers[value] ?? value) : values,
    ]),
  )
}
