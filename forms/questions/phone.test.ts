import fc from 'fast-check'
import { expect, it } from 'vitest'
import { countPropertyRuns } from '../../tests/support/property-runs.ts'
import { languages } from '../language.ts'
import { parseForm } from '../parse.ts'
import { ask } from './index.ts'
import { phoneQuestionKind } from './phone.ts'
import { buildMisleadingCharactersProblem } from './plain-text.ts'
import { buildRefusal, createQuestionsReader } from './read-questions.fixture.ts'

const number = ask.phone({ label: { en: 'Phone number', fr: 'Numéro de téléphone' } })
const { form, read: readFields } = createQuestionsReader({ number })
const read = (typed: string) => readFields({ number: [typed] })

const withAreaCode = {
  en: 'Enter a phone number with its area code, like 416\u00a0555\u00a00134',
  fr: 'Entrez un numéro de téléphone avec l’indicatif régional, par exemple 613\u00a0555\u00a00134',
}

it.each([
  '6135550142',
  '613 555 0142',
  '(613) 555-0142',
  '613.555.0142',
  '613–555–0142',
  '613/555-0142',
  '613·555·0142',
  '613•555•0142',
  '613_555_0142',
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

/** How Canadians write an extension, in both languages and as phones store it. */
const extensionStyles = [
  'ext. 22',
  'ext 22',
  'ext.22',
  'ext22',
  'EXT 22',
  'Ext: 22',
  'ext-22',
  'ext #22',
  'ext = 22',
  'extn 22',
  'ext’n 22',
  'exten 22',
  'extension 22',
  'Extension #22',
  'extension no. 22',
  'extension number 22',
  'extention 22',
  'ex. 22',
  'xt 22',
  'xtn. 22',
  'x22',
  'x 22',
  'X22',
  'x.22',
  'x#22',
  '#22',
  '# 22',
  '＃22',
  'loc. 22',
  'loc 22',
  'Loc.22',
  'local 22',
  'Local: 22',
  'poste 22',
  'Poste : 22',
  'POSTE 22',
  'poste no 22',
  'poste n° 22',
  'poste nº 22',
  'poste № 22',
  'poste numéro 22',
  'poste n. 22',
  'poste (22)',
  '(poste (22))',
  'n° de poste 22',
  'no de poste : 22',
  'numéro de poste 22',
  'numéro d’extension 22',
  'ligne 22',
  'line 22',
  'poste #22',
  'post. 22',
  'post 22',
  'p. 22',
  'p22',
  'P. 22',
  'int. 22',
  'interne 22',
  'au poste 22',
  'et poste 22',
  'puis poste 22',
  'à l’extension 22',
  'then ext. 22',
  'and extension 22',
  '(ext. 22)',
  '(poste 22)',
  '[x22]',
  '- ext. 22',
  '– poste 22',
  '/ ext 22',
  ';ext=22',
  ';extension=22',
  ',22',
  ', 22',
  ',,22',
  ', , 22',
  ',,,22#',
  ';22',
  '; 22',
  'w22',
  'wait 22',
  'pause 22',
  'ext. ２２',
  'poste ٢٢',
  'ext. 22.',
] as const

it.each(extensionStyles)('reads the extension of 613-555-0142 %s', (style) => {
  const answer = { ok: true, answers: { number: '+16135550142;ext=22' } }
  expect(read(`613-555-0142 ${style}`)).toMatchObject(answer)
  expect(read(`613-555-0142, ${style}`)).toMatchObject(answer)
  expect(read(`+1 (613) 555 0142${style}`)).toMatchObject(answer)
  expect(read(`tél. : 613.555.0142\u00a0${style}`)).toMatchObject(answer)
})

it.each([
  ['1-800-FLOWERS', '+18003569377'],
  ['1-800-flowers', '+18003569377'],
  ['1 800 Flowers', '+18003569377'],
  ['(800) FLOWERS', '+18003569377'],
  ['1.800.GO.FEDEX', '+18004633339'],
  ['+1-866-FOR-HELP', '+18663674357'],
  ['1-800-668-KIDS', '+18006685437'],
  ['1-888-4-CANADA', '+18884226232'],
  // Three letters more than are dialled.
  ['1-877-FAMILYLAW', '+18773264595'],
  ['613-555-HELP', '+16135554357'],
  ['1-800-FLOWERS ext. 22', '+18003569377;ext=22'],
])('reads the letters of %s', (typed, answer) => {
  expect(read(typed)).toMatchObject({ ok: true, answers: { number: answer } })
})

it.each([
  '613 555 0142 (cell)',
  '613-555-0142 home',
  '(613) 555-0142: Work',
  '6135550142 - mobile.',
  '+1 613 555 0142 (Maison)',
  '613 555 0142, travail',
  '613 555 0142 cellulaire',
  'cell 613 555 0142',
  'Home phone: 613 555 0142',
  '(mobile) 613 555 0142',
  'Travail : (613) 555-0142',
])('reads %j as a number without what the phone is called', (typed) => {
  expect(read(typed)).toMatchObject({ ok: true, answers: { number: '+16135550142' } })
})

it('keeps the letters of a number that ends as a phone is called, and the extension before such a word', () => {
  expect(read('1-800-555-HOME')).toMatchObject({ ok: true, answers: { number: '+18005554663' } })
  expect(read('613 555 0142 x22 (work)')).toMatchObject({
    ok: true,
    answers: { number: '+16135550142;ext=22' },
  })
})

it.each(['613-555 cell', '613-555-0142 ONLY', '1-800-TEXT', '1-800-FLOWERS22', '1-800-CALL-ME-BEFORE-TEN'])(
  'does not take the words of %j for keys',
  (typed) => {
    expect(read(typed)).toMatchObject(buildRefusal('number', withAreaCode))
  },
)

it.each([
  '٦١٣ ٥٥٥ ٠١٤٢',
  '۶۱۳۵۵۵۰۱۴۲',
  '६१३-५५५-०१४२',
  '৬১৩ ৫৫৫ ০১৪২',
  '𝟔𝟏𝟑𝟓𝟓𝟓𝟎𝟏𝟒𝟐',
  '（６１３）５５５－０１４２',
])('reads the digits of %s', (typed) => {
  expect(read(typed)).toMatchObject({ ok: true, answers: { number: '+16135550142' } })
})

it.each(['911', '9-1-1', '411', '211', '811', '988', '711', '0', '*69', '310-1234', '1-411'])(
  'refuses %s, which is not the number of a person',
  (typed) => {
    expect(read(typed)).toMatchObject(buildRefusal('number', withAreaCode))
  },
)

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
  ['+33 1 23 45 67 89', '+33123456789', '+33 123 456 789'],
  ['011 33 1 23 45 67 89', '+33123456789', '+33 123 456 789'],
  ['+44 (0)20 7946 0958', '+442079460958', '+44 207 946 0958'],
  ['+52 55 1234 5678', '+525512345678', '+52 551 234 5678'],
  ['0033 1 23 45 67 89', '+33123456789', '+33 123 456 789'],
  ['＋３３ 1 23 45 67 89', '+33123456789', '+33 123 456 789'],
  ['+1 876 555 0123', '+18765550123', '876 555 0123'],
])(
  'accepts a number of another country, %s, and reads it back so that it can be dialled',
  (typed, answer, shown) => {
    expect(read(typed)).toMatchObject({ ok: true, answers: { number: answer } })
    const unbroken = shown.replaceAll(' ', '\u00a0')
    expect(phoneQuestionKind.readBack(number, answer)).toEqual([{ en: unbroken, fr: unbroken }])
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
  ['which phone it is with a rule', '613 555 0142 cell, evenings only'],
  ['an extension without its digits', '613 555 0142 ext.'],
  ['two extensions', '613 555 0142 ext. 22 or 23'],
  ['two extensions with a slash', '613 555 0142 x22/23'],
  ['the last digits of a second number', '613 555 0142/43'],
  ['a second number behind a comma', '613 555 0142, 6135550143'],
  ['a second number behind a semicolon', '613-555-0142; 613-555-0143'],
  ['an extension longer than any', '613 555 0142 ext. 123456789'],
  ['a choice of a menu', '613 555 0142 option 2'],
  ['an extension with a rule', '613 555 0142 ext. 22 mornings'],
  ['an extension alone', 'ext. 22'],
  ['a prefix that hides the caller', '*67 613 555 0142'],
  ['a relay in front of the number', '711 613 555 0142'],
  ['no in words', 'no 613 555 0142'],
  ['an unknown country', '+999 123 456 789'],
])('refuses %s and says what a number needs', (_, typed) => {
  expect(read(typed)).toEqual({ fields: { number: [typed] }, ...buildRefusal('number', withAreaCode) })
})

