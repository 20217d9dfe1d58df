import { expect, it } from 'vitest'
import { formatPhone } from '../forms/questions/phone.ts'
import { crisisLines, leaveTo, parsePractice, practice } from './practice.ts'
import { formatClockTimeInZone, localTimeToInstant } from './time/local-time.ts'

const digits = (text: string) => text.replace(/\D/g, '')

it('shows no crisis line without the day somebody last checked it', () => {
  expect(crisisLines.length).toBeGreaterThan(0)
  for (const { name, checkedOn } of crisisLines) {
    expect(new Date(checkedOn).toISOString().slice(0, 10), name.en).toBe(checkedOn)
  }
})

it('shows the emergency number first, everywhere in Canada', () => {
  expect(crisisLines[0]).toMatchObject({ reach: '911', href: 'tel:911', provinces: [] })
})

it.each([...crisisLines, { ...practice.phone, name: { en: practice.name } }])(
  'dials what it shows: $name.en',
  ({ reach, href }) => {
    if (href.startsWith('https:')) expect(new URL(href).hostname).toBe(reach)
    else expect(digits(href).replace(/^1(?=\d{10}$)/, '')).toBe(digits(reach).replace(/^1(?=\d{10}$)/, ''))
  },
)

it('writes every number with an area code as it writes those of parents, but for the 1 of one that is free', () => {
  const numbers = [practice.phone, ...crisisLines].filter(({ href }) => digits(href).length === 11)
  expect(numbers.length).toBeGreaterThan(1)
  for (const { reach, href } of numbers)
    expect(reach.replace(/^1\u00a0/, '')).toBe(formatPhone(`+${digits(href)}`).en)
})

it('says when somebody answers the phone as its data has it', () => {
  const { from, until, timeZone } = practice.phoneAnswered
  for (const clock of [from, until]) {
    const at = localTimeToInstant('2026-12-07', clock, timeZone)
    const { en, fr } = practice.phoneHours
    expect(en.replaceAll('\u00a0', ' ')).toContain(
      formatClockTimeInZone(at, timeZone, 'en').replaceAll('\u00a0', ' ').replace(':00', ''),
    )
    expect(fr.replaceAll('\u00a0', ' ')).toContain(
      formatClockTimeInZone(at, timeZone, 'fr').replaceAll('\u00a0', ' '),
    )
  }
})

it('sets those apart who have left, so that they are named and nothing else', () => {
  const [first, ...others] = practice.coordinators
  const settings = { ...practice, coordinators: [{ ...first, leftOn: '2026-10-31' }, ...others] }
  const parsed = parsePractice(settings as Parameters<typeof parsePractice>[0])
  expect(parsed.coordinators.map(({ id }) => id)).toEqual(others.map(({ id }) => id))
  expect(parsed.formerCoordinators).toEqual([{ id: first?.id, name: first?.name, leftOn: '2026-10-31' }])
})

it('never breaks its own phone number at the end of a line', () => {
  expect(practice.phone.reach).not.toMatch(/[ -]/)
})

it('shows the lines for all of Canada, and those of provinces it works in', () => {
  const everywhere = crisisLines.filter(({ provinces }) => provinces.length === 0)
  expect(everywhere.map(({ reach }) => reach)).toEqual(expect.arrayContaining(['911', '9-8-8']))
  const provinces = crisisLines.flatMap((line) => line.provinces)
  expect(practice.provinces).toEqual(expect.arrayContaining([...new Set(provinces)]))
})

it('tells its coordinators apart by id and by e-mail', () => {
  const { coordinators } = practice
  expect(new Set(coordinators.map(({ id }) => id)).size).toBe(coordinators.length)
  expect(new Set(coordinators.map(({ email }) => email.toLowerCase())).size).toBe(coordinators.length)
})

it('has somebody to assign what fits nobody', () => {
  expect(practice.coordinators.some(({ administrator }) => administrator)).toBe(true)
})

it.each(practice.coordinators)(
  'lets $name work where the practice does, in a time zone that exists',
  (coordinator) => {
    expect(practice.provinces).toEqual(expect.arrayContaining(coordinator.provinces))
    const format = new Intl.DateTimeFormat('en-CA', { timeZone: coordinator.availability.timeZone })
    expect(format.resolvedOptions().timeZone).toBe(coordinator.availability.timeZone)
  },
)

it('leaves over https, so that nobody on the way sees which page was opened', () => {
  for (const address of Object.values(leaveTo)) expect(new URL(address).protocol).toBe('https:')
})
