import fc from 'fast-check'
import { afterEach, expect, it, vi } from 'vitest'
import { countPropertyRuns } from '../../tests/support/property-runs.ts'
import type { Wording } from '../language.ts'
import { dateQuestionKind } from './date.ts'
import { ask } from './index.ts'
import { hiddenCharactersProblemWording } from './plain-text.ts'
import { buildRefusal, createQuestionsReader } from './read-questions.fixture.ts'

const any = ask.date({ label: { en: 'A day', fr: 'Un jour' } })
const past = ask.date({ label: { en: 'A day gone by', fr: 'Un jour passé' }, past: true })
const { read: readFields } = createQuestionsReader({ any, past })

/** Reads a date whose three fields are written as `30|4|2019`. */
function read(typed: string, question: 'any' | 'past' = 'any') {
  const [day = '', month = '', year = ''] = typed.split('|')
  return readFields({
    [`${question}-day`]: [day],
    [`${question}-month`]: [month],
    [`${question}-year`]: [year],
  })
}

const refused = (part: string, wording: Wording, question = 'any') =>
  buildRefusal(`${question}-${part}`, wording, question)

const incomplete = {
  en: 'Enter a day, a month and a year, like 30 4 2019',
  fr: 'Entrez le jour, le mois et l’année, par exemple 30 4 2019',
}
const fourDigits = {
  en: 'Enter the year with four digits, like 2019',
  fr: 'Entrez les quatre chiffres de l’année, par exemple 2019',
}
const notADay = {
  en: 'Check the day, the month and the year: we cannot find this date in the calendar',
  fr: 'Vérifiez le jour, le mois et l’année\u00a0: nous ne trouvons pas cette date au calendrier',
}
const future = {
  en: 'Enter today’s date or an earlier one',
  fr: 'Entrez la date d’aujourd’hui ou une date antérieure',
}

const months = [
  ['January', 'Jan', 'janvier', 'janv.'],
  ['February', 'Feb.', 'février', 'fevr'],
  ['March', 'MAR', 'mars', 'Mars'],
  ['April', 'apr', 'avril', 'avr.'],
  ['May', 'may', 'mai', 'MAI'],
  ['June', 'Jun', 'juin', 'Juin'],
  ['July', 'jul.', 'juillet', 'juil.'],
  ['August', 'Aug', 'août', 'aout'],
  ['September', 'Sept.', 'septembre', 'sep'],
  ['October', 'Oct', 'octobre', 'OCT.'],
  ['November', 'nov', 'novembre', 'Nov.'],
  ['December', 'Dec', 'décembre', 'déc.'],
]

it.each(months.flatMap((names, index) => names.map((month) => [month, index + 1] as const)))(
  'knows the month %s',
  (month, index) => {
    const answer = `2019-${String(index).padStart(2, '0')}-15`
    expect(read(`15|${month}|2019`)).toMatchObject({ ok: true, answers: { any: answer } })
  },
)

it.each([
  ['with spaces', ' 30 | 4 | 2019 '],
  ['with leading zeros', '30|04|2019'],
  ['with a month in capitals', '30|AVRIL|2019'],
  ['with marks that copying left', '\u200e30\u200b|\u20684\u2069|\ufeff2019'],
])('accepts a day %s', (_, typed) => {
  expect(read(typed)).toMatchObject({ ok: true, answers: { any: '2019-04-30' } })
})

it.each(['1', '01', '1er', '1ER', '1st'])('accepts the first of a month written %s', (day) => {
  expect(read(`${day}|4|2019`)).toMatchObject({ ok: true, answers: { any: '2019-04-01' } })
})

it.each([
  ['the day', '|4|2019', 'day'],
  ['the month', '30||2019', 'month'],
  ['the year', '30|4|', 'year'],
  ['all but the year', '||2019', 'day'],
])('says what a date needs when %s is missing, and leads there', (_, typed, part) => {
  expect(read(typed)).toMatchObject(refused(part, incomplete))
})

it.each(['19', '019', '20 19', '2O19', '-2019', '2019.0', '２０１９'])(
  'asks for four digits when the year is %j, and guesses no century',
  (year) => {
    expect(read(`30|4|${year}`)).toMatchObject(refused('year', fourDigits))
  },
)

