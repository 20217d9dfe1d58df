import { and, eq, ne } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { changesNothing, rows } from '../tests/support/database-rows.ts'
import { bindings, emptyDatabase, prepareDatabase, watchedD1 } from '../tests/support/test-portal.ts'
import {
  type AuditEvent,
  type AuditRow,
  appendAudit,
  auditRowAfter,
  brokenAt,
  changeOnRecord,
  readAudit,
} from './audit.ts'
import { database } from './database.ts'
import { auditEvents, files } from './schema.ts'

const db = database(bindings.DB)
const NOW = Date.UTC(2026, 0, 5, 12)

beforeAll(prepareDatabase)
beforeEach(async () => {
  await emptyDatabase()
  for (const id of ['file', 'another']) {
    await db.insert(files).values({ id, reference: id, route: 'consent', stage: 'new', openedAt: NOW })
  }
})

const event = (n: number, fileId = 'file'): AuditEvent => ({
  fileId,
  actor: `coordinator-${n}`,
  action: 'answers_opened',
  detail: { n },
  happenedAt: NOW + n,
})

/** A whole chain of that many events, as it is read. */
async function chainOf(length: number): Promise<AuditRow[]> {
  for (let n = 1; n <= length; n++) await appendAudit(db, event(n))
  return readAudit(db, 'file')
}

