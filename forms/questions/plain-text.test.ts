import fc from 'fast-check'
import { expect, it } from 'vitest'
import { countPropertyRuns } from '../../tests/support/property-runs.ts'
import {
  createPlainTextSchema,
  hasHiddenCharacters,
  hiddenCharactersProblemWording,
  removeInvisibleCharactersAndTrim,
} from './plain-text.ts'
import { getProblemOfIssue } from './question-base.ts'

const line = createPlainTextSchema({ max: 200 })
const lines = createPlainTextSchema({ max: 200, lines: true })

/** The error message for a typed text, or undefined when it is accepted. */
const problem = (schema: typeof line, typed: string) =>
  schema.safeParse(typed).error?.issues.map((issue) => getProblemOfIssue(issue).wording)

/** Any text in any script, without control characters, bidi controls and line separators. */
const clean = fc
  .string({ unit: 'binary', maxLength: 100 })
  .map((text) => text.replace(/\p{Control}|\p{Bidi_Control}|[\u2028\u2029]/gu, ''))

it('never changes text without control characters, apart from trimming it', () => {
  fc.assert(
    fc.property(clean, (text) => {
      expect(line.parse(text)).toBe(text.trim())
      expect(lines.parse(text)).toBe(text.trim())
    }),
    { numRuns: countPropertyRuns(100) },
  )
})

it('gives the same text when what it gave is typed again', () => {
  const withLineEnds = fc.array(clean, { maxLength: 4 }).map((parts) => parts.join('\r\n'))
  fc.assert(
    fc.property(withLineEnds, (text) => {
      const given = createPlainTextSchema({ max: 2000, lines: true }).parse(text)
      expect(createPlainTextSchema({ max: 2000, lines: true }).parse(given)).toBe(given)
    }),
    { numRuns: countPropertyRuns(100) },
  )
})

it('refuses a control character or a bidi control wherever it stands inside the text', () => {
  // Tabs and line ends are text; every other character of these two sets hides something.
  const hidden = [...Array(0xa0).keys()]
    .filter((code) => (code < 0x20 || code > 0x7e) && ![0x09, 0x0a, 0x0d].includes(code))
    .concat(0x061c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069)
  fc.assert(
    fc.property(clean, clean, fc.constantFrom(...hidden), (before, after, code) => {
      const text = `a${before}${String.fromCharCode(code)}${after}z`
      expect(hasHiddenCharacters(text)).toBe(true)
      expect(problem(line, text)).toEqual([hiddenCharactersProblemWording])
      expect(problem(lines, text)).toEqual([hiddenCharactersProblemWording])
    }),
    { numRuns: countPropertyRuns(100) },
  )
})

it('refuses half a surrogate pair, and takes a whole one', () => {
  expect(problem(line, 'half \ud83d')).toEqual([hiddenCharactersProblemWording])
  expect(problem(line, '\ude00 half')).toEqual([hiddenCharactersProblemWording])
  expect(line.parse('whole \ud83d\ude00')).toBe('whole 😀')
})

it('says what to do about hidden characters in both languages', () => {
  expect(hiddenCharactersProblemWording).toEqual({
    en: 'This text has hidden characters that we cannot keep. Delete it and type it again instead of pasting it',
    fr: 'Ce texte contient des caractères invisibles que nous ne pouvons pas conserver. Effacez-le, puis tapez-le de nouveau au lieu de le coller',
  })
})

it('keeps line ends in paragraphs, whichever way a browser writes them, and refuses them in a line', () => {
  expect(lines.parse('one\r\ntwo\rthree\nfour')).toBe('one\ntwo\nthree\nfour')
  for (const end of ['\n', '\r\n', '\r', '\u2028', '\u2029']) {
    expect(problem(line, `one${end}two`)).toEqual([hiddenCharactersProblemWording])
  }
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
  const marks = ['\u200b', '\u200e', '\u202a', '\u202c', '\u2060', '\u2066', '\u2069', '\ufeff', '\u00ad']
  expect(removeInvisibleCharactersAndTrim(` ${marks.join('613')} `)).toBe('613'.repeat(marks.length - 1))
  expect(removeInvisibleCharactersAndTrim('Élodie@exämple.ca 李')).toBe('Élodie@exämple.ca 李')
})
