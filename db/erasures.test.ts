import { getTableName } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { queryRows } from '../tests/support/database-rows.ts'
import { buildAuditEvent } from '../tests/support/file-rows.ts'
import { insertFilledFile, listRowsOf, tablesOfFiles } from '../tests/support/filled-files.ts'
import { bindings, emptyDatabase, openTestDatabase, prepareDatabase } from '../tests/support/test-portal.ts'
import { eraseAtRequest, eraseFileAtEndOfTerm } from './erasures.ts'
import { listFileContents } from './file-contents.ts'
import { setRetentionHold, setRetentionTerm } from './retentions.ts'

const db = openTestDatabase()
const NOW = Date.UTC(2036, 0, 5, 12)
const RULES = 'hash of the rules'

/** What outlasts an erasure: that there was a file, what was done with it, and that it was erased. */
const OUTLASTING = ['files', 'audit_events', 'file_retentions', 'erasures']

beforeEach(async () => {
  await prepareDatabase()
  await emptyDatabase()
  await insertFilledFile('gone')
  await insertFilledFile('stays')
  await queryRows(`insert into file_retentions (file_id, closed_at) values ('gone', 1), ('stays', 1)`)
})

const endTerm = (fileId: string, expiresAt = NOW) =>
  setRetentionTerm(db, { fileId, closedAt: 1 }, { expiresAt, rulesHash: RULES })
const eraseAtEnd = (fileId: string, at = NOW, rules = RULES) =>
  eraseFileAtEndOfTerm(db, buildAuditEvent(fileId, 'system', 'data_erased', at), crypto.randomUUID(), rules)
const eraseFor = (fileId: string, side: 'initiating' | 'other' | null) =>
  eraseAtRequest(db, buildAuditEvent(fileId, 'robin', 'data_erased', NOW), { id: crypto.randomUUID(), side })

it('says of every table with something of a file what becomes of it', () => {
  const declared = listFileContents('file', null).map(({ table }) => getTableName(table))
  expect([...new Set(declared)].sort()).toEqual([...declared].sort())
  expect([...declared, ...OUTLASTING].sort()).toEqual(tablesOfFiles.map(getTableName).sort())
})

describe('a file whose term has ended', () => {
  it('keeps nothing of its family, and another file keeps everything', async () => {
    const before = await listRowsOf('stays')
    expect([...(await listRowsOf('gone')).keys()].length).toBe(tablesOfFiles.length - 1)
    await endTerm('gone')
    expect(await eraseAtEnd('gone')).toBe(true)
    expect([...(await listRowsOf('gone')).keys()].sort()).toEqual([...OUTLASTING].sort())
    expect(await listRowsOf('stays')).toEqual(before)
    expect(await queryRows('pragma foreign_key_check')).toEqual([])
    expect(await queryRows('select file_id, side, ground, erased_by, erased_at from erasures')).toEqual([
      { file_id: 'gone', side: null, ground: 'term-ended', erased_by: 'system', erased_at: NOW },
    ])
  })

  it.each([
    ['a month early', () => eraseAtEnd('gone', NOW - 1)],
    ['by other rules than its term', () => eraseAtEnd('gone', NOW, 'newer rules')],
    [
      'while it is held back',
      async () => {
        await setRetentionHold(db, buildAuditEvent('gone', 'robin', 'retention_held', 2), 'claim')
        return eraseAtEnd('gone')
      },
    ],
    [
      'once it is open again',
      async () => {
        await queryRows(`update files set stage = 'open' where id = 'gone'`)
        return eraseAtEnd('gone')
      },
    ],
  ])('is not erased %s', async (_, erase) => {
    await endTerm('gone')
    const submissions = (await listRowsOf('gone')).get('submissions')
    expect(await erase()).toBe(false)
    expect(await queryRows('select * from erasures')).toEqual([])
    expect((await listRowsOf('gone')).get('submissions')).toEqual(submissions)
  })

  it('is erased once', async () => {
    await endTerm('gone')
    expect(await eraseAtEnd('gone')).toBe(true)
    expect(await eraseAtEnd('gone')).toBe(false)
    expect(await queryRows('select count(*) as n from erasures')).toEqual([{ n: 1 }])
  })

  it('is erased after the hold is over', async () => {
    await endTerm('gone')
    const hold = buildAuditEvent('gone', 'robin', 'retention_held', 2)
    expect(await setRetentionHold(db, hold, 'claim')).toBe(true)
    expect(await setRetentionHold(db, { ...hold, action: 'retention_released', happenedAt: 3 }, null)).toBe(
      true,
    )
    expect(await eraseAtEnd('gone')).toBe(true)
  })
})

describe('one parent who asks', () => {
  it.each(['initiating', 'other'] as const)('leaves of the %s only facts without content', async (side) => {
    const otherSide = side === 'initiating' ? 'other' : 'initiating'
    const before = await listRowsOf('gone', otherSide)
    expect(await eraseFor('gone', side)).toBe(true)
    const left = await listRowsOf('gone', side)
    expect(left.size).toBeGreaterThan(0)
    // What was read of an order, and what a coordinator wants to remember, is about the family; a draft is its writer’s.
    for (const table of ['order_readings', 'reminders', 'drafts', 'draft_sections']) left.delete(table)
    for (const rows of left.values()) expect(rows.join()).not.toMatch(new RegExp(`sealed_\\w+ ${side} gone`))
    for (const table of [
      'submissions',
      'screenings',
      'sent_letters',
      'notes',
      'contact_entries',
      'time_requests',
      'outbox',
    ])
      expect(left.has(table), table).toBe(false)
    // Of the other parent only what they told of how to reach this one is gone, and the words for a search.
    const after = await listRowsOf('gone', otherSide)
    expect(after.get('notes')).toEqual(before.get('notes'))
    expect(after.get('parents')).toEqual(before.get('parents'))
    expect(after.get('submissions')?.join()).toBe(
      before
        .get('submissions')
        ?.join()
        .replace(`"submissions sealed_other_contact ${otherSide} gone"`, 'null'),
    )
    expect(await queryRows('pragma foreign_key_check')).toEqual([])
  })

  it('is not erased while their part is open, nor while the file is held back', async () => {
    await queryRows(`update parents set status = 'received' where id = 'parents id other gone'`)
    expect(await eraseFor('gone', 'other')).toBe(false)
    expect(await eraseFor('gone', 'initiating')).toBe(true)
    await setRetentionHold(db, buildAuditEvent('stays', 'robin', 'retention_held', 2), 'complaint')
    expect(await eraseFor('stays', 'other')).toBe(false)
    expect(await eraseFor('stays', null)).toBe(false)
  })
})

it.each(['screenings', 'sent_letters', 'contact_entries', 'notes'])(
  'deletes a row of %s with an erasure alone',
  async (table) => {
    await expect(queryRows(`delete from ${table}`)).rejects.toThrow('append-only')
    expect(await eraseFor('gone', 'initiating')).toBe(true)
    const ofOther =
      table === 'notes' || table === 'contact_entries' ? `side = 'other'` : `parent_id like '%other gone'`
    await expect(queryRows(`delete from ${table} where ${ofOther}`)).rejects.toThrow('append-only')
  },
)

it.each([
  `update erasures set erased_at = 1`,
  `delete from erasures`,
  `insert or replace into erasures select * from erasures`,
])('refuses: %s', async (change) => {
  expect(await eraseFor('gone', null)).toBe(true)
  await expect(bindings.DB.prepare(change).run()).rejects.toThrow('append-only')
})
