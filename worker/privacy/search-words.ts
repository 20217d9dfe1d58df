import { foldLetters, normaliseEmail, removeSoundMarks } from './normalise.ts'

/** A word of a name. `joined` is the whole of a name that hyphens or apostrophes divide: `jeanluc` for `jean` and `luc`. */
interface SearchWord {
  readonly text: string
  readonly joined?: string | undefined
}

/**
 * Lists the words of a name by which it is found: without accents, capitals and signs, divided at hyphens and apostrophes,
 * and in scripts without spaces one for each character. A single letter of another script finds nothing.
 */
const listSearchWords = (text: string): SearchWord[] =>
  removeSoundMarks(foldLetters(text))
    // Folding took the syllables of Hangul and the voiced kana apart.
    .normalize('NFC')
    .split(/[^\p{L}\p{M}\p{N}\p{Cf}\p{Dash}'‘’]+/u)
    .flatMap((chunk) => {
      const parts = chunk
        .split(/[\p{Dash}'‘’]+/u)
        .map((part) => part.replace(/\p{Cf}/gu, ''))
        .filter((part) => part !== '')
      const joined = parts.length > 1 ? cutWord(parts.join('')) : undefined
      return parts
        .flatMap((part) => part.match(CHARACTERS_OR_WORD) ?? [])
        .filter((word) => word.length > 1 || CHARACTER.test(word))
        .map((word) => ({ text: cutWord(word), joined }))
    })
    .slice(0, MAX_WORDS)

const MAX_WORDS = 30

/** More letters than these tell no two names apart that are found together. */
const MAX_WORD_LETTERS = 15

const cutWord = (word: string) => [...word].slice(0, MAX_WORD_LETTERS).join('')

const SCRIPTS = '\\p{sc=Hani}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Hang}'
const CHARACTER = new RegExp(`[${SCRIPTS}]`, 'u')
const CHARACTERS_OR_WORD = new RegExp(`[${SCRIPTS}]|[^${SCRIPTS}]+`, 'gu')

/** Lists what is stored of a name: each word and each of its beginnings of two letters or more. */
export const listNameSearchValues = (name: string): string[] =>
  listSearchWords(name).flatMap(({ text, joined = '' }) => [text, joined].flatMap(listBeginnings))

const listBeginnings = (word: string): string[] => {
  const letters = [...word]
  return letters.flatMap((_, index) =>
    index > 0 || letters.length === 1 ? [`word:${letters.slice(0, index + 1).join('')}`] : [],
  )
}

/** Lists the values by which a word of a text finds a file, if it is a name there. A single letter finds none. */
export const listWordValues = (word: string): string[] => listSearchWords(word).flatMap(listValuesOfWord)

const listValuesOfWord = ({ text, joined }: SearchWord): string[] => [
  `word:${text}`,
  ...(joined ? [`word:${joined}`] : []),
]

/** Lists what is stored of a phone number in E.164 form: the whole, and, unless it stays closed, its last digits. */
export const listPhoneSearchValues = (phone: string, isClosed: boolean): string[] => [
  `phone:${phone.replace(/\D/g, '')}`,
  ...(isClosed
    ? []
    : PHONE_ENDS.flatMap((digits) => (phone.length > digits ? [`end:${phone.slice(-digits)}`] : []))),
]

const PHONE_ENDS = [4, 5, 6, 7, 8, 9, 10] as const

/** Lists what is stored of a normalised e-mail address: the whole, and, unless it stays closed, the words of its mailbox. */
export const listEmailSearchValues = (email: string, isClosed: boolean): string[] => [
  `email:${email}`,
  ...(isClosed ? [] : listNameSearchValues(email.replace(/@.*$/, '').replaceAll('_', ' '))),
]

export const formatBirthSearchValue = (date: string): string => `birth:${date}`

/**
 * Reads what somebody searches for. Gives, for each thing that has to be found in a file, the values that any of them
 * finds it, the rarest thing first.
 */
export function parseSearchQuery(query: string): string[][] {
  const read: string[][] = []
  const take = (pattern: RegExp, toValues: (text: string) => string[]) => (text: string) =>
    text.replace(pattern, (found) => {
      const values = toValues(found)
      if (values.length === 0) return found
      read.push(values)
      return ' '
    })
  const rest = [
    take(/[^\s@]+@[^\s@]+/gu, (email) => [`email:${normaliseEmail(email)}`]),
    take(/(?<!\d)(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[-./ ]\d{1,2}[-./ ]\d{4})(?!\d)/g, listBirthValues),
    take(/(?<!\p{L})\+?\(?\d[\d ().-]{2,}(?!\p{L})/gu, listPhoneValues),
  ].reduce((text, takeOut) => takeOut(text), query)
  const words = listSearchWords(rest)
    .toSorted((one, other) => other.text.length - one.text.length)
    .map(listValuesOfWord)
  return [...read, ...words]
}

/** A date with the year last may begin with its day or its month. */
function listBirthValues(text: string): string[] {
  const parts = text.split(/[-./ ]/)
  const [first = '', second = '', third = ''] = parts.map((part) => part.padStart(2, '0'))
  const dates =
    first.length === 4
      ? [`${first}-${second}-${third}`]
      : [`${third}-${second}-${first}`, `${third}-${first}-${second}`]
  return [...new Set(dates)].map(formatBirthSearchValue)
}

function listPhoneValues(text: string): string[] {
  const digits = text.replace(/\D/g, '')
  return digits.length < 4 ? [] : [`phone:${digits}`, `phone:1${digits}`, `end:${digits}`]
}
