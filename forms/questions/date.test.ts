import fc from 'fast-check'
import { afterEach, expect, it, vi } from 'vitest'
import { countPropertyRuns } from '../../tests/support/property-runs.ts'
import type { Wording } from '../language.ts'
import { dateQuestionKind } from './date.ts'
import { ask } from './index.ts'
import { buildMisleadingCharactersProblem } from './plain-text.ts'
import { buildRefusal, createQuestionsReader } from './read-questions.fixture.ts'

const any = ask.date({ label: { en: 'A day', fr: 'Un jour' }, subject: 'any' })
const birth = ask.date({
  label: { en: 'A birth', fr: 'Une naissance' },
  subject: 'birth-of-child',
  optOuts: ['unknown', 'expected'],
})
const past = ask.date({ label: { en: 'A day gone by', fr: 'Un jour passé' }, subject: 'birth-of-adult' })
const order = ask.date({ label: { en: 'An order', fr: 'Une ordonnance' }, subject: 'order' })
const { read: readFields } = createQuestionsReader({ any, past, order, birth })

/** Reads a date whose three fields are written as `30|4|2019`. */
function read(typed: string, question: 'any' | 'past' | 'order' = 'any') {
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
  en: 'Check the day, the month and the year: we can’t find this date in the calendar',
  fr: 'Vérifiez le jour, le mois et l’année\u00a0: nous ne trouvons pas cette date au calendrier',
}
const future = {
  en: 'Enter today’s date or an earlier one',
  fr: 'Entrez la date d’aujourd’hui ou une date antérieure',
}

