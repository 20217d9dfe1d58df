import {
  and,
  desc,
  eq,
  getTableColumns,
  inArray,
  isNotNull,
  isNull,
  lte,
  ne,
  type SQL,
  sql,
} from 'drizzle-orm'
import { alias, unionAll } from 'drizzle-orm/sqlite-core'
import { type AuditEvent, changeOnRecord } from './audit.ts'
import { rulesQuery } from './availability.ts'
import { type Database, statement } from './database.ts'
import { isKnownAfter, isNewlyKnown } from './gate.ts'
import { endQueued, wasEnded } from './outbox.ts'
import {
  appointments,
  attendances,
  authorisations,
  files,
  freezes,
  invitations,
  matchTokens,
  outbox,
  outreach,
  parents,
  submissions,
  timeRequests,
} from './schema.ts'

interface Who {
  readonly id: string
  readonly administrator: boolean
}

/**
 * The files a coordinator leads or assists and those nobody leads yet, newest first; an administrator sees all. Cut
 * at `LISTED`, with one more to show that it was. Beside them the whole waiting list in its order, in the same call.
 */
export async function listFiles(db: Database, who: Who, until: number) {
  const waiting = fileRows(db)
    .where(and(isNull(files.leadCoordinator), eq(files.stage, 'waiting')))
    // With the sign, SQLite finds those that wait and sorts them, rather than walk through all that nobody leads.
    .orderBy(sql`+opened_at`)
    .limit(LISTED)
  const [listed, inOrder] = await db.batch([filesOf(db, who, until), waiting])
  return { files: listed.slice(0, LISTED), more: listed.length > LISTED, waiting: inOrder }
}

/** A page of the desk's list. */
const LISTED = 200

const filesOf = (db: Database, who: Who, until: number) => {
  const openedBy = lte(files.openedAt, until)
  const newestFirst = desc(sql`opened_at`)
  if (who.administrator) {
    return fileRows(db)
      .where(openedBy)
      .orderBy(newestFirst)
      .limit(LISTED + 1)
  }
  const own = fileRows(db).where(and(eq(files.leadCoordinator, who.id), openedBy))
  const assisted = fileRows(db).where(and(eq(files.legalCoordinator, who.id), openedBy))
  const unassigned = fileRows(db).where(and(isNull(files.leadCoordinator), openedBy))
  return unionAll(own, assisted, unassigned)
    .orderBy(newestFirst)
    .limit(LISTED + 1)
}

const fileRows = (db: Database) =>
  db
    .select({
      reference: files.reference,
      route: files.route,
      stage: files.stage,
      leadCoordinator: files.leadCoordinator,
      openedAt: sql<number>`${files.openedAt}`.as('opened_at'),
      mailOutcome: sql<'queued' | 'sent' | 'failed' | null>`(${db
        .select({ outcome: outbox.outcome })
        .from(outbox)
        .where(and(eq(outbox.fileId, files.id), sql`not ${wasEnded}`))
        .orderBy(desc(outbox.createdAt))
        .limit(1)})`.as('mail_outcome'),
    })
    .from(files)
    .$dynamic()

/**
 * A file, each parent's intake, sealed as stored, who in it is known from other files, its sessions, and all there is
 * about calling a parent who has not come: in one call.
 */
export async function readFile(db: Database, reference: string) {
  const [[file], sent, known, sessions, requests, rules, ...calling] = await db.batch([
    db
      .select({
        ...getTableColumns(files),
        joinedInto: sql<
          string | null
        >`(select reference from files family where family.id = files.joined_into)`,
      })
      .from(files)
      .where(eq(files.reference, reference)),
    db
      .select({
        id: submissions.id,
        side: parents.side,
        answers: submissions.answers,
        safety: submissions.safety,
        hasOtherContact: sql<number>`${submissions.otherContact} is not null`,
        sentAt: submissions.sentAt,
      })
      .from(submissions)
      .innerJoin(files, eq(files.id, submissions.fileId))
      .innerJoin(parents, eq(parents.id, submissions.parentId))
      .where(and(eq(files.reference, reference), eq(submissions.form, 'intake')))
      .orderBy(parents.side, submissions.sentAt),
    knownQuery(db, reference),
    ...sessionQueries(db, reference),
    ...callingQueries(db, reference),
  ])
  const [people, given, frozen, attempts, invited, mail] = calling
  return (
    file && {
      file,
      sent,
      known,
      sessions,
      requests,
      rules,
      people,
      authorisations: given,
      freezes: frozen,
      attempts,
      invitations: invited,
      mail,
    }
  )
}

/**
 * The sessions of a file, one row for each parent who takes part, newest first; what parents asked for who found no
 * time, sealed as stored, while nobody has answered it; and the rules that whoever leads saved.
 */
