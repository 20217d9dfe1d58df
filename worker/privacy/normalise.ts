/**
 * Normalises names, phone numbers and e-mail addresses so that one written in two ways still matches. These are the
 * values behind the blind index: they are hashed, and never stored or shown.
 */

/**
 * Gives the keys of a person’s name. Two names are taken for one person’s when they share a key and the date of birth.
 *
 * - All words joined: `annemarieroy`, which no hyphen, space or apostrophe changes.
 * - The first name with each later name: Morgan Tanaka and Morgan Ellis Tanaka share `morgan tanaka`, and
 *   `marie cote` is a key of Marie Côté, Marie Côté-Lafrenière and Marie Côté Lafrenière.
 * - The first two names as one, with each later name: Anne Marie Louise Roy is Anne-Marie Roy too.
 * - A name after a particle, with and without the particle: `ahmad alhassan` and `ahmad hassan`.
 *
 * A name of one word has one key. A name without a letter has no key.
 *
 * Two people are taken for one when they were born on the same day and share their first name and any other name,
 * such as Harpreet Kaur Gill and Harpreet Kaur Dhillon, or twins named Marie Anne and Marie Claire. Twins named
 * Anne-Marie and Anne-Sophie stay two, because the hyphen makes one name of both. A match is therefore a reason for
 * a person to look, never a proof. `missedPairs` in `name-pairs.fixture.ts` lists what the keys miss.
 */
export function getNameMatchKeys(name: string): string[] {
  const [first = '', ...rest] = nameWords(name)
  const [second, ...others] = familyNames(rest)
  const later = others.slice(-MAX_LATER_NAMES)
  const keys = second
    ? [
        ...[second, ...later].flatMap(({ whole, bare }) => [`${first} ${whole}`, `${first} ${bare}`]),
        ...later.map(({ whole }) => `${first}${second.whole} ${whole}`),
      ]
    : []
  return [...new Set([normaliseWholeName(name), ...keys])].filter((key) => key !== '')
}

/**
 * The most names after the second that get keys, counted from the end. The longest names have about this many, and each
 * key is a row.
 */
const MAX_LATER_NAMES = 5

/** Joins all words of a name into one value, which is compared where there is no date of birth. */
export const normaliseWholeName = (name: string): string => nameWords(name).join('')

/**
 * Gives the words of a name in the order written, the first with its hyphens removed: Anne-Marie is one name, while
 * Côté-Lafrenière is two that may also be written apart.
 */
function nameWords(name: string): string[] {
  const [first = '', ...rest] = foldLetters(name)
    .replace(/\s*\p{Dash}\s*/gu, '-')
    .split(/[\s.,;/()・]+/u)
    .filter((word) => removeNonLetters(word) !== '')
  const words = [first, ...rest.flatMap((word) => word.split('-'))].map(removeNonLetters).filter(isNotEmpty)
  const plainWords = words.map(removeSoundMarks).filter(isNotEmpty)
  return (plainWords.length > 0 ? plainWords : words).map((word, index) =>
    index > 0 ? (SAINT_ABBREVIATIONS[word] ?? word) : word,
  )
}

const isNotEmpty = (word: string) => word !== ''

/**
 * Folds a name to lower case, without accents, and with ligatures and strokes taken apart. Unicode does the rest: full
 * width, ﬁ, raised letters (Xʷ becomes xw). Vowel signs of Indian scripts and Japanese voicing marks are letters, not
 * accents, and stay: कोमल is not कमल, and かとう is not がとう.
 */
export const foldLetters = (name: string): string =>
  name
    // ´ and ` are typed as apostrophes, and normalisation would split ´ into a space and an accent.
    .replace(/\p{Modifier_Symbol}/gu, '')
    // These look like a space, and Unicode calls the fillers letters.
    .replace(/[\u115f\u1160\u2800\u3164\uffa0]/g, ' ')
    .normalize('NFKD')
    .toLowerCase()
    .replace(ACCENTS, '')
    .replace(/[^\0-\x7f]/gu, (letter) => PLAIN_LETTERS.get(letter) ?? letter)

