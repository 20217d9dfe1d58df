import { describe, expect, it } from 'vitest'
import { hasLetterOrDigit, isBlankText } from './blank-text.ts'

/** Names each character by its number, as the tests below report it. */
const name = (text: string) =>
  [...text].map((char) => `U+${char.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`).join(' ')

/** Every character of Unicode with a property, by its regular expression. */
const every = (property: RegExp): string[] =>
  Array.from({ length: 0x110000 }, (_, code) => code)
    .filter((code) => code < 0xd800 || code > 0xdfff)
    .map((code) => String.fromCodePoint(code))
    .filter((char) => property.test(char))

describe('a text that shows nothing', () => {
  it.each([
    ['nothing', ''],
    [
      'spaces of every width',
      ' \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000',
    ],
    ['tabs and line ends', '\t\n\v\f\r\u0085\u2028\u2029'],
    ['a zero width space', '\u200b'],
    ['joiners', '\u200c\u200d'],
    ['marks of direction', '\u200e\u200f\u061c'],
    ['wrappers of direction', '\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069'],
    ['a word joiner and invisible signs', '\u2060\u2061\u2062\u2063\u2064'],
    ['a byte order mark', '\ufeff'],
    ['a soft hyphen', '\u00ad'],
    ['a grapheme joiner', '\u034f'],
    ['the fillers of Hangul', '\u115f\u1160\u3164\uffa0'],
    ['Khmer vowels that are not shown', '\u17b4\u17b5'],
    ['the separators of Mongolian', '\u180b\u180c\u180d\u180e\u180f'],
    ['the blank Braille cell', '\u2800'],
    ['variation selectors', '\ufe00\ufe0e\ufe0f\u{e0100}\u{e01ef}'],
    ['tags', '\u{e0001}\u{e0041}\u{e0042}\u{e007f}'],
    ['marks of annotations', '\ufff9\ufffa\ufffb'],
    ['a missing object and a missing letter', '\ufffc\ufffd'],
    ['formatting of music and shorthand', '\u{1d173}\u{1d17a}\u{1bca0}\u{1bca3}'],
    ['a note without a head', '\u{1d159}'],
    ['an accent alone', '\u0301'],
    ['an accent on a space', ' \u0301\u00a0\u0308'],
    ['a vowel sign alone', '\u093f\u0e31\u064e'],
    ['a ring around nothing', '\u20dd\u20e3'],
    ['controls', '\0\u0001\u0008\u001b\u001f\u007f\u0080\u0092\u009f'],
    ['what is no character', '\ufffe\uffff\ufdd0\u{1fffe}'],
    ['halves of characters', '\ud800 \udfff'],
    ['all of it together', ' \u200b\u3164\u2800\u0301\ufeff\u202e\u00a0 '],
  ])('is blank: %s', (_, text) => {
    expect(isBlankText(text)).toBe(true)
    expect(hasLetterOrDigit(text)).toBe(false)
  })

  it.each([
    ['Default_Ignorable_Code_Point', /\p{Default_Ignorable_Code_Point}/u],
    ['White_Space', /\p{White_Space}/u],
    ['Control', /\p{Control}/u],
    ['Format', /\p{Format}/u],
    ['Mark', /\p{Mark}/u],
  ])('is blank with any character of Unicode’s %s, alone and between spaces', (_, property) => {
    const characters = every(property)
    expect(characters.length).toBeGreaterThan(20)
    const seen = characters.filter(
      (char) => !isBlankText(char) || !isBlankText(` ${char}\u200b`) || hasLetterOrDigit(char),
    )
    expect(seen.map(name)).toEqual([])
  })
})

describe('a text that shows something', () => {
  it.each([
    'a',
    'Z',
    'é',
    'e\u0301',
    'ß',
    'Ж',
    'λ',
    'ש',
    'ع',
    'अ',
    'ก',
    'ខ',
    '李',
    'か',
    '한',
    'ᐃ',
    'ᏣᎳᎩ',
    'ʔ',
    'ⵣ',
    '𐓀',
    '𝒳',
    'ﬁ',
    '0',
    '٣',
    '५',
    '７',
    '²',
    'Ⅳ',
    '〇',
    'a\u200bb',
    '\u200e שלום \u200f',
    'ᄀ',
    'x\u3164',
  ])('has a letter or a digit of some script: %s', (text) => {
    expect(isBlankText(text)).toBe(false)
    expect(hasLetterOrDigit(text)).toBe(true)
  })

  it.each(['-', '.', '?', '—', '…', '“”', '’', '$', '+', '♥', '😀', '👩‍👩‍👧', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '❤️', '◌́', '_', '·', '⠁'])(
    'is not blank, though it has neither: %s',
    (text) => {
      expect(isBlankText(text)).toBe(false)
      expect(hasLetterOrDigit(text)).toBe(false)
    },
  )

  it('is any letter and any digit of Unicode that can be seen', () => {
    const unseen = every(/[[\p{Letter}\p{Number}]--\p{Default_Ignorable_Code_Point}]/v).filter(
      (char) => isBlankText(char) || !hasLetterOrDigit(char),
    )
    expect(unseen.map(name)).toEqual([])
  })
})
