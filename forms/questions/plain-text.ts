import * as z from 'zod/mini'
import { isBlankText } from '../blank-text.ts'
import { buildWording, quoteText, type Wording } from '../language.ts'
import { addProblemIssue } from './question-base.ts'
import { buildTooLongProblem } from './too-long-problem.ts'

/** Accepts up to `max` characters of tidied text, in which nothing changes the order in which it is read. */
export function createPlainTextSchema({ max, lines = false }: { max: number; lines?: boolean }) {
  return z.pipe(
    z.string(),
    z.transform((typed, context) => {
      const text = (lines ? tidyLongText : tidyLine)(typed).trim()
      if (isBlankText(text)) return ''
      if (hasMisleadingCharacters(text))
        return addProblemIssue(context, buildMisleadingCharactersProblem(text))
      // A limit counts what a person sees as letters in any script, so code points rather than UTF-16 units.
      const length = [...text].length
      if (length > max) return addProblemIssue(context, buildTooLongProblem(max, length))
      return text
    }),
  )
}

/** The longest line that a question takes, unless it declares its own limit. */
export const MAX_LINE_CHARACTERS = 200

/** Tidies the text of one line: as `tidyLongText` does, and each line end becomes a space. */
export const tidyLine = (typed: string): string => tidyLongText(typed).replace(/\n+/g, ' ')

/**
 * Removes what shows nothing and no script needs, and makes every kind of line end a line feed. Nothing that is seen
 * changes: what could change the order of letters stays, to be refused (`hasMisleadingCharacters`).
 */
export function tidyLongText(typed: string): string {
  if (!UNTIDY_CHARACTER.test(typed)) return typed
  const text = typed
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(UNNEEDED_CHARACTERS, '')
    // Tags belong into the flags of England, Scotland and Wales alone. Elsewhere they hide letters.
    .replace(/(\u{1f3f4}[\u{e0020}-\u{e007e}]+\u{e007f})|[\u{e0000}-\u{e007f}]/gu, '$1')
    .replace(UNNEEDED_WORD_BREAKS, '')
    .replace(UNNEEDED_JOINERS, '')
  return text.split('\n').map(tidyDirection).join('\n')
}

/** Any character that may have to be tidied. Most texts have none. */
const UNTIDY_CHARACTER =
  /[[\p{Control}\p{Format}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2028\u2029]--[\t\n]]/v

/**
 * What shows nothing anywhere: controls, the soft hyphen, the word joiner, invisible signs of mathematics, the byte
 * order mark, marks of annotations, and what Unicode deprecates or reserves.
 */
const UNNEEDED_CHARACTERS =
  /[[\p{Control}\p{Noncharacter_Code_Point}\u00ad\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb]--[\t\n]]/gv

/** Word breaks beside letters of scripts that write no spaces are needed. */
const UNNEEDED_WORD_BREAKS =
  /(?<![\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}])\u200b(?![\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}])/gu

/** Joiners and non-joiners shape the letters of many scripts, and emoji; not those of ASCII. */
const UNNEEDED_JOINERS = /(?<![^\0-\x7f\p{Bidi_Control}])[\u200c\u200d]+(?![^\0-\x7f\p{Bidi_Control}])/gu

/**
 * Tidies what directs a line. Marks of direction stay in a line with letters from right to left. Wrappers around the
 * whole line go, as phones put them around the names of contacts. A line that would mislead stays as it was typed.
 */
function tidyDirection(line: string): string {
  if (!/\p{Bidi_Control}/u.test(line)) return line
  const unwrapped = unwrapLine(line)
  return hasMisleadingCharacters(unwrapped) ? line : unwrapped
}

/**
 * Removes wrappers around a line, but not an override that turns the letters within, and then lone ends of wrappers.
 * Where every letter and every wrapper runs from left to right, no wrapper changes anything, and all go: phones wrap
 * the first and the last name each by itself.
 */
