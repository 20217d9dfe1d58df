import { and, asc, eq, gt, isNotNull, isNull, lte, ne, type SQL, sql } from 'drizzle-orm'
import { type AuditEvent, changeOnRecord, changeOnRecordIf } from './audit.ts'
import { type Database, statement } from './database.ts'
import { countTry } from './drafts.ts'
import { type ForLead, queueForLead } from './lead-routing.ts'
import { endQueued } from './outbox.ts'
import { authorisations, files, freezes, type outbox, parents } from './schema.ts'

type Authorisation = typeof authorisations.$inferInsert
type Mail = readonly ForLead<typeof outbox.$inferInsert>[]

/** A parent's word as it will stand, and what goes with it. */
export interface Given {
  readonly row: Authorisation
  /** The row that was current when its page was shown, and whether its parent had ended it by then. */
  readonly replaces: { readonly id: string; readonly ended: boolean } | undefined
  /** Set when the parent could not rule out an order that forbids contact. */
  readonly freeze: typeof freezes.$inferInsert | undefined
  readonly mail: Mail
}

/**
 * Keeps a parent's word in place of the one its page showed, or of one asked for since or over. False when the file is
 * closed, when the same was kept before, and when the parent gave or ended a word that the page did not show: a slow
 * or forgotten press never undoes a stop.
 */
export function giveWord(db: Database, event: AuditEvent, given: Given): Promise<boolean> {
  const { row, replaces, freeze, mail } = given
  const kept = sql`exists (select 1 from authorisations where id = ${row.id})`
  return changeOnRecordIf(
    db,
    event,
    [
      supersede(db, row, replaces),
      insertAuthorisation(db, row),
      ...(freeze ? [insertFreeze(db, freeze, kept)] : []),
      // What mail still waits to say is answered, or over.
      endQueued(db, event.fileId, 'authorisation-asked', kept),
      endQueued(db, event.fileId, 'authorisation-ending', kept),
      queueForLead(db, event.fileId, mail, kept),
    ],
    kept,
  )
}

const supersede = (
  db: Database,
  { parentId, madeAt, idempotencyKey = null }: Authorisation,
  replaces: Given['replaces'],
) =>
  db
    .update(authorisations)
    .set({ supersededAt: madeAt })
    .where(
      and(
        eq(authorisations.parentId, parentId),
        isNull(authorisations.supersededAt),
        sql`case when withdrawn_at is null and declined_at is null
          then id = ${replaces?.id ?? ''} or granted_at is null or expires_at <= ${madeAt}
          else id = ${replaces?.id ?? ''} and ${replaces?.ended ? 1 : 0} end`,
        sql`not exists (select 1 from authorisations before where before.idempotency_key = ${idempotencyKey})`,
        inOpenFile(parentId),
      ),
    )

const insertAuthorisation = (db: Database, row: Authorisation) =>
  statement(
    db,
    sql`
    insert into authorisations (id, parent_id, made_at, granted_at, expires_at, declined_at, wording_version,
      wording_hash, receipt_hash, evidence, other_contact, idempotency_key)
    select ${row.id}, ${row.parentId}, ${row.madeAt}, ${row.grantedAt ?? null}, ${row.expiresAt ?? null},
      ${row.declinedAt ?? null}, ${row.wordingVersion ?? null}, ${row.wordingHash ?? null},
      ${row.receiptHash ?? null}, ${row.evidence ?? null}, ${row.otherContact ?? null}, ${row.idempotencyKey ?? null}
    where ${inOpenFile(row.parentId)}
      and not exists (select 1 from authorisations where parent_id = ${row.parentId} and superseded_at is null)
    on conflict (idempotency_key) do nothing`,
  )

/** A freeze that is written if its condition holds. */
export const insertFreeze = (db: Database, freeze: typeof freezes.$inferInsert, condition: SQL) =>
  statement(
    db,
    sql`
    insert into freezes (id, parent_id, said_in, said_at)
    select ${freeze.id}, ${freeze.parentId}, ${freeze.saidIn}, ${freeze.saidAt} where ${condition}`,
  )

const inOpenFile = (
  parentId: string,
) => sql`exists (select 1 from parents cross join files on files.id = file_id
  where parents.id = ${parentId} and stage <> 'closed')`

/** Takes a parent's word back, whichever tab it was given in. False when none is in force. */
export const withdraw = (db: Database, event: AuditEvent, parentId: string, mail: Mail) => {
  const inForce = sql`parent_id = ${parentId} and superseded_at is null and withdrawn_at is null
    and declined_at is null and expires_at > ${event.happenedAt}`
  const possible = sql`exists (select 1 from authorisations where ${inForce})`
  return changeOnRecord(db, event, [
    endQueued(db, event.fileId, 'authorisation-ending', possible),
    queueForLead(db, event.fileId, mail, possible),
    db.update(authorisations).set({ withdrawnAt: event.happenedAt }).where(inForce),
  ])
}

