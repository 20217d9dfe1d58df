import { expect, it } from 'vitest'
import { defineForm, defineSection } from '../form.ts'
import type { Wording } from '../language.ts'
import { parseForm, parseSectionFields } from '../parse.ts'
import { ask } from './index.ts'
import { hiddenCharactersProblemWording } from './plain-text.ts'
import { textQuestionKind } from './text.ts'

const note = ask.text({ label: { en: 'A note', fr: 'Une note' }, max: 20 })
const anyLine = ask.text({ label: { en: 'A line', fr: 'Une ligne' } })
const page = defineSection('page', {
  title: { en: 'Page', fr: 'Page' },
  questions: { note, anyLine },
})
const asking = defineForm('asking', 1, [page])

/** Saves the fields with their page, then reads the whole form. */
function read(fields: { note?: string; anyLine?: string }) {
  const posted = Object.fromEntries(Object.entries(fields).map(([name, typed]) => [name, [typed]]))
  const saved = parseSectionFields(page, posted)
  return saved.ok ? parseForm(asking, saved.fields) : saved
}

const refused = (field: string, wording: Wording) => ({
  ok: false,
  problems: [{ section: 'page', question: field, field, wording }],
})

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
  expect(read({ note: '😀'.repeat(21) })).toMatchObject(
    refused('note', {
      en: 'Shorten this to 20 characters or fewer. It has 21 now',
      fr: 'Raccourcissez ce texte à 20 caractères au plus. Il en compte maintenant 21',
    }),
  )
})

it('takes two hundred characters where the question says nothing', () => {
  expect(read({ anyLine: 'x'.repeat(200) }).ok).toBe(true)
  expect(read({ anyLine: 'x'.repeat(201) })).toMatchObject(
    refused('anyLine', {
      en: 'Shorten this to 200 characters or fewer. It has 201 now',
      fr: 'Raccourcissez ce texte à 200 caractères au plus. Il en compte maintenant 201',
    }),
  )
})

it.each([
  ['NUL', 'a\0b'],
  ['a bidi override', 'a\u202eb'],
  ['half a surrogate pair', 'a\ud800'],
  ['a second line', 'one\r\ntwo'],
])('refuses %s and keeps what was typed for mending', (_, typed) => {
  const reading = read({ note: typed })
  expect(reading).toMatchObject(refused('note', hiddenCharactersProblemWording))
  expect(reading).toHaveProperty('fields.note', [typed])
})

it('reads back as typed in both languages', () => {
  expect(textQuestionKind.readBack(note, 'FC-25-000000')).toEqual([
    { en: 'FC-25-000000', fr: 'FC-25-000000' },
  ])
})
