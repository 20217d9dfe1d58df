import { expect, it } from 'vitest'
import { listQuestionsWithSections } from '../../../forms/form.ts'
import { languages } from '../../../forms/language.ts'
import { intakeForm } from '../intake/index.ts'
import { joiningForm } from './index.ts'

const asked = listQuestionsWithSections(joiningForm)
const text = (value: unknown): string => JSON.stringify(value)

it('asks nothing that the intake does not ask, each by the same declaration', () => {
  const declared = new Map(
    listQuestionsWithSections(intakeForm).map(({ name, question }) => [name, question]),
  )
  for (const { name, question } of asked) expect(question, name).toBe(declared.get(name))
})

it('asks no route, nor what the other parent knows or agrees to, nor how to reach them', () => {
  const names = asked.map(({ name }) => name)
  expect(names).not.toContain('route')
  for (const name of names) expect(name).not.toMatch(/^other(?:Knows|Agrees|Phone|Email|Address|Lawyer)/)
  expect(names).not.toContain('whatHolds')
})

it('asks what decides about safety, the other parent’s name and what is confirmed', () => {
  const names = asked.map(({ name }) => name)
  expect(names).toEqual(
    expect.arrayContaining(['device', 'worried', 'noContactOrder', 'otherName', 'declared']),
  )
})

it.each(languages)(
  'never says that the other parent does not know, or that we may call them, in %s',
  (language) => {
    const said = text(joiningForm.sections)
    const refused = {
      en: [
        /three ways to start/,
        /does not know/,
        /you say that we may call/,
        /writing to us\?".*otherKnows/,
      ],
      fr: [/trois façons de commencer/, /ne le sait pas/, /autorisé d’appel/],
    }[language as 'en' | 'fr']
    for (const words of refused) expect(said).not.toMatch(words)
  },
)
