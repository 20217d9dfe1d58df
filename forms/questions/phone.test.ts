import fc from 'fast-check'
import { expect, it } from 'vitest'
import { countPropertyRuns } from '../../tests/support/property-runs.ts'
import { languages } from '../language.ts'
import { parseForm } from '../parse.ts'
import { ask } from './index.ts'
import { phoneQuestionKind } from './phone.ts'
import { hiddenCharactersProblemWording } from './plain-text.ts'
import { buildRefusal, createQuestionsReader } from './read-questions.fixture.ts'

const number = ask.phone({ label: { en: 'Phone number', fr: 'Numéro de téléphone' } })
const { form, read: readFields } = createQuestionsReader({ number })
const read = (typed: string) => readFields({ number: [typed] })

const withAreaCode = {
  en: 'Enter a phone number with its area code, like 416 555 0134',
  fr: 'Entrez un numéro de téléphone avec l’indicatif régional, par exemple 613 555 0134',
}

it.each([
  '6135550142',
  '613 555 0142',
  '(613) 555-0142',
  '613.555.0142',
  '613–555–0142',
  '613/555-0142',
  '1-613-555-0142',
  '+1 613 555 0142',
  '  613 555\t0142 ',
  '６１３ ５５５ ０１４２',
  '\u202a+1 (613) 555-0142\u202c',
  '613\u00a0555\u200b0142',
  'tel:+1-613-555-0142',
  '613 555 0142.',
])('accepts a North American number however it is written: %j', (typed) => {
  expect(read(typed)).toMatchObject({ ok: true, answers: { number: '+16135550142' } })
})

it.each([
  '613 555 0142 ext. 12',
  '613 555 0142 Ext 12',
  '613 555 0142 extension 12',
  '613 555 0142 x12',
  '613 555 0142 #12',
  '613 555 0142 poste 12',
  '613 555-0142, Poste 12',
  '613 555-0142 p. 12',
])('keeps an extension, as English and French write it: %s', (typed) => {
  expect(read(typed)).toMatchObject({ ok: true, answers: { number: '+16135550142;ext=12' } })
})

it.each([
  ['+33 1 23 45 67 89', '+33123456789', '+33 1 23 45 67 89'],
  ['011 33 1 23 45 67 89', '+33123456789', '+33 1 23 45 67 89'],
  ['+44 (0)20 7946 0958', '+442079460958', '+44 20 7946 0958'],
  ['+52 55 1234 5678', '+525512345678', '+52 55 1234 5678'],
  ['+1 876 555 0123', '+18765550123', '(876) 555-0123'],
])(
  'accepts a number of another country, %s, and reads it back so that it can be dialled',
  (typed, answer, shown) => {
    expect(read(typed)).toMatchObject({ ok: true, answers: { number: answer } })
    expect(phoneQuestionKind.readBack(number, answer)).toEqual([{ en: shown, fr: shown }])
  },
)

it.each([
  ['too few digits', '12'],
  ['no area code', '555 0142'],
  ['a digit too few', '1 613 555 014'],
  ['a digit too many', '613 555 01423'],
  ['an area code that begins with one', '113 555 0142'],
  ['no digits', 'ask my sister'],
  ['two numbers', '613 555 0142 / 613 555 0143'],
  ['a second number behind a long gap', `613 555 0142${' '.repeat(60)}613 555 0143`],
  ['a rule for calling, which would be lost', '613 555 0142 only after five'],
  ['somebody else’s name, which would be lost', 'ask for Sam 613 555 0142'],
  ['an unknown country', '+999 123 456 789'],
])('refuses %s and says what a number needs', (_, typed) => {
  expect(read(typed)).toEqual({ fields: { number: [typed] }, ...buildRefusal('number', withAreaCode) })
})

it.each([
  ['NUL', '613 555\0 0142'],
  ['half a surrogate pair', '613 555 0142\ud800'],
])('refuses %s', (_, typed) => {
  expect(read(typed)).toMatchObject(buildRefusal('number', hiddenCharactersProblemWording))
  expect(parseForm(form, { number: [typed] }).ok).toBe(false)
})

it('reads an extension back in the words of each language', () => {
  expect(phoneQuestionKind.readBack(number, '+16135550142;ext=12')).toEqual([
    { en: '(613) 555-0142 ext. 12', fr: '(613) 555-0142 poste 12' },
  ])
  expect(phoneQuestionKind.readBack(number, '+442079460958;ext=7')).toEqual([
    { en: '+44 20 7946 0958 ext. 7', fr: '+44 20 7946 0958 poste 7' },
  ])
})

/** Phone numbers as people in several countries write them; # stands for any digit. */
const written = fc
  .constantFrom(
    '2## 3## ####',
    '(9##) 8##-####',
    '+1 416 5## ####',
    '+33 1 ## ## ## ##',
    '+44 20 7### ####',
    '+39 06 5### ####',
    '+49 30 2#######',
    '+52 55 1### ####',
    '+63 917 ### ####',
    '+91 98### #####',
    '+86 138 #### ####',
  )
  .chain((shape) =>
    fc
      .array(fc.integer({ min: 0, max: 9 }), { minLength: shape.length, maxLength: shape.length })
      .map((digits) => shape.replace(/#/g, (_, at: number) => String(digits[at]))),
  )
const extension = fc.option(fc.stringMatching(/^\d{1,6}$/), { nil: undefined })

it('gives the same answer when what is read back is typed again, in either language', () => {
  fc.assert(
    fc.property(written, extension, (typed, ext) => {
      const reading = read(ext === undefined ? typed : `${typed} ext ${ext}`)
      if (!reading.ok || reading.answers.number === undefined) throw new Error(`refused ${typed}`)
      const [shown] = phoneQuestionKind.readBack(number, reading.answers.number)
      for (const language of languages) {
        expect(read(shown?.[language] ?? '')).toMatchObject({ ok: true, answers: reading.answers })
      }
    }),
    { numRuns: countPropertyRuns(500) },
  )
})

it('keeps every digit beside a North American number, or refuses the whole', () => {
  const tail = fc.string({ unit: fc.constantFrom(...'0123456789 x#;,./()-'), maxLength: 6 })
  const digitsOf = (text: string) => text.replace(/\D/g, '')
  let accepted = 0
  fc.assert(
    fc.property(tail, (typed) => {
      const reading = read(`613 555 0142${typed}`)
      if (!reading.ok || reading.answers.number === undefined) return
      accepted += 1
      expect(digitsOf(reading.answers.number)).toBe(`16135550142${digitsOf(typed)}`)
    }),
    { numRuns: countPropertyRuns(2000) },
  )
  expect(accepted).toBeGreaterThan(0)
})
