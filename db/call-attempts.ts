import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/sqlite-core'
import type { OrderFinding } from '../content/authorisation/call-attempts.ts'
import { type AuditEvent, changeOnRecord, changeOnRecordIf, readOnRecord } from './audit.ts'
import { type Database, statement } from './database.ts'
import { type Approach, fileOf, isBarredElsewhere, isInterested, mayApproach, mayAttempt } from './gate.ts'
import { endInvitations } from './invitations.ts'
import { queueForLead } from './lead-routing.ts'
import { authorisations, files, freezes, type outbox, outreach, parents, submissions } from './schema.ts'

type Mail = typeof outbox.$inferInsert | undefined

/**
 * Opens the contact details of the other parent that go with an authorisation, on record: those of the intake and
 * those given when the call was authorised, still sealed. Nothing when the gate refuses: what was withdrawn before
 * the reading itself is not read.
 */
export const openOtherContact = (db: Database, event: AuditEvent, approach: Approach, most: number) => {
  const open = mayAttempt(soon(approach), most)
  const givenWithIt = db
    .select({
      givenIn: sql<'authorisations' | 'submissions'>`'authorisations'`.as('given_in'),
      id: sql<string>`${authorisations.id}`.as('row_id'),
      sealed: sql<string>`${authorisations.otherContact}`.as('sealed'),
    })
    .from(authorisations)
    .where(
      and(
        eq(authorisations.id, approach.authorisationId),
        sql`${authorisations.otherContact} is not null`,
        open,
      ),
    )
  const givenBefore = db
    .select({
      givenIn: sql<'authorisations' | 'submissions'>`'submissions'`.as('given_in'),
      id: sql<string>`${submissions.id}`.as('row_id'),
      sealed: sql<string>`${submissions.otherContact}`.as('sealed'),
    })
    .from(submissions)
    .where(
      and(
        sql`${submissions.parentId} = (select parent_id from authorisations where id = ${approach.authorisationId})`,
        sql`${submissions.otherContact} is not null`,
        open,
      ),
    )
  return readOnRecord(db, event, open, unionAll(givenWithIt, givenBefore))
}

/**
 * Opens what a parent answered about the call itself, still sealed, for the sheet it is made by: under the same gate
 * and on record. Nothing when the gate refuses: an earlier call can be written down without.
 */
export async function openRulesOfCall(db: Database, event: AuditEvent, approach: Approach, most: number) {
  const open = mayAttempt(soon(approach), most)
  const given = db
    .select({ evidence: authorisations.evidence })
    .from(authorisations)
    .where(and(eq(authorisations.id, approach.authorisationId), open))
  return (await readOnRecord(db, event, open, given))?.[0]
}

/** Whether the details could be opened now, for a page that has them open; nothing is recorded. */
export async function isGateOpen(db: Database, reference: string, approach: Approach, most: number) {
  const [gate] = await db
    .select({ open: sql<number>`${mayAttempt(soon(approach), most)}`.as('open') })
    .from(files)
    .where(and(eq(files.reference, reference), sql`${files.id} = ${fileOf(approach.authorisationId)}`))
  return gate?.open === 1
}

/**
 * Keeps out whatever was withdrawn, forbidden or refused before this very statement, even if the clock that stamped it
 * runs ahead of ours: the gate must still be open in a minute.
 */
const soon = (approach: Approach): Approach => ({
  ...approach,
  at: approach.at + CLOCKS_APART_SECONDS * 1000,
})

const CLOCKS_APART_SECONDS = 60

export type Attempt = Pick<
  typeof outreach.$inferInsert,
  'id' | 'authorisationId' | 'attemptedAt' | 'channel' | 'outcome' | 'nextStep'
>

/**
 * Writes down how an attempt ended, if the gate was open when it was made: one made before a withdrawal is kept even
 * when it is written down after. That the other parent said no, or that it is not safe to go on, stops everything and
 * so needs no open gate: whoever leads the file may always say it. Nobody is invited any more then either. The same
 * attempt sent twice is kept once, and both answers are true; false when the gate was closed or no attempt was left.
 */
export async function recordOutreach(
  db: Database,
  event: AuditEvent,
  attempt: Attempt,
  most: number,
): Promise<boolean> {
  const { id, authorisationId, attemptedAt, channel, outcome, nextStep } = attempt
  const approach = { authorisationId, coordinator: event.actor, at: attemptedAt }
  const now = event.happenedAt
  const recent = attemptedAt <= now && attemptedAt >= now - WRITTEN_DOWN_DAYS * DAY
  if (!recent) return false
  const may = STOPPING.has(outcome) ? leads(event) : mayAttempt(approach, most)
  const possible = sql`${may} and ${fileOf(authorisationId)} = ${event.fileId}
    and not exists (select 1 from outreach where id = ${id})`
  const kept = await changeOnRecord(db, event, [
    ...(ENDING.has(outcome) ? endInvitations(db, event, possible) : []),
    statement(
      db,
      sql`
      insert into outreach (id, authorisation_id, attempted_at, recorded_at, recorded_by, channel, outcome, next_step)
      select ${id}, ${authorisationId}, ${attemptedAt}, ${now}, ${event.actor}, ${channel}, ${outcome}, ${nextStep}
      where ${possible}`,
    ),
  ])
  return kept || isKept(db, event.actor, attempt)
}

/** An attempt is written down within a week, or not in this record. */
const WRITTEN_DOWN_DAYS = 7
const DAY = 86_400_000

/** These stop everything: no more calls in this file. */
const STOPPING: ReadonlySet<Attempt['outcome']> = new Set(['declined', 'unsafe'])

/** After these nobody is invited. */
const ENDING: ReadonlySet<Attempt['outcome']> = new Set([...STOPPING, 'wrong-number'])

