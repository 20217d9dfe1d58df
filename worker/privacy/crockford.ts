import { codePrefixes } from '../../content/code-prefixes.ts'
import { toAsciiDigits } from '../../forms/questions/digits.ts'

/** Crockford’s base32 alphabet: digits and letters that are not confused when read out or written by hand. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Encodes the low five bits of each byte as one letter, in groups of four letters by default: `K7Q4-9MX2`. */
export const encodeCrockford = (bytes: Uint8Array, group = GROUP_LETTERS): string =>
  groupLetters([...bytes].map((byte) => LETTERS[byte % 32]).join(''), group)

/**
 * Normalises a code as typed or read out: lower case, spaces, missing hyphens, O for 0, I or L for 1 (Crockford’s
 * decoding).
 */
export const normaliseCrockford = (typed: string, group = GROUP_LETTERS): string =>
  groupLetters(replaceConfusedLetters(typed.toUpperCase().replace(/[\s\p{Dash}]/gu, '')), group)

const replaceConfusedLetters = (letters: string): string => letters.replaceAll('O', '0').replace(/[IL]/g, '1')

/**
 * Finds a code in what was typed or pasted: within a sentence, an address or a label, in quotation marks or brackets,
 * across lines, twice, or in letters of full width, with or without the letter that tells its kind, which it leaves out. Gives
 * undefined when there is none. Of several readings, one written with dashes wins, then one with spaces; among these the one
 * with the most digits, which words lack, and then the last.
 */
export function findCrockfordCode(typed: string, shape: CodeLengths): string | undefined {
  const pieces = splitIntoPieces(typed.slice(0, MAX_TYPED_CHARACTERS))
  const whole = pieces.map(({ text }) => text).join('')
  const [, once = whole] = new RegExp(`^(${PREFIX}.{${shape.letters}})\\1$`).exec(whole) ?? []
  const separators = pieces.slice(1).map(({ separator }) => separator)
  if (/\d/.test(once) || DASHES_AND_SPACES.test(separators.join(''))) {
    const code = toCode(once, shape)
    if (code) return code
  }
  const readings = pieces.flatMap(
    (_, index) => readCodeAt(pieces.slice(index, index + shape.letters), shape) ?? [],
  )
  return readings.toSorted((one, other) => one.score - other.score).at(-1)?.code
}

/** The number of letters in a code, and in each of its groups. */
interface CodeLengths {
  readonly letters: number
  readonly group: number
}

const toCode = (text: string, { letters }: CodeLengths): string | undefined => {
  const code = replaceConfusedLetters(text)
  return new RegExp(`^${PREFIX}([${LETTERS}]{${letters}})$`).exec(code)?.[1]
}

/** Matches the letter before a code, which codes from before it have not. */
const PREFIX = `[${Object.values(codePrefixes).join('')}]?`

const DASHES_AND_SPACES = /^[\s\p{Dash}]*$/u

/** Longer than an e-mail that holds a code, and still quick to read. */
const MAX_TYPED_CHARACTERS = 4000

/** Letters and digits that stand together, and what separates them from the piece before. */
interface Piece {
  readonly text: string
  readonly separator: string
}

const splitIntoPieces = (typed: string): Piece[] =>
  [
    ...toAsciiDigits(typed)
      .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
      .normalize('NFKD')
      .replace(/\p{Mark}/gu, '')
      .toUpperCase()
      .matchAll(/([^A-Z0-9]*)([A-Z0-9]+)/g),
  ].map(([, separator = '', text = '']) => ({ separator, text }))

/** Reads the first pieces as one code, if together they have its length. */
function readCodeAt(pieces: readonly Piece[], shape: CodeLengths) {
  const used: Piece[] = []
  let letters = 0
  for (const piece of pieces) {
    used.push(piece)
    letters += piece.text.length
    if (letters >= shape.letters) break
  }
  const text = used.map((piece) => piece.text).join('')
  const between = used
    .slice(1)
    .map(({ separator }) => separator)
    .join('')
  const code = toCode(text, shape)
  if (!code) return undefined
  const digits = text.replace(/\D/g, '').length
  const isDashed = /^\p{Dash}+$/u.test(between)
  const [first = 0, ...others] = used.map((piece) => piece.text.length)
  const lengths = [first - (letters - shape.letters), ...others].filter((length) => length > 0)
  const isGrouped =
    lengths.every((length) => length === 1) ||
    lengths.every((length) => length !== 1 && length % shape.group === 0)
  // Words are no code, unless dashes join them: a code stands in its groups or letter by letter, and has a digit.
  if (!isDashed && (digits === 0 || !isGrouped)) return undefined
  const rank = isDashed || between === '' ? 2 : DASHES_AND_SPACES.test(between) ? 1 : 0
  return { code, score: rank * 100 + digits }
}

const GROUP_LETTERS = 4

/** Writes the letters of a code in groups. */
export const groupLetters = (letters: string, group: number): string =>
  letters.match(new RegExp(`.{1,${group}}`, 'g'))?.join('-') ?? ''
