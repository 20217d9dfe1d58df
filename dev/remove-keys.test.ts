import { expect, it } from 'vitest'
import { keyPurposes } from '../worker/privacy/key-ring.ts'
import { addNewKeys } from './new-keys.ts'
import { removeKeys } from './remove-keys.ts'
import { describeKey, listKeyedRows } from './rotation-state.ts'

const first = addNewKeys({}, keyPurposes)
const second = addNewKeys(first, ['answers', 'draft'])
const allNeeded = Object.values(second)
  .flat()
  .map(({ kid }) => ({ kid, rowsLeft: null }))

it('takes a key out of the ring once no row needs it, and no other', () => {
  const rows = allNeeded.map((row) => (row.kid === 'answers-1' ? { ...row, rowsLeft: 0 } : row))
  const removed = removeKeys(second, ['answers-1'], rows)
  expect(removed).toEqual({ ...second, answers: second.answers?.slice(0, 1) })
})

it.each([
  ['that rows need', ['draft-1'], 'Rows still need these keys'],
  ['that rows need beside one that none needs', ['answers-1', 'draft-1'], 'draft-1'],
  ['that is the first of its purpose', ['answers-2'], 'used for whatever is new'],
  ['that is the only one of its purpose', ['audit-1'], 'used for whatever is new'],
  ['that it does not have', ['answers-7'], 'does not have'],
])('refuses to remove a key %s', (_, kids, why) => {
  const rows = allNeeded.map((row) => (row.kid === 'answers-1' ? { ...row, rowsLeft: 0 } : row))
  expect(removeKeys(second, kids, rows)).toContain(why)
})

const key = { kid: 'draft-1', purpose: 'draft', rowsLeft: null }

it('says by table which rows need an older key, and only of a count of the worker that it may leave', () => {
  const names = listKeyedRows(key, 'draft-2', 1).map(({ name }) => name)
  expect(names.map((name) => name.split(/,| /)[0])).toEqual(['drafts', 'access', 'invitations', 'calendar'])
  const none = names.map((name) => ({ name, rows: 0 }))
  expect(describeKey(key, true, none)).toBe('draft-1: used for whatever is new')
  expect(describeKey(key, false, none)).toContain('until the worker has looked at every row')
  expect(describeKey({ ...key, rowsLeft: 0 }, false, none)).toContain('it may leave the ring')
  expect(describeKey(key, false, [{ name: 'drafts', rows: 3 }, ...none])).toBe(
    'draft-1: stays in the ring. It is needed by\n  3 drafts',
  )
  expect(describeKey({ ...key, purpose: 'audit', rowsLeft: 0 }, false, none)).toContain('stays in the ring')
})

it('counts every table that is sealed or hashed under a purpose', () => {
  const tablesOf = (purpose: string) =>
    listKeyedRows({ ...key, kid: `${purpose}-1`, purpose }, `${purpose}-2`, 1).length
  expect(Object.fromEntries(keyPurposes.map((purpose) => [purpose, tablesOf(purpose)]))).toEqual({
    ...{ answers: 11, safety: 3, otherContact: 2, mail: 1, draft: 4, index: 2, audit: 0 },
  })
})
