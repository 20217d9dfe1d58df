import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Wording } from '../language.ts'
import { type DateSubject, dateSubjects } from './date-bounds.ts'
import { ask } from './index.ts'
import { buildRefusal, createQuestionsReader } from './read-questions.fixture.ts'

beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-11-29T12:00:00Z'), toFake: ['Date'] }))
afterEach(() => void vi.useRealTimers())

const label = { en: 'A day', fr: 'Un jour' }
const toFieldName = (subject: string) => subject.replaceAll('-', '')
const subjects = Object.keys(dateSubjects) as DateSubject[]
const { read: readFields } = createQuestionsReader(
  Object.fromEntries(
    subjects.map((subject) => [
      toFieldName(subject),
      ask.date({ label, subject, optOuts: ['unknown', 'expected'] }),
    ]),
  ),
)

/** Reads `30|4|2019`, with what is ticked beside it. */
function read(subject: DateSubject, typed: string, ...optOuts: string[]) {
  const [day = '', month = '', year = ''] = typed.split('|')
  const name = toFieldName(subject)
  return readFields({
    [`${name}-day`]: [day],
    [`${name}-month`]: [month],
    [`${name}-year`]: [year],
    [`${name}-instead`]: optOuts,
  })
}

const tooEarly = (years: number): Wording => ({
  en: `Check the year: this is more than ${years} years ago`,
  fr: `Vérifiez l’année\u00a0: cette date remonte à plus de ${years} ans`,
})
const tooYoung = {
  en: 'Check the year: a parent was born at least 12 years ago',
  fr: 'Vérifiez l’année\u00a0: la naissance d’un parent remonte à 12 ans au moins',
}
const toCome = {
  en: 'Enter today’s date or an earlier one',
  fr: 'Entrez la date d’aujourd’hui ou une date antérieure',
}
const notBorn = {
  en: 'Enter today’s date or an earlier one. For a child who isn’t born yet, tick that too',
  fr: 'Entrez la date d’aujourd’hui ou une date antérieure. Pour un enfant à naître, cochez aussi cette case',
}

/** The first and the last day that each subject takes on 29 November 2026, and what is said beyond. */
const table: Readonly<
  Record<DateSubject, readonly [first: string, early: Wording, last: string, late: Wording]>
> = {
  'birth-of-adult': ['28|11|1916', tooEarly(110), '30|11|2014', tooYoung],
  'birth-of-child': ['28|11|1976', tooEarly(50), '30|11|2026', notBorn],
  order: ['28|11|1976', tooEarly(50), '30|11|2026', toCome],
  document: ['28|11|1976', tooEarly(50), '30|11|2026', toCome],
  'event-of-couple': ['28|11|1936', tooEarly(90), '30|11|2026', toCome],
}

const shiftDay = (typed: string, days: number) => {
  const [day = '', month = '', year = ''] = typed.split('|')
  const shifted = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day) + days))
  return `${shifted.getUTCDate()}|${shifted.getUTCMonth() + 1}|${shifted.getUTCFullYear()}`
}

describe.each(Object.entries(table))('%s', (name, [first, early, last, late]) => {
  const subject = name as DateSubject
  const refused = (wording: Wording) =>
    buildRefusal(`${toFieldName(subject)}-day`, wording, toFieldName(subject))

  it('takes the days within its bounds, wherever on earth it is told', () => {
    // A day more on each side: it is already tomorrow in one time zone, and still yesterday in another.
    for (const typed of [first, last, shiftDay(first, 400), shiftDay(last, -400)])
      expect(read(subject, typed), typed).toMatchObject({ ok: true })
  })

  it('refuses the days beyond, and says which part to check', () => {
    for (const typed of [shiftDay(first, -1), '1|1|1900', shiftDay(first, -3000)])
      expect(read(subject, typed), typed).toMatchObject(refused(early))
    for (const typed of [shiftDay(last, 1), '1|1|2028', '31|12|9999'])
      expect(read(subject, typed), typed).toMatchObject(refused(late))
  })

  it('takes a year that lies partly within its bounds, and refuses one that lies beyond', () => {
    const yearOf = (typed: string) => Number(typed.split('|')[2])
    for (const year of [yearOf(first), yearOf(last)])
      expect(read(subject, `||${year}`, 'unknown'), String(year)).toMatchObject({ ok: true })
    expect(read(subject, `||${yearOf(first) - 1}`, 'unknown')).toMatchObject(refused(early))
    expect(read(subject, `||${yearOf(last) + 1}`, 'unknown')).toMatchObject(refused(late))
    expect(read(subject, '4|3|', 'unknown')).toMatchObject({ ok: true })
  })
})

it('bounds the day on which a birth is expected by itself', () => {
  expect(read('birth-of-child', '14|3|2027', 'expected')).toMatchObject({ ok: true })
})
