import { expect, it } from 'vitest'
import { intakeForm } from '../content/forms/intake/index.ts'
import { all, answered, is } from '../forms/condition.ts'
import { findSection, type Section } from '../forms/form.ts'
import { describeSamePageCondition } from './condition-text.ts'

const findQuestionWithSection = (slug: string, name: string) => {
  const section: Section | undefined = findSection(intakeForm, slug)
  const question = section?.questions[name]
  if (!section || !question) throw new Error(`The intake has no question ${name}`)
  return { section, question }
}

it('says under which answers a question is asked, each of them where there are several', () => {
  const { section, question } = findQuestionWithSection('start', 'orderCoordinator')
  expect(describeSamePageCondition(section, question.when, 'en')).toBe(
    'Only if you chose “A court order asks for it” and “Yes”',
  )
  expect(describeSamePageCondition(section, question.when, 'fr')).toBe(
    'Seulement si vous avez choisi «\u00a0Une ordonnance du tribunal le demande\u00a0» et «\u00a0Oui\u00a0»',
  )
})

it('says it of every question of the intake that depends on a choice of its own page', () => {
  const silent = intakeForm.sections.flatMap((section: Section) =>
    Object.entries(section.questions).flatMap(([name, { when }]) => {
      const parts = when && 'all' in when ? when.all : when ? [when] : []
      const isChoiceOfPage = parts.some((part) => 'question' in part && part.question in section.questions)
      return isChoiceOfPage && !describeSamePageCondition(section, when, 'en') ? [name] : []
    }),
  )
  expect(silent).toEqual([])
})

it('says nothing of what was typed, and nothing without a condition', () => {
  const { section } = findQuestionWithSection('start', 'route')
  expect(describeSamePageCondition(section, answered('route'), 'en')).toBeUndefined()
  expect(describeSamePageCondition(section, undefined, 'en')).toBeUndefined()
  expect(describeSamePageCondition(section, all(answered('route'), is('route', 'consent')), 'en')).toBe(
    'Only if you chose “We both want this”',
  )
})
