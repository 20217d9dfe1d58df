import { expect, it } from 'vitest'
import {
  all,
  answered,
  any,
  type Condition,
  conditionHolds,
  is,
  listConditionQuestionNames,
  not,
} from './condition.ts'

it('asks a question that has no condition', () => {
  expect(conditionHolds(undefined, {})).toBe(true)
})

it.each([
  ['its field holds something', { phone: ['613'] }, true],
  ['one of its parts does', { 'phone-day': ['', '4'] }, true],
  ['its field is empty', { phone: [''] }, false],
  ['its field holds spaces only', { phone: [' \t\u00a0'] }, false],
  ['it was not posted', {}, false],
  ['only a question whose name begins the same was answered', { phoneSafe: ['yes'] }, false],
])('answered: when %s', (_, fields, expected) => {
  expect(conditionHolds(answered('phone'), fields)).toBe(expected)
})

it.each([
  ['the value is the one', { route: ['consent'] }, true],
  ['the value is another of those named', { route: ['one-parent'] }, true],
  ['one of several ticks is', { route: ['court-order', 'consent'] }, true],
  ['the value is something else', { route: ['court-order'] }, false],
  ['the value only begins the same', { route: ['consent-not'] }, false],
  ['nothing was chosen', { route: [''] }, false],
  ['it was not posted', {}, false],
])('is: when %s', (_, fields, expected) => {
  expect(conditionHolds(is('route', 'consent', 'one-parent'), fields)).toBe(expected)
})

const yes = answered('yes')
const no = answered('no')
const fields = { yes: ['x'] }

it.each<[string, Condition, boolean]>([
  ['all holds when every part does', all(yes, yes), true],
  ['all fails when one part does', all(yes, no), false],
  ['all of nothing holds', all(), true],
  ['any holds when one part does', any(no, yes), true],
  ['any fails when none does', any(no, no), false],
  ['any of nothing fails', any(), false],
  ['not turns a condition around', not(no), true],
  ['not turns a condition that holds around', not(yes), false],
  ['conditions nest', all(any(no, not(all(yes, no))), not(not(yes))), true],
  ['nested conditions fail where they should', not(any(no, all(yes, not(no)))), false],
])('%s', (_, condition, expected) => {
  expect(conditionHolds(condition, fields)).toBe(expected)
})

it('names every question a condition looks at, however deep', () => {
  expect(listConditionQuestionNames(undefined)).toEqual([])
  expect(listConditionQuestionNames(all(answered('a'), any(is('b', 'x'), not(answered('c')))))).toEqual([
    'a',
    'b',
    'c',
  ])
})

it('is plain data: a copy kept with the answers decides the same', () => {
  const condition = all(answered('yes'), not(is('no', 'x')))
  const copy = JSON.parse(JSON.stringify(condition)) as Condition
  expect(copy).toEqual(condition)
  expect(conditionHolds(copy, fields)).toBe(true)
})
