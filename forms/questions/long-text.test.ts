import { expect, it } from 'vitest'
import { defineForm, defineSection } from '../form.ts'
import { parseForm, parseSectionFields } from '../parse.ts'
import { ask } from './index.ts'
import { longTextQuestionKind } from './long-text.ts'
import { hiddenCharactersProblemWording } from './plain-text.ts'

const story = ask.longText({ label: { en: 'Your words', fr: 'Vos mots' } })
const short = ask.longText({ label: { en: 'A few words', fr: 'Quelques mots' }, max: 10 })
const page = defineSection('page', { title: { en: 'Page', fr: 'Page' }, questions: { story, short } })
const asking = defineForm('asking', 1, [page])

function read(typed: string, question = 'story') {
  const saved = parseSectionFields(page, { [question]: [typed] })
  return saved.ok ? parseForm(asking, saved.fields) : saved
}

it('keeps paragraphs, empty lines, tabs and signs as they were typed', () => {
  expect(read('\r\n First\r\n\r\n\tsecond <b>&amp;</b>\r\n')).toMatchObject({
    ok: true,
    answers: { story: 'First\n\n\tsecond <b>&amp;</b>' },
  })
})

it('takes five thousand characters, counting a line end once', () => {
  const long = `${'x'.repeat(4998)}\r\ny`
  expect(read(long).ok).toBe(true)
  expect(read(`${long}z`)).toMatchObject({
    ok: false,
    problems: [
      {
        field: 'story',
        wording: {
          en: 'Shorten this to 5000 characters or fewer. It has 5001 now',
          fr: 'Raccourcissez ce texte à 5000 caractères au plus. Il en compte maintenant 5001',
        },
      },
    ],
  })
})

it('takes as many as the question says instead, when it says so', () => {
  expect(read('😀'.repeat(10), 'short').ok).toBe(true)
  expect(read('😀'.repeat(11), 'short')).toMatchObject({
    problems: [{ wording: { en: 'Shorten this to 10 characters or fewer. It has 11 now' } }],
  })
})

it.each([
  ['NUL', 'one\0two'],
  ['a bidi isolate', 'one\u2067two'],
  ['half a surrogate pair', '\udc00'],
])('refuses %s', (_, typed) => {
  expect(read(typed)).toMatchObject({
    ok: false,
    problems: [{ field: 'story', wording: hiddenCharactersProblemWording }],
  })
})

it('reads back line by line in both languages, empty lines included', () => {
  expect(longTextQuestionKind.readBack(story, 'Un\n\ndeux')).toEqual([
    { en: 'Un', fr: 'Un' },
    { en: '', fr: '' },
    { en: 'deux', fr: 'deux' },
  ])
})