const sessionQueries = (db: Database, reference: string) =>
  [
    db
      .select({
        id: appointments.id,
        parentId: attendances.parentId,
        coordinator: appointments.coordinator,
        kind: appointments.kind,
        way: appointments.way,
        startsAt: appointments.startsAt,
        endsAt: appointments.endsAt,
        sequence: appointments.sequence,
        cancelledAt: appointments.cancelledAt,
        cancelledBy: appointments.cancelledBy,
        outcome: appointments.outcome,
      })
      .from(files)
      .innerJoin(appointments, eq(appointments.fileId, files.id))
      .innerJoin(attendances, eq(attendances.appointmentId, appointments.id))
      .where(and(eq(files.reference, reference), isNull(appointments.keptUntil)))
      .orderBy(desc(appointments.startsAt))
      .limit(SESSIONS_SHOWN),
    db
      .select({
        id: timeRequests.id,
        parentId: timeRequests.parentId,
        madeAt: timeRequests.madeAt,
        wanted: timeRequests.wanted,
      })
      .from(files)
      .innerJoin(parents, eq(parents.fileId, files.id))
      .innerJoin(timeRequests, eq(timeRequests.parentId, parents.id))
      .where(and(eq(files.reference, reference), isNull(timeRequests.endedAt))),
    rulesQuery(db, sql`(select lead_coordinator from files where reference = ${reference})`),
  ] as const

/** Newest first: those to come are always among them. */
const SESSIONS_SHOWN = 100

/**
 * The parents of a file and each one's words on the call, newest first, with the evidence of the latest they gave;
 * what freezes it; every attempt and invitation; and the latest mail. What is closed is left out.
 */
const callingQueries = (db: Database, reference: string) => {
  const inFile = db
    .select({ id: parents.id })
    .from(files)
    .innerJoin(parents, eq(parents.fileId, files.id))
    .where(eq(files.reference, reference))
  const theirs = db
    .select({ id: authorisations.id })
    .from(authorisations)
    .where(inArray(authorisations.parentId, inFile))
  const { evidence, otherContact, idempotencyKey, ...shown } = getTableColumns(authorisations)
  const { codeId, ...ofInvitation } = getTableColumns(invitations)
  return [
    db
      .select({
        id: parents.id,
        side: parents.side,
        language: parents.language,
        contact: parents.contact,
        givenReference: parents.givenReference,
        standing: parents.standing,
        invitedAt: parents.invitedAt,
        booksWith: parents.booksWith,
        jointAgreedAt: parents.jointAgreedAt,
      })
      .from(parents)
      .where(inArray(parents.id, inFile))
      .orderBy(parents.side),
    db
      .select({
        ...shown,
        // In our own SQL the inner and the outer columns keep their tables' names.
        evidence: sql<string | null>`case authorisations.id when (select given.id from authorisations given
          where given.parent_id = authorisations.parent_id and given.granted_at is not null
          order by given.made_at desc, given.rowid desc limit 1) then evidence end`.as('latest_evidence'),
      })
      .from(authorisations)
      .where(inArray(authorisations.parentId, inFile))
      .orderBy(desc(authorisations.madeAt), sql`rowid desc`),
    db.select().from(freezes).where(inArray(freezes.parentId, inFile)).orderBy(desc(freezes.saidAt)),
    db
      .select()
      .from(outreach)
      .where(inArray(outreach.authorisationId, theirs))
      .orderBy(desc(outreach.attemptedAt)),
    db
      .select(ofInvitation)
      .from(invitations)
      .where(inArray(invitations.authorisationId, theirs))
      .orderBy(desc(invitations.invitedAt)),
    db
      .select({
        kind: outbox.kind,
        outcome: outbox.outcome,
        lastError: outbox.lastError,
        createdAt: outbox.createdAt,
      })
      .from(outbox)
      .where(sql`${outbox.fileId} = (select id from files where reference = ${reference})`)
      .orderBy(desc(outbox.createdAt))
      .limit(MAIL_SHOWN),
  ] as const
}

/** Newest first: what was sent long ago is no news. */
const MAIL_SHOWN = 10

/**
 * Facts of a file's people that stand in other files too: which kind of fact, and on whose side here and there; and
 * whether an order is to be read there.
 */