const partial = {
  en: 'Enter a day, a month and a year, like 30 4 2019. If you know only a part of it, tick “I don’t know” too',
  fr: 'Entrez le jour, le mois et l’année, par exemple 30 4 2019. Si vous n’en connaissez qu’une partie, cochez aussi «\u00a0Je ne sais pas\u00a0»',
}
const ambiguous = {
  en: 'Write the month as a word, like 4 March 2019: in numbers, this could be two different days',
  fr: 'Écrivez le mois en lettres, par exemple 4 mars 2019\u00a0: en chiffres, ce pourrait être deux jours différents',
}
const notBorn = {
  en: 'Enter today’s date or an earlier one. For a child who isn’t born yet, tick that too',
  fr: 'Entrez la date d’aujourd’hui ou une date antérieure. Pour un enfant à naître, cochez aussi cette case',
}
const dueDate = {
  en: 'Check when the birth is expected: it is more than ten months away, or more than six weeks ago',
  fr: 'Vérifiez la date prévue de la naissance\u00a0: elle est dans plus de dix mois, ou passée depuis plus de six semaines',
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
  // [how, what is typed in the three fields, the answer]
  ['an English ordinal', '30th|4|2019', '2019-04-30'],
  ['a raised English ordinal', '30ᵗʰ|4|2019', '2019-04-30'],
  ['an ordinal after a space', '2 nd|4|2019', '2019-04-02'],
  ['another English ordinal', '3rd|4|2019', '2019-04-03'],
  ['an ordinal with a full stop', '30.|4.|2019.', '2019-04-30'],
  ['a French ordinal', '1er|4|2019', '2019-04-01'],
  ['a raised French ordinal', '1ᵉʳ|avril|2019', '2019-04-01'],
  ['a French ordinal of another day', '2e|avril|2019', '2019-04-02'],
  ['a longer French ordinal', '30ème|avril|2019', '2019-04-30'],
  ['an English article', 'the 30th|of April|2019', '2019-04-30'],
  ['a French article', 'le 30|avril|2019', '2019-04-30'],
  ['a French preposition', '30|d’avril|en 2019', '2019-04-30'],
  ['a typewriter’s apostrophe', "30|d'août|2019", '2019-08-30'],
  ['a weekday', 'Tuesday 30|April|2019', '2019-04-30'],
  ['a French weekday', 'mardi 30|avril|2019', '2019-04-30'],
  ['commas', '30,|April,|2019,', '2019-04-30'],
  ['full-width digits', '３０|４|２０１９', '2019-04-30'],
  ['Arabic-Indic digits', '٣٠|٤|٢٠١٩', '2019-04-30'],
  ['Persian digits', '۳۰|۴|۲۰۱۹', '2019-04-30'],
  ['Devanagari digits', '३०|४|२०१९', '2019-04-30'],
  ['Bengali digits', '৩০|৪|২০১৯', '2019-04-30'],
  ['Gurmukhi digits', '੩੦|੪|੨੦੧੯', '2019-04-30'],
  ['Tamil digits', '௩௦|௪|௨௦௧௯', '2019-04-30'],
  ['Thai digits', '๓๐|๔|๒๐๑๙', '2019-04-30'],
  ['Khmer digits', '៣០|៤|២០១៩', '2019-04-30'],
  ['mathematical digits', '𝟑𝟎|𝟒|𝟐𝟎𝟏𝟗', '2019-04-30'],
  ['a Roman month', '30|IV|2019', '2019-04-30'],
  ['a Roman month in one sign', '30|Ⅳ|2019', '2019-04-30'],
  ['a small Roman month', '30|xii|2019', '2019-12-30'],
  ['Sept.', '30|Sept.|2019', '2019-09-30'],
  ['sept', '30|sept|2019', '2019-09-30'],
  ['août', '30|août|2019', '2019-08-30'],
  ['aout without its accent', '30|aout|2019', '2019-08-30'],
  ['an accent apart from its letter', '30|aou\u0302t|2019', '2019-08-30'],
  ['a beginning with an accent', '28|fév|2019', '2019-02-28'],
  ['févr.', '28|févr.|2019', '2019-02-28'],
  ['a month in full width', '30|Ａｐｒｉｌ|2019', '2019-04-30'],
  ['February with a letter left out', '28|Febuary|2019', '2019-02-28'],
  ['February with two letters exchanged', '28|Februray|2019', '2019-02-28'],
  ['January with a letter too many', '28|Janurary|2019', '2019-01-28'],
  ['September with a letter left out', '30|Septmber|2019', '2019-09-30'],
  ['décembre with a wrong letter', '30|desembre|2019', '2019-12-30'],
  ['the month and the day in each other’s field, by name', 'April|30|2019', '2019-04-30'],
  ['the fields filled in from the year', '2019|04|30', '2019-04-30'],
  ['a date of ISO 8601 in the first field', '2019-03-04||', '2019-03-04'],
  ['a date of ISO 8601 in the second field', '|2019-03-04|', '2019-03-04'],
  ['a date of ISO 8601 in the last field', '||2019-03-04', '2019-03-04'],
  ['a whole date beside a year that agrees', '2019-03-04||2019', '2019-03-04'],
  ['a date of ISO 8601 without hyphens', '20190430||', '2019-04-30'],
  ['eight digits from the day', '30042019||', '2019-04-30'],
  ['slashes from the year', '2019/3/4||', '2019-03-04'],
  ['full stops from the year', '2019.03.04||', '2019-03-04'],
  ['spaces from the year', '2019 03 04||', '2019-03-04'],
  ['a no-break hyphen', '2019‑03‑04||', '2019-03-04'],
  ['what a spreadsheet shows', '2019-03-04 00:00:00||', '2019-03-04'],
  ['a date and time of ISO 8601 at midnight', '2019-03-04T00:00:00.000Z||', '2019-03-04'],
  ['an English date', 'March 4, 2019||', '2019-03-04'],
  ['an English date with an ordinal', 'March 4th, 2019||', '2019-03-04'],
  ['an English date without a comma', 'Mar 4 2019||', '2019-03-04'],
  ['an English date from the day', '4 March 2019||', '2019-03-04'],
  ['an English date in words', 'the 4th of March, 2019||', '2019-03-04'],
  ['an English date with its weekday', 'Monday, March 4, 2019||', '2019-03-04'],
  ['an English date with a short weekday', 'Mon, 04 Mar 2019||', '2019-03-04'],
  ['a French date', '4 mars 2019||', '2019-03-04'],
  ['a French date with its article', 'le 1er mars 2019||', '2019-03-01'],
  ['a French date with its weekday', 'lundi 4 mars 2019||', '2019-03-04'],
  ['a date as passports write it', '04 MAR 2019||', '2019-03-04'],
  ['a date without spaces', '04mar2019||', '2019-03-04'],
  ['hyphens around a name', '4-Mar-2019||', '2019-03-04'],
  ['a Roman month between full stops', '4.III.2019||', '2019-03-04'],
  ['numbers that can only be one day', '30/04/2019||', '2019-04-30'],
  ['a short French weekday', 'lun. 29|avril|2019', '2019-04-29'],
  ['a short French Tuesday, which is no March beside another month', 'mar. 30|avril|2019', '2019-04-30'],
  ['a short French Tuesday in one field', 'mar. 30 avril 2019||', '2019-04-30'],
  ['March where no other month is named', 'mar 30|2019|', '2019-03-30'],
  ['short French weekdays', 'mer 24||avr 2019', '2019-04-24'],
  ['a short French Thursday', 'jeu. 25 avr. 2019||', '2019-04-25'],
  ['a short French Sunday', 'dim. 28|avril|2019', '2019-04-28'],
  ['a shortened Wednesday', 'Weds 24|April|2019', '2019-04-24'],
  ['the first in French', 'premier|avril|2019', '2019-04-01'],
  ['the first in English', 'the first of April, 2019||', '2019-04-01'],
  ['a day in French words', 'le trente|avril|2019', '2019-04-30'],
  ['a day in two French words', 'vingt et un avril 2019||', '2019-04-21'],
  ['seventeen in French', 'dix-sept avril 2019||', '2019-04-17'],
  ['a day in English words', 'twenty-third|April|2019', '2019-04-23'],
  ['a date in French words', 'le trente et un mars deux mille dix-neuf||', '2019-03-31'],
  ['a date in English words', 'the ninth of April two thousand and nineteen||', '2019-04-09'],
  ['sept, a month where no number goes before', '7 sept 2019||', '2019-09-07'],
  ['a month by its name and number', '30|April (04)|2019', '2019-04-30'],
  ['a month by its number and name', '30|4 - avril|2019', '2019-04-30'],
  ['a month in both languages', '30|avril/April|2019', '2019-04-30'],
  ['a word for a birth', 'né le 30|avril|2019', '2019-04-30'],
  ['semicolons and colons', '30;|4:|2019;', '2019-04-30'],
  ['quotation marks', '"30"|« avril »|“2019”', '2019-04-30'],
  ['number signs and brackets', '#30|[4]|2019!', '2019-04-30'],
  ['numbers that can only be one day, from the month', '04/30/2019||', '2019-04-30'],
  ['numbers that are the same day in both orders', '04/04/2019||', '2019-04-04'],
  ['numbers whose month another field tells', '04/03/2019|3|', '2019-03-04'],
  ['the day and the month in one field', '4 March||2019', '2019-03-04'],
  ['the month and the day in one field', '|March 4|2019', '2019-03-04'],
  ['the month and the year in one field', '4|March 2019|', '2019-03-04'],
  ['the month and the year in numbers', '4|3/2019|', '2019-03-04'],
])('reads %s', (_, typed, answer) => {
  expect(read(typed)).toMatchObject({ ok: true, answers: { any: answer } })
})