function unwrapLine(line: string): string {
  const isRightToLeft = RIGHT_TO_LEFT_LETTER.test(line)
  if (!isRightToLeft && !/[\u202b\u202e\u2067]/.test(line)) return line.replace(/\p{Bidi_Control}/gu, '')
  const needed = [isRightToLeft && '\u202d', LEFT_TO_RIGHT_LETTER_OR_DIGIT.test(line) && '\u202e']
  const unwrapped = (isRightToLeft ? line : line.replace(/[\u061c\u200e\u200f]/g, ''))
    .replace(/^[\s\p{Default_Ignorable_Code_Point}]+/u, (start) =>
      start.replace(WRAPPERS, (wrapper) => (needed.includes(wrapper) ? wrapper : '')),
    )
    .replace(/(?<![\s\p{Default_Ignorable_Code_Point}])[\s\p{Default_Ignorable_Code_Point}]+$/u, (end) =>
      end.replace(WRAPPERS, ''),
    )
  return /[\u202a\u202b\u202d\u202e\u2066-\u2068]/.test(unwrapped)
    ? unwrapped
    : unwrapped.replace(/[\u202c\u2069]/g, '')
}

const WRAPPERS = /[\u202a-\u202e\u2066-\u2069]/g

/** Hebrew, Arabic, Syriac, Thaana, N’Ko and their presentation forms; Adlam and the other scripts of plane 1. */
const RIGHT_TO_LEFT = String.raw`\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}`
const RIGHT_TO_LEFT_LETTER = new RegExp(String.raw`[\p{Letter}&&[${RIGHT_TO_LEFT}]]`, 'v')
const LEFT_TO_RIGHT_LETTER_OR_DIGIT = new RegExp(
  String.raw`[[\p{Letter}\p{Number}]--[\p{Letter}&&[${RIGHT_TO_LEFT}]]]`,
  'v',
)

/**
 * Removes the invisible characters and outer spaces that copying from a contact list or a web page adds to a number, a
 * date or an address of e-mail. What turns digits around stays, to be refused.
 */
export const removeInvisibleCharactersAndTrim = (typed: string): string =>
  tidyLine(typed.replace(/[\p{Default_Ignorable_Code_Point}--[\u202b\u202e\u2067]]/gv, '')).trim()

/** Whether a tidied text contains what reverses the order in which it is read, or half a character. */
export const hasMisleadingCharacters = (text: string): boolean => MISLEADING_CHARACTER.test(text)

const MISLEADING_CHARACTER = /[\p{Surrogate}\u202a-\u202e\u2066-\u2069]/u

/** Says where the first such character stands. */
export function buildMisleadingCharactersProblem(typed: string): Wording {
  const text = typed.split('\n').map(unwrapLine).join('\n')
  const before = [...text.slice(0, text.search(MISLEADING_CHARACTER)).replace(/\s+/g, ' ').trim()]
  if (before.length === 0) return misleadingStartProblem
  const cut = before.length > MAX_PLACE_CHARACTERS ? '…' : ''
  const shown = cut + before.slice(-MAX_PLACE_CHARACTERS).join('').trim()
  return buildWording(
    (language) =>
      `${afterWording[language]} ${quoteText(shown, language)}${misleadingCharacterWording[language]}`,
  )
}

/** Enough letters to find a place in a text. */
const MAX_PLACE_CHARACTERS = 20

const misleadingStartProblem: Wording = {
  en: 'At the start, a hidden character changes the order in which this text is read. Delete the beginning and type it again',
  fr: 'Au début, un caractère invisible change l’ordre de lecture de ce texte. Effacez le début, puis tapez-le de nouveau',
}
const afterWording: Wording = { en: 'After', fr: 'Après' }
const misleadingCharacterWording: Wording = {
  en: ', a hidden character changes the order in which this text is read. Delete a few letters on both sides of that place and type them again',
  fr: ', un caractère invisible change l’ordre de lecture de ce texte. Effacez quelques lettres de part et d’autre de cet endroit, puis tapez-les de nouveau',
}
