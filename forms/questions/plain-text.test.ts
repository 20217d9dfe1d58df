import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countPropertyRuns } from '../../tests/support/property-runs.ts'
import {
  buildMisleadingCharactersProblem,
  createPlainTextSchema,
  hasMisleadingCharacters,
  removeInvisibleCharactersAndTrim,
  tidyLine,
  tidyLongText,
} from './plain-text.ts'
import { getProblemOfIssue } from './question-base.ts'

const line = createPlainTextSchema({ max: 200 })
const lines = createPlainTextSchema({ max: 200, lines: true })

/** The error message for a typed text, or undefined when it is accepted. */
const problem = (schema: typeof line, typed: string) =>
  schema.safeParse(typed).error?.issues.map((issue) => getProblemOfIssue(issue).wording)

describe('text that was pasted', () => {
  it.each<[string, string, string]>([
    ['a line end of Windows', 'one\r\ntwo', 'one\ntwo'],
    ['a line end of an old Mac', 'one\rtwo', 'one\ntwo'],
    ['a line end of Word (vertical tab)', 'one\u000btwo', 'one\ntwo'],
    ['a page end (form feed)', 'one\u000ctwo', 'one\ntwo'],
    ['a line end of a mainframe (next line)', 'one\u0085two', 'one\ntwo'],
    ['a line separator', 'one\u2028two', 'one\ntwo'],
    ['a paragraph separator', 'one\u2029two', 'one\ntwo'],
    ['paragraphs of every kind', 'a\r\n\r\nb\r\rc\u2029\u2028d', 'a\n\nb\n\nc\n\nd'],
    ['a tab', 'one\ttwo', 'one\ttwo'],
    ['NUL', 'one\0two', 'onetwo'],
    ['a bell', 'one\u0007two', 'onetwo'],
    ['a backspace', 'one\u0008two', 'onetwo'],
    ['an escape', 'one\u001btwo', 'onetwo'],
    ['a separator of records', 'one\u001etwo', 'onetwo'],
    ['a delete character', 'one\u007ftwo', 'onetwo'],
    ['a quotation mark of Windows-1252, read as a control', 'one\u0092two', 'onetwo'],
    ['a soft hyphen', 'un\u00adaccompanied', 'unaccompanied'],
    ['a byte order mark at the start', '\ufeffone', 'one'],
    ['a byte order mark inside', 'one\ufefftwo', 'onetwo'],
    ['a word joiner', 'one\u2060two', 'onetwo'],
    ['an invisible times sign', 'one\u2062two', 'onetwo'],
    ['deprecated format characters', 'one\u206a\u206ftwo', 'onetwo'],
    ['marks of annotations', '\ufff9one\ufffatwo\ufffb', 'onetwo'],
    ['tags that hide letters', 'one\u{e0001}\u{e0065}\u{e006e}two', 'onetwo'],
    ['what is no character', 'one\uffff\ufdd0two', 'onetwo'],
    ['a zero width space', 'one\u200btwo', 'onetwo'],
    ['a joiner between plain letters', 'one\u200dtwo', 'onetwo'],
    ['a non-joiner at the end', 'one\u200c', 'one'],
    ['marks of direction among letters from left to right', '\u200eMo\u200f Tanaka\u200e', 'Mo Tanaka'],
    ['a name as iOS keeps a contact', '\u202dMo Tanaka\u202c', 'Mo Tanaka'],
    ['a name as Android keeps a contact', '\u202aMo Tanaka\u202c', 'Mo Tanaka'],
    ['a name as a web page isolates it', '\u2068Mo Tanaka\u2069', 'Mo Tanaka'],
    ['a first and a last name wrapped each', '\u2068Mo\u2069 \u2068Tanaka\u2069', 'Mo Tanaka'],
    ['two names that a phone overrides each', '\u202dMo\u202c \u202dTanaka\u202c', 'Mo Tanaka'],
    ['an isolate in the middle', 'Mo\u2066rgan\u2069', 'Morgan'],
    ['an isolate of unknown direction', 'a \u2068b\u2069 c', 'a b c'],
    ['a name wrapped twice', '\u202a\u2066Mo Tanaka\u2069\u202c', 'Mo Tanaka'],
    ['a wrapper with spaces around it', ' \u202dMo Tanaka\u202c ', 'Mo Tanaka'],
    ['a wrapper with spaces within it', '\u202d Mo Tanaka \u202c', 'Mo Tanaka'],
    ['the start of a wrapper alone', '\u2067Mo Tanaka', 'Mo Tanaka'],
    ['the end of a wrapper alone', 'Mo Tanaka\u202c', 'Mo Tanaka'],
    ['the start of a wrapper at the end', '\u202a\u202aMo Tanaka\u202a', 'Mo Tanaka'],
    ['an end of a wrapper whose start is gone', '\u202dMo\u202c Tanaka', 'Mo Tanaka'],
    ['lines that are each wrapped', '\u202aone\u202c\r\n\u2067two\u2069', 'one\ntwo'],
    ['Hebrew in a wrapper', '\u202bשלום\u202c', 'שלום'],
    ['Hebrew in an override from right to left', '\u202eשלום\u202c', 'שלום'],
    ['digits in an override from left to right', '\u202d613 555 0142\u202c', '613 555 0142'],
  ])('is tidied: %s', (_, typed, tidy) => {
    expect(lines.parse(typed)).toBe(tidy)
    expect(line.parse(typed)).toBe(tidy.replace(/\n+/g, ' '))
  })

  it.each<[string, string]>([
    ['non-breaking spaces', 'Qui\u00a0? Moi\u202f!'],
    ['spaces of other widths', 'one\u2003two\u3000three'],
    ['the non-joiner of Persian', 'محمد\u200cعلی می\u200cخواهم'],
    ['the joiner of an abbreviation in Arabic letters', '۱۴۰۳ ه\u200d'],
    ['the joiners of Sinhala', 'ශ්\u200dරී'],
    ['the joiner and non-joiner of Hindi and Bengali', 'क्\u200dष क्\u200cष র\u200d্য'],
    ['an old chillu of Malayalam', 'അവന്\u200d'],
    ['a family of emoji', '👩\u200d👩\u200d👧 🏳️\u200d🌈'],
    ['a heart with its colour', '❤\ufe0f ✈\ufe0f 1\ufe0f\u20e3'],
    ['the flag of Scotland', '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}'],
    ['the form of a Japanese name’s letter', '葛\u{e0100}西 辻\u{e0101}'],
    ['a separator of Mongolian', 'ᠨᠠ\u180eᠭ'],
    ['the word breaks of Thai', 'ภาษา\u200bไทย'],
    ['the word breaks of Khmer', 'ភាសា\u200bខ្មែរ'],
    ['marks of direction in Hebrew', 'שלום\u200f! (Tel: 555\u200e)'],
    ['marks of direction in Arabic', 'السعر \u200e+1 613\u061c؟'],
    ['letters and accents apart', 'Zoe\u0308 Nguyê\u0303n'],
    ['a letter that normalisation would exchange', '神 \u212b \u2126'],
    ['letters of another width', 'Ｍｏ ﬁ ①'],
    ['the grapheme joiner', 'a\u034fb'],
    ['a filler among Hangul', '\u1100\u1160'],
    ['a replacement character among letters', 'odd \ufffd sign'],
    ['letters whose use is private', 'a\ue000b'],
    ['letters outside the first plane', '𝒳𐓀'],
    ['signs', '<b>&amp;</b> "%00" \\u202e ’OR 1=1--'],
  ])('stays as it is, since a script needs it or it is seen: %s', (_, typed) => {
    expect(line.parse(typed)).toBe(typed)
    expect(lines.parse(typed)).toBe(typed)
  })

  it.each<[string, string, string]>([
    ['an override in the middle', 'Mo\u202ergan', 'Mo'],
    ['an override before a word', 'pay \u202e001 \u202cdollars', 'pay'],
    ['an override from left to right in Hebrew', 'שלום \u202dעולם\u202c לך', 'שלום'],
    ['an isolate in the middle of Hebrew', 'של\u2066ום\u2069', 'של'],
    ['an isolate that turns its letters around', 'Mo\u2067rgan\u2069', 'Mo'],
    ['an embedding from right to left', 'a \u202bb\u202c c', 'a'],
    ['an embedding in the middle', 'a \u202b1 2\u202c c', 'a'],
    ['an override after a long text', `${'word '.repeat(20)}\u202eend`, '…word word word word'],
    ['half a character', 'half \ud83d', 'half'],
  ])('is refused where it would mislead, and says where: %s', (_, typed, place) => {
    const wording = {
      en: `After “${place}”, a hidden character changes the order in which this text is read. Delete a few letters on both sides of that place and type them again`,
      fr: `Après «\u00a0${place}\u00a0», un caractère invisible change l’ordre de lecture de ce texte. Effacez quelques lettres de part et d’autre de cet endroit, puis tapez-les de nouveau`,
    }
    expect(problem(line, typed)).toEqual([wording])
    expect(problem(lines, typed)).toEqual([wording])
  })

  it.each([
    ['an override that turns plain letters around', '\u202eakanaT oM\u202c'],
    ['an override that turns digits around', '\u202e2410 555 316'],
    ['an override that turns Hebrew around', '\u202dםולש\u202c'],
    ['an override in a wrapper', '\u202a\u202eakanaT\u202c\u202c'],
    ['half a character', '\ude00 half'],
  ])('is refused where its start would mislead: %s', (_, typed) => {
    const wording = {
      en: 'At the start, a hidden character changes the order in which this text is read. Delete the beginning and type it again',
      fr: 'Au début, un caractère invisible change l’ordre de lecture de ce texte. Effacez le début, puis tapez-le de nouveau',
    }
    expect(problem(line, typed)).toEqual([wording])
    expect(problem(lines, typed)).toEqual([wording])
  })

  it('becomes no text when nothing of it is seen', () => {
    for (const typed of [
      '',
      '  ',
      '\u200b',
      '\u3164\u2800',
      '\u202d\u202c',
      '\ufeff\u00ad',
      '\u0301',
      '\ufffc',
    ])
      expect([line.parse(typed), lines.parse(typed)]).toEqual(['', ''])
  })
})

