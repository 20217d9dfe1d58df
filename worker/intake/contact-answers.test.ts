import { expect, it } from 'vitest'
import type { IntakeAnswers } from '../../content/forms/intake/index.ts'
import { mayHaveNoContactOrder } from './contact-answers.ts'

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
