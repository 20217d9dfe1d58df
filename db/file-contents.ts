import { type SQL, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { mergedFileIdsSql } from './conflict-of-interest.ts'
import {
  appointmentSlots,
  appointments,
  attendances,
  authorisations,
  callAttempts,
  callReopenings,
  contactEntries,
  contactHolds,
  draftSections,
  drafts,
  invitations,
  joiningCodes,
  matchTokens,
  notes,
  orderReadings,
  outbox,
  parents,
  reminders,
  screenings,
  searchTokens,
  sentLetters,
  submissions,
  timeRequests,
} from './schema.ts'

/** The rows of a table that a file holds. */
export interface FileContents {
  readonly table: SQLiteTable
  /** Holds for the rows about one side, or about anybody of the family when the side is null. */
  readonly condition: SQL
  /** The rows are about the family, and go with it alone. */
  readonly isOfFamily?: boolean
}

/**
 * Holds for a contact that outlasts the erasure of one parent: that they asked not to be contacted, so that nobody calls them
 * again, and what amends it.
 */
export const outlastsErasureCondition = sql`(outcome = 'asked-no-contact' or exists (select 1 from contact_entries asked
  where asked.id = contact_entries.amends_id and asked.outcome = 'asked-no-contact'))`

/**
 * Lists where a file holds what it knows of a family, or of one parent, each table before those to which its rows refer. The
 * row of the file, its audit events, its retention and its erasures are not among them: they outlast an erasure.
 */
export function listFileContents(fileId: string, side: 'initiating' | 'other' | null): FileContents[] {
  const parentIds = sql`(select id from parents where file_id = ${fileId} and side = coalesce(${side}, side))`
  const ofParent = sql`parent_id in ${parentIds}`
  const ofFile = sql`file_id = ${fileId}`
  // Messages stay with a file that was merged into this one.
  const ofMergedFiles = sql`file_id in ${mergedFileIdsSql(sql`${fileId}`)}`
  const ofSide = sql`file_id = ${fileId} and coalesce(side, '') = coalesce(${side}, side, '')`
  const authorisationIds = sql`(select id from authorisations where ${ofParent})`
  const ofAuthorisation = sql`authorisation_id in ${authorisationIds}`
  const draftIds = sql`(select id from drafts where invitation_id in (select id from invitations where ${ofAuthorisation})
    union all select id from drafts where joining_code_id in (select id from joining_codes where ${ofParent}))`
  // With its last attendance an appointment has nobody left.
  const emptyAppointmentIds = sql`(select id from appointments where file_id = ${fileId}
    and not exists (select 1 from attendances where appointment_id = appointments.id))`
  return [
    { table: attendances, condition: ofParent },
    { table: appointmentSlots, condition: sql`appointment_id in ${emptyAppointmentIds}` },
    { table: appointments, condition: sql`id in ${emptyAppointmentIds}` },
    { table: draftSections, condition: sql`draft_id in ${draftIds}`, isOfFamily: true },
    { table: drafts, condition: sql`id in ${draftIds}`, isOfFamily: true },
    { table: callAttempts, condition: ofAuthorisation, isOfFamily: true },
    { table: invitations, condition: ofAuthorisation, isOfFamily: true },
    { table: joiningCodes, condition: ofParent, isOfFamily: true },
    { table: authorisations, condition: ofParent, isOfFamily: true },
    { table: callReopenings, condition: ofParent, isOfFamily: true },
    { table: contactHolds, condition: ofParent, isOfFamily: true },
    { table: orderReadings, condition: ofFile, isOfFamily: true },
    { table: screenings, condition: ofParent },
    { table: sentLetters, condition: ofParent },
    { table: timeRequests, condition: ofParent },
    { table: submissions, condition: ofParent },
    {
      table: contactEntries,
      condition: side === null ? ofSide : sql`${ofSide} and not ${outlastsErasureCondition}`,
    },
    { table: notes, condition: ofSide },
    { table: reminders, condition: ofFile, isOfFamily: true },
    { table: matchTokens, condition: ofSide },
    { table: searchTokens, condition: ofFile },
    { table: outbox, condition: side === null ? ofMergedFiles : sql`${ofMergedFiles} and ${ofParent}` },
    { table: parents, condition: ofFile, isOfFamily: true },
  ]
}
