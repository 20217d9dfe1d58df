import { defineForm, defineSection, type QuestionsByName } from '../form.ts'
import type { FormFields } from '../form-fields.ts'
import type { Wording } from '../language.ts'
import { parseForm, parseSectionFields } from '../parse.ts'

/** Builds a form that asks questions on one page, and a function that saves that page and then reads the whole form. */
export function createQuestionsReader<const Questions extends QuestionsByName>(questions: Questions) {
  const page = defineSection('page', { title: { en: 'Page', fr: 'Page' }, questions })
  const form = defineForm('asking', 1, [page])
  const read = (fields: FormFields) => {
    const saved = parseSectionFields(page, fields)
    return saved.ok ? parseForm(form, saved.fields) : saved
  }
  return { form, read }
}

/** What is read of a page on which one field is to be mended. */
export const buildRefusal = (field: string, wording: Wording, question = field) => ({
  ok: false,
  problems: [{ section: 'page', question, field, wording }],
})

/** What is said of a text that is longer than it may be. */
export const buildTooLongWording = (most: number, length: number): Wording => ({
  en: `Shorten this to ${most} characters or fewer. It has ${length} now`,
  fr: `Raccourcissez ce texte à ${most} caractères au plus. Il en compte maintenant ${length}`,
})
