import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Coordinator, practice as example } from '../../content/practice.ts'
import { countPropertyRuns } from '../../tests/support/property-runs.ts'
import { type CoordinatorRanking, type FamilyNeeds, rankCoordinators } from './assign.ts'

const coordinator = (id: string, some: Partial<Coordinator>): Coordinator => ({
  id,
  name: id,
  credentials: { en: 'Coordinator', fr: 'Coordination' },
  email: `${id}@example.com`,
  profession: 'mental-health',
  languages: ['en', 'fr'],
  provinces: ['ON'],
  availability: example.coordinators[0]?.availability as Coordinator['availability'],
  capacity: 3,
  administrator: false,
  privacyOfficer: false,
  ...some,
})

const ana = coordinator('ana', {})
const bo = coordinator('bo', { provinces: ['ON', 'BC'], languages: ['en'] })
const chantal = coordinator('chantal', { provinces: ['BC'], languages: ['fr'], capacity: 1 })
const dara = coordinator('dara', { profession: 'law', provinces: ['ON', 'BC'], languages: ['en'] })
const emil = coordinator('emil', { profession: 'law', provinces: ['ON'], capacity: 2 })

// The lawyers come first, so that they would lead if only the order of the settings decided.
const coordinators = [dara, emil, ana, bo, chantal]
const inPairs = { worksInPairs: true, coordinators }
const singly = { worksInPairs: false, coordinators }

const family = (some: Partial<FamilyNeeds> = {}): FamilyNeeds => ({
  province: 'ON',
  language: 'en',
  profession: undefined,
  named: undefined,
  ...some,
})

type Case = [string, Partial<FamilyNeeds>, Record<string, number>, Partial<CoordinatorRanking>]
const ranked = (practice: typeof inPairs, some: Partial<FamilyNeeds>, open: Record<string, number>) =>
  rankCoordinators(practice, family(some), toLoads(open))

/** Loads of coordinators who accepted all their open files. */
const toLoads = (open: Record<string, number>) =>
  new Map(Object.entries(open).map(([id, count]) => [id, { open: count, accepted: count }]))

describe('who leads a new file', () => {
  it.each<Case>([
    ['the settings’ order between equals', {}, {}, { leads: ['ana', 'bo'] }],
    ['the fewest open files first', {}, { ana: 2, bo: 1 }, { leads: ['bo', 'ana'] }],
    ['the settings’ order between equally busy', {}, { ana: 2, bo: 2 }, { leads: ['ana', 'bo'] }],
    ['who speaks the language, however busy', { language: 'fr' }, { ana: 2 }, { leads: ['ana'] }],
    ['who is licensed in the province', { province: 'BC' }, { bo: 2 }, { leads: ['bo'] }],
    ['who fits in both', { province: 'BC', language: 'fr' }, {}, { leads: ['chantal'] }],
    [
      'anybody of the province when either language will do',
      { province: 'BC', language: undefined },
      { bo: 1 },
      { leads: ['chantal', 'bo'] },
    ],
    ['nobody at their capacity', {}, { ana: 3 }, { leads: ['bo'], waiting: false }],
    ['nobody over their capacity', {}, { ana: 9 }, { leads: ['bo'], waiting: false }],
    [
      'nobody for now when everybody who fits is full',
      { province: 'BC', language: 'fr' },
      { chantal: 1 },
      { leads: [], waiting: true },
    ],
    ['nobody when nobody fits', { province: 'QC' }, {}, { leads: [], waiting: false }],
    ['nobody when the children live elsewhere', { province: 'elsewhere' }, {}, { leads: [], waiting: false }],
    [
      'nobody when it was not said where they live',
      { province: undefined, language: undefined },
      {},
      { leads: [], waiting: false },
    ],
  ])('is %s', (_, some, open, expected) => {
    expect(ranked(inPairs, some, open)).toMatchObject(expected)
  })

  it('does not depend on the order of the settings once the loads differ', () => {
    const reversed = { worksInPairs: true, coordinators: coordinators.toReversed() }
    expect(ranked(reversed, {}, { ana: 2, bo: 1 }).leads).toEqual(['bo', 'ana'])
    expect(coordinators).toEqual([dara, emil, ana, bo, chantal])
  })

  it('is nobody in a practice without coordinators', () => {
    const nobody = { leads: [], waiting: false, familyLeads: [], assistants: [] }
    expect(ranked({ worksInPairs: true, coordinators: [] }, { named: 'ana' }, {})).toEqual(nobody)
  })

  it('reads the settings of the example practice', () => {
    expect(rankCoordinators(example, family({ province: 'BC' }), new Map())).toEqual({
      leads: ['camille-verdier'],
      waiting: false,
      familyLeads: ['camille-verdier', 'jules-hartwell'],
      assistants: ['jules-hartwell'],
    })
  })
})

