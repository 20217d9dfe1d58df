import { expect, it } from 'vitest'
import { ask } from './index.ts'
import { nameQuestionKind } from './name.ts'
import { buildMisleadingCharactersProblem } from './plain-text.ts'
import { buildRefusal, buildTooLongWording, createQuestionsReader } from './read-questions.fixture.ts'

const who = ask.name({ label: { en: 'Your name', fr: 'Votre nom' } })
const { read: readFields } = createQuestionsReader({ who })
const read = (typed: string) => readFields({ who: [typed] })

it.each([
  'Mo',
  'O',
  'anne-marie d’août',
  'Anaïs O’Neil-Bélanger 李',
  'Nguyễn Thị Minh Khai',
  'ᐃᓄᒃ',
  'X Æ A-12',
  'Siobhán Ní Dhomhnaill',
  'سارة',
  'محمّد‌علی',
  'Null',
  'Ms. J. R. van der Berg, Ph.D. (née Roy)',
])('never judges a name: %s', (typed) => {
  expect(read(typed)).toMatchObject({ ok: true, answers: { who: typed } })
})

it('takes away the spaces around a name and none inside it', () => {
  expect(read('  Morgan  Tanaka ')).toMatchObject({ ok: true, answers: { who: 'Morgan  Tanaka' } })
})

it('takes two hundred letters of any script and says how many there are too many', () => {
  expect(read('𐓀'.repeat(200)).ok).toBe(true)
  expect(read('𐓀'.repeat(201))).toMatchObject(buildRefusal('who', buildTooLongWording(200, 201)))
})

it.each([
  ['a bidi mark that would turn the name around', '\u202eMorgan'],
  ['half a surrogate pair', 'Morgan\udfff'],
])('refuses %s', (_, typed) => {
  expect(read(typed)).toMatchObject(buildRefusal('who', buildMisleadingCharactersProblem(typed)))
})

it('reads back as typed in both languages', () => {
  expect(nameQuestionKind.readBack(who, 'Maëlle Côté')).toEqual([{ en: 'Maëlle Côté', fr: 'Maëlle Côté' }])
})