it.each([
  ['numbers that may be two days', '04/03/2019||'],
  ['numbers with hyphens that may be two days', '04-03-2019||'],
  ['numbers with full stops that may be two days', '4.3.2019||'],
  ['eight digits that may be two days', '04032019||'],
  ['the day and the month in one field', '4/3||2019'],
])('asks for the month as a word rather than guess at %s', (_, typed) => {
  expect(read(typed)).toMatchObject(refused('month', ambiguous))
})

it.each([
  ['a day and a month that are not one date', '30 April||2019 March', 'year', fourDigits],
  ['two dates', '2019-03-04|5|', 'day', notADay],
  ['two dates in one field', '2019-03-04 2019-03-05||', 'day', notADay],
  ['a word beside the day', '30 or 31|4|2019', 'day', notADay],
  ['a span of days', '30-31|4|2019', 'day', notADay],
  ['a word for about', 'about 30|4|2019', 'day', notADay],
  ['a doubt', '30?|4|2019', 'day', notADay],
  ['a year alone with a word for about, which is no août', '30||about 2019', 'year', fourDigits],
  ['about, for the month', '30|about|2019', 'day', notADay],
  ['one day of a month in French', 'un jour de mars||2019', 'day', notADay],
  ['two months', '30|mars/avril|2019', 'day', notADay],
  ['a time', '12:30||2019', 'day', notADay],
  ['a part of a month', 'mi|mars|2019', 'day', notADay],
  ['tens without their number', 'twenty nineteen|4|2019', 'day', notADay],
  ['a month that two slips make of one', '30|Febary|2019', 'day', notADay],
  ['a name that is one slip from two months', '30|juny|2019', 'day', notADay],
  ['a lone x, which may be ten or not known', '30|x|2019', 'day', notADay],
  ['an hour', '2019-03-04T05:00:00Z||', 'day', notADay],
  ['a month without its day in eight digits', '20191301||', 'day', notADay],
  ['a two-digit year in a whole date', '4 March 19||', 'day', notADay],
] as const)('refuses %s', (_, typed, part, wording) => {
  expect(read(typed)).toMatchObject(refused(part, wording))
})

