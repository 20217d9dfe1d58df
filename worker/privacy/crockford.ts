/** Crockford's base32: digits and letters that cannot be taken for one another when read out or written by hand. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** One letter for the low five bits of each byte, in groups, of four unless told: `K7Q4-9MX2`. */
export const encodeCrockford = (bytes: Uint8Array, group = GROUP_LETTERS): string =>
  groupLetters([...bytes].map((byte) => LETTERS[byte % 32]).join(''), group)

/** As typed or read out: small letters, spaces, no hyphens, O for 0, I or L for 1 (Crockford's decoding). */
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