it.each([
  ['an override that turns digits around', '\u202e2410 555 316'],
  ['half a surrogate pair', '613 555 0142\ud800'],
])('refuses %s', (_, typed) => {
  expect(read(typed)).toMatchObject(buildRefusal('number', buildMisleadingCharactersProblem(typed)))
  expect(parseForm(form, { number: [typed] }).ok).toBe(false)
})

it('reads an extension back in the words of each language', () => {
  expect(phoneQuestionKind.readBack(number, '+16135550142;ext=12')).toEqual([
    { en: '613\u00a0555\u00a00142 ext. 12', fr: '613\u00a0555\u00a00142 poste 12' },
  ])
  expect(phoneQuestionKind.readBack(number, '+442079460958;ext=7')).toEqual([
    { en: '+44\u00a0207\u00a0946\u00a00958 ext. 7', fr: '+44\u00a0207\u00a0946\u00a00958 poste 7' },
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

it('keeps every digit of a number with an extension, or refuses the whole', () => {
  const words = fc.array(
    fc.constantFrom(...extensionStyles, ...' 0123456789,;#()-'.split(''), '613', '555', 'call', 'after', 'x'),
    { maxLength: 3 },
  )
  const digitsOf = (text: string) => text.normalize('NFKC').replace('٢٢', '22').replace(/\D/g, '')
  let accepted = 0
  fc.assert(
    fc.property(words, (typed) => {
      const tail = typed.join(' ')
      const reading = read(`613 555 0142 ${tail}`)
      if (!reading.ok || reading.answers.number === undefined) return
      accepted += 1
      expect(digitsOf(reading.answers.number), tail).toBe(`16135550142${digitsOf(tail)}`)
      expect(tail).not.toMatch(/call|after/)
    }),
    { numRuns: countPropertyRuns(2000) },
  )
  expect(accepted).toBeGreaterThan(100)
})
