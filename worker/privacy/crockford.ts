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
  groupLetters(
    typed
      .toUpperCase()
      .replace(/[\s\p{Dash}]/gu, '')
      .replaceAll('O', '0')
      .replace(/[IL]/g, '1'),
    group,
  )

const GROUP_LETTERS = 4

const groupLetters = (letters: string, group: number): string =>
  letters.match(new RegExp(`.{1,${group}}`, 'g'))?.join('-') ?? ''