/** Keeps a parent's no to a coordinator who asked. False when nobody asks any more. */
export const refuse = (db: Database, event: AuditEvent, parentId: string, mail: Mail) => {
  const asked = sql`parent_id = ${parentId} and superseded_at is null and withdrawn_at is null
    and declined_at is null and granted_at is null`
  const possible = sql`exists (select 1 from authorisations where ${asked})`
  return changeOnRecord(db, event, [
    endQueued(db, event.fileId, 'authorisation-asked', possible),
    queueForLead(db, event.fileId, mail, possible),
    db.update(authorisations).set({ declinedAt: event.happenedAt }).where(asked),
  ])
}

/** Keeps the no of a parent whom nobody asked and who gave no word yet. False when there is one by now. */
export const refuseUnasked = (db: Database, event: AuditEvent, row: Authorisation, mail: Mail) => {
  const kept = sql`exists (select 1 from authorisations where id = ${row.id})`
  return changeOnRecordIf(
    db,
    event,
    [insertAuthorisation(db, row), queueForLead(db, event.fileId, mail, kept)],
    kept,
  )
}

/** Whether the same was posted before. */
export async function wasGiven(db: Database, idempotencyKey: string): Promise<boolean> {
  const found = await db
    .select({ id: authorisations.id })
    .from(authorisations)
    .where(eq(authorisations.idempotencyKey, idempotencyKey))
  return found.length > 0
}

/** The latest word that a parent gave, with its receipt, and whether an order they spoke of is still to be read. */
export async function readReceipt(db: Database, accessId: string) {
  const [[given], standing] = await db.batch([
    db
      .select({
        id: authorisations.id,
        standing: parents.standing,
        evidence: authorisations.evidence,
        receiptHash: authorisations.receiptHash,
        grantedAt: authorisations.grantedAt,
        expiresAt: authorisations.expiresAt,
        withdrawnAt: authorisations.withdrawnAt,
        declinedAt: authorisations.declinedAt,
        supersededAt: authorisations.supersededAt,
      })
      .from(parents)
      .innerJoin(authorisations, eq(authorisations.parentId, parents.id))
      .where(and(eq(parents.accessId, accessId), isNotNull(authorisations.grantedAt)))
      .orderBy(sql`granted_at desc, ${authorisations}.rowid desc`)
      .limit(1),
    ownFreeze(db, accessId),
  ])
  return given && { ...given, frozen: standing.length > 0 }
}

/** A freeze that stands by a parent's own word. */
export const ownFreeze = (db: Database, accessId: string) =>
  db
    .select({ standing: sql<number>`1`.as('standing') })
    .from(parents)
    .innerJoin(freezes, eq(freezes.parentId, parents.id))
    .where(and(eq(parents.accessId, accessId), isNull(freezes.liftedAt)))
    .limit(1)

/** Counts a try and looks whether a receipt of that hash was ever given, in one call. */
export async function tryReceipt(
  db: Database,
  { connection, hour }: { connection: string; hour: number },
  receiptHash: string,
) {
  const [counted, found] = await db.batch([
    countTry(db, connection, hour),
    db
      .select({ id: authorisations.id })
      .from(authorisations)
      .where(eq(authorisations.receiptHash, receiptHash)),
  ])
  return { tries: counted[0]?.tries ?? 0, known: found.length > 0 }
}

/** Words in force that end before a moment and whose parents were not told yet. */
export const endingBefore = (db: Database, now: number, end: number) =>
  db
    .select({
      id: authorisations.id,
      expiresAt: sql<number>`${authorisations.expiresAt}`,
      parentId: parents.id,
      contact: parents.contact,
      language: parents.language,
      fileId: parents.fileId,
    })
    .from(authorisations)
    .innerJoin(parents, eq(parents.id, authorisations.parentId))
    .innerJoin(files, eq(files.id, parents.fileId))
    .where(
      and(
        toRemind,
        gt(authorisations.expiresAt, now),
        lte(authorisations.expiresAt, end),
        ne(files.stage, 'closed'),
      ),
    )
    .orderBy(asc(authorisations.expiresAt))
    .limit(REMIND_AT_ONCE)

/** Written out as in its index, which SQLite uses only then. */
const toRemind = sql`reminded_at is null and superseded_at is null and withdrawn_at is null`

/** The cron runs every minute, so a few at a time keep up. */
const REMIND_AT_ONCE = 20

/** Keeps that a parent was told, or could not safely be, and queues the mail that tells them. False when it ended. */
export const remind = (
  db: Database,
  event: AuditEvent,
  id: string,
  mail: typeof outbox.$inferInsert | undefined,
) => {
  const due = and(eq(authorisations.id, id), toRemind)
  return changeOnRecord(db, event, [
    ...(mail
      ? [
          queueForLead(
            db,
            event.fileId,
            [{ lead: 'anybody', row: mail }],
            sql`exists (select 1 from ${authorisations} where ${due})`,
          ),
        ]
      : []),
    db.update(authorisations).set({ remindedAt: event.happenedAt }).where(due),
  ])
}
