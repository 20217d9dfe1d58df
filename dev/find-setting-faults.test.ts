import { expect, it } from 'vitest'
import { practice } from '../content/practice.ts'
import { findSettingFaults } from './find-setting-faults.ts'

const rule = (given: object) => [{ from: 'closing', age: 0, years: 10, provinces: [], ...given }]
const find = (settings: object, retention: object = {}) =>
  findSettingFaults({
    ...practice,
    ...settings,
    retention: { ...practice.retention, ...retention },
  } as typeof practice)

it('takes the settings of the practice', () => {
  expect(findSettingFaults(practice)).toEqual([])
})

it.each<[string, object, object, string]>([
  ['a promise that pages could not say', { answersWithinDays: 1 }, {}, 'answersWithinDays'],
  ['a hold of a slot for half a day', { holdMinutes: 720 }, {}, 'holdMinutes'],
  ['drafts that outlast their cookie', {}, { draftDays: 401 }, 'retention.draftDays'],
  ['an erasure that nobody sees coming', {}, { previewDays: 1 }, 'retention.previewDays'],
  ['messages that are deleted at once', {}, { messageMonths: 0 }, 'retention.messageMonths'],
  ['an untaken file that is erased at once', {}, { untakenFileMonths: 0 }, 'retention.untakenFileMonths'],
  ['a term of no time', {}, { closedFiles: rule({ years: 0 }) }, 'retention.closedFiles, rule 1'],
  ['a term past any date', {}, { closedFiles: rule({ years: 1e6 }) }, 'retention.closedFiles, rule 1'],
  ['an age from a closing', {}, { closedFiles: rule({ age: 18 }) }, 'retention.closedFiles, rule 1'],
])('names %s', (_, settings, retention, name) => {
  expect(find(settings, retention)).toEqual([expect.stringMatching(new RegExp(`^${name}: `))])
})

it('takes the birthday at which a child comes of age, with no years after it', () => {
  expect(find({}, { closedFiles: rule({ from: 'birthday', age: 18, years: 0 }) })).toEqual([])
})
