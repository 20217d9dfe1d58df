import { expect } from 'vitest'
import { appendAuditEvent, getFirstBrokenAuditSequence, listAuditRows } from '../../db/audit.ts'
import { openTestDatabase } from './test-portal.ts'

/** Lists the audit events of a file in order, and expects that their hash chain is whole. */
export async function listAuditEvents(fileId: string) {
  const db = openTestDatabase()
  const chain = await listAuditRows(db, fileId)
  expect(await getFirstBrokenAuditSequence(db, chain)).toBeUndefined()
  return chain.map(({ actor, action, detail, happenedAt }) => ({
    actor,
    action,
    detail: JSON.parse(detail) as Record<string, unknown>,
    happenedAt,
  }))
}

/** Lists the actions on a file: `intake_sent`. */
export const listAuditActions = async (fileId: string) =>
  (await listAuditEvents(fileId)).map(({ action }) => action)

/** Lists who did what to a file: `parent intake_sent`. */
export const listAuditLines = async (fileId: string) =>
  (await listAuditEvents(fileId)).map(({ actor, action }) => `${actor} ${action}`)

/** Lists who did what to a file, with the recorded details. */
export const listAuditDetails = async (fileId: string) =>
  (await listAuditEvents(fileId)).map(({ actor, action, detail }) => [actor, action, detail] as const)

/** Appends the audit event with which every sent file begins. */
export const appendIntakeSent = (fileId: string, happenedAt = 1) =>
  appendAuditEvent(openTestDatabase(), {
    fileId,
    actor: 'parent',
    action: 'intake_sent',
    detail: {},
    happenedAt,
  })
