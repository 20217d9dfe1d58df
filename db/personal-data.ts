import { and, asc, eq, isNull, ne, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { CallAttemptOutcome } from '../content/authorisation/call-attempts.ts'
import { mergedFileIdsSql } from './conflict-of-interest.ts'
import { type Database, runNamedBatch } from './database.ts'
import { selectFormVersionsOfFile } from './form-versions.ts'
import {
  appointments,
  attendances,
  authorisations,
  callAttempts,
  contactEntries,
  notes,
  outbox,
  parents,
  screenings,
  sentLetters,
  submissions,
  timeRequests,
} from './schema.ts'

interface ParentOfFile {
  readonly fileId: string
  readonly reference: string
  readonly side: 'initiating' | 'other'
}

/**
 * Loads what a file holds of one parent, sealed as stored. Of what the other parent told it has the name alone, of somebody who
 * never came. Of notes and talks, those about the whole family too, it gives the count, since a coordinator’s words may tell of the
 * other parent.
 */
export function loadPersonalData(db: Database, { fileId, reference, side }: ParentOfFile) {
  const isOfSide = and(eq(parents.fileId, fileId), eq(parents.side, side))
  const isOfOther = and(eq(parents.fileId, fileId), ne(parents.side, side))
  const among = (column: SQLiteColumn, condition: SQL | undefined) =>
    sql`${column} in (select parents.id from parents where ${condition})`
  return runNamedBatch(db, {
    parents: db
      .select({
        id: parents.id,
        language: parents.language,
        status: parents.status,
        sealedDisplayName: parents.sealedDisplayName,
        sealedContactRules: parents.sealedContactRules,
        notes:
          sql<number>`(select count(*) from ${notes} where notes.file_id = ${fileId} and coalesce(notes.side, ${side}) = ${side}
            and signed_at is not null and amends_id is null)`.as('note_count'),
        screenings: sql<number>`(select count(*) from ${screenings} where screenings.parent_id = parents.id
            and amends_id is null)`.as('screening_count'),
      })
      .from(parents)
      .where(isOfSide),
    submissions: db
      .select({
        id: submissions.id,
        page: sql<string>`coalesce(${submissions.addedPage}, ${submissions.form})`.as('page'),
        writtenBy: submissions.writtenBy,
        addedAt: submissions.sentAt,
        sealedAnswers: submissions.sealedAnswers,
        sealedSafety: submissions.sealedSafety,
      })
      .from(submissions)
      .where(among(submissions.parentId, isOfSide))
      .orderBy(asc(submissions.sentAt)),
    authorisations: db
      .select({
        id: authorisations.id,
        grantedAt: authorisations.grantedAt,
        expiresAt: authorisations.expiresAt,
        withdrawnAt: authorisations.withdrawnAt,
        declinedAt: authorisations.declinedAt,
        sealedEvidence: authorisations.sealedEvidence,
      })
      .from(authorisations)
      .where(among(authorisations.parentId, isOfSide)),
    timeRequests: db
      .select({
        id: timeRequests.id,
        createdAt: timeRequests.createdAt,
        sealedPreferences: timeRequests.sealedPreferences,
      })
      .from(timeRequests)
      .where(among(timeRequests.parentId, isOfSide)),
    letters: db
      .select({ id: sentLetters.id, sentAt: sentLetters.sentAt, sealedText: sentLetters.sealedText })
      .from(sentLetters)
      .where(among(sentLetters.parentId, isOfSide)),
    appointments: db
      .select({
        startsAt: appointments.startsAt,
        endsAt: appointments.endsAt,
        kind: appointments.kind,
        mode: appointments.mode,
        cancelledAt: appointments.cancelledAt,
        outcome: attendances.outcome,
      })
      .from(attendances)
      .innerJoin(appointments, eq(appointments.id, attendances.appointmentId))
      .where(and(among(attendances.parentId, isOfSide), isNull(appointments.heldUntil))),
    contacts: db
      .select({
        happenedAt: contactEntries.happenedAt,
        direction: contactEntries.direction,
        channel: contactEntries.channel,
        outcome: contactEntries.outcome,
      })
      .from(contactEntries)
      .where(
        and(
          eq(contactEntries.fileId, fileId),
          eq(contactEntries.side, side),
          sql`not exists (select 1 from contact_entries later where later.amends_id = ${contactEntries.id})`,
        ),
      ),
    /** The calls to this parent, which the other one authorised. That one was unsafe may tell of the other one. */
    calls: db
      .select({
        attemptedAt: callAttempts.attemptedAt,
        channel: callAttempts.channel,
        outcome: sql<CallAttemptOutcome | null>`nullif(${callAttempts.outcome}, 'unsafe')`.as('told_outcome'),
      })
      .from(callAttempts)
      .innerJoin(authorisations, eq(authorisations.id, callAttempts.authorisationId))
      .where(among(authorisations.parentId, isOfOther)),
    messages: db
      .select({ createdAt: outbox.createdAt, kind: outbox.kind })
      .from(outbox)
      .where(
        and(
          sql`${outbox.fileId} in ${mergedFileIdsSql(sql`${fileId}`)}`,
          eq(outbox.outcome, 'sent'),
          among(outbox.parentId, isOfSide),
        ),
      ),
    formVersions: selectFormVersionsOfFile(db, reference),
  })
}
