import { and, eq, ne } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { changesNothing, expectRefused, queryRows } from '../tests/support/database-rows.ts'
import { countPropertyRuns } from '../tests/support/property-runs.ts'
import {
  createWatchedD1,
  emptyDatabase,
  openTestDatabase,
  prepareDatabase,
} from '../tests/support/test-portal.ts'
import { createAuditSigner } from '../worker/privacy/audit-signer.ts'
import type { SealKey } from '../worker/privacy/key-ring.ts'
import {
  type AuditEvent,
  type AuditRow,
  appendAuditEvent,
  buildNextAuditRow,
  getFirstBrokenAuditSequence,
  listAuditRows,
  mutateWithAudit,
} from './audit.ts'
import type { AuditSigner } from './audit-signer.ts'
import { auditEvents, files } from './schema.ts'

const db = openTestDatabase()
const NOW = Date.UTC(2026, 0, 5, 12)

beforeAll(prepareDatabase)
beforeEach(async () => {
  await emptyDatabase()
  for (const id of ['file', 'another']) {
    await db.insert(files).values({ id, reference: id, route: 'consent', stage: 'new', createdAt: NOW })
  }
})

const auditEvent = (n: number, fileId = 'file'): AuditEvent => ({
  fileId,
  actor: `coordinator-${n}`,
  action: 'answers_read',
  detail: { days: n },
  happenedAt: NOW + n,
})

/** Appends this many events to the chain of a file, and gives its rows as stored. */
async function appendedChain(length: number): Promise<AuditRow[]> {
  for (let n = 1; n <= length; n++) await appendAuditEvent(db, auditEvent(n))
  return listAuditRows(db, 'file')
}

it('writes what happened, numbered from one, each row signed and holding the hash of the one before', async () => {
  const [first, second] = await appendedChain(2)
  expect(first).toEqual({
    fileId: 'file',
    sequence: 1,
    actor: 'coordinator-1',
    action: 'answers_read',
    detail: '{"days":1}',
    happenedAt: NOW + 1,
    previousHash: '0'.repeat(64),
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    keyId: 'audit-test',
  })
  expect(second).toMatchObject({ sequence: 2, previousHash: first?.hash })
  expect(second?.hash).not.toBe(first?.hash)
})

it('begins a chain that later events go on from', async () => {
  await db.insert(auditEvents).values(await buildNextAuditRow(db, undefined, auditEvent(0)))
  await appendAuditEvent(db, auditEvent(1))
  const chain = await listAuditRows(db, 'file')
  expect(chain.map(({ sequence }) => sequence)).toEqual([1, 2])
  expect(await getFirstBrokenAuditSequence(db, chain)).toBeUndefined()
})

it.each([10, 15, 50])('numbers %d writers at once, without a fork and without losing one', async (count) => {
  await Promise.all(Array.from({ length: count }, (_, n) => appendAuditEvent(db, auditEvent(n))))
  const chain = await listAuditRows(db, 'file')
  expect(chain.map(({ sequence }) => sequence)).toEqual(Array.from({ length: count }, (_, n) => n + 1))
  expect(new Set(chain.map(({ actor }) => actor)).size).toBe(count)
  expect(await getFirstBrokenAuditSequence(db, chain)).toBeUndefined()
})

it('keeps the chains of two files apart', async () => {
  await appendAuditEvent(db, auditEvent(1))
  await appendAuditEvent(db, auditEvent(2, 'another'))
  await appendAuditEvent(db, auditEvent(3))
  expect((await listAuditRows(db, 'file')).map(({ sequence }) => sequence)).toEqual([1, 2])
  expect((await listAuditRows(db, 'another')).map(({ sequence }) => sequence)).toEqual([1])
})

/** Moves a file from one stage to another; changes no row when the file is not at the first. */
const moveStage = (from: 'new' | 'open', to: 'open' | 'closed', id = 'file') =>
  db
    .update(files)
    .set({ stage: to })
    .where(and(eq(files.id, id), eq(files.stage, from)))

