import { toAsciiDigits } from './digits.ts'

/**
 * Splits what was typed into a number and the digits of its extension, however either is written: `loc. 22`, `poste 22`,
 * `x22`, `;ext=22`, or behind a pause. The digits of every script are read, and the letters of 1-800-FLOWERS. Whatever
 * is not understood stays in `main`.
 */
export function splitPhone(typed: string): { main: string; extension?: string } {
  if (typed.length > MAX_PHONE_INPUT_CHARACTERS) return { main: '' }
  const tidy = toAsciiDigits(typed.normalize('NFKC'))
    .replace(/\s/g, ' ')
    .replace(/\p{Dash_Punctuation}|(?<=\d)[·•‧∙_](?=\d)/gu, '-')
    .replace(LABEL, '')
    .replace(TRAILING_LABEL, '')
    .replace(/[ .,;:!]+$/, '')
  const [, main = tidy, extension] = EXTENSION.exec(tidy) ?? PAUSE.exec(tidy) ?? []
  return { main: lettersToDigits(main.trim().replace(/^00(?=[1-9])/, '+')), ...(extension && { extension }) }
}

/** Longer than any number with its country code, separators and extension. */
const MAX_PHONE_INPUT_CHARACTERS = 60

/** What a phone is called. Whoever adds it means the number, and what is asked beside it says how it may be used. */
const KIND = 'cell(?:ular|ulaire|phone)?|mobile|home|work|maison|travail'

/** Words before a number that add nothing to it: `Home phone: `, `(cell) `. */
const LABEL = new RegExp(
  String.raw`^(?:\(?(?:t[eé]l(?:[eé]phone)?|phone|ph|${KIND})(?![a-z])[ .:=#)-]*)+`,
  'i',
)

/** The same behind ten digits or more, so that 1-800-555-HOME keeps its letters: `(cell)`, `: travail`. */
const TRAILING_LABEL = new RegExp(String.raw`(?<=(?:\d\D{0,3}){10})[ ,;:/-]*\(?(?:${KIND})\)?[ .]*$`, 'i')

/**
 * The words and signs for an extension in both languages, and the letters by which phones store a pause (p) or a wait
 * (w), with what may stand around them.
 */
const EXTENSION = new RegExp(
  [
    String.raw`^(.*?[\d)a-z])[ .,;:/-]*[([]?[ ]*(?:(?:then|and|at|with|et|puis|au|avec|à l['’]) *)?`,
    String.raw`(?:(?:num[eé]ro|n[o°]\.?) (?:de |d['’]))?`,
    `(?:(?:exten[st]ion|ext(?:e?n|['’]n)?|ex|xt|xtn|x|post[eé]?s?|p|local|loc|interne|int|w|wait|pause|line|ligne)`,
    String.raw`(?:[ .:=-]+|(?=[\d#]))(?:number|num[eé]ro|num|nbr|n[o°]?)?|#)`,
    String.raw`[ .:=#(-]*(\d{1,8})[ ]*#?[ ]*[)\]]{0,2}$`,
  ].join(''),
  'i',
)

/** A pause (`,`) or a wait (`;`) before the digits, as phones store them; a second number is longer. */
const PAUSE = /^(.*?[\d)]) *(?:[,;] ?)+(\d{1,6}) *#?$/

/**
 * Writes the letters of a North American number as the digits of their keys. They are taken for such where the number is
 * free of charge, or where all are capitals; letters beyond the last digit are not dialled.
 */
function lettersToDigits(main: string): string {
  const [, start = '', area = '', word = ''] =
    /^(\+?1?[ .-]*\(?(\d{3})\)?[ .-]*)([\da-z][\da-z .-]*)$/i.exec(main) ?? []
  const isVanity = /[a-z]{3}/i.test(word) && (TOLL_FREE.test(area) || word === word.toUpperCase())
  const [, dialled] = /^(?=.{0,6}[a-z])([\da-z]{7})[a-z]{0,3}$/i.exec(word.replace(/[ .-]/g, '')) ?? []
  return isVanity && dialled
    ? start + [...dialled].map((key) => KEYS[key.toUpperCase()] ?? key).join('')
    : main
}

const TOLL_FREE = /^8(?:00|22|33|44|55|66|77|88)$/

/** The key of each letter (ITU-T E.161). */
const KEYS: Readonly<Record<string, number>> = Object.fromEntries(
  ['ABC', 'DEF', 'GHI', 'JKL', 'MNO', 'PQRS', 'TUV', 'WXYZ'].flatMap((letters, index) =>
    [...letters].map((letter) => [letter, index + 2]),
  ),
)
