/**
 * The form in which names, phone numbers and e-mail addresses are compared, so that one written in two ways still
 * matches. These are the values behind the blind index: they are hashed, never stored or shown.
 */

/**
 * The keys of a person's name; two names are taken for one person's when they share a key and the date of birth.
 *
 * - Everything written, run together: `annemarieroy`, which no hyphen, space or apostrophe changes.
 * - The first name with each name after it: `morgan tanaka` is in Morgan Tanaka and in Morgan Ellis Tanaka, and
 *   `marie cote` in Marie Côté, Marie Côté-Lafrenière and Marie Côté Lafrenière.
 * - The first two names as one with each name after them, for Anne Marie Louise Roy, who is Anne-Marie Roy too.
 * - Names after a particle with and without it: `ahmad alhassan` and `ahmad hassan`.
 *
 * A name of one word has one key. Nothing but a name without a letter has none.
 *
 * What it takes for one though they are two: people born on the same day who share their first name and any other,
 * such as Harpreet Kaur Gill and Harpreet Kaur Dhillon, or twins named Marie Anne and Marie Claire. Twins named
 * Anne-Marie and Anne-Sophie stay two, because the hyphen makes one name of both. A match is therefore a reason for
 * a person to look, never a proof. What it does not catch stands in `name-pairs.ts`, as `missedPairs`.
 */
export function nameMatchKeys(name: string): string[] {
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

/** Names looked at after the second, from the end: the longest names have about so many, and a key is a row. */
const MAX_LATER_NAMES = 5

/** Everything written in a name, run together: what is compared where no date of birth stands beside it. */
export const normaliseWholeName = (name: string): string => nameWords(name).join('')

/**
 * The words of a name in the order written, the first with its hyphens joined: Anne-Marie is one name, while
 * Côté-Lafrenière are two that may also be written apart.
 */
function nameWords(name: string): string[] {
  const [first = '', ...rest] = foldLetters(name)
    .replace(/\s*\p{Dash}\s*/gu, '-')
    .split(/[\s.,;/()・]+/u)
    .filter((word) => onlyLetters(word) !== '')
  return [first, ...rest.flatMap((word) => word.split('-'))]
    .map(onlyLetters)
    .filter((word) => word !== '')
    .map((word, index) => (index > 0 ? (SAINT_ABBREVIATIONS[word] ?? word) : word))
}

/**
 * Small letters without accents and with ligatures and strokes taken apart. Unicode does the rest: full width, ﬁ,
 * raised letters (Xʷ is xw). Vowel signs of Indian scripts and Japanese voicing marks are letters, not accents,
 * and stay: कोमल is not कमल, and かとう is not がとう.
 */
const foldLetters = (name: string): string =>
  name
    // ´ and ` stand for an apostrophe, and ´ would come apart into a space and an accent.
    .replace(/\p{Modifier_Symbol}/gu, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(ACCENTS, '')
    .replace(/[^\0-\x7f]/gu, (letter) => PLAIN_LETTERS.get(letter) ?? letter)

/** Marks that belong to no one script, Arabic's and Hebrew's vowel points among them. */
const ACCENTS = /[[[\p{Script=Inherited}\p{Script=Hebrew}]&&\p{Mark}]--[\u3099\u309a]]/gv

/** Letters that Unicode does not take apart, each with how it is written on keyboards without it. */
const PLAIN_LETTERS = new Map(
  'øo łl đd ðd ɖd ħh ŧt ƚl ⱥa ȼc ⱦt ɨi ʉu ıi œoe æae ßss þth'
    .split(' ')
    .map(([letter = '', ...plain]) => [letter, plain.join('')]),
)

/**
 * A word's letters. Apostrophes and glottal stops go, however they are written: registries have refused ʔ, so that
 * one name stands as Sahʔa, Sahʼa, Sah’a, Sah7a, Sah?a or Saha on somebody's papers, and with it the marks of
 * glottalised and ejective sounds (Kʷən̓ is kwən), tone and length. A word that is nothing else keeps them.
 */
function onlyLetters(word: string): string {
  const letters = word.replace(/[^\p{Letter}\p{Mark}]/gu, '')
  return letters.replace(/[\u02b0-\u02ff\u0640\ua78b\ua78cʔɂ]/gu, '') || letters
}

const SAINT_ABBREVIATIONS: Readonly<Record<string, string>> = { st: 'saint', ste: 'sainte' }

/** Family names with the particles in front of each, and bare of them: de la Cruz is `delacruz` and `cruz`. */
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
 * Words that are no name alone: in front of family names from all over, Vietnamese Thị and Văn, initials and what a
 * missing apostrophe leaves (D Août). Only between two names: Lê is a family name at the end.
 */
const NAME_PARTICLES = new RegExp(
  `^(?:[a-z]|${[
    'da|das|de|del|della|der|des|di|do|dos|du|la|las|le|les|los|mac|mc|fitz|saint|sainte',
    'van|von|vom|zu|zur|den|ten|ter|af|al|el|ul|abu|ben|bin|ibn|bint|thi',
  ].join('|')})$`,
)

/**
 * The mailbox of an e-mail address: small letters, no plus-tag, the domain as the network knows it; for Gmail, which
 * ignores them, without dots (https://support.google.com/mail/answer/7436150).
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

/** A domain in the letters it is registered by: québec.example is `xn--qubec-csa.example`. */
const asciiDomain = (domain: string): string =>
  URL.canParse(`https://${domain}`) ? new URL(`https://${domain}`).hostname : domain

/** The digits of a number in E.164 form, without an extension or any other parameter of RFC 3966. */
export const normalisePhone = (phone: string): string =>
  phone
    .normalize('NFKC')
    .replace(/;.*/s, '')
    .replace(/[^\d+]/g, '')
