import type { D1Database } from '@cloudflare/workers-types'
import type { SQL } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import { type DrizzleD1Database, drizzle } from 'drizzle-orm/d1'
import type { AuditSigner } from './audit-signer.ts'

/** The database of the practice. Every query is a function in this folder. */
export type Database = DrizzleD1Database & {
  readonly $client: D1Database
  /** Signs every audit event that is written, and verifies those that are read. */
  readonly auditSigner: AuditSigner
}

export const openDatabase = (d1: D1Database, auditSigner: AuditSigner): Database =>
  Object.assign(drizzle(d1), { auditSigner })

/** Wraps a statement in our own SQL for a batch; drizzle’s `run` alone does not bind its parameters there. */
export function toBatchItem(db: Database, query: SQL): BatchItem<'sqlite'> {
  const raw = db.run(query)
  return Object.assign(raw, { stmt: db.$client.prepare(raw.getQuery().sql) })
}

/** The statements of a batch: under each name one, several, or none. */
export type NamedStatements = Readonly<
  Record<string, BatchItem<'sqlite'> | readonly BatchItem<'sqlite'>[] | undefined>
>

type ResultOf<Named> = Named extends readonly (infer One)[]
  ? ResultOf<One>[]
  : Named extends BatchItem<'sqlite'>
    ? Named['_']['result']
    : undefined

/** The result of each statement of a batch, by its name. */
export type NamedResults<Statements extends NamedStatements> = {
  [Name in keyof Statements]: ResultOf<Statements[Name]>
}

/** Sends statements as one batch, in the order of their names, and gives the result of each by its name. */
export async function runNamedBatch<Statements extends NamedStatements>(
  db: Database,
  statements: Statements,
): Promise<NamedResults<Statements>> {
  const inOrder = Object.values(statements).flatMap((named) => named ?? [])
  const results: unknown[] = await db.batch(inOrder as unknown as [BatchItem<'sqlite'>])
  const takeResult = (named: NamedStatements[string]) =>
    Array.isArray(named) ? results.splice(0, named.length) : named && results.shift()
  return Object.fromEntries(
    Object.entries(statements).map(([name, named]) => [name, takeResult(named)]),
  ) as NamedResults<Statements>
}

/**
 * Whether the database refused a row because another writer was faster: a number was taken, or a row deleted. Any other
 * violated constraint means that the row was built wrongly, which is a fault.
 */
export const isWriteConflictError = (error: unknown): boolean =>
  /\b(UNIQUE|FOREIGN KEY) constraint failed/.test(databaseErrorMessage(error))

/** Whether the database refused an audit row because another writer took its sequence number. */
export const isAuditSequenceTakenError = (error: unknown): boolean =>
  /\bUNIQUE constraint failed: audit_events\./.test(databaseErrorMessage(error))

/** Whether the database refused a slot because another appointment has it. */
export const isSlotTakenError = (error: unknown): boolean =>
  /\bUNIQUE constraint failed: appointment_slots\./.test(databaseErrorMessage(error))

/**
 * Whether the database asks for the operation to be tried again: it moved, restarted, or lost the connection. Nobody knows
 * then whether a write took effect. Source: developers.cloudflare.com/d1/observability/debug-d1, “List of D1_ERRORs”.
 */
export const isRetryableError = (error: unknown): boolean =>
  /code was updated|^Internal error .*reset|connection lost|transient issue|client disconnected/.test(
    databaseErrorMessage(error),
  )

/** Whether the database has too much to do. Trying again at once would add to it. Source: as above. */
export const isOverloadedError = (error: unknown): boolean =>
  /D1 DB is overloaded/.test(databaseErrorMessage(error))

/**
 * Gives the message of the database itself. The outermost message repeats the statement and its parameters, so it is
 * not read.
 */
function databaseErrorMessage(error: unknown): string {
  let cause = error
  while (cause instanceof Error && cause.cause instanceof Error) cause = cause.cause
  return cause instanceof Error ? cause.message : ''
}
