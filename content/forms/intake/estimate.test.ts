import { expect, it } from 'vitest'
import { estimatePages, sumMinutes } from '../../../forms/estimate.ts'
import { listPagesWithVisibleQuestions } from '../../../forms/form.ts'
import { listFirstHalfSections } from '../../../forms/halves.ts'
import { languages } from '../../../forms/language.ts'
import { invitationPageWording } from '../../authorisation/invitation.ts'
import { joiningFirstHalfMinutesWording } from '../joining/estimate.ts'
import { joiningForm } from '../joining/index.ts'
import {
  countMinutesLeft,
  estimateFirstHalf,
  estimateSecondHalf,
  firstHalfMinutesWording,
  secondHalfMinutesWording,
} from './estimate.ts'
import { intakeExamples } from './examples.ts'
import { intakeForm } from './index.ts'

const { briefByOneParent, byCourtOrder } = intakeExamples

it.each(languages)(
  'asks a parent who comes alone at most 6 pages, 20 questions and 12 minutes first, in %s',
  (language) => {
    const pages = estimateFirstHalf(language)
    expect(pages.length).toBeLessThanOrEqual(6)
    expect(pages.reduce((sum, { questions }) => sum + questions, 0)).toBeLessThanOrEqual(20)
    expect(sumMinutes(pages)).toBeLessThanOrEqual(12)
  },
)

it('counts every question of that half as shown, with what its answers open', () => {
  const shown = listPagesWithVisibleQuestions(intakeForm, briefByOneParent.fields).flatMap(
    ({ section, asked }) => (section.half === 'second' || section.atSending ? [] : [...asked]),
  )
  const declared = listFirstHalfSections(intakeForm).flatMap(({ questions }) => Object.keys(questions))
  // Only an order has questions that this parent is not asked.
  expect(declared.filter((name) => !shown.includes(name) && !name.startsWith('order'))).toEqual([])
  expect(estimateFirstHalf('en').reduce((sum, { questions }) => sum + questions, 0)).toBe(shown.length)
})

it('asks of a court order first the court, the date and who is named', () => {
  const start = listPagesWithVisibleQuestions(intakeForm, {
    ...byCourtOrder.fields,
    orderNamesCoordinator: ['yes'],
  })[0]
  expect([...(start?.asked ?? [])]).toEqual([
    'device',
    'route',
    'orderCourt',
    'orderDate',
    'orderNamesCoordinator',
    'orderCoordinator',
  ])
})

it('takes ten seconds a question and reads 200 words a minute', () => {
  for (const { questions, words, seconds } of estimatePages(intakeForm, byCourtOrder.fields, 'en'))
    expect(seconds).toBeCloseTo(questions * 10 + words * 0.3, 6)
})

it.each(languages)(
  'has fewer minutes left on each page of the first half than before it, in %s',
  (language) => {
    for (const form of [intakeForm, joiningForm]) {
      const left = listFirstHalfSections(form).map(({ slug }) => countMinutesLeft(form, slug) ?? 0)
      expect(left.every((minutes, index) => minutes > 0 && minutes <= (left[index - 1] ?? minutes))).toBe(
        true,
      )
      expect(left[0]).toBeGreaterThan(left.at(-1) ?? 0)
      expect(countMinutesLeft(form, 'documents')).toBeUndefined()
    }
    expect(countMinutesLeft(intakeForm, 'start')).toBeGreaterThanOrEqual(
      sumMinutes(estimateFirstHalf(language)),
    )
  },
)

it('tells the same time in every language, on the page before the form and on its first one', () => {
  for (const wording of [firstHalfMinutesWording, secondHalfMinutesWording, joiningFirstHalfMinutesWording])
    expect(new Set(languages.map((language) => wording[language])).size).toBe(1)
  expect(firstHalfMinutesWording.en).toBe(`${countMinutesLeft(intakeForm, 'start')} minutes`)
})

it('puts everything that can wait into the second half', () => {
  expect(estimateSecondHalf('en').length).toBeGreaterThan(6)
})

it.each(languages)(
  'tells on the invitation the time that the first page of its form tells, in %s',
  (language) => {
    const left = countMinutesLeft(joiningForm, joiningForm.sections[0].slug)
    const lines = invitationPageWording.parts.flatMap(({ lines }) => lines.map((line) => line[language]))
    expect(lines.filter((line) => line.includes(` ${left} minutes`))).toHaveLength(1)
  },
)