describe('changes with their audit event', () => {
  const stages = () => queryRows('select id, stage from files order by id')

  it('are made and recorded', async () => {
    expect(
      await mutateWithAudit(db, auditEvent(1), [moveStage('new', 'open'), moveStage('open', 'closed')]),
    ).toBe(true)
    expect(await stages()).toContainEqual({ id: 'file', stage: 'closed' })
    expect(await listAuditRows(db, 'file')).toHaveLength(1)
  })

  it('leave no audit event when the last of them found nothing to change', async () => {
    await appendAuditEvent(db, auditEvent(0))
    await expectRefused(() => mutateWithAudit(db, auditEvent(1), [moveStage('open', 'closed')]))
  })

  it('are recorded in every file concerned, or in none', async () => {
    await appendAuditEvent(db, auditEvent(0, 'another'))
    const both = [auditEvent(1), auditEvent(2, 'another')]
    expect(await mutateWithAudit(db, both, [moveStage('new', 'open')])).toBe(true)
    expect((await listAuditRows(db, 'file')).map(({ sequence }) => sequence)).toEqual([1])
    expect((await listAuditRows(db, 'another')).map(({ sequence }) => sequence)).toEqual([1, 2])
    await expectRefused(() => mutateWithAudit(db, both, [moveStage('new', 'open')]))
  })

  it('are all undone when one of them or the audit event fails', async () => {
    const broken = db
      .update(files)
      .set({ stage: null as unknown as 'open' })
      .where(ne(files.id, 'another'))
    await changesNothing(async () => {
      await expect(mutateWithAudit(db, auditEvent(1), [moveStage('new', 'open'), broken])).rejects.toThrow()
      await expect(
        mutateWithAudit(db, auditEvent(1, 'nobody’s'), [moveStage('new', 'open')]),
      ).rejects.toThrow()
    })
  })

  it('are made once and recorded once when ten try at the same moment', async () => {
    const attempts = Array.from({ length: 10 }, (_, n) =>
      mutateWithAudit(db, auditEvent(n), [moveStage('new', 'open')]),
    )
    expect((await Promise.all(attempts)).filter(Boolean)).toHaveLength(1)
    expect(await listAuditRows(db, 'file')).toHaveLength(1)
  })

  it('leave the chain whole when many make them beside others who only append', async () => {
    const touch = (id: string) => db.update(files).set({ route: 'consent' }).where(eq(files.id, id))
    const writers = Array.from({ length: 9 }, (_, n) =>
      n % 3 === 0
        ? appendAuditEvent(db, auditEvent(n)).then(() => true)
        : mutateWithAudit(db, n % 3 === 1 ? auditEvent(n) : [auditEvent(n, 'another'), auditEvent(n)], [
            touch('file'),
          ]),
    )
    expect(new Set(await Promise.all(writers))).toEqual(new Set([true]))
    for (const [id, length] of [
      ['file', 9],
      ['another', 3],
    ] as const) {
      const chain = await listAuditRows(db, id)
      expect(chain).toHaveLength(length)
      expect(await getFirstBrokenAuditSequence(db, chain)).toBeUndefined()
    }
  })

  it('are made once when another takes the number between reading and writing', async () => {
    let stale = false
    const DB = createWatchedD1(async (statements, go) => {
      if (statements.length > 1 && !stale) {
        stale = true
        await appendAuditEvent(db, auditEvent(0))
      }
      return go()
    })
    expect(await mutateWithAudit(openTestDatabase(DB), auditEvent(1), [moveStage('new', 'open')])).toBe(true)
    const chain = await listAuditRows(db, 'file')
    expect(chain.map(({ actor }) => actor)).toEqual(['coordinator-0', 'coordinator-1'])
    expect(await getFirstBrokenAuditSequence(db, chain)).toBeUndefined()
  })
})

it('refuses an event of a file that does not exist, and writes nothing', async () => {
  await changesNothing(async () => {
    await expect(appendAuditEvent(db, auditEvent(1, 'nobody’s'))).rejects.toThrow()
  })
})

