import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { listAuditActions } from '../tests/support/audit-events.ts'
import { expectRefused, queryRows } from '../tests/support/database-rows.ts'
import { buildFileRow, buildIntakeRow, buildParentRow } from '../tests/support/file-rows.ts'
import { emptyDatabase, openTestDatabase, prepareDatabase } from '../tests/support/test-portal.ts'
import { confirmAccessCode, replaceAccessCode } from './access-codes.ts'
import type { AuditEvent } from './audit.ts'
import { files, parents, submissions } from './schema.ts'

const db = openTestDatabase()
const NOW = Date.UTC(2026, 10, 20, 18)

beforeAll(prepareDatabase)
beforeEach(async () => {
  await emptyDatabase()
  await insertFile('file')
  await insertFile('another')
})

/** Inserts a file led by Robin, whose initiating parent sent an intake. */
async function insertFile(id: string): Promise<void> {
  await db.batch([
    db.insert(files).values(buildFileRow(id, { route: 'one-parent', leadCoordinatorId: 'robin' })),
    db
      .insert(parents)
      .values([
        buildParentRow(id, 'initiating', { status: 'received', accessCodeHash: `old code ${id}` }),
        buildParentRow(id, 'other', { language: 'fr' }),
      ]),
    db.insert(submissions).values(buildIntakeRow(id, 'initiating', { sentAt: NOW - 1 })),
  ])
}

const auditEvent = (action: AuditEvent['action'], actor = 'robin', happenedAt = NOW): AuditEvent => ({
  fileId: 'file',
  actor,
  action,
  detail: {},
  happenedAt,
})

describe('a new private code', () => {
  const renew = (parentId: string, actor = 'robin') =>
    replaceAccessCode(db, auditEvent('access_code_replaced', actor), {
      parentId,
      accessCodeHash: 'new code',
      seen: 1000,
    })

  it('takes the place of the old one, with an audit event', async () => {
    expect(await renew('initiating file')).toBe(true)
    expect(await queryRows("select access_code_hash from parents where id = 'initiating file'")).toEqual([
      { access_code_hash: 'new code' },
    ])
    expect(await listAuditActions('file')).toEqual(['access_code_replaced'])
  })

  it('is made by whoever leads, for a parent of that file who has sent something', async () => {
    for (const [parentId, actor] of [
      ['initiating file', 'camille'],
      ['other file', 'robin'],
      ['initiating another', 'robin'],
    ] as const)
      await expectRefused(() => renew(parentId, actor))
  })
})

describe('the confirmation of a new private code', () => {
  const replace = (happenedAt = NOW) =>
    replaceAccessCode(db, auditEvent('access_code_replaced', 'robin', happenedAt), {
      parentId: 'initiating file',
      accessCodeHash: `new code ${happenedAt}`,
      seen: 1000,
    })
  const confirm = (replacedAt = NOW, actor = 'robin') =>
    confirmAccessCode(db, auditEvent('access_code_confirmed', actor, NOW + 5), {
      parentId: 'initiating file',
      replacedAt,
      through: 'phone',
    })
  const readConfirmation = () =>
    queryRows(
      `select access_code_confirmed_at as at, access_code_confirmed_by as "by", access_code_confirmed_through as through
        from parents where id = 'initiating file'`,
    )

  it('stores when, who and how, until the next code', async () => {
    await replace()
    expect(await confirm()).toBe(true)
    expect(await readConfirmation()).toEqual([{ at: NOW + 5, by: 'robin', through: 'phone' }])
    await replace(NOW + 10)
    expect(await readConfirmation()).toEqual([{ at: null, by: null, through: null }])
  })

  it('is refused for a first code, for another one, twice, and to whoever does not lead', async () => {
    await expectRefused(() => confirm())
    await replace()
    await expectRefused(() => confirm(NOW - 1))
    await expectRefused(() => confirm(NOW, 'camille'))
    await confirm()
    await expectRefused(() => confirm())
  })
})