it('reads two digits of a year only where one century is left', () => {
  vi.useFakeTimers({ now: new Date('2026-03-10T12:00:00Z'), toFake: ['Date'] })
  expect(read('4|11|87', 'past')).toMatchObject({ ok: true, answers: { past: '1987-11-04' } })
  expect(read('4|11|’87', 'past')).toMatchObject({ ok: true, answers: { past: '1987-11-04' } })
  expect(read('4|11|27', 'past')).toMatchObject({ ok: true, answers: { past: '1927-11-04' } })
  expect(read('4|11|26', 'past')).toMatchObject(refused('year', fourDigits, 'past'))
  expect(read('4|11|16', 'past')).toMatchObject(refused('year', fourDigits, 'past'))
  expect(read('4|11|87')).toMatchObject(refused('year', fourDigits))
})

/** Reads a birth whose opt-outs are ticked. */
const readBirth = (typed: string, ...optOuts: string[]) => {
  const [day = '', month = '', year = ''] = typed.split('|')
  const fields = {
    'birth-day': [day],
    'birth-month': [month],
    'birth-year': [year],
    'birth-instead': optOuts,
  }
  return readFields(fields)
}

it.each([
  // [what is typed, the answer, and how it is read back]
  ['||2014', '2014-XX-XX', '2014 (day and month not known)', '2014 (jour et mois inconnus)'],
  ['?|?|2014', '2014-XX-XX', '2014 (day and month not known)', '2014 (jour et mois inconnus)'],
  ['-|--|2014', '2014-XX-XX', '2014 (day and month not known)', '2014 (jour et mois inconnus)'],
  ['unknown|not sure|2014', '2014-XX-XX', '2014 (day and month not known)', '2014 (jour et mois inconnus)'],
  ['inconnu|s.o.|2014', '2014-XX-XX', '2014 (day and month not known)', '2014 (jour et mois inconnus)'],
  ['I don’t know|n/a|2014', '2014-XX-XX', '2014 (day and month not known)', '2014 (jour et mois inconnus)'],
  ['je ne sais pas|mars|2014', '2014-03-XX', 'March 2014 (day not known)', 'mars 2014 (jour inconnu)'],
  ['xx|xx|2014', '2014-XX-XX', '2014 (day and month not known)', '2014 (jour et mois inconnus)'],
  ['2014||', '2014-XX-XX', '2014 (day and month not known)', '2014 (jour et mois inconnus)'],
  ['|2014|', '2014-XX-XX', '2014 (day and month not known)', '2014 (jour et mois inconnus)'],
  ['|3|2014', '2014-03-XX', 'March 2014 (day not known)', 'mars 2014 (jour inconnu)'],
  ['|mars 2014|', '2014-03-XX', 'March 2014 (day not known)', 'mars 2014 (jour inconnu)'],
  ['||2014-03', '2014-03-XX', 'March 2014 (day not known)', 'mars 2014 (jour inconnu)'],
  ['|août|', 'XXXX-08-XX', 'August (day and year not known)', 'août (jour et année inconnus)'],
  ['4|3|', 'XXXX-03-04', 'March 4 (year not known)', '4 mars (année inconnue)'],
  ['29|2|', 'XXXX-02-29', 'February 29 (year not known)', '29 février (année inconnue)'],
  ['4||', 'XXXX-XX-04', 'day 4 (month and year not known)', 'jour 4 (mois et année inconnus)'],
  ['4||2014', '2014-XX-04', 'day 4, 2014 (month not known)', 'jour 4, 2014 (mois inconnu)'],
])('keeps what is known of %s beside “I don’t know”, and reads it back', (typed, answer, en, fr) => {
  const reading = readBirth(typed, 'unknown')
  expect(reading).toMatchObject({ ok: true, answers: { birth: answer } })
  // The date says what is not known, so the answer does not say it again.
  expect(reading).not.toHaveProperty('answers.birth-instead')
  expect(dateQuestionKind.readBack(birth, answer)).toEqual([{ en, fr }])
})

