import { buildWording, getLocaleTag, languages } from '../language.ts'
import { toAsciiDigits } from './digits.ts'
import { isOneSlipAway } from './one-slip.ts'

/** The parts of a date as numbers; a part that was left empty is missing. */
export interface DateParts {
  readonly day?: number
  readonly month?: number
  readonly year?: number
}

type DatePart = keyof DateParts
export const datePartNames = ['day', 'month', 'year'] as const satisfies readonly DatePart[]

/** What was typed for a part: no words, or numbers and names of months in their order. */
type DateWord = { readonly digits: string } | { readonly months: readonly number[] }

/**
 * Reads a date however people write it in either language: `30th`, `1er`, `Sept.`, `aout`, `IV`, the digits of any
 * script, or a whole date in one of the fields. Gives `unreadable` for what is no date, and `ambiguous` for numbers
 * that name two different days, such as 04/03/2019. `latestYear` is the latest possible year, if there is one.
 */
export function readTypedDate(
  typed: Readonly<Record<DatePart, string>>,
  latestYear?: number,
): DateParts | 'unreadable' | 'ambiguous' {
  const folded = datePartNames.map((part) => [part, foldLetters(typed[part])] as const)
  const isTuesday = namesMonth(folded.map(([, text]) => text.replace(TUESDAY, '')).join(' '))
  const wordsByPart = folded.map(
    ([part, text]) => [part, splitIntoWords(isTuesday ? text.replace(TUESDAY, '') : text)] as const,
  )
  const dayWords = wordsByPart[0]?.[1]
  const isMonthFirst = dayWords?.length === 1 && isName(dayWords[0])
  const own: DateParts = Object.fromEntries(
    wordsByPart.flatMap(([part, words]) => {
      if (!words || (part === 'month' && isMonthFirst)) return []
      const value = part === 'month' ? readMonth(words) : readOnly(part, words, latestYear)
      return value === undefined ? [] : [[part, value]]
    }),
  )
  const rest: DateWord[] = []
  for (const [part, words] of wordsByPart) {
    if (!words) return 'unreadable'
    if (own[part] === undefined) rest.push(...words)
  }
  return rest.length === 0 ? own : readInAnyOrder(rest, own)
}

const readOnly = (part: DatePart, words: readonly DateWord[], latestYear?: number) =>
  words.length === 1 ? readAs(part, words[0], latestYear) : undefined

/** Reads a month that may be written twice, as in `April (04)` and `avril/April`. */
function readMonth(words: readonly DateWord[]): number | undefined {
  const [month, ...others] = new Set(words.map((word) => readAs('month', word)))
  return others.length === 0 && (words.length === 1 || words.some(isName)) ? month : undefined
}

/** Reads words that stand together, or in another field than their own, in every order in which people write dates. */
function readInAnyOrder(words: readonly DateWord[], own: DateParts): DateParts | 'unreadable' | 'ambiguous' {
  const readings = splitDigitsOfWholeDate(words).flatMap((split) =>
    DATE_ORDERS.filter(
      (order) =>
        order.length === split.length &&
        (order.includes('month') || own.month !== undefined || order.length === 1) &&
        !(order.length === 1 && order[0] === 'month' && !isName(split[0])),
    ).flatMap((order) => {
      const parts: { [Part in DatePart]?: number } = { ...own }
      for (const [index, part] of order.entries()) {
        const value = readAs(part, split[index])
        if (value === undefined || (own[part] ?? value) !== value) return []
        parts[part] = value
      }
      return isPossibleDate(parts) ? [parts] : []
    }),
  )
  const different = new Map(readings.map((parts) => [formatDateParts(parts), parts]))
  const [only] = different.values()
  return different.size > 1 ? 'ambiguous' : (only ?? 'unreadable')
}

const DATE_ORDERS: readonly (readonly DatePart[])[] = [
  ['day', 'month', 'year'],
  ['month', 'day', 'year'],
  ['year', 'month', 'day'],
  ['day', 'month'],
  ['month', 'day'],
  ['month', 'year'],
  ['year', 'month'],
  ['year', 'day'],
  ['month'],
  ['year'],
]

/** A lone number in another field than its own may be anything, so it is no month there. */
const isName = (word: DateWord | undefined) => word !== undefined && 'months' in word

/** Splits `20190430` and `30042019`, which are whole dates; gives other words as they are. */
function splitDigitsOfWholeDate(words: readonly DateWord[]): (readonly DateWord[])[] {
  const [word] = words
  if (words.length !== 1 || !word || !('digits' in word) || word.digits.length !== 8) return [words]
  return [/(....)(..)(..)/, /(..)(..)(....)/].map((shape) =>
    (shape.exec(word.digits) ?? []).slice(1).map((digits) => ({ digits })),
  )
}

