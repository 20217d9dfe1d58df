import { sql } from 'drizzle-orm'
import type { AuditEvent } from '../../db/audit.ts'
import { files, type outbox, type parents, type submissions } from '../../db/schema.ts'
import { openTestDatabase } from './test-portal.ts'

type FileRow = typeof files.$inferInsert
type ParentRow = typeof parents.$inferInsert
type SubmissionRow = typeof submissions.$inferInsert
type MessageRow = typeof outbox.$inferInsert

/**
 * A row of a file whose reference equals its id. By default the file is open, by consent, without a lead, and accepted
 * when it was created.
 */
export const buildFileRow = (id: string, overrides: Partial<FileRow> = {}): FileRow => ({
  ...{ id, reference: id, route: 'consent', stage: 'open', createdAt: 1 },
  acceptedAt: overrides.createdAt ?? 1,
  ...overrides,
})

/** A row of a parent, who reads English by default. */
export const buildParentRow = (
  fileId: string,
  side: ParentRow['side'],
  overrides: Partial<ParentRow> = {},
): ParentRow => ({ ...{ id: `${side} ${fileId}`, fileId, side, language: 'en' }, ...overrides })

/** A row of the intake that a parent sent. */
export const buildIntakeRow = (
  fileId: string,
  side: ParentRow['side'],
  overrides: Partial<SubmissionRow> = {},
): SubmissionRow => ({
  ...{ id: `${side} intake ${fileId}`, fileId, parentId: `${side} ${fileId}`, form: 'intake', version: 2 },
  ...{ sealedAnswers: 'sealed', idempotencyKey: `${side} ${fileId}`, sentAt: 1 },
  ...overrides,
})

/** A version of a form that asks nothing, for rows that refer to one. */
export const emptyFormVersion = {
  hash: 'hash of a form',
  declaration: '{"id":"empty","version":1,"sections":[]}',
}

/** A row of a message about a file to its coordinator, which is queued and due at once. */
export const buildMessageRow = (
  fileId: string | null,
  createdAt: number,
  overrides: Partial<MessageRow> = {},
): MessageRow => ({
  ...{ id: crypto.randomUUID(), fileId, kind: 'new-file', sealedMessage: 'sealed', outcome: 'queued' },
  ...{ attempts: 0, nextAttemptAt: createdAt, createdAt },
  ...overrides,
})

/** An audit event without details. */
export const buildAuditEvent = (
  fileId: string,
  actor: string,
  action: AuditEvent['action'],
  happenedAt: number,
): AuditEvent => ({ fileId, actor, action, detail: {}, happenedAt })

/** Gives a coordinator a number of open files, which are related to no other file. */
export async function insertFilesLedBy(
  leadCoordinatorId: string,
  count: number,
  columns: Parameters<typeof buildFileRow>[1] = {},
): Promise<void> {
  const db = openTestDatabase()
  for (let nth = 0; nth < count; nth++)
    await db.insert(files).values(buildFileRow(crypto.randomUUID(), { leadCoordinatorId, ...columns }))
}

/** Builds an envelope with the answer to one question, named `name`, on one page. */
export const buildOneQuestionEnvelope = (name: string, answer: string) => ({
  asked: [
    {
      slug: 'page',
      title: { en: 'Page', fr: 'Page' },
      questions: { [name]: { kind: 'text', label: { en: name, fr: name } } },
    },
  ],
  answers: { [name]: answer },
})

/** Limits that nothing reaches, for rows that are written without a flood. */
export const farLimits = {
  bounds: { sends: { hour: 0, limits: [] }, maxUnread: 1000 },
}

/** The condition of a decision against which nothing speaks. */
export const nothingSpeaksAgainst = sql`true`
