import { describe, expect, it } from 'vitest'
import { practice } from '../practice.ts'
import { computeRetentionTerm, findDecidingRule, type RetentionFacts } from './retention-term.ts'

const closedAt = Date.UTC(2026, 10, 23, 15)
const facts: RetentionFacts = {
  ...{
    closedAt,
    wasAccepted: true,
    lastDecisionAt: null,
    youngestBirthDate: '1990-01-31',
    provinces: ['BC'],
  },
}
const settings: Pick<typeof practice.retention, 'closedFiles' | 'untakenFileMonths'> = {
  closedFiles: [
    { from: 'closing', age: 0, years: 7, provinces: [] },
    { from: 'birthday', age: 18, years: 7, provinces: [] },
    { from: 'decision', age: 0, years: 10, provinces: ['ON'] },
  ],
  untakenFileMonths: 24,
}
const endOf = (changes: Partial<RetentionFacts>) =>
  new Date(computeRetentionTerm({ ...facts, ...changes }, settings)).toISOString()

describe('what a term comes from', () => {
  it.each<[string, Partial<RetentionFacts>, ReturnType<typeof findDecidingRule>]>([
    ['closing alone', {}, 'closing'],
    ['a child of six', { youngestBirthDate: '2020-04-30' }, 'birthday'],
    ['a decision in Ontario', { lastDecisionAt: closedAt, provinces: ['ON'] }, 'decision'],
    [
      'a child of six and a decision',
      { youngestBirthDate: '2020-04-30', lastDecisionAt: closedAt },
      'birthday',
    ],
    ['nobody having taken it', { wasAccepted: false, youngestBirthDate: '2020-04-30' }, 'untaken'],
  ])('is told without what is sealed: %s', (_, changes, rule) => {
    const { youngestBirthDate: __, provinces: ___, ...open } = { ...facts, ...changes }
    expect(findDecidingRule(open, computeRetentionTerm({ ...facts, ...changes }, settings), settings)).toBe(
      rule,
    )
  })
})

it('is the shortest time when no rule that applies is longer', () => {
  const rules = { ...settings, closedFiles: settings.closedFiles.filter(({ from }) => from !== 'closing') }
  const grown = { ...facts, youngestBirthDate: '1990-01-31' }
  const expiresAt = computeRetentionTerm(grown, rules)
  expect(new Date(expiresAt).toISOString()).toBe('2028-12-01T00:00:00.000Z')
  expect(findDecidingRule(grown, expiresAt, rules)).toBe('shortest')
})

describe('how long a closed file is stored', () => {
  it.each<[string, Partial<RetentionFacts>, string]>([
    ['closing alone', {}, '2033-12-01'],
    ['a child who turned 18 long ago', { youngestBirthDate: '2005-01-31' }, '2033-12-01'],
    ['a child of six', { youngestBirthDate: '2020-04-30' }, '2045-05-01'],
    ['a child born on 29 February', { youngestBirthDate: '2024-02-29' }, '2049-03-01'],
    ['a child born at the end of the year', { youngestBirthDate: '2020-12-31' }, '2046-01-01'],
    ['a decision in a province without that rule', { lastDecisionAt: closedAt }, '2033-12-01'],
    ['a decision in Ontario', { lastDecisionAt: closedAt, provinces: ['ON'] }, '2036-12-01'],
    [
      'a decision, when one parent named Ontario',
      { lastDecisionAt: closedAt, provinces: ['BC', 'ON'] },
      '2036-12-01',
    ],
    ['a decision, when the province is not known', { lastDecisionAt: closedAt, provinces: [] }, '2036-12-01'],
    ['a file that nobody took', { wasAccepted: false, youngestBirthDate: '2020-04-30' }, '2028-12-01'],
  ])('takes the longest rule: %s', (_, changes, end) => {
    expect(endOf(changes)).toBe(`${end}T00:00:00.000Z`)
  })

  it('tells the month of a birthday, never the day', () => {
    const ends = ['2020-04-01', '2020-04-15', '2020-04-30'].map((youngestBirthDate) =>
      endOf({ youngestBirthDate }),
    )
    expect(new Set(ends).size).toBe(1)
  })

  it('keeps a file no shorter because it was taken', () => {
    expect(practice.retention.closedFiles.length).toBeGreaterThan(0)
    const taken = computeRetentionTerm(facts, practice.retention)
    expect(taken).toBeGreaterThanOrEqual(
      computeRetentionTerm({ ...facts, wasAccepted: false }, practice.retention),
    )
  })
})