/** Reads a word as one part of a date, if it can be that. A year has four digits, or two that leave one century. */
function readAs(part: DatePart, word: DateWord | undefined, latestYear?: number): number | undefined {
  if (!word) return undefined
  if ('months' in word) return part === 'month' && word.months.length === 1 ? word.months[0] : undefined
  const number = Number(word.digits)
  if (part !== 'year') return word.digits.length <= 2 ? number : undefined
  if (word.digits.length === 4) return number
  return word.digits.length === 2 && latestYear !== undefined && 2000 + number > latestYear
    ? 1900 + number
    : undefined
}

/** Splits a field into numbers and names of months, without the words around them; undefined when something is left. */
function splitIntoWords(folded: string): DateWord[] | undefined {
  const tidy = toAsciiDigits(folded.replace(MIDNIGHT, '')).replace(ADDING_NOTHING, ' ')
  if (NOT_KNOWN.test(tidy.trim())) return []
  const words = tidy.replace(/^[\s.,’'(]+/u, '').match(/\d+|\p{L}+|[^\d\p{L}]+/gu) ?? []
  const read: DateWord[] = []
  let number: number | undefined
  for (const word of words) {
    if (/^\d/.test(word)) read.push({ digits: word })
    else if (/^\p{L}/u.test(word)) {
      const continued = continueNumber(number, word)
      if (continued !== undefined) read.pop()
      number = continued ?? (ONLY_BEHIND_TENS.test(word) ? undefined : numberWords.get(word))
      const months = number === undefined ? findMonths(word) : []
      if (number !== undefined) read.push({ digits: String(number) })
      else if (months.length > 0) read.push({ months })
      else if (!WORDS_AROUND.test(word)) return undefined
    } else if (!(word === words[0] ? /^[\s.,’']+$/u : SEPARATORS).test(word)) return undefined
  }
  return read
}

/** The time that spreadsheets put behind a date. */
const MIDNIGHT = /[t\s]0?0:00(?::00(?:\.0+)?)?z?$/
/** Signs around a part that change nothing in it. Between digits they may: 12:30 is no date. */
const ADDING_NOTHING = /(?<!\d)[:;!"“”«»[\]#*]|[:;!"“”«»[\]#*](?!\d)/g
/** What people put into a field that they cannot fill in. */
const NOT_KNOWN =
  /^(?:[\s?._\p{Pd}]*|x{2,4}|n[/.]?[ad]\.?|s[/.]o\.?|nsp|idk|unknown|inconnue?|unsure|pas sure?|(?:i )?(?:do not|don[’']?t) know|not (?:sure|known)|(?:je )?(?:ne )?sais pas)$/u
const SEPARATORS = /^[\s.,’'/()_\p{Pd}]+$/u
const WORDS_AROUND =
  /^(?:l|le|la|the|of|born|nee?|due|expected|prevue?|attendue?|pour|d|de|du|on|en|in|an|annee|year|mois|month|jour|day|st|nd|rd|th|er|re|e|eme|ieme|(?:sun|mon|tues?|wed(?:s|nes)?|thu(?:rs?)?|fri|sat(?:ur)?)(?:day)?|(?:lun|mar|mercre|jeu|vendre|same)di|lun|mer|jeu|ven|sam|dim(?:anche)?)$/
/** A short Tuesday before the day, in French. It is March where no other month is named. */
const TUESDAY = /^\s*mar[.,]*\s+(?=(?:le\s+)?\d)/
const namesMonth = (text: string) =>
  (text.match(/\p{L}+/gu) ?? []).some((word) => findMonths(word).length > 0)

/** The words for 1 to 20 and for 30 in every language. */
const numberWords = new Map(
  [
    'un one first premier premiere,deux two second,trois three third,quatre four fourth,cinq five fifth',
    'six sixth,sept seven seventh,huit eight eighth,neuf nine ninth,dix ten tenth,onze eleven eleventh',
    'douze twelve twelfth,treize thirteen thirteenth,quatorze fourteen fourteenth,quinze fifteen fifteenth',
    'seize sixteen sixteenth,seventeen seventeenth,eighteen eighteenth,nineteen nineteenth',
    'vingt twenty twentieth',
  ]
    .join()
    .concat(',,,,,,,,,,trente thirty thirtieth')
    .split(',')
    .flatMap((words, index) => words.split(' ').map((word) => [word, index + 1] as const)),
)
/** “Un jour de mars” is no first of March, and `sept` alone may be a month. */
const ONLY_BEHIND_TENS = /^(?:un|one|sept)$/

/** Continues a number in words by a word: `vingt`, `et`, `un`, and `deux`, `mille`. Undefined when it does not go on. */
function continueNumber(before: number | undefined, word: string): number | undefined {
  if (before === 2 && /^(?:mille|thousand)$/.test(word)) return 2000
  if (before !== undefined && /^(?:et|and)$/.test(word)) return before
  const value = numberWords.get(word)
  if (value === undefined || before === undefined) return undefined
  const takesUnit = [10, 20, 30].includes(before % 2000) && value < 10
  return before === 2000 || takesUnit ? before + value : undefined
}

/**
 * Finds the months that a word may name: a name in any language or its beginning, a name with one slip in it, or a
 * Roman number, unless it is x, which may stand for what is not known. `jui` may be juin or juillet, and `about` is no août.
 */
function findMonths(word: string): number[] {
  const roman = word === 'x' ? -1 : ROMAN_MONTHS.indexOf(word)
  if (roman >= 0) return [roman + 1]
  if (word.length < 3 || word === 'about') return []
  monthNames ??= buildMonthNames()
  const begun = monthNames.filter(([name]) => name.startsWith(word))
  const meant =
    begun.length > 0 || word.length < 5 ? begun : monthNames.filter(([name]) => isOneSlipAway(word, name))
  return [...new Set(meant.map(([, month]) => month))]
}

const ROMAN_MONTHS = 'i ii iii iv v vi vii viii ix x xi xii'.split(' ')

/** Full width and raised letters become plain ones, capitals small ones, and accents go. */
const foldLetters = (text: string) =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{Mark}/gu, '')

/** Builds the names of the months in every language, with their numbers: `fevrier`, 2. */
const buildMonthNames = () =>
  languages.flatMap((language) => {
    const format = new Intl.DateTimeFormat(getLocaleTag(language), { month: 'long', timeZone: 'UTC' })
    return [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map(
      (month) => [foldLetters(format.format(Date.UTC(2000, month - 1, 1))), month] as const,
    )
  })

/** Built once, by the first request that needs them: a formatter is slow to create. */
let monthNames: ReturnType<typeof buildMonthNames> | undefined

/** Whether the calendar has the date, or one with these parts. Nobody alive was born before 1900. */
export function isPossibleDate({ day = 1, month = 1, year = 2000 }: DateParts): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return year >= 1900 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/**
 * Formats the parts of a date as ISO 8601 does, with X for the digits of what is not known (ISO 8601-2):
 * `2019-04-30`, `2014-XX-XX`.
 */
export const formatDateParts = ({ day, month, year }: DateParts): string =>
  [formatPart(year, 4), formatPart(month, 2), formatPart(day, 2)].join('-')

const formatPart = (value: number | undefined, digits: number) =>
  value === undefined ? 'X'.repeat(digits) : String(value).padStart(digits, '0')

/** Whether an answer lacks a part of the date. */
export const isPartialDate = (answer: string): boolean => answer.includes('X')

/** Parses the parts of an answer. */
export function parseDateParts(answer: string): DateParts {
  const [year, month, day] = answer.split('-').map((part) => (part.includes('X') ? undefined : Number(part)))
  return { ...(day && { day }), ...(month && { month }), ...(year && { year }) }
}

/** Writes a date of which a part is not known: `March 2014 (day not known)`, `2014 (mois et jour inconnus)`. */
export function describePartialDate(answer: string) {
  const parts = parseDateParts(answer)
  const { day, month, year } = parts
  const missing = datePartNames.filter((part) => parts[part] === undefined)
  return buildWording((language) => {
    const words = unknownWords[language]
    const written =
      month === undefined
        ? [day && `${words.day} ${day}`, year].filter(Boolean).join(', ')
        : new Intl.DateTimeFormat(getLocaleTag(language), {
            timeZone: 'UTC',
            month: 'long',
            ...(day && { day: 'numeric' }),
            ...(year && { year: 'numeric' }),
          }).format(Date.UTC(year ?? 2000, month - 1, day ?? 1))
    return `${written} (${missing.map((part) => words[part]).join(words.and)} ${words.unknown(missing)})`
  })
}

const unknownWords = {
  en: { day: 'day', month: 'month', year: 'year', and: ' and ', unknown: () => 'not known' },
  fr: {
    ...{ day: 'jour', month: 'mois', year: 'année', and: ' et ' },
    unknown: (missing: readonly DatePart[]) =>
      missing.length > 1 ? 'inconnus' : missing[0] === 'year' ? 'inconnue' : 'inconnu',
  },
} as const
