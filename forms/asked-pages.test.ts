import { expect, it } from 'vitest'
import { listAskedPages, restoreShownSections } from './asked-pages.ts'
import { is } from './condition.ts'
import { defineForm, defineSection, type Form } from './form.ts'
import { parseAnswersSoFar } from './parse.ts'
import { ask } from './questions/index.ts'
import { label, repeatsForPets, title, yesOrNo } from './section-wording.fixture.ts'
import { showOnPages } from './show-on-pages.ts'

const form = defineForm('household', 3, [
  defineSection('home', {
    title,
    lead: showOnPages(label),
    notes: [{ after: 'garden', lines: showOnPages([label]) }],
    questions: {
      zone: ask.text({ label }),
      garden: ask.choice({ label, options: yesOrNo }),
      flowers: ask.text({ label, when: is('garden', 'yes') }),
    },
  }),
  defineSection('pets', {
    title,
    repeats: repeatsForPets,
    questions: {
      petName: ask.name({ label, hint: showOnPages(title) }),
      petGarden: ask.text({ label, when: is('garden', 'yes') }),
    },
  }),
])

/** The form as it comes back from the database, where it is text. */
const stored = JSON.parse(JSON.stringify(form)) as Form

const askedOf = (garden: string) =>
  parseAnswersSoFar(form, { garden: [garden], 'pets/01/petName': ['Rex'], 'pets/02/petName': ['Minou'] })
    .asked

it('names the questions that were asked on each page and for each item, in their order', () => {
  expect(listAskedPages(askedOf('no'))).toEqual([
    { slug: 'home', questions: ['zone', 'garden'] },
    { slug: 'pets', item: 1, questions: ['petName'] },
    { slug: 'pets', item: 2, questions: ['petName'] },
  ])
})

it.each(['yes', 'no'])('restores what was asked, letter by letter, when the answer was “%s”', (garden) => {
  const asked = askedOf(garden)
  expect(JSON.stringify(restoreShownSections(stored, listAskedPages(asked)))).toBe(JSON.stringify(asked))
})

it.each([
  { slug: 'garage', questions: [] },
  { slug: 'home', questions: ['zone', 'petName'] },
  { slug: 'home', questions: ['toString'] },
])('restores nothing that the form does not ask: %j', (page) => {
  expect(() => restoreShownSections(stored, [page])).toThrow(`lacks a question of its page “${page.slug}”`)
})
