import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import type { AuditAction } from '../content/record/audit-actions.ts'
import { queryRows } from '../tests/support/database-rows.ts'
import { buildAuditEvent, buildFileRow } from '../tests/support/file-rows.ts'
import { openTestDatabase, prepareDatabase } from '../tests/support/test-portal.ts'
import { appendAuditEvent, mutateWithAuditIf } from './audit.ts'
import { loadDeskFileHeader } from './desk-file-header.ts'
import { closeFile, dismissFile, recordConflictReview, restoreFile } from './files.ts'
import { files, matchTokens } from './schema.ts'

const db = openTestDatabase()
const NOW = Date.UTC(2026, 10, 23, 15)

beforeEach(prepareDatabase)

describe('a file is accepted', () => {
  it.each<AuditAction>(['answers_read', 'call_attempt_recorded', 'appointment_booked', 'closed'])(
    'with the first act of its lead: %s',
    async (action) => {
      await insertFile('file', { acceptedAt: null })
      await appendAuditEvent(db, buildAuditEvent('file', 'robin', action, NOW))
      await appendAuditEvent(db, buildAuditEvent('file', 'robin', action, NOW + 1))
      expect(await acceptedAtOf('file')).toBe(NOW)
    },
  )

  it.each([
    ['its parent', 'parent', 'time_request_created'],
    ['the portal', 'system', 'authorisation_expiring'],
    ['another coordinator', 'camille', 'answers_read'],
    ['a review of conflicts', 'robin', 'conflicts_reviewed'],
    ['giving it back', 'robin', 'file_unassigned'],
    ['assigning it', 'robin', 'assigned'],
  ] as const)('not by %s', async (_, actor, action) => {
    await insertFile('file', { acceptedAt: null })
    await appendAuditEvent(db, buildAuditEvent('file', actor, action, NOW))
    expect(await acceptedAtOf('file')).toBeNull()
  })

  it('not by an act that was refused', async () => {
    await insertFile('file', { acceptedAt: null })
    const act = buildAuditEvent('file', 'robin', 'order_read', NOW)
    expect(await mutateWithAuditIf(db, act, [], sql`false`)).toBe(false)
    expect(await acceptedAtOf('file')).toBeNull()
  })

  it('not by reading it after it was closed as not genuine, until it was opened again', async () => {
    await insertFile('file', { acceptedAt: null })
    await dismissFile(db, buildAuditEvent('file', 'robin', 'dismissed', NOW), { administrator: false })
    await appendAuditEvent(db, buildAuditEvent('file', 'robin', 'answers_read', NOW))
    expect(await acceptedAtOf('file')).toBeNull()
    await restoreFile(db, buildAuditEvent('file', 'camille', 'restored', NOW))
    await appendAuditEvent(db, buildAuditEvent('file', 'robin', 'answers_read', NOW + 1))
    expect(await acceptedAtOf('file')).toBe(NOW + 1)
  })

  it('when an administrator closes it', async () => {
    await insertFile('file', { acceptedAt: null })
    await closeFile(db, buildAuditEvent('file', 'camille', 'closed', NOW), {
      administrator: true,
      seen: 1000,
    })
    expect(await acceptedAtOf('file')).toBe(NOW)
  })
})

describe('a related file that nobody has accepted', () => {
  it('locks no file and puts nobody in conflict, until it is accepted', async () => {
    for (const id of ['robin', 'camille']) {
      await insertFile(`of ${id}`, { leadCoordinatorId: id, acceptedAt: null, createdAt: 1 })
    }
    await insertFile('file', { createdAt: 2 })
    const viewer = 'robin'
    expect(await headerOf('file', viewer)).toMatchObject({ isLocked: false, viewerHasConflict: false })
    await appendAuditEvent(db, buildAuditEvent(`of ${viewer}`, viewer, 'answers_read', NOW))
    expect(await headerOf('file', viewer)).toMatchObject({ isLocked: true, viewerHasConflict: true })
  })

  it('asks for another review once it is accepted', async () => {
    await insertFile('file', { createdAt: 1 })
    await insertFile('other', { leadCoordinatorId: 'camille', acceptedAt: null, createdAt: 2 })
    expect(
      await recordConflictReview(db, buildAuditEvent('file', 'robin', 'conflicts_reviewed', 3), 2, sql`true`),
    ).toBe(true)
    await appendAuditEvent(db, buildAuditEvent('other', 'camille', 'answers_read', NOW))
    const again = buildAuditEvent('file', 'robin', 'conflicts_reviewed', NOW + 1)
    expect(await recordConflictReview(db, again, 2, sql`true`)).toBe(false)
    expect(await recordConflictReview(db, again, NOW, sql`true`)).toBe(true)
  })
})

/** Inserts a file that Robin leads and that shares an e-mail address with every other file. */
async function insertFile(id: string, columns: Partial<typeof files.$inferInsert> = {}): Promise<void> {
  await db.insert(files).values(buildFileRow(id, { leadCoordinatorId: 'robin', stage: 'new', ...columns }))
  await db.insert(matchTokens).values({ token: 'shared', kind: 'email', fileId: id, side: 'initiating' })
}

const headerOf = async (reference: string, viewerId: string) =>
  (await loadDeskFileHeader(db, { reference, viewerId, now: NOW, maxAttempts: 4 }))?.file

async function acceptedAtOf(id: string): Promise<number | null | undefined> {
  const [row] = await queryRows<{ accepted_at: number | null }>(
    'select accepted_at from files where id = ?',
    id,
  )
  return row?.accepted_at
}
