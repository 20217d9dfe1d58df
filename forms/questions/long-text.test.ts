import { expect, it } from 'vitest'
import { ask } from './index.ts'
import { longTextQuestionKind } from './long-text.ts'
import { buildMisleadingCharactersProblem } from './plain-text.ts'
import { buildRefusal, buildTooLongWording, createQuestionsReader } from './read-questions.fixture.ts'

const story = ask.longText({ label: { en: 'Your words', fr: 'Vos mots' } })
const short = ask.longText({ label: { en: 'A few words', fr: 'Quelques mots' }, max: 10 })
const { read: readFields } = createQuestionsReader({ story, short })
const read = (typed: string, question = 'story') => readFields({ [question]: [typed] })

it('keeps paragraphs, empty lines, tabs and signs as they were typed', () => {
  expect(read('\r\n First\r\n\r\n\tsecond <b>&amp;</b>\r\n')).toMatchObject({
    ok: true,
    answers: { story: 'First\n\n\tsecond <b>&amp;</b>' },
  })
})

it('takes five thousand characters, counting a line end once', () => {
  const long = `${'x'.repeat(4998)}\r\ny`
  expect(read(long).ok).toBe(true)
  expect(read(`${long}z`)).toMatchObject(buildRefusal('story', buildTooLongWording(5000, 5001)))
})

it('takes as many as the question says instead, when it says so', () => {
  expect(read('😀'.repeat(10), 'short').ok).toBe(true)
  expect(read('😀'.repeat(11), 'short')).toMatchObject({
    problems: [{ wording: { en: 'Shorten this to 10 characters or fewer. It has 11 now' } }],
  })
})

it.each([
  ['a bidi isolate', 'one\u2067two'],
  ['half a surrogate pair', 'one\udc00'],
])('refuses %s', (_, typed) => {
  expect(read(typed)).toMatchObject(buildRefusal('story', buildMisleadingCharactersProblem(typed)))
})

it('reads back line by line in both languages, empty lines included', () => {
  expect(longTextQuestionKind.readBack(story, 'Un\n\ndeux')).toEqual([
    { en: 'Un', fr: 'Un' },
    { en: '', fr: '' },
    { en: 'deux', fr: 'deux' },
  ])
})
