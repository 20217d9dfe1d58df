import { expect, it } from 'vitest'
import { findSection, listQuestionsWithSections, listVisibleQuestionNamesOutsideItems } from '../form.ts'
import type { FormFields } from '../form-fields.ts'
import { parseAnswersSoFar, parseForm, parseSectionFields } from '../parse.ts'
import { questionKindsByName } from '../questions/index.ts'
import { specimenExamples } from './examples.ts'
import { specimenForm } from './index.ts'

const everyKind = findSection(specimenForm, 'every-kind')
if (!everyKind) throw new Error('The specimen form has a page with every kind')

it('holds every kind of question', () => {
  const held = Object.values(everyKind.questions).map(({ kind }) => kind)
  expect(new Set(held)).toEqual(new Set(Object.keys(questionKindsByName)))
})

it('holds every envelope, conditions on its own page and one on another', () => {
  const questions = listQuestionsWithSections(specimenForm).map(({ question }) => question)
  expect(questions.some(({ envelope }) => envelope === 'safety')).toBe(true)
  expect(questions.filter(({ when }) => when).length).toBeGreaterThanOrEqual(3)
})

it('shows nothing answered on the page in “Empty”', () => {
  const { fields } = specimenExamples.empty
  expect(Object.keys(parseAnswersSoFar(specimenForm, fields).answers)).toEqual(['device', 'earlier'])
  expect(parseSectionFields(everyKind, fields)).toMatchObject({
    ok: false,
    problems: ['aText', 'aName', 'aLongText', 'aChoice'].map((question) => ({ question })),
  })
})

it('shows every question answered in “Filled in”', () => {
  const { fields } = specimenExamples.filled
  const reading = parseForm(specimenForm, fields)
  expect(reading.ok).toBe(true)
  const answered = reading.ok ? Object.keys(reading.answers) : []
  expect(answered).toEqual(listQuestionsWithSections(specimenForm).map(({ name }) => name))
})

const listProblemQuestions = (fields: FormFields) => {
  const reading = parseSectionFields(everyKind, fields)
  return reading.ok ? [] : reading.problems.map(({ question }) => question)
}

it('shows something to mend in everything that is asked in “Everything to be mended”', () => {
  const { fields } = specimenExamples.inError
  const asked = Object.keys(everyKind.questions).filter((name) =>
    listVisibleQuestionNamesOutsideItems(specimenForm, fields).has(name),
  )
  expect([...listProblemQuestions(fields), 'elsewhere'].sort()).toEqual(asked.sort())
  // The question depends on another page, so it is missing only when the whole form is sent.
  expect(parseForm(specimenForm, fields)).toMatchObject({
    problems: expect.arrayContaining([expect.objectContaining({ question: 'elsewhere' })]),
  })
})

it('shows something to mend in what a choice opens in “Everything behind a choice to be mended”', () => {
  const { fields } = specimenExamples.inErrorBehind
  expect(listProblemQuestions(fields)).toEqual(['someChoices', 'yesOrNo'])
})

it('shows every kind in error in one example or the other', () => {
  const both = [specimenExamples.inError, specimenExamples.inErrorBehind].flatMap(({ fields }) =>
    listProblemQuestions(fields),
  )
  const inError = both.map((name) => everyKind.questions[name]?.kind)
  expect(new Set(inError)).toEqual(new Set(Object.keys(questionKindsByName)))
})

it('keeps what is typed and asks none of it in “Closed by conditions”', () => {
  const { fields } = specimenExamples.closed
  const closed = ['someChoices', 'yesOrNo', 'elsewhere']
  const typed: Readonly<Record<string, readonly string[]>> = fields
  for (const name of closed) expect(typed[name], name).toBeDefined()
  expect(
    listQuestionsWithSections(specimenForm).flatMap(({ name }) =>
      listVisibleQuestionNamesOutsideItems(specimenForm, fields).has(name) ? [] : [name],
    ),
  ).toEqual(closed)
  const reading = parseForm(specimenForm, fields)
  expect(reading.ok).toBe(true)
  for (const name of closed) expect(reading).not.toHaveProperty(`answers.${name}`)
  expect(parseSectionFields(everyKind, fields)).toMatchObject({
    ok: true,
    fields: { someChoices: fields.someChoices, yesOrNo: fields.yesOrNo, elsewhere: fields.elsewhere },
  })
})
