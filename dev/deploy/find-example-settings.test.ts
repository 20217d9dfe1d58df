import { describe, expect, it } from 'vitest'
import { crisisLines, practice, retentionSources } from '../../content/practice.ts'
import { findExampleSettings } from './find-example-settings.ts'

const [emergency] = crisisLines as [(typeof crisisLines)[number]]

describe('the settings', () => {
  const ready = {
    ...practice,
    name: 'Juniper Hill',
    phone: { reach: '604 736 2211', href: 'tel:+16047362211' },
    email: 'hello@juniper-hill.ca',
    mailFrom: 'Juniper Hill <intake@juniper-hill.ca>',
    discreetMailFrom: 'J. H. Office <office@jh-office.ca>',
    office: { en: '4 Juniper Hill, Victoria', fr: '4, Juniper Hill, Victoria' },
    coordinators: practice.coordinators.slice(0, 1).map((coordinator) => ({
      ...coordinator,
      id: 'noor-haddad',
      name: 'Noor Haddad',
      email: 'noor@juniper-hill.ca',
    })),
    crisisLines: crisisLines.map((line) => ({ ...line, checkedOn: '2027-01-15' })),
    retentionSources: retentionSources.map((each) => ({ ...each, checkedOn: '2027-01-15' })),
  }

  it('name every value of the example that is left', () => {
    const faults = findExampleSettings({ ...practice, crisisLines, retentionSources }, '2026-11-29')
    for (const start of ['name', 'phone', 'email', 'mailFrom', 'discreetMailFrom', 'office'])
      expect(
        faults.filter((fault) => fault.startsWith(start)),
        start,
      ).not.toEqual([])
    expect(faults.filter((fault) => fault.startsWith('coordinators'))).toHaveLength(
      practice.coordinators.length,
    )
    expect(faults.filter((fault) => fault.startsWith('crisisLines'))).toHaveLength(crisisLines.length)
    expect(faults.filter((fault) => fault.startsWith('retentionSources'))).toHaveLength(
      retentionSources.length,
    )
  })

  it('of a practice of its own are taken', () => {
    expect(findExampleSettings(ready, '2027-03-01')).toEqual([])
  })

  it.each<[string, Partial<typeof practice & { crisisLines: typeof crisisLines }>, string]>([
    ['a phone number of fiction', { phone: { reach: '604-555-0142', href: 'tel:+16045550142' } }, 'phone'],
    ['an address at example.org', { email: 'hello@example.org' }, 'email'],
    ['a sender at a reserved domain', { mailFrom: 'A <a@mail.example.com>' }, 'mailFrom'],
    [
      'a line that nobody checked for a year',
      { provinces: [], crisisLines: [{ ...emergency, checkedOn: '2026-01-01' }] },
      'crisisLines',
    ],
    [
      'a province for which there is no line',
      { provinces: ['ON', 'BC', 'AB'] },
      'crisisLines: none is for AB',
    ],
    [
      'a line that is dated tomorrow',
      { provinces: [], crisisLines: [{ ...emergency, checkedOn: '2027-03-02' }] },
      'crisisLines',
    ],
  ])('are refused with %s', (_, change, where) => {
    expect(findExampleSettings({ ...ready, ...change }, '2027-03-01')).toEqual([
      expect.stringContaining(where),
    ])
  })
})