/** Pieces of text that tidying looks at, and letters of several scripts between them. */
const pieces = fc.array(
  fc.oneof(
    fc.constantFrom(
      ...[
        'a',
        'é',
        'e\u0301',
        'ש',
        'ع',
        'می',
        '李',
        'ก',
        '7',
        '٣',
        '.',
        ' ',
        '\u00a0',
        '\t',
        '👩',
        '🏴',
        '❤\ufe0f',
      ],
    ),
    fc.constantFrom(...'\r\n\v\f\u0085\u2028\u2029\0\u001b\u0092\u00ad\u200b\u200c\u200d\u200e\u200f\u061c'),
    fc.constantFrom(...'\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u2060\ufff9\uffff'),
    fc.constantFrom('\u{e0041}', '\u{e007f}', '\u{e0067}\u{e007f}'),
    fc.string({ unit: 'binary', maxLength: 3 }),
  ),
  { maxLength: 12 },
)
const pasted = pieces.map((parts) => parts.join(''))

/** What a person sees of a text: its letters, signs and marks in order, with one space for any white space. */
const see = (text: string) =>
  text
    .replace(/[\s\u0085\p{Control}]+/gu, ' ')
    .replace(/[\p{Format}\p{Noncharacter_Code_Point}\u2065\u{e0000}-\u{e007f}]/gu, '')
    .replace(/ +/g, ' ')
    .trim()
