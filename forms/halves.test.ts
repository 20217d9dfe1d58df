import { expect, it } from 'vitest'
import { defineForm, defineSection } from './form.ts'
import { listFirstHalfSections, listSecondHalfSections } from './halves.ts'
import { ask } from './questions/index.ts'

const wording = { en: 'Word', fr: 'Mot' }
const page = (slug: string, half?: 'second') =>
  defineSection(slug, {
    title: wording,
    questions: { [slug]: ask.text({ label: wording }) },
    ...(half && { half }),
  })
const sending = defineSection('sending', {
  title: wording,
  atSending: true,
  questions: { declared: ask.text({ label: wording, required: wording }) },
})

const slugs = (sections: readonly { slug: string }[]) => sections.map(({ slug }) => slug)

it('lists the pages of each half in order, without the page that sends the form', () => {
  const form = defineForm('form', 1, [page('one'), page('two'), page('three', 'second'), sending])
  expect(slugs(listFirstHalfSections(form))).toEqual(['one', 'two'])
  expect(slugs(listSecondHalfSections(form))).toEqual(['three'])
})

it('has one half only where no page is declared to be in the second', () => {
  const form = defineForm('form', 1, [page('one'), sending])
  expect(slugs(listFirstHalfSections(form))).toEqual(['one'])
  expect(listSecondHalfSections(form)).toEqual([])
})

it('refuses a page of the first half after one of the second', () => {
  expect(() => defineForm('form', 1, [page('one', 'second'), page('two')])).toThrow(
    'form/two: a page of the first half stands after one of the second',
  )
})

it('refuses a required question in the second half, which would keep the form from being sent', () => {
  const needed = defineSection('needed', {
    title: wording,
    half: 'second',
    questions: { name: ask.text({ label: wording, required: wording }) },
  })
  expect(() => defineForm('form', 1, [page('one'), needed])).toThrow('“name” is required in the second half')
})
