import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ask, getAnswerSchema } from '../../forms/questions/index.ts'
import { countPropertyRuns } from '../../tests/support/property-runs.ts'
import { differentPeoplePairs, falseMatchPairs, missedPairs, samePersonPairs } from './name-pairs.fixture.ts'
import { getNameMatchKeys, normaliseEmail, normalisePhone, normaliseWholeName } from './normalise.ts'

const listed = (pairs: typeof samePersonPairs) =>
  Object.entries(pairs).flatMap(([group, some]) => some.map(([one, other]) => [group, one, other] as const))
const haveKeyInCommon = (one: string, other: string) =>
  getNameMatchKeys(one).some((key) => getNameMatchKeys(other).includes(key))

describe('names', () => {
  it.each(listed(samePersonPairs))('are one person’s (%s): %s, %s', (_, one, other) => {
    expect(haveKeyInCommon(one, other)).toBe(true)
    expect(haveKeyInCommon(other, one)).toBe(true)
  })

  it.each(listed(differentPeoplePairs))('are two people’s (%s): %s, %s', (_, one, other) => {
    expect(haveKeyInCommon(one, other)).toBe(false)
  })

  it.each(listed(missedPairs))('are one person’s, and it goes unnoticed (%s): %s, %s', (_, one, other) => {
    expect(haveKeyInCommon(one, other)).toBe(false)
  })

  it.each(listed(falseMatchPairs))('are two people’s, and look like one’s (%s): %s, %s', (_, one, other) => {
    expect(haveKeyInCommon(one, other)).toBe(true)
  })

  it('are tried in every tradition the practice meets', () => {
    expect(listed(samePersonPairs).length + listed(differentPeoplePairs).length).toBeGreaterThanOrEqual(150)
  })

  it.each([
    ['Mo', ['mo']],
    ['李小龍', ['李小龍']],
    ['Morgan Tanaka', ['morgantanaka', 'morgan tanaka']],
    [
      'Anne Marie Côté-Lafrenière',
      [
        'annemariecotelafreniere',
        'anne marie',
        'anne cote',
        'anne lafreniere',
        'annemarie cote',
        'annemarie lafreniere',
      ],
    ],
    ['Inés de la Cruz', ['inesdelacruz', 'ines delacruz', 'ines cruz']],
    [
      'João da Silva dos Santos',
      [
        'joaodasilvadossantos',
        'joao dasilva',
        'joao silva',
        'joao dossantos',
        'joao santos',
        'joaodasilva dossantos',
      ],
    ],
    ['Minh Lê', ['minhle', 'minh le']],
    ['Anne – Marie Roy', ['annemarieroy', 'annemarie roy']],
    ['Luc Huot –Roy', ['luchuotroy', 'luc huot', 'luc roy', 'luchuot roy']],
    ['Niamh O´Dowd', ['niamhodowd', 'niamh odowd']],
    ['J.P. Harrow', ['jpharrow', 'j pharrow', 'j harrow']],
    [
      'Lee/Ann;Dana,Harrow',
      ['leeanndanaharrow', 'lee ann', 'lee dana', 'lee harrow', 'leeann dana', 'leeann harrow'],
    ],
    ['マイケル・タナカ', ['マイケルタナカ', 'マイケル タナカ']],
    ['øłđðɖħŧƚⱥȼⱦɨʉıœæßþ', ['oldddhtlactiuioeaessth']],
    ['St. John Harrow', ['stjohnharrow', 'st john', 'st harrow', 'stjohn harrow']],
    ['', []],
    [' -’. ', []],
    ['0142', []],
  ])('%j has the keys %j', (name, keys) => {
    expect(getNameMatchKeys(name)).toEqual(keys)
  })

  it.each(['李小龍', 'Арина', 'ᐃᓄᒃ', 'ʔəm', 'ʔ', 'ˀ', 'Xʷ', 'ʷ', 'ʼ', 'ꞌ', '々', 'ー', 'ـ', 'ª', 'ᴬ'])(
    'of nothing but %s are still something',
    (name) => {
      expect(getNameMatchKeys(name)).toHaveLength(1)
      expect(getNameMatchKeys(name)).not.toContain('')
    },
  )

  it.each([
    ['ʹ ㋀ ', '月'],
    ['ʹ', 'ʹ'],
    ['ʼ ʼ', 'ʼʼ'],
    ['Roy ʼ', 'roy'],
  ])('written %j keep the marks of sounds only if there is nothing else: %j', (name, normalised) => {
    expect(normaliseWholeName(name)).toBe(normalised)
    expect(normaliseWholeName(normalised)).toBe(normalised)
  })

  it.each([/\p{Script=Latin}/u, /\p{Script=Arabic}/u, /\p{Script=Canadian_Aboriginal}/u, /./u])(
    'with any letter of %s are something, and do not change when normalised again',
    (script) => {
      // Some compatibility characters count as letters but stand for a space with an accent, and some fillers show nothing.
      const hasLetter = (text: string) =>
        /[\p{L}--\p{Default_Ignorable_Code_Point}]/v.test(text.normalize('NFKD'))
      const letters = fc.string({ unit: 'grapheme', minLength: 1 }).filter(hasLetter)
      const ofScript = fc
        .integer({ min: 0x41, max: 0x1ffff })
        .map((code) => String.fromCodePoint(code))
        .filter((letter) => hasLetter(letter) && script.test(letter))
      fc.assert(
        fc.property(fc.oneof(letters, ofScript), (name) => {
          expect(normaliseWholeName(name)).not.toBe('')
          expect(normaliseWholeName(normaliseWholeName(name))).toBe(normaliseWholeName(name))
          for (const key of getNameMatchKeys(name)) expect(key.trim()).not.toBe('')
        }),
        { numRuns: countPropertyRuns(300) },
      )
    },
  )

  it('have few keys, however long', () => {
    expect(
      getNameMatchKeys(Array.from({ length: 60 }, (_, index) => `de n${'a'.repeat(index)}`).join(' ')),
    ).toHaveLength(18)
    expect(haveKeyInCommon(`Ana ${'Lee '.repeat(20)}Harrow`, 'Ana Harrow')).toBe(true)
    expect(haveKeyInCommon(`Ana Brandt ${'Lee '.repeat(20)}Harrow`, 'Ana Brandt')).toBe(true)
  })
})

