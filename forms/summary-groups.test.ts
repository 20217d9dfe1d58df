import { expect, it } from 'vitest'
import type { SummarySection } from './summarise.ts'
import { groupSummary } from './summary-groups.ts'

const row = (question: string, ...lines: string[]) => ({ question, label: `${question}?`, lines })
const item = (slug: string, number: number, title: string, ...rows: SummarySection['rows'][number][]) => ({
  ...{ slug, item: number, title, listTitle: `All ${slug}`, rows },
})

const sections: SummarySection[] = [
  { slug: 'start', title: 'Start', rows: [row('device', 'Mine'), row('route', 'Alone')] },
  item('pets', 1, 'Pet 1', row('petName', 'Rex'), row('born', '2016')),
  item('pets', 2, 'Pet 2', row('petName'), row('born')),
  { slug: 'later', title: 'Later', rows: [row('why'), row('phone', '555')] },
  item('pets-more', 1, 'More 1', row('vet', 'Dr Roe'), row('food')),
  item('pets-more', 2, 'More 2', row('vet'), row('food')),
  { slug: 'unknown', title: 'Something else', rows: [row('new', 'Yes')] },
  { slug: 'end', title: 'Before you send', rows: [row('agreed', 'I agree'), row('heard')] },
]

const groups = groupSummary(sections, {
  groups: [['later', 'start'], ['pets', 'pets-more'], ['nowhere']],
  without: new Set(['phone']),
  aboutForm: new Set(['device']),
  lastGroup: ['end'],
})

it('brings the sections of a group together in its order, others by themselves, and the form last', () => {
  expect(groups.map(({ id, title }) => [id, title])).toEqual([
    ['later', 'Later'],
    ['pets', 'All pets'],
    ['unknown', 'Something else'],
    ['form', 'Before you send'],
  ])
})

it('tells what was answered from what was left empty, and leaves out what stands elsewhere', () => {
  const names = (rows: readonly { question: string }[]) => rows.map(({ question }) => question)
  expect(groups.map(({ answered, unanswered }) => [names(answered), names(unanswered)])).toEqual([
    [['route'], ['why']],
    [[], ['food']],
    [['new'], []],
    [['device', 'agreed'], ['heard']],
  ])
})

it('puts the items of a list beside each other, named by their first answer, with a row for what any of them answered', () => {
  expect(groups[1]?.table).toEqual({
    items: [
      { title: 'Pet 1', name: 'Rex' },
      { title: 'Pet 2', name: '' },
    ],
    rows: [
      { question: 'born', label: 'born?', cells: [['2016'], []] },
      { question: 'vet', label: 'vet?', cells: [['Dr Roe'], []] },
    ],
  })
})