const knownQuery = (db: Database, reference: string) => {
  const theirs = alias(matchTokens, 'theirs')
  const elsewhere = alias(files, 'elsewhere')
  return db
    .selectDistinct({
      reference: elsewhere.reference,
      leadCoordinator: elsewhere.leadCoordinator,
      legalCoordinator: elsewhere.legalCoordinator,
      stage: elsewhere.stage,
      openedAt: elsewhere.openedAt,
      frozen: sql<number>`exists (select 1 from parents cross join freezes on freezes.parent_id = parents.id
        where parents.file_id = ${elsewhere.id} and lifted_at is null)`.as('frozen'),
      kind: matchTokens.kind,
      // In a batch D1 gives columns by name, so no two may share one.
      ours: sql<MatchToken['side']>`${matchTokens.side}`.as('ours'),
      theirs: sql<MatchToken['side']>`${theirs.side}`.as('theirs'),
    })
    .from(files)
    .innerJoin(matchTokens, eq(matchTokens.fileId, files.id))
    .innerJoin(theirs, and(eq(theirs.token, matchTokens.token), ne(theirs.fileId, files.id)))
    .innerJoin(elsewhere, eq(elsewhere.id, theirs.fileId))
    .where(eq(files.reference, reference))
    .orderBy(eq(matchTokens.kind, 'lawyer'), elsewhere.openedAt, elsewhere.id)
    .limit(KNOWN_SHOWN)
}

type MatchToken = typeof matchTokens.$inferSelect

/** A lawyer's name may stand in many files: what is cut is the newest of those. */
const KNOWN_SHOWN = 200

/**
 * Somebody looked at who is known from other files that came until a moment, and the content may be read until another
 * leads the file. Again when one came since the last look. False when there is nothing new to look at, and when one
 * came after that moment: their page did not show it.
 */
export const clearFile = (db: Database, event: AuditEvent, seenUntil = event.happenedAt) =>
  changeOnRecord(db, event, [
    db
      .update(files)
      .set({ clearedAt: event.happenedAt })
      .where(
        and(
          eq(files.id, event.fileId),
          sql`(${files.clearedAt} is null or ${isNewlyKnown})`,
          sql`not ${isKnownAfter(seenUntil)}`,
        ),
      ),
  ])

/** Who leads may not or will not: the file is nobody's again. */
export const passOn = (db: Database, event: AuditEvent, mail: (typeof outbox.$inferInsert)[]) => {
  const theirs = and(eq(files.leadCoordinator, event.actor), ne(files.stage, 'closed'))
  return changeOnRecord(db, event, [
    ...mail.map((row) => queueMailIf(db, row, theirs)),
    db
      .update(parents)
      .set({ booksWith: null })
      .where(
        and(
          eq(parents.fileId, event.fileId),
          eq(parents.booksWith, event.actor),
          sql`exists (select 1 from ${files} where ${files.id} = ${event.fileId} and ${theirs})`,
        ),
      ),
    db
      .update(files)
      .set({ leadCoordinator: null, proposedLegal: null, clearedAt: null })
      .where(and(eq(files.id, event.fileId), theirs)),
  ])
}

/** An administrator gives a file to a coordinator who does not lead it yet, and who no longer assists in it then. */
export const assignFile = (
  db: Database,
  event: AuditEvent,
  coordinator: string,
  mail: typeof outbox.$inferInsert,
) => {
  const open = and(ne(files.stage, 'closed'), sql`${files.leadCoordinator} is not ${coordinator}`)
  return changeOnRecord(db, event, [
    queueMailIf(db, mail, open),
    db
      .update(parents)
      .set({ standing: 'received' })
      .where(
        and(
          eq(parents.fileId, event.fileId),
          eq(parents.standing, 'waiting'),
          sql`exists (select 1 from ${files} where ${files.id} = ${event.fileId} and ${open})`,
        ),
      ),
    db
      .update(parents)
      .set({ booksWith: coordinator })
      .where(
        and(
          eq(parents.fileId, event.fileId),
          isNotNull(parents.standing),
          sql`exists (select 1 from ${files} where ${files.id} = ${event.fileId} and ${open})`,
        ),
      ),
    db
      .update(files)
      .set({
        leadCoordinator: coordinator,
        legalCoordinator: sql`nullif(${files.legalCoordinator}, ${coordinator})`,
        proposedLegal: sql`nullif(${files.proposedLegal}, ${coordinator})`,
        clearedAt: null,
        stage: sql`case ${files.stage} when 'waiting' then 'new' else ${files.stage} end`,
      })
      .where(and(eq(files.id, event.fileId), open)),
  ])
}

/** Queues mail about a file only if the change it tells of will be made. */
const queueMailIf = (db: Database, mail: typeof outbox.$inferInsert, condition: SQL | undefined) =>
  statement(
    db,
    sql`
    insert into outbox (id, file_id, kind, mail, outcome, attempts, next_attempt_at, created_at)
    select ${mail.id}, ${files.id}, ${mail.kind}, ${mail.mail}, ${mail.outcome}, ${mail.attempts},
      ${mail.nextAttemptAt}, ${mail.createdAt}
    from ${files} where ${files.id} = ${mail.fileId} and ${condition}`,
  )