/** Controls leave no space in a text, so that they are compared without any. */
const seeWithoutSpaces = (text: string) => see(text).replaceAll(' ', '')

describe('any text', () => {
  it('keeps all that is seen of it, in its order, or is refused', () => {
    fc.assert(
      fc.property(pasted, (typed) => {
        for (const [schema, tidy] of [
          [line, tidyLine],
          [lines, tidyLongText],
        ] as const) {
          expect(seeWithoutSpaces(tidy(typed))).toBe(seeWithoutSpaces(typed))
          const read = schema.safeParse(typed)
          if (!read.success) continue
          if (read.data !== '') expect(seeWithoutSpaces(read.data)).toBe(seeWithoutSpaces(typed))
          expect(read.data).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|[\p{Control}--[\t\n]]/v)
        }
      }),
      { numRuns: countPropertyRuns(300) },
    )
  })

  it('reads as the same when what it gave is typed again', () => {
    fc.assert(
      fc.property(pasted, (typed) => {
        for (const tidy of [tidyLine, tidyLongText, removeInvisibleCharactersAndTrim])
          expect(tidy(tidy(typed))).toBe(tidy(typed))
      }),
      { numRuns: countPropertyRuns(300) },
    )
  })

  it('is refused only for what turns letters around, or for half a character', () => {
    fc.assert(
      fc.property(pasted, (typed) => {
        const read = lines.safeParse(typed)
        expect(read.success || hasMisleadingCharacters(typed)).toBe(true)
      }),
      { numRuns: countPropertyRuns(300) },
    )
  })

  it('takes time in proportion to its length', () => {
    // A pass that begins anew at each of these takes longer than a test is given.
    for (const run of [
      ' ',
      '\n',
      '\u202a',
      '\u200d',
      '\u202c ',
      '\u{e0041}',
      '\u200e',
      '🏴\u{e0067}',
      '\u200b',
    ])
      expect(tidyLongText(`${run.repeat(300_000)}x${run.repeat(300_000)}ש`)).toContain('x')
  })
})

it('counts letters as a person does: a letter outside the basic plane is one character', () => {
  const short = createPlainTextSchema({ max: 3 })
  expect(short.parse('𝒜😀李')).toBe('𝒜😀李')
  expect(problem(short, '𝒜😀李!')).toEqual([
    {
      en: 'Shorten this to 3 characters or fewer. It has 4 now',
      fr: 'Raccourcissez ce texte à 3 caractères au plus. Il en compte maintenant 4',
    },
  ])
})

it('does not count the spaces around a text or the second half of a line end', () => {
  expect(createPlainTextSchema({ max: 3 }).parse('   abc   ')).toBe('abc')
  expect(createPlainTextSchema({ max: 3, lines: true }).parse('a\r\nb')).toBe('a\nb')
})

it('takes away the marks that copying leaves behind and nothing a person can see', () => {
  const marks = [
    '\u200b',
    '\u200e',
    '\u202a',
    '\u202c',
    '\u2060',
    '\u2066',
    '\u2069',
    '\ufeff',
    '\u00ad',
    '\0',
  ]
  expect(removeInvisibleCharactersAndTrim(` ${marks.join('613')} `)).toBe('613'.repeat(marks.length - 1))
  expect(removeInvisibleCharactersAndTrim('Élodie@exämple.ca 李')).toBe('Élodie@exämple.ca 李')
  expect(removeInvisibleCharactersAndTrim('613\u202e555')).toBe('613\u202e555')
  expect(buildMisleadingCharactersProblem('613\u202e555').en).toContain('After “613”')
})
