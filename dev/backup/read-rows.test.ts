import { expect, it } from 'vitest'
import { groupFiles } from './read-rows.ts'
import { familyTables, findFamilyCondition, findTable, storedTables } from './stored-tables.ts'
import { listWhatToDoAgain } from './what-to-do-again.ts'

const file = (id: string, mergedIntoId: string | null = null) => ({ id, mergedIntoId })

it('reads a few files at a time, and those that were merged together', () => {
  expect(groupFiles([], 2)).toEqual([])
  expect(
    groupFiles(
      ['a', 'b', 'c'].map((id) => file(id)),
      2,
    ),
  ).toEqual([['a', 'b'], ['c']])
  expect(groupFiles([file('a', 'c'), file('b'), file('c', 'd'), file('d'), file('e')], 2)).toEqual([
    ['a', 'c', 'd'],
    ['b', 'e'],
  ])
})

it('finds the file of every row that has one, through whatever it belongs to', () => {
  const conditionOf = (name: string) => {
    const table = findTable(name)
    return table && findFamilyCondition(table)
  }
  expect(conditionOf('invitations')).toBe(
    'authorisation_id in (select id from authorisations where parent_id in (select id from parents where file_id in (select value from json_each(?1))))',
  )
  expect(conditionOf('drafts')).toBeUndefined()
  expect(familyTables.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'files',
      'parents',
      'audit_events',
      'appointment_slots',
      'outbox',
      'contact_holds',
    ]),
  )
})

it('puts each table after those that it refers to', () => {
  const names = storedTables.map(({ name }) => name)
  expect(names.length).toBeGreaterThan(25)
  for (const [index, { references }] of storedTables.entries())
    for (const { table } of references) expect(names.indexOf(table)).toBeLessThan(index)
})

it('lists what the record alone tells, and neither readings nor what is brought forward', () => {
  expect(
    listWhatToDoAgain([
      'answers_read',
      'answers_added',
      'authorisation_withdrawn',
      'answers_added',
      'assigned',
    ]),
  ).toEqual(['answers_added × 2', 'assigned'])
})