it('finds a whole chain whole, an empty one too', async () => {
  expect(await getFirstBrokenAuditSequence(db, await appendedChain(3))).toBeUndefined()
  expect(await getFirstBrokenAuditSequence(db, [])).toBeUndefined()
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
  'keyId',
] as const

it.each(columns)('finds a row whose %s was altered', async (column) => {
  const chain = await appendedChain(3)
  const altered = chain.map((row) =>
    row.sequence === 2 ? { ...row, [column]: typeof row[column] === 'number' ? 7 : `${row[column]} ` } : row,
  )
  expect(await getFirstBrokenAuditSequence(db, altered)).toBe(2)
})

/** A signer like that of the portal, under keys of one repeated byte. The first signs. */
const createSignerOf = (...bytes: [number, ...number[]]) =>
  createAuditSigner({
    audit: bytes.map((byte) => ({ kid: `audit-${byte}`, secret: new Uint8Array(32).fill(byte) })) as [
      SealKey,
    ],
  })

/** Builds a chain of this many events anew, as whoever can write the database may. */
async function buildChain(length: number, ...signers: [AuditSigner, ...AuditSigner[]]): Promise<AuditRow[]> {
  const chain: AuditRow[] = []
  for (let n = 1; n <= length; n++) {
    const auditSigner = signers[n - 1] ?? signers[0]
    chain.push(await buildNextAuditRow({ auditSigner }, chain.at(-1), auditEvent(n)))
  }
  return chain
}

it('finds a chain that was computed anew without the key, whatever key it names', async () => {
  const forged = await buildChain(3, createSignerOf(7))
  expect(await getFirstBrokenAuditSequence(db, forged)).toBe(1)
  const sameName = forged.map((row) => ({ ...row, keyId: db.auditSigner.keyId }))
  expect(await getFirstBrokenAuditSequence(db, sameName)).toBe(1)
})

it('finds a row of before rows were signed', async () => {
  const [first] = await appendedChain(1)
  expect(await getFirstBrokenAuditSequence(db, [{ ...(first as AuditRow), keyId: '' }])).toBe(1)
})

it('finds a chain whole across a rotation of its key, while the earlier key is in the ring', async () => {
  const chain = await buildChain(3, createSignerOf(1), createSignerOf(2, 1), createSignerOf(2))
  expect(chain.map(({ keyId }) => keyId)).toEqual(['audit-1', 'audit-2', 'audit-2'])
  expect(await getFirstBrokenAuditSequence({ auditSigner: createSignerOf(2, 1) }, chain)).toBeUndefined()
  expect(await getFirstBrokenAuditSequence({ auditSigner: createSignerOf(2) }, chain)).toBe(1)
})

describe('the database', () => {
  const REFUSED = /audit_events is append-only|UNIQUE constraint failed/
  it.each([
    ['changes', "update audit_events set actor = 'nobody'"],
    ['deletes', 'delete from audit_events'],
    ['replaces', 'insert or replace into audit_events select * from audit_events where sequence = 1'],
    ...['insert or replace', 'replace'].map((statement) => [
      'replaces by its rowid',
      `${statement} into audit_events (rowid, file_id, sequence, actor, action, detail, happened_at, previous_hash, hash, key_id)
        select rowid, file_id, 9, 'nobody', action, detail, happened_at, previous_hash, hash, key_id
        from audit_events where sequence = 1`,
    ]),
    ['moves to another rowid', 'update or replace audit_events set rowid = 1 where sequence = 2'],
    [
      'updates by inserting',
      'insert into audit_events select * from audit_events where true on conflict do update set actor = 1',
    ],
  ])('never %s a row of the audit, not even by hand', async (_, sql) => {
    await appendedChain(2)
    await changesNothing(() => expect(queryRows(sql)).rejects.toThrow(REFUSED))
  })
})

it('finds a row that was altered and signed again, at the row after it', async () => {
  const chain = await appendedChain(3)
  const forged = await buildNextAuditRow(db, undefined, { ...auditEvent(1), actor: 'nobody' })
  expect(await getFirstBrokenAuditSequence(db, [forged, ...chain.slice(1)])).toBe(2)
})

it('finds any row removed from the chain but the newest, any two swapped and any written twice', async () => {
  const chain = await appendedChain(6)
  const position = fc.integer({ min: 0, max: 5 })
  await fc.assert(
    fc.asyncProperty(position, position, async (one, other) => {
      fc.pre(one !== other)
      const [low, high] = [Math.min(one, other), Math.max(one, other)]
      expect(await getFirstBrokenAuditSequence(db, chain.toSpliced(low, 1))).toBe(low + 1)
      const swapped = chain.map(
        (row, at) => (at === low ? chain[high] : at === high ? chain[low] : row) ?? row,
      )
      expect(await getFirstBrokenAuditSequence(db, swapped)).toBe(low + 1)
      const twice = chain.flatMap((row, at) => (at === low ? [row, row] : [row]))
      expect(await getFirstBrokenAuditSequence(db, twice)).toBe(low + 2)
    }),
    { numRuns: countPropertyRuns(100) },
  )
})