describe('a coordinator named by an order', () => {
  it.each<Case>([
    ['is the only one who fits', { named: 'bo' }, { bo: 2 }, { leads: ['bo'], waiting: false }],
    ['leads nobody without a licence', { named: 'ana', province: 'BC' }, {}, { leads: [], waiting: false }],
    ['leads nobody elsewhere', { named: 'ana', province: 'elsewhere' }, {}, { leads: [], waiting: false }],
    ['leads nobody in another language', { named: 'bo', language: 'fr' }, {}, { leads: [], waiting: false }],
    ['fits when it is not settled where', { named: 'bo', province: 'not-sure' }, {}, { leads: ['bo'] }],
    ['fits when it was not said where', { named: 'bo', province: undefined }, {}, { leads: ['bo'] }],
    ['is waited for while full', { named: 'bo' }, { bo: 3 }, { leads: [], waiting: true }],
    ['leads in pairs though a lawyer', { named: 'dara' }, {}, { leads: ['dara'] }],
    ['of another practice changes nothing', { named: 'zoe' }, {}, { leads: ['ana', 'bo'] }],
  ])('%s', (_, some, open, expected) => {
    expect(ranked(inPairs, some, open)).toMatchObject(expected)
  })

  it('is the only one who fits in a practice that works singly too, whatever profession was wished for', () => {
    expect(ranked(singly, { named: 'ana', profession: 'law' }, {}).leads).toEqual(['ana'])
  })
})

describe('while somebody is away', () => {
  type AwayCase = [
    string,
    Record<string, string | null>,
    boolean,
    Partial<FamilyNeeds>,
    Record<string, number>,
  ]
  it.each<[...AwayCase, Partial<CoordinatorRanking>]>([
    ['a file passes them by', { ana: 'chantal' }, false, {}, {}, { leads: ['bo'] }],
    ['an urgent one goes to who stands in', { ana: 'bo' }, true, {}, {}, { leads: ['bo'] }],
    [
      'an urgent one goes to who stands in, before others',
      { bo: 'chantal' },
      true,
      { province: 'BC', language: undefined },
      {},
      { leads: ['chantal'] },
    ],
    ['not if they may not practise there', { ana: 'chantal' }, true, {}, {}, { leads: ['bo'] }],
    ['not if they do not speak the language', { ana: 'bo' }, true, { language: 'fr' }, {}, { leads: [] }],
    ['not if they have no room', { ana: 'bo' }, true, {}, { bo: 3 }, { leads: [] }],
    ['not if they are away too', { ana: 'bo', bo: 'ana' }, true, {}, {}, { leads: [] }],
    ['not if they are a lawyer, in pairs', { ana: 'dara' }, true, {}, {}, { leads: ['bo'] }],
    ['not if nobody stands in', { ana: null }, true, {}, {}, { leads: ['bo'] }],
    [
      'a person decides when nobody who fits is here, and no family waits for that',
      { ana: null, bo: null },
      false,
      {},
      {},
      { leads: [], waiting: false, familyLeads: ['dara', 'emil', 'ana', 'bo'] },
    ],
    ['a family waits as it did', { ana: null }, false, {}, { ana: 3, bo: 3 }, { leads: [], waiting: true }],
    ['whom the order names waits for a person', { bo: 'ana' }, false, { named: 'bo' }, {}, { leads: [] }],
    ['no lawyer who is away is proposed', { emil: null }, false, {}, {}, { assistants: ['dara'] }],
  ])('%s', (_, away, isUrgent, some, open, expected) => {
    const presence = { standInByAbsent: new Map(Object.entries(away)), isUrgent }
    expect(rankCoordinators(inPairs, family(some), toLoads(open), presence)).toMatchObject(expected)
  })
})

describe('a practice that works singly', () => {
  it.each<Case>([
    ['lets anybody lead', { language: 'fr' }, { emil: 1 }, { leads: ['ana', 'emil'] }],
    [
      'puts a wished profession first, however busy',
      { profession: 'mental-health' },
      { ana: 2, bo: 2, emil: 1 },
      { leads: ['ana', 'bo', 'dara', 'emil'] },
    ],
    [
      'puts the fewest open files first within a profession',
      { profession: 'law' },
      { dara: 2, emil: 1, ana: 1 },
      { leads: ['emil', 'dara', 'bo', 'ana'] },
    ],
    [
      'lets nobody wait for a profession while somebody else has room',
      { profession: 'law' },
      { dara: 3, emil: 2 },
      { leads: ['ana', 'bo'], waiting: false },
    ],
    [
      'does not look outside the province for a profession',
      { province: 'BC', language: 'fr', profession: 'law' },
      {},
      { leads: ['chantal'] },
    ],
    ['proposes nobody to assist', {}, {}, { assistants: [] }],
  ])('%s', (_, some, open, expected) => {
    expect(ranked(singly, some, open)).toMatchObject(expected)
  })
})