it('writes what happened, numbered from one, each row holding the hash of the one before', async () => {
  const [first, second] = await chainOf(2)
  expect(first).toEqual({
    fileId: 'file',
    sequence: 1,
    actor: 'coordinator-1',
    action: 'answers_opened',
    detail: '{"n":1}',
    happenedAt: NOW + 1,
    previousHash: '0'.repeat(64),
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
  expect(second).toMatchObject({ sequence: 2, previousHash: first?.hash })
  expect(second?.hash).not.toBe(first?.hash)
})

it('begins a chain that later events go on from', async () => {
  await db.insert(auditEvents).values(await auditRowAfter(undefined, event(0)))
  await appendAudit(db, event(1))
  const chain = await readAudit(db, 'file')
  expect(chain.map(({ sequence }) => sequence)).toEqual([1, 2])
  expect(await brokenAt(chain)).toBeUndefined()
})

it('numbers ten writers at once from 1 to 10, without a fork and without losing one', async () => {
  await Promise.all(Array.from({ length: 10 }, (_, n) => appendAudit(db, event(n))))
  const chain = await readAudit(db, 'file')
  expect(chain.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  expect(new Set(chain.map(({ actor }) => actor)).size).toBe(10)
  expect(await brokenAt(chain)).toBeUndefined()
})

it('keeps the chains of two files apart', async () => {
  await appendAudit(db, event(1))
  await appendAudit(db, event(2, 'another'))
  await appendAudit(db, event(3))
  expect((await readAudit(db, 'file')).map(({ sequence }) => sequence)).toEqual([1, 2])
  expect((await readAudit(db, 'another')).map(({ sequence }) => sequence)).toEqual([1])
})

/** Moves a file from one stage to another; nothing when it is not at the first. */
const move = (from: 'new' | 'open', to: 'open' | 'closed', id = 'file') =>
  db
    .update(files)
    .set({ stage: to })
    .where(and(eq(files.id, id), eq(files.stage, from)))

describe('changes on record', () => {
  const stages = () => rows('select id, stage from files order by id')

  it('are made and recorded', async () => {
    expect(await changeOnRecord(db, event(1), [move('new', 'open'), move('open', 'closed')])).toBe(true)
    expect(await stages()).toContainEqual({ id: 'file', stage: 'closed' })
    expect(await readAudit(db, 'file')).toHaveLength(1)
  })

  it('leave no record when the last of them found nothing to change', async () => {
    await appendAudit(db, event(0))
    expect(await changesNothing(() => changeOnRecord(db, event(1), [move('open', 'closed')]))).toBe(false)
  })

  it('are recorded in every file concerned, or in none', async () => {
    await appendAudit(db, event(0, 'another'))
    const both = [event(1), event(2, 'another')]
    expect(await changeOnRecord(db, both, [move('new', 'open')])).toBe(true)
    expect((await readAudit(db, 'file')).map(({ sequence }) => sequence)).toEqual([1])
    expect((await readAudit(db, 'another')).map(({ sequence }) => sequence)).toEqual([1, 2])
    expect(await changesNothing(() => changeOnRecord(db, both, [move('new', 'open')]))).toBe(false)
  })

  it('are all undone when one of them or the record fails', async () => {
    const broken = db
      .update(files)
      .set({ stage: null as unknown as 'open' })
      .where(ne(files.id, 'another'))
    await changesNothing(async () => {
      await expect(changeOnRecord(db, event(1), [move('new', 'open'), broken])).rejects.toThrow()
      await expect(changeOnRecord(db, event(1, 'nobody’s'), [move('new', 'open')])).rejects.toThrow()
    })
  })

  it('are made once and recorded once when ten try at the same moment', async () => {
    const tries = Array.from({ length: 10 }, (_, n) => changeOnRecord(db, event(n), [move('new', 'open')]))
    expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1)
    expect(await readAudit(db, 'file')).toHaveLength(1)
  })

  it('keep the chain whole when many make them beside others who only write down', async () => {
    const touch = (id: string) => db.update(files).set({ route: 'consent' }).where(eq(files.id, id))
    const writers = Array.from({ length: 9 }, (_, n) =>
      n % 3 === 0
        ? appendAudit(db, event(n)).then(() => true)
        : changeOnRecord(db, n % 3 === 1 ? event(n) : [event(n, 'another'), event(n)], [touch('file')]),
    )
    expect(new Set(await Promise.all(writers))).toEqual(new Set([true]))
    for (const [id, length] of [
      ['file', 9],
      ['another', 3],
    ] as const) {
      const chain = await readAudit(db, id)
      expect(chain).toHaveLength(length)
      expect(await brokenAt(chain)).toBeUndefined()
    }
  })

  it('are made once when another takes the number between reading and writing', async () => {
    let overtaken = false
    const DB = watchedD1(async (statements, go) => {
      if (statements.length > 1 && !overtaken) {
        overtaken = true
        await appendAudit(db, event(0))
      }
      return go()
    })
    expect(await changeOnRecord(database(DB), event(1), [move('new', 'open')])).toBe(true)
    const chain = await readAudit(db, 'file')
    expect(chain.map(({ actor }) => actor)).toEqual(['coordinator-0', 'coordinator-1'])
    expect(await brokenAt(chain)).toBeUndefined()
  })
})

it('refuses an event of a file that does not exist, and writes nothing', async () => {
  await changesNothing(async () => {
    await expect(appendAudit(db, event(1, 'nobody’s'))).rejects.toThrow()
  })
})

it('finds a whole chain whole, an empty one too', async () => {
  expect(await brokenAt(await chainOf(3))).toBeUndefined()
  expect(await brokenAt([])).toBeUndefined()
})

const columns = [
  'fileId',
  'sequence',
  'actor',
  'action',
  'detail',
  'happenedAt',
  'previousHash',
  'hash',
] as const

it.each(columns)('finds a row whose %s was altered', async (column) => {
  const chain = await chainOf(3)
  const altered = chain.map((row) =>
    row.sequence === 2 ? { ...row, [column]: typeof row[column] === 'number' ? 7 : `${row[column]} ` } : row,
  )
  expect(await brokenAt(altered)).toBe(2)
})

it('finds a row that was altered and hashed again, at the row after it', async () => {
  const chain = await chainOf(3)
  const forged = await auditRowAfter(undefined, { ...event(1), actor: 'nobody' })
  expect(await brokenAt([forged, ...chain.slice(1)])).toBe(2)
})

it('finds any row removed from the chain but the newest, any two swapped and any written twice', async () => {
  const chain = await chainOf(6)
  const position = fc.integer({ min: 0, max: 5 })
  await fc.assert(
    fc.asyncProperty(position, position, async (one, other) => {
      fc.pre(one !== other)
      const [low, high] = [Math.min(one, other), Math.max(one, other)]
      expect(await brokenAt(chain.toSpliced(low, 1))).toBe(low + 1)
      const swapped = chain.map(
        (row, at) => (at === low ? chain[high] : at === high ? chain[low] : row) ?? row,
      )
      expect(await brokenAt(swapped)).toBe(low + 1)
      const twice = chain.flatMap((row, at) => (at === low ? [row, row] : [row]))
      expect(await brokenAt(twice)).toBe(low + 2)
    }),
  )
})
