import { expect, it } from 'vitest'
import { defineForm, defineSection } from './form.ts'
import { listFormerFieldNames, placeSavedFields } from './formerly.ts'
import { ask } from './questions/index.ts'

const label = { en: 'Question', fr: 'Question' }
const list = {
  ...{ most: 3, one: label, namedBy: 'name', none: label },
  ...{ add: label, another: label, remove: label, full: label },
}
const form = defineForm('form', 2, [
  defineSection('house', {
    title: label,
    formerly: { garden: ['gate'] },
    questions: {
      door: ask.text({ label, formerly: { name: 'entrance' } }),
      gate: ask.choice({
        label,
        options: { open: label, closed: label },
        formerly: { answers: { ajar: 'open' } },
      }),
    },
  }),
  defineSection('garden', { title: label, questions: { tree: ask.text({ label }) } }),
  defineSection('rooms', { title: label, repeats: list, questions: { name: ask.text({ label }) } }),
  defineSection('rooms-more', {
    title: label,
    half: 'second',
    repeats: { itemsOf: 'rooms', most: 3, one: label, namedBy: 'name', none: label },
    formerly: { rooms: ['colour'] },
    questions: { colour: ask.text({ label, optOuts: ['unknown'] }) },
  }),
])

it('shows what was typed on another page where it is asked now, and counts that page as saved', () => {
  const { fields, savedSections } = placeSavedFields(form, [
    { section: 'garden', fields: { tree: ['Oak'], gate: ['closed'] } },
  ])
  expect(fields).toEqual({ tree: ['Oak'], gate: ['closed'] })
  expect(savedSections).toEqual(new Set(['garden', 'house']))
})

it('does not count a page as saved on which nothing typed stands', () => {
  const { savedSections } = placeSavedFields(form, [{ section: 'garden', fields: { gate: [''] } }])
  expect(savedSections).toEqual(new Set(['garden']))
})

it('shows what is saved on its own page in place of what stood on the other, in either order', () => {
  const pages = [
    { section: 'house', fields: { door: ['Red'], gate: [''] } },
    { section: 'garden', fields: { gate: ['closed'] } },
  ]
  for (const one of [pages, pages.toReversed()])
    expect(placeSavedFields(form, one).fields).toEqual({ door: ['Red'], gate: [''] })
})

it('takes an item’s fields along to the page that asks more about the same item', () => {
  const { fields } = placeSavedFields(form, [
    {
      section: 'rooms',
      item: '01',
      fields: { name: ['Hall'], colour: ['Blue'], 'colour-instead': ['unknown'] },
    },
    { section: 'rooms', item: '02', fields: { name: ['Attic'], colour: ['Grey'] } },
    { section: 'rooms-more', item: '02', fields: { colour: ['White'] } },
  ])
  expect(fields).toEqual({
    'rooms/01/name': ['Hall'],
    'rooms-more/01/colour': ['Blue'],
    'rooms-more/01/colour-instead': ['unknown'],
    'rooms/02/name': ['Attic'],
    'rooms-more/02/colour': ['White'],
  })
})

it('reads a renamed question under its name, and a retired answer as the one in its place', () => {
  expect(
    placeSavedFields(form, [{ section: 'house', fields: { entrance: ['Red'], gate: ['ajar'] } }]).fields,
  ).toEqual({ door: ['Red'], gate: ['open'] })
  expect(
    placeSavedFields(form, [{ section: 'house', fields: { entrance: ['Red'], door: ['Blue'] } }]).fields,
  ).toEqual({ door: ['Blue'] })
})

it('keeps a field that no question has any more', () => {
  expect(placeSavedFields(form, [{ section: 'house', fields: { chimney: ['Tall'] } }]).fields).toEqual({
    chimney: ['Tall'],
  })
})

it('lists the fields that a page open since before still posts', () => {
  expect(listFormerFieldNames(form, 'garden')).toEqual(['gate'])
  expect(listFormerFieldNames(form, 'rooms')).toEqual(['colour', 'colour-instead'])
  expect(listFormerFieldNames(form, 'house')).toEqual([])
})

it('refuses to say of a question that is not on its page where it was asked', () => {
  const page = { title: label, formerly: { other: ['lost'] }, questions: { found: ask.text({ label }) } }
  expect(() => defineForm('form', 1, [defineSection('page', page)])).toThrow(
    '“lost” was formerly asked elsewhere',
  )
})