/** Whoever leads decides who assists: the lawyer proposed, another one or nobody, and never themselves. */
export const decideAssistance = (db: Database, event: AuditEvent, lawyer: string | null) =>
  changeOnRecord(db, event, [
    db
      .update(files)
      .set({ legalCoordinator: lawyer, proposedLegal: null })
      .where(
        and(
          eq(files.id, event.fileId),
          eq(files.leadCoordinator, event.actor),
          sql`${files.leadCoordinator} is not ${lawyer}`,
          ne(files.stage, 'closed'),
        ),
      ),
  ])

/** A reading is put on record, and the first by whoever leads makes the file an open one. */
export const markOpened = (db: Database, event: AuditEvent) =>
  changeOnRecord(db, event, [
    db
      .update(files)
      .set({
        stage: sql`case when ${files.stage} = 'new' and ${files.leadCoordinator} = ${event.actor}
            then 'open' else ${files.stage} end`,
      })
      .where(eq(files.id, event.fileId)),
  ])

/**
 * The work is done, or was declined: there is room for another family. Whoever closes nobody's file answers for it.
 * False while a session is still to come: its parents are told first, by cancelling it.
 */
export const closeFile = (db: Database, event: AuditEvent) => {
  const nothingToCome = sql`not exists (select 1 from appointments where appointments.file_id = ${event.fileId}
    and cancelled_at is null and kept_until is null and ends_at > ${event.happenedAt})`
  const open = sql`exists (select 1 from ${files} where ${files.id} = ${event.fileId} and ${files.stage} <> 'closed'
    and ${nothingToCome})`
  return changeOnRecord(db, event, [
    // Nobody is asked, reminded or invited any more.
    ...['authorisation-asked', 'authorisation-ending', 'invitation'].map((kind) =>
      endQueued(db, event.fileId, kind, open),
    ),
    db
      .update(parents)
      .set({ standing: 'closed' })
      .where(and(eq(parents.fileId, event.fileId), isNotNull(parents.standing), open)),
    db
      .update(timeRequests)
      .set({ endedAt: event.happenedAt })
      .where(
        and(
          isNull(timeRequests.endedAt),
          sql`parent_id in (select id from parents where file_id = ${event.fileId})`,
          open,
        ),
      ),
    db
      .update(files)
      .set({ stage: 'closed', leadCoordinator: leadOr(event.actor) })
      .where(and(eq(files.id, event.fileId), ne(files.stage, 'closed'), nothingToCome)),
  ])
}

/** No closed file is nobody's: every coordinator sees those. */
const leadOr = (actor: string) => sql`coalesce(${files.leadCoordinator}, ${actor})`

/**
 * Joins a file into another of the same family: what its parent sent becomes that of the other parent there. Only
 * while both are open and nobody has sent anything as the other parent in either. The emptied file stays, closed,
 * with its record. `events` tell both files of it.
 */
export const joinFiles = (db: Database, events: { readonly from: AuditEvent; readonly into: AuditEvent }) => {
  const from = events.from.fileId
  const into = events.into.fileId
  // Holds throughout, until the parent has moved.
  const possible = sql`(select count(*) from files where id in (${from}, ${into}) and stage <> 'closed') = 2
    and not exists (select 1 from parents other join submissions on submissions.parent_id = other.id
      where other.file_id in (${from}, ${into}) and other.side = 'other')`
  return changeOnRecord(
    db,
    [events.from, events.into],
    [
      db
        .update(submissions)
        .set({ fileId: into })
        .where(and(eq(submissions.fileId, from), possible)),
      statement(
        db,
        sql`insert into match_tokens (token, kind, file_id, side)
        select token, kind, ${into},
          case side when 'initiating' then 'other' when 'other' then 'initiating' else side end
        from match_tokens where file_id = ${from} and ${possible}
        on conflict do nothing`,
      ),
      db.delete(matchTokens).where(and(eq(matchTokens.fileId, from), possible)),
      db
        .update(appointments)
        .set({ fileId: into })
        .where(and(eq(appointments.fileId, from), possible)),
      // More people are in it now, to be looked for in other files.
      db
        .update(files)
        .set({ clearedAt: null })
        .where(and(eq(files.id, into), possible)),
      // Those known only from what was written about them leave for those who wrote themselves.
      db
        .delete(parents)
        .where(and(inArray(parents.fileId, [from, into]), eq(parents.side, 'other'), possible)),
      db
        .update(parents)
        .set({ fileId: into, side: 'other' })
        .where(and(eq(parents.fileId, from), eq(parents.side, 'initiating'), possible)),
      db
        .update(files)
        .set({ stage: 'closed', joinedInto: into, leadCoordinator: leadOr(events.from.actor) })
        .where(
          and(
            eq(files.id, from),
            ne(files.stage, 'closed'),
            sql`not exists (select 1 from parents where parents.file_id = ${from})`,
          ),
        ),
    ],
  )
}