/** Whoever does it leads the file, which is not closed. */
const leads = ({ fileId, actor }: AuditEvent) => sql`exists (select 1 from files
  where id = ${fileId} and stage <> 'closed' and lead_coordinator = ${actor})`

const isKept = async (db: Database, coordinator: string, attempt: Attempt): Promise<boolean> => {
  const { id, authorisationId, channel, outcome, nextStep } = attempt
  const found = await db
    .select({ id: outreach.id })
    .from(outreach)
    .where(
      and(
        eq(outreach.id, id),
        eq(outreach.authorisationId, authorisationId),
        eq(outreach.recordedBy, coordinator),
        eq(outreach.channel, channel),
        eq(outreach.outcome, outcome),
        eq(outreach.nextStep, nextStep),
      ),
    )
  return found.length > 0
}

/** The other parent was reached and would like to come: a way in for them, in place of any there was before. */
export const invite = (
  db: Database,
  event: AuditEvent,
  made: { id: string; codeId: string; approach: Approach; expiresAt: number },
  mail: Mail,
) => {
  const { id, codeId, approach, expiresAt } = made
  const { authorisationId } = approach
  const possible = sql`${mayApproach(soon(approach))} and ${isInterested(authorisationId)}
    and ${fileOf(authorisationId)} = ${event.fileId}`
  const kept = sql`exists (select 1 from invitations where id = ${id})`
  return changeOnRecordIf(
    db,
    event,
    [
      ...endInvitations(db, event, possible),
      statement(
        db,
        sql`
        insert into invitations (id, authorisation_id, code_id, invited_at, expires_at)
        select ${id}, ${authorisationId}, ${codeId}, ${event.happenedAt}, ${expiresAt} where ${possible}`,
      ),
      ...queued(db, mail, kept),
    ],
    kept,
  )
}

/**
 * Whoever leads asks a parent for their word on the call. False while they gave one that holds, or were asked already;
 * when the other parent is here themselves, said no, or is not safe to call; when another file is to be looked at
 * first; when the parent came by invitation, whose own page offers nothing; and when the file is closed.
 */
export const askAuthorisation = (
  db: Database,
  event: AuditEvent,
  { id, parentId }: { id: string; parentId: string },
  mail: Mail,
) => {
  const now = event.happenedAt
  const possible = sql`exists (select 1 from parents asked cross join files on files.id = asked.file_id
    where asked.id = ${parentId} and files.id = ${event.fileId} and stage <> 'closed'
      and lead_coordinator = ${event.actor} and asked.invited_at is null
      and exists (select 1 from submissions where parent_id = asked.id)
      and not exists (select 1 from parents other cross join submissions on submissions.parent_id = other.id
        where other.file_id = files.id and other.id <> asked.id)
      and not exists (select 1 from parents giver cross join authorisations given on given.parent_id = giver.id
        cross join outreach on outreach.authorisation_id = given.id
        where giver.file_id = files.id and outcome in ('declined', 'unsafe'))
      and not ${isBarredElsewhere(now + CLOCKS_APART_SECONDS * 1000)})`
  const kept = sql`exists (select 1 from authorisations where id = ${id})`
  return changeOnRecordIf(
    db,
    event,
    [
      // What holds, and what was asked for and not answered, stays.
      db
        .update(authorisations)
        .set({ supersededAt: now })
        .where(
          and(
            eq(authorisations.parentId, parentId),
            isNull(authorisations.supersededAt),
            sql`(withdrawn_at is not null or declined_at is not null or expires_at <= ${now})`,
            possible,
          ),
        ),
      statement(
        db,
        sql`
        insert into authorisations (id, parent_id, made_at, asked_by)
        select ${id}, ${parentId}, ${now}, ${event.actor} where ${possible}
          and not exists (select 1 from authorisations where parent_id = ${parentId} and superseded_at is null)`,
      ),
      ...queued(db, mail, kept),
    ],
    kept,
  )
}

/**
 * Whoever leads has read the order that parents spoke of until a moment. Only what forbids nothing lifts the freeze;
 * what a parent said after that moment is about an order yet to be read.
 */
export const recordOrderRead = (db: Database, event: AuditEvent, finding: OrderFinding, saidUntil: number) =>
  changeOnRecord(db, event, [
    db
      .update(freezes)
      .set({
        readAt: event.happenedAt,
        readBy: event.actor,
        finding,
        ...(finding === 'nothing-forbids' && { liftedAt: event.happenedAt }),
      })
      .where(
        and(
          sql`${freezes.parentId} in (select parents.id from files cross join parents on parents.file_id = files.id
            where files.id = ${event.fileId} and stage <> 'closed' and lead_coordinator = ${event.actor})`,
          isNull(freezes.liftedAt),
          sql`${freezes.saidAt} <= ${saidUntil}`,
        ),
      ),
  ])

/** Puts a new private code in the place of a parent's old one, which opens nothing any more. */
export const renewFileCode = (db: Database, event: AuditEvent, parentId: string, accessId: string) =>
  changeOnRecord(db, event, [
    db
      .update(parents)
      .set({ accessId })
      .where(
        and(
          eq(parents.id, parentId),
          eq(parents.fileId, event.fileId),
          sql`exists (select 1 from ${submissions} where ${submissions.parentId} = ${parentId})`,
          sql`exists (select 1 from ${files} where ${files.id} = ${event.fileId}
            and ${files.leadCoordinator} = ${event.actor})`,
        ),
      ),
  ])

const queued = (db: Database, mail: Mail, condition: SQL) =>
  mail?.fileId ? [queueForLead(db, mail.fileId, [{ lead: 'anybody', row: mail }], condition)] : []
