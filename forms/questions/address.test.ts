import { expect, it } from 'vitest'
import { provinceNamesByAbbreviation } from '../provinces.ts'
import { addressQuestionKind } from './address.ts'
import { ask } from './index.ts'
import { buildMisleadingCharactersProblem } from './plain-text.ts'
import { buildRefusal, buildTooLongWording, createQuestionsReader } from './read-questions.fixture.ts'

const home = ask.address({ label: { en: 'Your address', fr: 'Votre adresse' } })
const { read: readFields } = createQuestionsReader({ home })

interface Typed {
  street?: string
  city?: string
  province?: string
  'postal-code'?: string
  country?: string
}

const read = (parts: Typed) =>
  readFields(Object.fromEntries(Object.entries(parts).map(([part, typed]) => [`home-${part}`, [typed]])))

const nothing = { street: '', city: '', province: '', postalCode: '' }

it('keeps the four parts, without the spaces around them', () => {
  expect(
    read({
      street: ' 12 Sample Crescent, unit 4 ',
      city: ' Ottawa',
      province: 'ON',
      'postal-code': ' K1A 0B1 ',
    }),
  ).toMatchObject({
    ok: true,
    answers: {
      home: { street: '12 Sample Crescent, unit 4', city: 'Ottawa', province: 'ON', postalCode: 'K1A 0B1' },
    },
  })
})

it.each(['K1A 0B1', 'k1a0b1', 'K1A-0B1', ' k 1 a 0 b 1 ', 'K1A\u00a00B1', 'K1A–0B1', 'k1a\u200b0b1'])(
  'writes a Canadian postal code as the post does: %j',
  (typed) => {
    expect(read({ 'postal-code': typed })).toMatchObject({
      ok: true,
      answers: { home: { ...nothing, postalCode: 'K1A 0B1' } },
    })
  },
)

it.each(['90210-1234', 'SW1A 1AA', '75008', 'K1A 0B', 'K1A 0BI1'])(
  'leaves the postal code of another country as typed: %s',
  (typed) => {
    expect(read({ 'postal-code': typed })).toMatchObject({ answers: { home: { postalCode: typed } } })
  },
)

it.each(Object.keys(provinceNamesByAbbreviation))('knows the province %s', (province) => {
  expect(read({ province })).toMatchObject({ ok: true, answers: { home: { ...nothing, province } } })
})

it('takes an address in another country, and reads it back with the country last', () => {
  const abroad = { street: '8, rue de l’Exemple', city: 'Lyon', 'postal-code': '69001', country: ' France ' }
  const home = {
    street: '8, rue de l’Exemple',
    city: 'Lyon',
    province: '',
    postalCode: '69001',
    country: 'France',
  }
  expect(read(abroad)).toMatchObject({ ok: true, answers: { home } })
  expect(
    addressQuestionKind.readBack(ask.address({ label: { en: 'A', fr: 'A' } }), home).map(({ fr }) => fr),
  ).toEqual(['8, rue de l’Exemple', 'Lyon', '69001', 'France'])
  expect(read({ country: 'x'.repeat(201) })).toMatchObject(
    buildRefusal('home-country', buildTooLongWording(200, 201), 'home'),
  )
})

it('takes any one part alone', () => {
  expect(read({ city: 'Sudbury' })).toMatchObject({
    ok: true,
    answers: { home: { ...nothing, city: 'Sudbury' } },
  })
})

it('counts as not answered when every part is empty', () => {
  const reading = read({ street: ' ', city: '', province: '', 'postal-code': '\t' })
  expect(reading.ok).toBe(true)
  expect(reading).not.toHaveProperty('answers.home')
})

it.each(['XX', 'on', 'Ontario', 'constructor', '__proto__'])('refuses the province %j', (province) => {
  const wording = {
    en: 'Choose a province or territory from the list',
    fr: 'Choisissez une province ou un territoire dans la liste',
  }
  expect(read({ city: 'Ottawa', province })).toMatchObject(buildRefusal('home-province', wording, 'home'))
})

it('says how much too long a part is, at that part', () => {
  expect(read({ street: '1 Example Road', city: '😀'.repeat(201) })).toMatchObject(
    buildRefusal('home-city', buildTooLongWording(200, 201), 'home'),
  )
})

it('reports everything there is to mend at once, in the order of the parts', () => {
  const reading = read({
    street: 'x'.repeat(201),
    city: 'y'.repeat(201),
    province: 'XX',
    'postal-code': 'z'.repeat(201),
  })
  expect(reading.ok || reading.problems.map(({ field }) => field).sort()).toEqual([
    'home-city',
    'home-postal-code',
    'home-province',
    'home-street',
  ])
})

it.each([
  ['a bidi override', 'city', 'Otta\u202ewa'],
  ['half a surrogate pair', 'postal-code', 'K1A 0B1\udc00'],
] as const)('refuses %s where it stands', (_, part, typed) => {
  const refusal = buildRefusal(`home-${part}`, buildMisleadingCharactersProblem(typed), 'home')
  expect(read({ [part]: typed })).toMatchObject(refusal)
})

it.each([
  ['NUL', 'street', '1 Example\0 Road', '1 Example Road'],
  ['a line end', 'street', '1 Example Road\r\nUnit 4', '1 Example Road Unit 4'],
  ['what a phone wraps around a contact', 'city', '\u202aOttawa\u202c', 'Ottawa'],
] as const)('tidies %s', (_, part, typed, tidy) => {
  expect(read({ [part]: typed })).toMatchObject({ answers: { home: { [part]: tidy } } })
})

it('reads back line by line, the province in the words of each language', () => {
  expect(
    addressQuestionKind.readBack(home, {
      street: '1 Example Road',
      city: 'Sudbury',
      province: 'BC',
      postalCode: 'P3A 1A1',
    }),
  ).toEqual([
    { en: '1 Example Road', fr: '1 Example Road' },
    { en: 'Sudbury, British Columbia', fr: 'Sudbury, Colombie-Britannique' },
    { en: 'P3A 1A1', fr: 'P3A 1A1' },
  ])
})

it('reads back no line for a part left empty', () => {
  expect(addressQuestionKind.readBack(home, { ...nothing, city: 'Sudbury' })).toEqual([
    { en: 'Sudbury', fr: 'Sudbury' },
  ])
  expect(addressQuestionKind.readBack(home, { ...nothing, province: 'QC' })).toEqual([
    { en: 'Quebec', fr: 'Québec' },
  ])
})
