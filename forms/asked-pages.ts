import type { Form } from './form.ts'
import { findSection } from './form.ts'
import type { ShownSection } from './parse.ts'

/** A page that was asked, by the names of its questions, whose words are in a version of the form. */
export interface AskedPage {
  readonly slug: string
  /** The number of the item, from 1, in a section that repeats. */
  readonly item?: number
  readonly questions: readonly string[]
}

/** Names the questions that were asked. The names take a twentieth of the room that their words take. */
export const listAskedPages = (asked: readonly ShownSection[]): AskedPage[] =>
  asked.map(({ slug, item, questions }) => ({
    slug,
    ...(item !== undefined && { item }),
    questions: Object.keys(questions),
  }))

/**
 * Restores what `listAskedPages` named, with the words of that version of the form. Throws when the form lacks a page or
 * a question.
 */
export const restoreShownSections = (form: Form, pages: readonly AskedPage[]): ShownSection[] =>
  pages.map(({ slug, item, questions: names }) => {
    const section = findSection(form, slug)
    const questions = names.flatMap((name) => {
      const question = section && Object.hasOwn(section.questions, name) ? section.questions[name] : undefined
      return question ? [[name, question] as const] : []
    })
    if (!section || questions.length < names.length)
      throw new Error(`The version of the form lacks a question of its page “${slug}”`)
    return { ...section, questions: Object.fromEntries(questions), ...(item !== undefined && { item }) }
  })
