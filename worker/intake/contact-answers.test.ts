import { expect, it } from 'vitest'
import type { IntakeAnswers } from '../../content/forms/intake/index.ts'
import { getContactRulesFromAnswers, mayHaveNoContactOrder } from './contact-answers.ts'

const answers = (some: Partial<IntakeAnswers>) => some as IntakeAnswers
const orders = (...kinds: readonly (string | undefined)[]) =>
  answers({ noContactOrder: 'no', orders: kinds.map((otherOrderKind) => ({ otherOrderKind })) } as never)

it.each([
  ['yes', answers({ noContactOrder: 'yes' }), true],
  ['not sure', answers({ noContactOrder: 'not-sure' }), true],
  ['no', answers({ noContactOrder: 'no' }), false],
  ['nothing', answers({}), false],
  ['no, and named a protection order', orders('protection'), true],
  ['no, and named conditions of release, second', orders('parenting', 'criminal'), true],
  ['no, and named only others', orders('parenting', 'support', 'child-protection', 'property'), false],
  ['no, and named one without its kind', orders(undefined), false],
])('an order may forbid contact or not, when a parent said %s', (_, answersGiven, expected) => {
  expect(mayHaveNoContactOrder(answersGiven)).toBe(expected)
})

it.each([
  ['named one', answers({ province: 'BC', timeZone: 'America/Dawson_Creek' }), 'America/Dawson_Creek'],
  ['named none, in British Columbia', answers({ province: 'BC' }), 'America/Vancouver'],
  ['named none, in Ontario', answers({ province: 'ON' }), 'America/Toronto'],
  ['named none, somewhere else', answers({ province: 'elsewhere' }), undefined],
  ['named nothing', answers({}), undefined],
])('a parent is told days and hours in a time zone near them, when they %s', (_, answersGiven, expected) => {
  expect(getContactRulesFromAnswers(answersGiven).timeZone).toBe(expected)
})
