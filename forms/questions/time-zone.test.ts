import { expect, it } from 'vitest'
import { unknownOptionProblemWording } from './choice.ts'
import { ask } from './index.ts'
import { buildRefusal, createQuestionsReader } from './read-questions.fixture.ts'
import { timeZoneQuestionKind } from './time-zone.ts'

const likely = { 'America/Toronto': { en: 'Eastern time', fr: 'Heure de l’Est' } }
const zone = ask.timeZone({ label: { en: 'Time zone', fr: 'Fuseau horaire' }, likely })
const { read: readFields } = createQuestionsReader({ zone })
const read = (typed: string) => readFields({ zone: [typed] })

it('takes every zone that there is', () => {
  const zones = Intl.supportedValuesOf('timeZone')
  expect(zones.length).toBeGreaterThan(400)
  for (const name of zones) expect(read(name), name).toMatchObject({ ok: true, answers: { zone: name } })
})

it.each([
  'UTC',
  'Asia/Kolkata',
  'Europe/Kyiv',
  'America/Montreal',
  'America/Argentina/Buenos_Aires',
  'Etc/GMT+5',
])('takes %s, which lists may leave out or call otherwise', (name) => {
  expect(read(name)).toMatchObject({ ok: true, answers: { zone: name } })
})

it.each([
  'elsewhere',
  'Europe/Nowhere',
  'Mars/Olympus_Mons',
  'america/toronto',
  'America/toronto',
  'Eastern',
  'EST',
  '+05:00',
  'UTC-5',
  '../America/Toronto',
  'America/Toronto ',
  'constructor',
  '__proto__',
])('refuses %j', (name) => {
  expect(read(name)).toMatchObject(buildRefusal('zone', unknownOptionProblemWording))
})

it('may be left empty', () => {
  expect(read('')).toMatchObject({ ok: true })
  expect(read('')).not.toHaveProperty('answers.zone')
})

it('reads back as people name a zone, and others by their city', () => {
  expect(timeZoneQuestionKind.readBack(zone, 'America/Toronto')).toEqual([likely['America/Toronto']])
  expect(timeZoneQuestionKind.readBack(zone, 'America/New_York')).toEqual([
    { en: 'Local time (New York)', fr: 'Heure locale (New York)' },
  ])
  expect(timeZoneQuestionKind.readBack(zone, 'America/Argentina/Buenos_Aires')).toEqual([
    { en: 'Local time (Buenos Aires)', fr: 'Heure locale (Buenos Aires)' },
  ])
})
