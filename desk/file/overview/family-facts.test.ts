import { createElement } from 'react'
import { describe, expect, it } from 'vitest'
import type { SummaryRow } from '../../../forms/summarise.ts'
import { renderAtDesk } from '../../app/render-at-desk.fixture.tsx'
import type { FileHeader, FileOverview } from '../queries.ts'
import { buildAgeWording } from './age.ts'
import { gatherParentFacts, type ParentFacts } from './family-facts.ts'
import { Situation } from './situation.tsx'

const row = (question: string, ...lines: string[]): SummaryRow => ({ question, label: question, lines })
const section = (slug: string, rows: SummaryRow[], item?: number) => ({
  ...{ slug, title: slug, rows, item },
})

const reading = {
  parents: [
    {
      side: 'initiating',
      sections: [
        section('what-is-happening', [row('issueOne', 'Weekends'), row('issueTwo')]),
        section(
          'children',
          [row('childName', 'Noa'), { ...row('childBirthDate', '2016'), value: '2016-03-17' }],
          1,
        ),
        section('children', [row('childName', 'Kit')], 2),
        section('children-more', [row('childLivesWith', 'Mostly with me')], 2),
      ],
    },
    { side: 'other', sections: [section('what-is-happening', [row('issueOne', 'School')])] },
  ],
  additions: [
    { id: 'b', side: 'initiating', addedAt: 2, replacesContactRules: false, sections: [] },
    {
      ...{ id: 'a', side: 'initiating', addedAt: 1, replacesContactRules: false },
      sections: [
        section('what-is-happening', [row('issueOne', 'A concert')]),
        section('children-more', [row('childName', 'NOA'), row('childLivesWith', 'It varies')], 1),
      ],
    },
    {
      ...{ id: 'first', side: 'initiating', addedAt: 1, replacesContactRules: false },
      sections: [section('children', [row('childName', 'Ada')], 1)],
    },
  ],
  contactability: [],
} as unknown as FileOverview

describe('what one parent told', () => {
  const mine = gatherParentFacts(reading, 'initiating')

  it('is what they said last, and never what the other one said', () => {
    expect(mine.find('issueOne')?.lines).toEqual(['A concert'])
    expect(gatherParentFacts(reading, 'other').find('issueOne')?.lines).toEqual(['School'])
    expect([mine.find('issueTwo'), mine.wasAsked('issueTwo'), mine.wasAsked('issueThree')]).toEqual([
      undefined,
      true,
      false,
    ])
  })

  it('joins what was said of each child at different times, by the name', () => {
    expect(
      mine.children.map(({ name, birth, livesWith }) => [name, birth?.value, livesWith?.lines[0]]),
    ).toEqual([
      ['NOA', '2016-03-17', 'It varies'],
      ['Kit', undefined, 'Mostly with me'],
      ['Ada', undefined, undefined],
    ])
    expect(gatherParentFacts(reading, 'other').children).toEqual([])
  })

  it('says how much was added since, and when', () => {
    expect(mine.added).toEqual({ count: 3, newestAt: 2 })
    expect(gatherParentFacts(reading, 'other').added).toBeUndefined()
  })
})

describe('how a parent may be reached', () => {
  const rules = (...rows: SummaryRow[]) => [section('reaching-you', rows)]
  const reach = (...additions: readonly object[]) => {
    const sent = [section('safety', [row('noContactOrder', 'No')]), ...rules(row('textSafe', 'Yes'))]
    const facts = { parents: [{ side: 'initiating', sections: sent }], additions, contactability: [] }
    const { find, wasAsked } = gatherParentFacts(facts as unknown as FileOverview, 'initiating')
    return {
      texts: find('textSafe')?.lines,
      isAsked: wasAsked('textSafe'),
      order: find('noContactOrder')?.lines,
    }
  }
  const added = (replacesContactRules: boolean, ...rows: SummaryRow[]) => ({
    ...{ id: 'new', side: 'initiating', addedAt: 1, replacesContactRules },
    sections: rules(...rows),
  })

  it('is what the newest rules say, and no earlier yes', () => {
    const order = ['No']
    expect(reach()).toEqual({ texts: ['Yes'], isAsked: true, order })
    expect(reach(added(true, row('textSafe', 'No')))).toEqual({ texts: ['No'], isAsked: true, order })
    expect(reach(added(true, row('textSafe')))).toEqual({ texts: undefined, isAsked: true, order })
    expect(reach(added(true, row('phone', '1')))).toEqual({ texts: undefined, isAsked: false, order })
    expect(reach(added(true), added(true, row('textSafe', 'Yes')))).toMatchObject({ texts: undefined })
  })

  it('stays as it was when something else was added', () => {
    expect(reach(added(false, row('issueOne', 'A concert')))).toMatchObject({ texts: ['Yes'], order: ['No'] })
  })
})

describe('an age', () => {
  it.each([
    ['2016-11-30', '10 years old'],
    ['2016-12-01', '9 years old'],
    ['2024-11-30', '2 years old'],
    ['2024-12-01', '23 months old'],
    ['2026-10-31', '0 months old'],
    ['2026-10-30', '1 month old'],
    ['2014-XX-XX', 'about 12 years old'],
    ['2014-12-XX', '11 years old'],
    ['2027-02-01', undefined],
    ['XXXX-05-XX', undefined],
  ])('of somebody born on %s is %s on November 30, 2026', (birth, age) => {
    expect(buildAgeWording(birth, '2026-11-30')?.en).toBe(age)
  })
})

it('counts a child without a name in the line that the children fold to', () => {
  const parent = {
    ...gatherParentFacts(reading, 'initiating'),
    children: [{ name: 'Ada' }, { name: '' }],
  } as unknown as ParentFacts
  const header = { reference: 'K7Q4-9MX2' } as FileHeader
  expect(renderAtDesk(createElement(Situation, { header, parent, isBrief: true }), [], 'fr')).toContain(
    '<span>Ada, Enfant 2</span>',
  )
})
