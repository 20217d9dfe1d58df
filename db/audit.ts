import { desc, eq } from 'drizzle-orm'
import { type Database, isConstraint } from './database.ts'
import { auditEvents } from './schema.ts'

export type AuditRow = typeof auditEvents.$inferInsert

/** What happened, without answers. */
export interface AuditEvent {
  readonly fileId: string
  /** `parent`, `system`, or a coordinator's id. */
  readonly actor: string
  readonly action: 'intake_sent' | 'answers_opened'
  readonly detail: Readonly<Record<string, string | number | boolean>>
  readonly happenedAt: number
}

/** The first row of a file's chain. */
export const firstAuditRow = (event: AuditEvent): Promise<AuditRow> => rowAfter(undefined, event)

/** Adds to a file's chain. When another writer took the number, reads again and retries. */
export async function appendAudit(db: Database, event: AuditEvent): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const [last] = await db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.fileId, event.fileId))
      .orderBy(desc(auditEvents.sequence))
      .limit(1)
    try {
      await db.insert(auditEvents).values(await rowAfter(last, event))
      return
    } catch (error) {
      if (!isConstraint(error) || attempt === ATTEMPTS) throw error
    }
  }
}

/** Ten writers at once on one file is more than a practice has coordinators. */
const ATTEMPTS = 10

/** The chain of a file, oldest first. */
export const readAudit = (db: Database, fileId: string) =>
  db.select().from(auditEvents).where(eq(auditEvents.fileId, fileId)).orderBy(auditEvents.sequence)

/** The sequence number of the first row that was altered, removed or put in between; nothing when all is whole. */
export async function brokenAt(chain: readonly AuditRow[]): Promise<number | undefined> {
  let previous = NOTHING_BEFORE
  for (const [index, row] of chain.entries()) {
    const whole =
      row.sequence === index + 1 && row.previousHash === previous && row.hash === (await hashOf(row))
    if (!whole) return index + 1
    previous = row.hash
  }
  return undefined
}

async function rowAfter(last: AuditRow | undefined, event: AuditEvent): Promise<AuditRow> {
  const row = {
    ...event,
    detail: JSON.stringify(event.detail),
    sequence: (last?.sequence ?? 0) + 1,
    previousHash: last?.hash ?? NOTHING_BEFORE,
  }
  return { ...row, hash: await hashOf(row) }
}

async function hashOf(row: Omit<AuditRow, 'hash'>): Promise<string> {
  const { fileId, sequence, actor, action, detail, happenedAt, previousHash } = row
  const line = JSON.stringify([fileId, sequence, actor, action, detail, happenedAt, previousHash])
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(line))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

const NOTHING_BEFORE = '0'.repeat(64)
