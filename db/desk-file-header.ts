import { eq, sql } from 'drizzle-orm'
import { buildNamedStandInsColumn } from './absences.ts'
import { acceptedFileCondition } from './accepted-files.ts'
import { approvalEventSql, parseApprovalEvent } from './approvals.ts'
import { type Database, runNamedBatch } from './database.ts'
import { buildFileColumns, initiatingLanguageColumn } from './file-columns.ts'
import { files, type parents } from './schema.ts'
import { hasSafeguardsCondition } from './screening-reasons.ts'
import { parseSealedContacts, sealedContactsSql } from './sealed-contacts.ts'
import { lastEventSql } from './seen-events.ts'
import { sharedContactKindsSql } from './shared-contacts.ts'
import { hasUpcomingAppointmentCondition } from './upcoming-appointments.ts'

/** The file to load, who asks for it and when, and the practice’s limit of call attempts. */
export interface DeskFileQuery {
  readonly reference: string
  /** The id of the coordinator who is signed in. */
  readonly viewerId: string
  readonly now: number
  /** The most call attempts that the practice allows in a file. */
  readonly maxAttempts: number
}

/** The facts that decide who may do what with a file, and that every panel of its page shows. */
export type DeskFileHeader = Awaited<ReturnType<typeof selectDeskFileHeader>>[number]

/** Loads the header of a file, and how its parents may be reached, sealed as stored. */
export async function loadDeskFileHeader(db: Database, query: DeskFileQuery) {
  const { header, contacts } = await runNamedBatch(db, {
    header: selectDeskFileHeader(db, query),
    contacts: db
      .select({
        sealed: sealedContactsSql(sql`files.id`).mapWith(parseSealedContacts).as('sealed_contacts'),
        colleague: lastColleagueSql(query).mapWith(parseColleague).as('colleague'),
      })
      .from(files)
      .where(eq(files.reference, query.reference)),
  })
  const [file] = header
  const [{ sealed, colleague } = { sealed: [], colleague: null }] = contacts
  return file && { file, sealedContacts: sealed, colleague }
}

/** Another coordinator who read or changed a file a moment ago: their id, and when in milliseconds. */
interface Colleague {
  readonly id: string
  readonly at: number
}

/**
 * The last coordinator but the viewer who read or changed `files` within the last minutes, by the newest events of its record.
 * Whoever opens a file's page reads its overview, on record.
 */
const lastColleagueSql = ({
  viewerId,
  now,
}: DeskFileQuery) => sql`(select json_object('id', actor, 'at', happened_at)
  from audit_events where file_id = files.id and sequence > ${lastEventSql} - ${NEWEST_EVENTS}
    and happened_at > ${now - COLLEAGUE_MS} and actor not in (${viewerId}, 'parent', 'system')
  order by sequence desc limit 1)`

const parseColleague = (found: string): Colleague => JSON.parse(found)

/** How long somebody counts as being in a file after their last act. */
const COLLEAGUE_MS = 10 * 60_000

/** No more events of a file are looked at than these. */
const NEWEST_EVENTS = 40

/** Selects the header, one row, which is the first query in the batch of every panel and action of a file. */
export const selectDeskFileHeader = (db: Database, { reference, ...query }: DeskFileQuery) =>
  db
    .select({
      ...buildFileColumns(query),
      proposedLegalCoordinatorId: files.proposedLegalCoordinatorId,
      conflictsReviewedAt: files.conflictsReviewedAt,
      mergedIntoReference: sql<
        string | null
      >`(select merged.reference from files merged where merged.id = files.merged_into_id)`.as(
        'merged_into_reference',
      ),
      language: initiatingLanguageColumn,
      standInIds: buildNamedStandInsColumn(query.now),
      lastEvent: lastEventSql.as('last_event'),
      sharedContactKinds: sharedContactKindsSql()
        .mapWith((kinds): ('email' | 'phone')[] => JSON.parse(kinds))
        .as('shared_contact_kinds'),
      isAccepted: sql<boolean>`${acceptedFileCondition()}`.mapWith(Boolean).as('is_accepted'),
      approval: approvalEventSql(query.now).mapWith(parseApprovalEvent).as('approval'),
      isUrgent:
        sql<boolean>`exists (select 1 from parents where parents.file_id = files.id and urgency = 'soon'
          and application_withdrawn_at is null)`
          .mapWith(Boolean)
          .as('is_urgent'),
      hasUpcomingAppointment: sql<boolean>`${hasUpcomingAppointmentCondition(sql`files.id`, query.now)}`
        .mapWith(Boolean)
        .as('has_upcoming_appointment'),
      participants:
        sql`(select json_group_array(side) from (select side from parents where parents.file_id = files.id
          and status is not null order by side))`
          .mapWith((sides): ParentSide[] => JSON.parse(sides))
          .as('participants'),
      safeguarded:
        sql`(select json_group_array(side) from (select side from parents where parents.file_id = files.id
          and ${hasSafeguardsCondition(sql`parents.id`)} order by side))`
          .mapWith((sides): ParentSide[] => JSON.parse(sides))
          .as('safeguarded'),
      withdrawals:
        sql`(select json_group_array(json_object('side', side, 'withdrawnAt', application_withdrawn_at)) from parents
          where parents.file_id = files.id and application_withdrawn_at is not null)`
          .mapWith((rows): Withdrawal[] => JSON.parse(rows))
          .as('withdrawals'),
      unconfirmedAccessCodes:
        sql`(select json_group_array(json_object('side', side, 'replacedAt', access_code_replaced_at,
          'replacedBy', access_code_replaced_by)) from parents where parents.file_id = files.id
          and access_code_replaced_at is not null and access_code_confirmed_at is null)`
          .mapWith((codes): UnconfirmedAccessCode[] => JSON.parse(codes))
          .as('unconfirmed_access_codes'),
    })
    .from(files)
    .where(eq(files.reference, reference))

/** That a parent withdrew their application, and when. */
interface Withdrawal {
  readonly side: ParentSide
  readonly withdrawnAt: number
}

/** An access code that a coordinator created and its parent has not confirmed. */
interface UnconfirmedAccessCode {
  readonly side: ParentSide
  readonly replacedAt: number
  /** The id of the coordinator. */
  readonly replacedBy: string
}

type ParentSide = (typeof parents.$inferSelect)['side']