it('keeps a whole date and the opt-out beside it', () => {
  expect(readBirth('4|3|2014', 'unknown')).toMatchObject({
    answers: { birth: '2014-03-04', 'birth-instead': ['unknown'] },
  })
})

it.each([
  ['||2014', 'day'],
  ['|3|2014', 'day'],
  ['4|3|', 'year'],
])('asks for the rest of %s, or for “I don’t know”, when nothing is ticked', (typed, part) => {
  expect(readBirth(typed)).toMatchObject(refused(part, partial, 'birth'))
})

it.each([
  ['31|2|', 'day', notADay],
  ['|13|2014', 'day', notADay],
  ['||1899', 'day', notADay],
  ['||14', 'year', fourDigits],
  ['||2O14', 'year', fourDigits],
  ['?|?|?', 'day', partial],
  ['inconnu|inconnu|inconnue', 'day', partial],
  ['||about 2014', 'year', fourDigits],
] as const)('refuses %s beside “I don’t know” too', (typed, part, wording) => {
  expect(readBirth(typed, 'unknown')).toMatchObject(refused(part, wording, 'birth'))
})

it.each([
  ['|3|2027', '2027-03-XX'],
  ['|March|2027', '2027-03-XX'],
  ['14|mars|2027', '2027-03-14'],
  ['||2027', '2027-XX-XX'],
  ['||2026', '2026-XX-XX'],
  ['|mars|', 'XXXX-03-XX'],
  ['due in|March|2027', '2027-03-XX'],
  ['|prévu pour mars 2027|', '2027-03-XX'],
  // A child who is late, or who was born while the form was open.
  ['20|11|2026', '2026-11-20'],
])('takes %s for a child who isn’t born yet', (typed, answer) => {
  vi.useFakeTimers({ now: new Date('2026-12-01T12:00:00Z'), toFake: ['Date'] })
  expect(readBirth(typed, 'expected')).toMatchObject({
    ok: true,
    answers: { birth: answer, 'birth-instead': ['expected'] },
  })
})

it('takes a child who isn’t born yet without a date', () => {
  expect(readBirth('||', 'expected')).toMatchObject({ ok: true, answers: { 'birth-instead': ['expected'] } })
})

it.each(['||2028', '|12|2027', '14|10|2026', '4|3|2014', '||2025'])(
  'refuses %s as the day on which a birth is expected',
  (typed) => {
    vi.useFakeTimers({ now: new Date('2026-12-01T12:00:00Z'), toFake: ['Date'] })
    expect(readBirth(typed, 'expected')).toMatchObject(refused('day', dueDate, 'birth'))
  },
)

