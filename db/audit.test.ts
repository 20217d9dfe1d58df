import fc from 'fast-check'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { changesNothing } from '../worker/testing/database.ts'
import { bindings, emptyDatabase, prepareDatabase } from '../worker/testing/portal.ts'
import { type AuditEvent, type AuditRow, appendAudit, brokenAt, firstAuditRow, readAudit } from './audit.ts'
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
  await db.insert(auditEvents).values(await firstAuditRow(event(0)))
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
  const forged = await firstAuditRow({ ...event(1), actor: 'nobody' })
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