it.each([
  ['31 February', '31|2|2024'],
  ['29 February in a common year', '29|2|2023'],
  ['29 February 1900', '29|2|1900'],
  ['a thirteenth month', '30|13|2019'],
  ['day nought', '0|4|2019'],
  ['a day of three digits', '030|4|2019'],
  ['a month that is no month', '30|Avrember|2019'],
  ['jui, which may be juin or juillet', '30|jui|2019'],
  ['two letters of a month', '30|ma|2019'],
  ['a year before anybody alive was born', '31|12|1899'],
  ['a sign that is no digit', '3½|4|2019'],
])('does not find %s in the calendar', (_, typed) => {
  expect(read(typed)).toMatchObject(refused('day', notADay))
})

it('accepts 29 February of a leap year', () => {
  expect(read('29|2|2024')).toMatchObject({ ok: true, answers: { any: '2024-02-29' } })
})

it.each([
  ['NUL', '3\u00000|4|2019', 'day'],
  ['half a surrogate pair', '30|4|2019\ud800', 'year'],
])('refuses %s where it stands', (_, typed, part) => {
  expect(read(typed)).toMatchObject(refused(part, hiddenCharactersProblemWording))
})

const day = fc.date({ min: new Date('1900-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })

it('gives every calendar day back, however its parts are written', () => {
  const monthAs = fc.constantFrom('number', 'padded', 0, 1, 2, 3)
  fc.assert(
    fc.property(day, monthAs, fc.boolean(), (instant, writing, padded) => {
      const answer = instant.toISOString().slice(0, 10)
      const [year = '', month = '', ofMonth = ''] = answer.split('-')
      const names = months[Number(month) - 1] ?? []
      const monthTyped =
        typeof writing === 'number' ? names[writing] : writing === 'padded' ? month : Number(month)
      const dayTyped = padded ? ofMonth : Number(ofMonth)
      expect(read(`${dayTyped}|${monthTyped}|${year}`)).toMatchObject({ ok: true, answers: { any: answer } })
    }),
    { numRuns: countPropertyRuns(500) },
  )
})

it('accepts three numbers exactly when the calendar has that day', () => {
  const number = (min: number, max: number) => fc.integer({ min, max })
  fc.assert(
    fc.property(number(0, 32), number(0, 13), number(1890, 2110), (ofMonth, month, year) => {
      const instant = new Date(Date.UTC(year, month - 1, ofMonth))
      const exists = instant.getUTCDate() === ofMonth && instant.getUTCMonth() === month - 1 && year >= 1900
      expect(read(`${ofMonth}|${month}|${year}`).ok).toBe(exists)
    }),
    { numRuns: countPropertyRuns(500) },
  )
})

it('reads every day back in the words of both languages', () => {
  fc.assert(
    fc.property(day, (instant) => {
      const [english = '', , french = ''] = months[instant.getUTCMonth()] ?? []
      const [ofMonth, year] = [instant.getUTCDate(), instant.getUTCFullYear()]
      const first = ofMonth === 1 ? '1er' : ofMonth
      expect(dateQuestionKind.readBack(any, instant.toISOString().slice(0, 10))).toEqual([
        { en: `${english} ${ofMonth}, ${year}`, fr: `${first} ${french} ${year}` },
      ])
    }),
    { numRuns: countPropertyRuns(100) },
  )
})

afterEach(() => {
  vi.useRealTimers()
})

it('takes today for past as soon as it is today anywhere on earth, and no day after', () => {
  // Kiritimati is fourteen hours ahead of UTC.
  vi.useFakeTimers({ now: new Date('2026-03-10T09:59:59.999Z'), toFake: ['Date'] })
  expect(read('10|3|2026', 'past')).toMatchObject({ ok: true, answers: { past: '2026-03-10' } })
  expect(read('11|3|2026', 'past')).toMatchObject(refused('day', future, 'past'))
  vi.setSystemTime(new Date('2026-03-10T10:00:00.000Z'))
  expect(read('11|3|2026', 'past').ok).toBe(true)
  expect(read('12|3|2026', 'past')).toMatchObject(refused('day', future, 'past'))
})

it('takes a day to come where the question does not ask for a past one', () => {
  expect(read('30|4|9999')).toMatchObject({ ok: true, answers: { any: '9999-04-30' } })
})
