import { newerAnswerWording } from '../../content/site/wording.ts'
import type { Section } from '../../forms/form.ts'
import { type FormFields, isSameField } from '../../forms/form-fields.ts'
import { appendColon, buildWording, type Language, localisePath, quoteText } from '../../forms/language.ts'
import { type FieldProblem, parseAnswersSoFar } from '../../forms/parse.ts'
import { getQuestionFieldNames, type Question } from '../../forms/questions/index.ts'
import { notAnsweredWording, summariseAnswers } from '../../forms/summarise.ts'
import type { Context } from '../http/context.ts'

/** Lists the newer answers that differ from what was typed, and last the link to the page as it is saved. */
export function listNewerAnswers(section: Section, typed: FormFields, newer: FormFields): FieldProblem[] {
  const answerOf = createAnswerReader(section, newer)
  const differing = Object.entries(section.questions).flatMap(([question, declared]) => {
    const field = getQuestionFieldNames(question, declared).find(
      (name) => !isSameField(typed[name], newer[name]),
    )
    const wording = buildWording((language) => {
      const label = quoteText(declared.label[language], language)
      const lines = answerOf(question, language)
      return `${appendColon(`${newerAnswerWording.answer[language]} ${label}`, language)}${lines.length > 1 ? '\n' : ' '}${lines.join('\n')}`
    })
    return field === undefined ? [] : [{ section: section.slug, question, field, wording }]
  })
  const { slug } = section
  return [...differing, { section: slug, question: '', field: '', wording: newerAnswerWording.openAgain }]
}

/** Reads saved answers back, as lines. A question whose condition does not hold any more still has its answer. */
function createAnswerReader({ slug, title, questions }: Section, saved: FormFields) {
  const unconditional = Object.fromEntries(
    Object.entries(questions).map(([name, { when: _, ...question }]) => [name, question as Question]),
  )
  const { answers, asked } = parseAnswersSoFar(
    { id: slug, version: 0, sections: [{ slug, title, questions: unconditional }] },
    saved,
  )
  return (question: string, language: Language): readonly string[] => {
    const rows = summariseAnswers(asked, answers, language)[0]?.rows
    const { lines = [] } = rows?.find((row) => row.question === question) ?? {}
    return lines.length > 0 ? lines : [notAnsweredWording[language]]
  }
}

/** Gives the address of each link: a question on the page, or the page as it is saved. */
export const buildNewerAnswerHref =
  (c: Context, path: string) =>
  ({ field }: FieldProblem): string =>
    field === '' ? localisePath(c.get('language'), path) : `#${field}`