it('says what to tick for a child who isn’t born yet', () => {
  vi.useFakeTimers({ now: new Date('2026-12-01T12:00:00Z'), toFake: ['Date'] })
  expect(readBirth('14|3|2027')).toMatchObject(refused('day', notBorn, 'birth'))
  expect(readBirth('|3|2027', 'unknown')).toMatchObject(refused('day', notBorn, 'birth'))
})

it.each([
  ['the day', '|4|2019', 'day'],
  ['the month', '30||2019', 'month'],
  ['the year', '30|4|', 'year'],
  ['all but the year', '||2019', 'day'],
])('says what a date needs when %s is missing, and leads there', (_, typed, part) => {
  expect(read(typed)).toMatchObject(refused(part, incomplete))
})

it.each(['19', '019', '20 19', '2O19', '-2019', '2019.0', '2019?', '~2019', 'vers 2019', '2019-20'])(
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
  ['an override that turns digits around', '30|4|\u202e9102', 'year', '\u202e9102'],
  ['half a surrogate pair', '30|4|2019\ud800', 'year', '2019\ud800'],
])('refuses %s where it stands', (_, typed, part, misleading) => {
  expect(read(typed)).toMatchObject(refused(part, buildMisleadingCharactersProblem(misleading)))
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

it('never loses a number that was typed, and gives none that was not', () => {
  const piece = fc.oneof(
    fc.integer({ min: 0, max: 35 }).map(String),
    fc.integer({ min: 1890, max: 2030 }).map(String),
    fc.constantFrom(...months.flat(), ' ', '-', '/', ', ', 'th', 'le ', '?', 'x', 'about'),
  )
  const part = fc.array(piece, { maxLength: 3 }).map((pieces) => pieces.join(''))
  let accepted = 0
  fc.assert(
    fc.property(part, part, part, fc.boolean(), (...typed) => {
      const unknown = typed.pop()
      const reading = readBirth(typed.join('|'), ...(unknown ? ['unknown'] : []))
      if (!reading.ok || reading.answers.birth === undefined) return
      accepted += 1
      const numbers = reading.answers.birth.split('-').filter((known) => !known.includes('X'))
      const text = typed.join(' ')
      for (const number of text.match(/\d+/g) ?? []) {
        const isYear = number.length === 2 && numbers.includes(`19${number}`)
        const isWhole = number.length === 8
        expect(isWhole || isYear || numbers.map(Number).includes(Number(number)), text).toBe(true)
      }
      const words = (text.match(/\d+|\p{L}+/gu) ?? []).flatMap((word) =>
        /^\d{8}$/.test(word) ? [1, 2, 3] : [1],
      )
      expect(numbers.length, text).toBeLessThanOrEqual(words.length)
    }),
    { numRuns: countPropertyRuns(3000) },
  )
  expect(accepted).toBeGreaterThan(10)
})

afterEach(() => {
  vi.useRealTimers()
})

it('takes today for past as soon as it is today anywhere on earth, and no day after', () => {
  // Kiritimati is fourteen hours ahead of UTC.
  vi.useFakeTimers({ now: new Date('2026-03-10T09:59:59.999Z'), toFake: ['Date'] })
  expect(read('10|3|2026', 'order')).toMatchObject({ ok: true, answers: { order: '2026-03-10' } })
  expect(read('11|3|2026', 'order')).toMatchObject(refused('day', future, 'order'))
  vi.setSystemTime(new Date('2026-03-10T10:00:00.000Z'))
  expect(read('11|3|2026', 'order').ok).toBe(true)
  expect(read('12|3|2026', 'order')).toMatchObject(refused('day', future, 'order'))
})

it('takes a day to come where the question does not bound it', () => {
  expect(read('30|4|9999')).toMatchObject({ ok: true, answers: { any: '9999-04-30' } })
})