describe('a practice that works in pairs', () => {
  it.each<Case>([
    ['has no lawyer lead, even one wished for', { profession: 'law' }, {}, { leads: ['ana', 'bo'] }],
    [
      'lets a family wait rather than have a lawyer lead',
      {},
      { ana: 3, bo: 3 },
      { leads: [], waiting: true, assistants: ['dara', 'emil'] },
    ],
    [
      'proposes the lawyer with the fewest open files first',
      {},
      { dara: 1 },
      { assistants: ['emil', 'dara'] },
    ],
    ['proposes lawyers of the province only', { province: 'BC' }, { dara: 2 }, { assistants: ['dara'] }],
    [
      'proposes lawyers who speak the language only',
      { language: 'fr' },
      { emil: 1 },
      { assistants: ['emil'] },
    ],
    ['proposes nobody at their capacity', {}, { emil: 2 }, { assistants: ['dara'] }],
    [
      'proposes lawyers beside whoever an order names',
      { named: 'ana' },
      {},
      { leads: ['ana'], assistants: ['dara', 'emil'] },
    ],
    [
      'proposes nobody to assist themselves',
      { named: 'dara' },
      {},
      { leads: ['dara'], assistants: ['emil'] },
    ],
  ])('%s', (_, some, open, expected) => {
    expect(ranked(inPairs, some, open)).toMatchObject(expected)
  })
})

describe('whatever the practice and the family', () => {
  const ids = ['a', 'b', 'c', 'd', 'e']
  const provinces = ['ON', 'BC', 'QC'] as const
  const languages = ['en', 'fr'] as const
  const professions = ['mental-health', 'law'] as const
  const anybody = (id: string) =>
    fc
      .record({
        profession: fc.constantFrom(...professions),
        languages: fc.subarray([...languages], { minLength: 1 }),
        provinces: fc.subarray([...provinces], { minLength: 1 }),
        capacity: fc.integer({ min: 1, max: 4 }),
      })
      .map((some) => coordinator(id, some))
  const anyPractice = fc.record({
    worksInPairs: fc.boolean(),
    coordinators: fc.tuple(...ids.map(anybody)),
  })
  const anyFamily = fc.record({
    province: fc.constantFrom(...provinces, 'elsewhere', 'not-sure', undefined),
    language: fc.constantFrom(...languages, undefined),
    profession: fc.constantFrom(...professions, undefined),
    named: fc.constantFrom(...ids, 'nobody', undefined, undefined, undefined),
  })
  const anyLoad = fc
    .tuple(...ids.map(() => fc.integer({ min: 0, max: 5 })))
    .map((loads) => toLoads(Object.fromEntries(ids.map((id, index) => [id, loads[index] ?? 0]))))

  it('leads are those who fit and have room, in order, and a family waits only for somebody who fits', () => {
    fc.assert(
      fc.property(anyPractice, anyFamily, anyLoad, (practice, family, openFiles) => {
        const { leads, waiting, familyLeads, assistants } = rankCoordinators(practice, family, openFiles)
        const person = (id: string) => practice.coordinators[ids.indexOf(id)] ?? expect.unreachable()
        const open = (id: string) => openFiles.get(id)?.open ?? 0
        const isNamed = ids.includes(family.named ?? '')
        const serves = (id: string) =>
          person(id).provinces.some((province) => province === family.province) &&
          (family.language === undefined || person(id).languages.includes(family.language))
        const isUnsettled = family.province === undefined || family.province === 'not-sure'
        const suits = (id: string) =>
          (isUnsettled || person(id).provinces.some((province) => province === family.province)) &&
          (family.language === undefined || person(id).languages.includes(family.language))
        const fits = (id: string) =>
          isNamed
            ? id === family.named && suits(id)
            : serves(id) && !(practice.worksInPairs && person(id).profession === 'law')
        const hasRoom = (id: string) => open(id) < person(id).capacity
        const preferred = practice.worksInPairs ? undefined : family.profession
        const sortKey = (id: string) =>
          (person(id).profession === preferred ? 0 : 1000) + open(id) * 10 + ids.indexOf(id)
        const helps = (id: string) =>
          practice.worksInPairs && person(id).profession === 'law' && serves(id) && !leads.includes(id)

        expect(new Set(leads)).toEqual(new Set(ids.filter((id) => fits(id) && hasRoom(id))))
        expect(familyLeads).toEqual(ids.filter(suits))
        expect(leads).toEqual(leads.toSorted((one, other) => sortKey(one) - sortKey(other)))
        expect(waiting).toBe(leads.length === 0 && ids.some(fits))
        expect(new Set(assistants)).toEqual(new Set(ids.filter((id) => helps(id) && hasRoom(id))))
        expect(assistants.map(open)).toEqual(assistants.map(open).toSorted((one, other) => one - other))
      }),
      { numRuns: countPropertyRuns(500) },
    )
  })
})
