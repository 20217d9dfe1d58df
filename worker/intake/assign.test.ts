import { describe, expect, it } from 'vitest'
import type { Coordinator } from '../../content/practice.ts'
import { assign, type Family } from './assign.ts'

const coordinator = (id: string, some: Partial<Coordinator>): Coordinator => ({
  id,
  name: id,
  credentials: { en: 'Coordinator', fr: 'Coordination' },
  email: `${id}@example.com`,
  profession: 'mental-health',
  languages: ['en', 'fr'],
  provinces: ['ON'],
  timeZone: 'America/Toronto',
  capacity: 3,
  administrator: false,
  ...some,
})

const ana = coordinator('ana', {})
const bo = coordinator('bo', { provinces: ['ON', 'BC'], languages: ['en'] })
const chantal = coordinator('chantal', { provinces: ['BC'], languages: ['fr'], capacity: 1 })
const everybody = [ana, bo, chantal]

describe('who leads a new file', () => {
  it.each<[string, Family, Record<string, number>, string | undefined]>([
    ['the first of those with equally few', { province: 'ON', language: 'en' }, {}, 'ana'],
    ['whoever has the fewest open files', { province: 'ON', language: 'en' }, { ana: 2, bo: 1 }, 'bo'],
    [
      'the one who speaks the language, however many they have',
      { province: 'ON', language: 'fr' },
      { ana: 2 },
      'ana',
    ],
    ['the one licensed in the province', { province: 'BC', language: 'en' }, { bo: 2 }, 'bo'],
    ['the one who fits in both', { province: 'BC', language: 'fr' }, {}, 'chantal'],
    [
      'anybody of the province when either language will do',
      { province: 'BC', language: undefined },
      { bo: 1 },
      'chantal',
    ],
    ['not somebody at their capacity', { province: 'BC', language: undefined }, { chantal: 1, bo: 2 }, 'bo'],
    [
      'not somebody over their capacity',
      { province: 'BC', language: undefined },
      { chantal: 9, bo: 2 },
      'bo',
    ],
    ['nobody when everybody who fits is full', { province: 'BC', language: 'fr' }, { chantal: 1 }, undefined],
    ['nobody when nobody has both province and language', { province: 'QC', language: 'fr' }, {}, undefined],
    [
      'nobody when the children live somewhere else',
      { province: 'elsewhere', language: 'en' },
      {},
      undefined,
    ],
    [
      'nobody when it is not settled where they live',
      { province: 'not-sure', language: 'en' },
      {},
      undefined,
    ],
    [
      'nobody when it was not said where they live',
      { province: undefined, language: undefined },
      {},
      undefined,
    ],
  ])('is %s', (_, family, open, lead) => {
    expect(assign(everybody, family, new Map(Object.entries(open)))?.id).toBe(lead)
  })

  it('does not depend on the order of the settings once the loads differ', () => {
    const open = new Map([
      ['ana', 2],
      ['bo', 1],
    ])
    const family = { province: 'ON', language: 'en' } as const
    expect(assign(everybody.toReversed(), family, open)).toBe(bo)
    expect(everybody).toEqual([ana, bo, chantal])
  })

  it('is nobody in a practice without coordinators', () => {
    expect(assign([], { province: 'ON', language: 'en' }, new Map())).toBeUndefined()
  })
})
