import { expect, it } from 'vitest'
import { ask } from './index.ts'
import { buildMisleadingCharactersProblem } from './plain-text.ts'
import { buildRefusal, buildTooLongWording, createQuestionsReader } from './read-questions.fixture.ts'
import { textQuestionKind } from './text.ts'

const note = ask.text({ label: { en: 'A note', fr: 'Une note' }, max: 20 })
const anyLine = ask.text({ label: { en: 'A line', fr: 'Une ligne' } })
const { read: readFields } = createQuestionsReader({ note, anyLine })

const read = (fields: { note?: string; anyLine?: string }) =>
  readFields(Object.fromEntries(Object.entries(fields).map(([name, typed]) => [name, [typed]])))

it('keeps a line as it was typed, without the spaces around it', () => {
  expect(read({ note: '\t Fish &  “chips” 李 ' })).toMatchObject({
    ok: true,
    answers: { note: 'Fish &  “chips” 李' },
  })
})

it('reads an empty line as no answer', () => {
  expect(read({ note: '   ' })).toMatchObject({ ok: true, answers: {} })
  expect(read({ note: '   ' })).not.toHaveProperty('answers.note')
})

it('takes exactly as many characters as the question says, counted by code points', () => {
  expect(read({ note: '😀'.repeat(20) })).toMatchObject({ answers: { note: '😀'.repeat(20) } })
  expect(read({ note: '😀'.repeat(21) })).toMatchObject(buildRefusal('note', buildTooLongWording(20, 21)))
})

it('takes two hundred characters where the question says nothing', () => {
  expect(read({ anyLine: 'x'.repeat(200) }).ok).toBe(true)
  expect(read({ anyLine: 'x'.repeat(201) })).toMatchObject(
    buildRefusal('anyLine', buildTooLongWording(200, 201)),
  )
})

it.each([
  ['a bidi override', 'a\u202eb'],
  ['half a surrogate pair', 'a\ud800'],
])('refuses %s and keeps what was typed for mending', (_, typed) => {
  const reading = read({ note: typed })
  expect(reading).toMatchObject(buildRefusal('note', buildMisleadingCharactersProblem(typed)))
  expect(reading).toHaveProperty('fields.note', [typed])
})

it('reads back as typed in both languages', () => {
  expect(textQuestionKind.readBack(note, 'FC-25-000000')).toEqual([
    { en: 'FC-25-000000', fr: 'FC-25-000000' },
  ])
})
