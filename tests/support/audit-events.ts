import { expect } from 'vitest'
import { firstBrokenLink, listAuditRows } from '../../db/audit.ts'
import { openDatabase } from '../../db/database.ts'
import { bindings } from './test-portal.ts'

/** The audit events of a file, in order; the chain they stand in is held to being whole. */
export async function listAuditEvents(fileId: string) {
  const chain = await listAuditRows(openDatabase(bindings.DB), fileId)
  expect(await firstBrokenLink(chain)).toBeUndefined()
  return chain.map(({ actor, action, detail, happenedAt }) => ({
    actor,
    action,
    detail: JSON.parse(detail) as Record<string, unknown>,
    happenedAt,
  }))
}

/** What was done to a file. */
export const listAuditActions = async (fileId: string) =>
  (await listAuditEvents(fileId)).map(({ action }) => action)

/** Who did what to a file, as `parent intake_sent`. */
export const listAuditLines = async (fileId: string) =>
  (await listAuditEvents(fileId)).map(({ actor, action }) => `${actor} ${action}`)

/** Who did what to a file, with what was recorded beside it. */
export const listAuditDetails = async (fileId: string) =>
  (await listAuditEvents(fileId)).map(({ actor, action, detail }) => [actor, action, detail] as const)
