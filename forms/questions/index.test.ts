import { expect, it } from 'vitest'
import { listQuestionsWithSections } from '../form.ts'
import { buildWording } from '../language.ts'
import { parseSectionFields } from '../parse.ts'
import { specimenExamples } from '../specimen/examples.ts'
import { specimenForm } from '../specimen/index.ts'
import {
  getAnswerSchema,
  getQuestionFieldNames,
  getQuestionKind,
  type Question,
  questionKindsByName,
} from './index.ts'
import { buildMisleadingCharactersProblem } from './plain-text.ts'

const questions = listQuestionsWithSections(specimenForm).map(({ section, name, question }) => ({
  section,
  name,
  question,
  kind: question.kind,
}))

const anyWording = buildWording(() => expect.any(String))

it('shows every kind of question in the specimen form, so that what follows covers each', () => {
  expect(new Set(questions.map(({ kind }) => kind))).toEqual(new Set(Object.keys(questionKindsByName)))
})

/** The fields of a page that is filled in correctly but for one. */
const filledBut = (field: string, typed: string) => ({ ...specimenExamples.filled.fields, [field]: [typed] })

const fields = questions.flatMap(({ name, question, ...rest }) =>
  getQuestionFieldNames(name, question).map((field) => ({ field, name, question, ...rest })),
)

it.each(fields)('refuses half surrogates in $field', ({ section, field, name }) => {
  for (const hidden of ['a\ud800b', '\udfffb']) {
    const reading = parseSectionFields(section, filledBut(field, hidden))
    expect(reading).toMatchObject({
      ok: false,
      problems: [
        { section: section.slug, question: name, field, wording: buildMisleadingCharactersProblem(hidden) },
      ],
    })
  }
})

it.each(fields)(
  'removes or refuses bidi controls in $field, and never saves one',
  ({ section, field, name }) => {
    const wrapped = parseSectionFields(section, filledBut(field, '\u202a4\u202c'))
    const refused = !wrapped.ok && wrapped.problems.some((problem) => problem.question === name)
    if (!refused) expect(wrapped.fields[field]).toEqual(['4'])
    const turned = parseSectionFields(section, filledBut(field, '4\u202e5'))
    expect(turned).toMatchObject({ ok: false, problems: [{ question: name, field }] })
  },
)

it.each(questions)(
  'speaks for itself about $kind, in both languages, whatever is typed',
  ({ name, question }) => {
    const { parts, many } = getQuestionKind(question)
    const nonsense = (text: string): unknown => {
      if (many) return [text]
      return parts.length === 1 ? text : Object.fromEntries(parts.map((part) => [part, text]))
    }
    for (const typed of ['\0', '\ud800', '<script>', '9'.repeat(6000), ' ', '__proto__', '😀']) {
      const result = getAnswerSchema(question).safeParse(nonsense(typed))
      for (const issue of result.error?.issues ?? []) {
        expect(issue).toMatchObject({
          code: 'custom',
          params: { problem: { wording: anyWording } },
        })
      }
      if (result.success) {
        const lines = getQuestionKind(question).readBack(question, result.data)
        expect(lines, name).toEqual(lines.map(() => anyWording))
      }
    }
  },
)

it('names the fields of a question by its name, and by its parts where it has several', () => {
  const fieldsOf = (kind: Question['kind']) => {
    const found = questions.find((question) => question.kind === kind)
    return found && getQuestionFieldNames('it', found.question)
  }
  expect(fieldsOf('text')).toEqual(['it'])
  expect(fieldsOf('date')).toEqual(['it-day', 'it-month', 'it-year'])
  expect(fieldsOf('address')).toEqual(['it-street', 'it-city', 'it-province', 'it-postal-code', 'it-country'])
})

it('builds the schema of a question once', () => {
  for (const { question } of questions) expect(getAnswerSchema(question)).toBe(getAnswerSchema(question))
})
