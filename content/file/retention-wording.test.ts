import { expect, it } from 'vitest'
import { practice } from '../practice.ts'
import { describeRetentionRules } from './retention-wording.ts'

it('says each rule of the settings, in both languages', () => {
  expect(
    describeRetentionRules([
      { from: 'closing', age: 0, years: 7, provinces: [] },
      { from: 'birthday', age: 18, years: 7, provinces: [] },
      { from: 'decision', age: 0, years: 10, provinces: ['ON'] },
    ]),
  ).toEqual({
    en: 'for 7\u00a0years after it’s closed, until the youngest child turns 25 and for 10\u00a0years after a decision we made for a family in Ontario, whichever is longest',
    fr: '7\u00a0ans après sa fermeture, jusqu’aux 25\u00a0ans du plus jeune enfant et 10\u00a0ans après une décision que nous avons rendue pour une famille (Ontario), selon le plus long de ces délais',
  })
})

it('says one rule without comparing it', () => {
  const { en } = describeRetentionRules([{ from: 'closing', age: 0, years: 7, provinces: [] }])
  expect(en).toBe('for 7\u00a0years after it’s closed')
})

it('says something of every rule of the practice', () => {
  const { en } = describeRetentionRules(practice.retention.closedFiles)
  for (const { years, age } of practice.retention.closedFiles) expect(en).toContain(String(years + age))
})