describe('phone numbers', () => {
  const phone = getAnswerSchema(ask.phone({ label: { en: 'Phone', fr: 'Téléphone' } }))
  const asTyped = (typed: string) => normalisePhone(phone.parse(typed) as string)

  it.each([
    '6135550142',
    '613 555 0142',
    '613-555-0142',
    '613.555.0142',
    '(613) 555-0142',
    '(613)5550142',
    '1 613 555 0142',
    '1-613-555-0142',
    '+1 613 555 0142',
    '+1 (613) 555-0142',
    '001 613 555 0142'.slice(2),
    'tel:+1-613-555-0142',
    '613 555 0142 ext. 12',
    '613 555-0142 x12',
    '613 555-0142 poste 12',
    '613 555-0142, p. 12',
    '６１３ ５５５ ０１４２',
    '613\u00a0555\u20110142',
  ])('typed as %s are one', (typed) => {
    expect(asTyped(typed)).toBe('+16135550142')
  })

  it.each([
    '+16135550142;ext=12',
    '+16135550142;ext=7;isub=1',
    '+1-613-555-0142',
    '+１６１３５５５０１４２',
    ' +16135550142 ',
  ])('kept as %j are one', (written) => {
    expect(normalisePhone(written)).toBe('+16135550142')
  })

  it.each(['613 555 0143', '514 555 0142', '+33 1 23 45 67 89', '+44 20 7946 0142'])(
    'typed as %s are others',
    (typed) => {
      expect(asTyped(typed)).not.toBe('+16135550142')
    },
  )

  it('without a digit are nothing', () => {
    expect(normalisePhone(';ext=12')).toBe('')
  })
})

describe('e-mail addresses', () => {
  it.each([
    ['Mo.Tanaka@Example.COM', 'mo.tanaka@example.com'],
    ['mo.tanaka+intake@example.com', 'mo.tanaka@example.com'],
    ['mo.tanaka+a+b@example.com', 'mo.tanaka@example.com'],
    ['ｍｏ.tanaka＠example.com', 'mo.tanaka@example.com'],
    [' mo.tanaka@example.com. ', 'mo.tanaka@example.com'],
    ['mo.tanaka@gmail.com', 'motanaka@gmail.com'],
    ['m.o.t.a.n.a.k.a+x@gmail.com', 'motanaka@gmail.com'],
    ['Mo.Tanaka@GoogleMail.com', 'motanaka@gmail.com'],
    ['mo.tanaka.@gmail.com.', 'motanaka@gmail.com'],
    ['mo@Québec.example', 'mo@xn--qubec-csa.example'],
    ['mo@QUE\u0301BEC.example', 'mo@xn--qubec-csa.example'],
    ['mo@xn--qubec-csa.example', 'mo@xn--qubec-csa.example'],
    ['mo@例え。example', 'mo@xn--r8jz45g.example'],
    ['réal@example.com', 're\u0301al@example.com'.normalize('NFC')],
    ['+mo@example.com', '+mo@example.com'],
    ['...@gmail.com', '...@gmail.com'],
    ['mo@not a domain', 'mo@not a domain'],
    ['nobody', 'nobody'],
  ])('%s is %s', (typed, mailbox) => {
    expect(normaliseEmail(typed)).toBe(mailbox)
  })

  it.each([
    ['mo.tanaka@example.com', 'motanaka@example.com'],
    ['mo.tanaka@gmail.com', 'mo.tanaka@gmail.example'],
    ['mo@gmail.com', 'mo@mail.gmail.com'],
    ['mo@example.com', 'mo@example.net'],
    ['+mo@example.com', '+sam@example.com'],
    ['mo-tag@example.com', 'mo@example.com'],
    ['real@example.com', 'réal@example.com'],
    ['mo@quebec.example', 'mo@québec.example'],
  ])('%s is not %s', (one, other) => {
    expect(normaliseEmail(one)).not.toBe(normaliseEmail(other))
  })
})