/** Marks that belong to no single script, and the vowel points of Arabic and Hebrew. */
const ACCENTS = /[[[\p{Script=Inherited}\p{Script=Hebrew}]&&\p{Mark}]--[\u3099\u309a]]/gv

/** Letters that Unicode does not decompose, each with its spelling on keyboards that lack it. */
const PLAIN_LETTERS = new Map(
  'øo łl đd ðd ɖd ħh ŧt ƚl ⱥa ȼc ⱦt ɨi ʉu ıi œoe æae ßss þth'
    .split(' ')
    .map(([letter = '', ...plain]) => [letter, plain.join('')]),
)

const removeNonLetters = (word: string): string => word.replace(/[^\p{Letter}\p{Mark}]/gu, '')

/**
 * Removes apostrophes and glottal stops, however they are written: registries have refused ʔ, so one name occurs as
 * Sahʔa, Sahʼa, Sah’a, Sah7a, Sah?a or Saha on a person’s papers. The marks of glottalised and ejective sounds (Kʷən̓
 * becomes kwən), tone and length go too. A name that consists of nothing else keeps them.
 */
export const removeSoundMarks = (word: string): string =>
  word.replace(/[\u02b0-\u02ff\u0640\ua78b\ua78cʔɂ]/gu, '')

const SAINT_ABBREVIATIONS: Readonly<Record<string, string>> = { st: 'saint', ste: 'sainte' }

/** Gives each family name with the particles in front of it, and without: de la Cruz gives `delacruz` and `cruz`. */
function familyNames(words: readonly string[]): { whole: string; bare: string }[] {
  const names: { whole: string; bare: string }[] = []
  let particles = ''
  for (const [index, word] of words.entries()) {
    if (NAME_PARTICLES.test(word) && index < words.length - 1) {
      particles += word
    } else {
      names.push({ whole: particles + word, bare: word })
      particles = ''
    }
  }
  return names
}

/**
 * Words that are not a name on their own: particles of family names from all over, Vietnamese Thị and Văn, initials,
 * and what a missing apostrophe leaves (D Août). They count only between two names: at the end, Lê is a family name.
 */
const NAME_PARTICLES = new RegExp(
  `^(?:[a-z]|${[
    'da|das|de|del|della|der|des|di|do|dos|du|la|las|le|les|los|mac|mc|fitz|saint|sainte',
    'van|von|vom|zu|zur|den|ten|ter|af|al|el|ul|abu|ben|bin|ibn|bint|thi',
  ].join('|')})$`,
)

/**
 * Normalises an e-mail address to its mailbox: lower case, no plus-tag, the domain in its ASCII form; for Gmail, which
 * ignores dots, without dots (https://support.google.com/mail/answer/7436150).
 */
export function normaliseEmail(email: string): string {
  const address = email.normalize('NFKC').trim().toLowerCase()
  const at = address.lastIndexOf('@')
  if (at < 0) return address
  const mailbox = address.slice(0, at).replace(/(?<=.)\+.*/u, '')
  const domain = asciiDomain(address.slice(at + 1).replace(/\.+$/, ''))
  if (domain !== 'gmail.com' && domain !== 'googlemail.com') return `${mailbox}@${domain}`
  return `${mailbox.replaceAll('.', '') || mailbox}@gmail.com`
}

/** Gives a domain in its ASCII form: québec.example becomes `xn--qubec-csa.example`. */
const asciiDomain = (domain: string): string =>
  URL.canParse(`https://${domain}`) ? new URL(`https://${domain}`).hostname : domain

/** Gives the digits of a phone number in E.164 form, without an extension or another parameter of RFC 3966. */
export const normalisePhone = (phone: string): string =>
  phone
    .normalize('NFKC')
    .replace(/;.*/s, '')
    .replace(/[^\d+]/g, '')
