import { expect, it } from 'vitest'
import { is } from './condition.ts'
import { defineForm, defineSection } from './form.ts'
import { parseForm } from './parse.ts'
import { ask } from './questions/index.ts'
import { notAnsweredWording, summariseAnswers } from './summarise.ts'

const ordered = defineForm('ordered', 1, [
  defineSection('second-nature', {
    title: { en: 'First page', fr: 'Première page' },
    questions: {
      zebra: ask.date({ subject: 'any', label: { en: 'When?', fr: 'Quand?' } }),
      apple: ask.choices({
        label: { en: 'Which?', fr: 'Lesquels?' },
        options: { b: { en: 'Boats', fr: 'Bateaux' }, a: { en: 'Apples', fr: 'Pommes' } },
      }),
      hidden: ask.text({ label: { en: 'Why?', fr: 'Pourquoi?' }, when: is('apple', 'b') }),
    },
  }),
  defineSection('first-nature', {
    title: { en: 'Second page', fr: 'Deuxième page' },
    questions: {
      story: ask.longText({ label: { en: 'What happened?', fr: 'Que s’est-il passé?' } }),
      where: ask.address({ label: { en: 'Where?', fr: 'Où?' } }),
    },
  }),
])

const typed = {
  'zebra-day': ['1'],
  'zebra-month': ['avril'],
  'zebra-year': ['2019'],
  apple: ['a'],
  hidden: ['still typed'],
  story: ['One\r\n\r\ntwo'],
}

function summaryOf(fields: typeof typed, language: 'en' | 'fr') {
  const reading = parseForm(ordered, fields)
  if (!reading.ok) throw new Error('The form was to be read')
  return summariseAnswers(reading.asked, reading.answers, language)
}

it('says what was asked and answered in the order it was asked, in English', () => {
  expect(summaryOf(typed, 'en')).toEqual([
    {
      slug: 'second-nature',
      title: 'First page',
      rows: [
        { question: 'zebra', label: 'When?', lines: ['April 1, 2019'], value: '2019-04-01' },
        { question: 'apple', label: 'Which?', lines: ['Apples'], chosen: ['a'] },
      ],
    },
    {
      slug: 'first-nature',
      title: 'Second page',
      rows: [
        { question: 'story', label: 'What happened?', lines: ['One', '', 'two'] },
        { question: 'where', label: 'Where?', lines: [] },
      ],
    },
  ])
})

it('says the same in French, words and answers alike', () => {
  expect(summaryOf(typed, 'fr')).toMatchObject([
    {
      title: 'Première page',
      rows: [
        { label: 'Quand?', lines: ['1er avril 2019'] },
        { label: 'Lesquels?', lines: ['Pommes'] },
      ],
    },
    { title: 'Deuxième page', rows: [{ label: 'Que s’est-il passé?' }, { label: 'Où?', lines: [] }] },
  ])
})

it('leaves out what was typed and is no longer asked, and shows it once it is', () => {
  const questions = (fields: typeof typed) =>
    summaryOf(fields, 'en').flatMap(({ rows }) => rows.map(({ question }) => question))
  expect(questions(typed)).not.toContain('hidden')
  expect(questions({ ...typed, apple: ['b'] })).toContain('hidden')
})

it('reads from a stored copy of what was asked, whatever the form has become since', () => {
  const reading = parseForm(ordered, typed)
  if (!reading.ok) throw new Error('The form was to be read')
  const stored = JSON.parse(JSON.stringify({ asked: reading.asked, answers: reading.answers })) as {
    asked: typeof reading.asked
    answers: Record<string, unknown>
  }
  expect(summariseAnswers(stored.asked, stored.answers, 'fr')).toEqual(summaryOf(typed, 'fr'))
})

it('has words for a question left empty, in both languages', () => {
  expect(notAnsweredWording).toEqual({ en: 'Not answered', fr: 'Sans réponse' })
})
