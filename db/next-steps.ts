import { eq, type SQL, sql } from 'drizzle-orm'
import type { NextStepFacts, ParentStepFacts } from '../content/today/next-step-facts.ts'
import { givenFileIdsSql } from './absences.ts'
import { type Database, runNamedBatch } from './database.ts'
import { type DeskFileQuery, selectDeskFileHeader } from './desk-file-header.ts'
import { buildFileColumns } from './file-columns.ts'
import { openFileCondition } from './file-stage.ts'
import {
  addMaxClockSkew,
  buildCallRefusalConditionsByReason,
  firstReasonSql,
  hasUnreviewedRelatedFileCondition,
} from './gate.ts'
import { carriedFilesSql } from './objections.ts'
import { outboxPausedCondition, wasCancelledCondition } from './outbox.ts'
import { files } from './schema.ts'
import { buildScreeningReasons } from './screening-reasons.ts'

/** Whose day it is, when, and the practice’s limit of call attempts. */
export interface DayQuery {
  /** The id of the coordinator who is signed in. */
  readonly viewerId: string
  readonly now: number
  readonly maxAttempts: number
}

/** Whose page Today it is, and which files they have to give to somebody. */
export interface TodayQuery extends DayQuery {
  /** The ids of those who have left the practice, for an administrator; empty for anybody else. */
  readonly formerLeadIds: readonly string[]
}

/**
 * Loads, in one call, what decides the next step of each open file that a coordinator leads, assists in or was given, and of
 * each that nobody leads or, for an administrator, that somebody who has left still leads, from columns in clear; their own
 * reminders, still sealed; how many files they carry; and whether the outbox is paused.
 */
export async function loadFilesWithNextStepFacts(db: Database, query: TodayQuery) {
  const {
    parentRows,
    files: own,
    untaken,
    carried,
  } = await runNamedBatch(db, {
    files: selectFilesWithStepFacts(db, query, sql`files.id in ${ownFileIdsSql(query)}`),
    parentRows: selectParentFacts(db, query, sql`files.id in ${ownFileIdsSql(query)}`),
    untaken: selectUntakenFiles(db, query),
    carried: db
      .select({
        count: carriedFilesSql(query.viewerId).as('count'),
        isMailPaused: sql<boolean>`${outboxPausedCondition}`.mapWith(Boolean).as('is_mail_paused'),
      })
      .from(sql`(select 1)`),
  })
  return {
    own: addParentFacts(own, parentRows),
    untaken,
    carriedFiles: carried[0]?.count ?? 0,
    isMailPaused: carried[0]?.isMailPaused === true,
  }
}

/** Loads, in one call, the header of a file and what decides its next step, with the reminders in it of whoever asks. */
export async function loadFileWithNextStepFacts(db: Database, query: DeskFileQuery) {
  const isFile = eq(files.reference, query.reference)
  const { header, found, parentRows } = await runNamedBatch(db, {
    header: selectDeskFileHeader(db, query),
    found: selectFilesWithStepFacts(db, query, isFile),
    parentRows: selectParentFacts(db, query, isFile),
  })
  const [file] = header
  const [facts] = addParentFacts(found, parentRows)
  return file && facts && { file, facts }
}

/** Puts the facts about each parent into their file. */
export const addParentFacts = <File extends { readonly id: string }>(
  found: readonly File[],
  parentRows: readonly (ParentStepFacts & { readonly fileId: string })[],
) => {
  const rowsByFile = Map.groupBy(parentRows, ({ fileId }) => fileId)
  return found.map((file) => ({
    ...file,
    parents: (rowsByFile.get(file.id) ?? []).map(({ fileId: _, ...facts }) => facts),
  }))
}

/** More files than anybody leads and assists in at once, and more than wait at once (`practice.unreadIntakes`). */
const MAX_OWN_FILES = 200
const MAX_UNTAKEN_FILES = 200

/**
 * Gives the ids of the open files that a coordinator leads, assists in, was given while their lead is away, or has to give
 * to somebody.
 */
const ownFileIdsSql = ({ viewerId, now, formerLeadIds }: TodayQuery): SQL => {
  // Each part has a limit of its own: one of the whole would be applied once all of them were read.
  const limitPart = (condition: SQL, from: SQL = sql`files own`) =>
    sql`select id from (select own.id from ${from} where ${condition} and ${openFileCondition(sql`own.stage`)}
      limit ${MAX_OWN_FILES})`
  return sql`(${limitPart(sql`own.lead_coordinator_id = ${viewerId}`)}
    union ${limitPart(sql`own.legal_coordinator_id = ${viewerId}`)}
    union ${limitPart(sql`own.id in ${givenFileIdsSql(viewerId, now)}`)}
    union ${limitPart(
      sql`own.lead_coordinator_id = json_each.value`,
      sql`json_each(${JSON.stringify(formerLeadIds)}) cross join files own`,
    )}
    limit ${MAX_OWN_FILES})`
}

/** The urgency that the parents of `files` reported, of those who did not withdraw their application. */
export const urgencyColumn = sql<ParentStepFacts['urgency']>`(select max(urgency) from parents
  where parents.file_id = files.id and application_withdrawn_at is null)`.as('file_urgency')

/** Selects the open files that nobody leads, which are read by nobody: how they came, and whether something is urgent. */
const selectUntakenFiles = (db: Database, query: DayQuery) => {
  const { isLocked: _locked, sealedDisplayNames: _names, ...columns } = buildFileColumns(query)
  return db
    .select({ ...columns, urgency: urgencyColumn })
    .from(files)
    .where(sql`files.lead_coordinator_id is null and ${openFileCondition()}`)
    .limit(MAX_UNTAKEN_FILES)
}

const selectFilesWithStepFacts = (db: Database, query: DayQuery, condition: SQL) =>
  db
    .select({
      ...buildFileColumns(query),
      ...buildStepColumns(query),
      reminders:
        sql`(select json_group_array(json_object('id', id, 'dueOn', due_on, 'sealedText', sealed_text))
        from reminders where reminders.file_id = files.id and coordinator_id = ${query.viewerId} and finished_at is null)`
          .mapWith(parseJson<{ id: string; dueOn: string; sealedText: string }[]>)
          .as('reminders'),
    })
    .from(files)
    .where(condition)

/** The facts about `files` by which its next step is found, but those about its parents. */
export const buildStepColumns = ({ now }: DayQuery) => ({
  hasUnreviewedRelatedFile: sql<boolean>`${hasUnreviewedRelatedFileCondition()}`
    .mapWith(Boolean)
    .as('has_unreviewed_related_file'),
  holdReportedAt: sql<number | null>`(select min(reported_at) from parents
        cross join contact_holds on contact_holds.parent_id = parents.id
        where parents.file_id = files.id and lifted_at is null)`.as('hold_reported_at'),
  orderExpiresOn: sql<string | null>`(select max(expires_on) from parents
        cross join contact_holds on contact_holds.parent_id = parents.id
        cross join order_readings on order_readings.id = contact_holds.order_reading_id
        where parents.file_id = files.id and lifted_at is null)`.as('order_expires_on'),
  lastActAt: newestEventSql(sql`actor not in ('parent', 'system')`).as('last_act_at'),
  lastReadAt: newestEventSql(sql`action = 'answers_read' and actor = files.lead_coordinator_id`).as(
    'last_read_at',
  ),
  upcoming: sql`(select json_object('startsAt', starts_at, 'kind', kind) from appointments
        where ${bookedInFileCondition} and ends_at > ${now} and outcome is null order by starts_at limit 1)`
    .mapWith(parseJson<NextStepFacts['upcoming']>)
    .as('upcoming'),
  unnotedSince: sql<number | null>`(select min(ends_at) from appointments
        where ${bookedInFileCondition} and ends_at <= ${now} and outcome is null)`.as('unnoted_since'),
  metJointlyAt: sql<number | null>`(select max(ends_at) from appointments
        where ${bookedInFileCondition} and kind = 'joint' and outcome = 'attended')`.as('met_jointly_at'),
  messageFailedAt: sql<number | null>`(select case outcome when 'failed' then next_attempt_at end from outbox
        where outbox.file_id = files.id and not ${wasCancelledCondition}
        order by created_at desc limit 1)`.as('message_failed_at'),
})

const bookedInFileCondition = sql`appointments.file_id = files.id and cancelled_at is null and held_until is null`

/** Gives when the newest event of `files` happened that meets a condition. */
const newestEventSql = (condition: SQL) => sql<number | null>`(select happened_at from audit_events
  where audit_events.file_id = files.id and ${condition} order by sequence desc limit 1)`

function parseJson<T>(json: string): T {
  return JSON.parse(json) as T
}

/** Selects the facts about each parent who came, the initiating parent first, in those files that meet a condition. */
export const selectParentFacts = (db: Database, { now, maxAttempts }: DayQuery, condition: SQL) => {
  const at = addMaxClockSkew(now)
  return db
    .select({
      fileId: sql<string>`granter.file_id`.as('granter_file_id'),
      side: sql<ParentStepFacts['side']>`granter.side`.as('side'),
      urgency: sql<ParentStepFacts['urgency']>`granter.urgency`.as('urgency'),
      sentAt: ownPagesSql(sql`min(sent_at)`).as('first_sent_at'),
      newestSentAt: ownPagesSql(sql`max(sent_at)`).as('newest_sent_at'),
      screeningReason: firstReasonSql(buildScreeningReasons(sql`granter.id`, at)).as('screening_reason'),
      screenedAt: sql<number | null>`(select max(recorded_at) from screenings
        where screenings.parent_id = granter.id)`.as('screened_at'),
      lastContact: sql`(select json_object('happenedAt', happened_at, 'outcome', outcome)
        from ${contactsWithGranterSql} order by happened_at desc limit 1)`
        .mapWith(parseJson<ParentStepFacts['lastContact']>)
        .as('last_contact'),
      reachedAt: sql<number | null>`(select max(happened_at) from ${contactsWithGranterSql}
        and outcome = 'reached')`.as('reached_at'),
      metAt: sql<number | null>`(select max(ends_at) from attendances
        cross join appointments on appointments.id = attendances.appointment_id
        where attendances.parent_id = granter.id and kind = 'individual' and outcome = 'attended'
          and cancelled_at is null)`.as('met_at'),
      jointConsentedAt: sql<number | null>`granter.joint_consented_at`.as('joint_consented_at'),
      withdrawnAt: sql<number | null>`granter.application_withdrawn_at`.as('application_withdrawn_at'),
      timesRequestedAt: sql<number | null>`(select created_at from time_requests
        where time_requests.parent_id = granter.id and ended_at is null)`.as('times_requested_at'),
      callRefusal: firstReasonSql(buildCallRefusalConditionsByReason(at, maxAttempts)).as('call_refusal'),
      authorisation: sql`case when authorisation.id is not null then json_object(
          'createdAt', authorisation.created_at, 'grantedAt', authorisation.granted_at,
          'expiresAt', authorisation.expires_at, 'withdrawnAt', authorisation.withdrawn_at,
          'declinedAt', authorisation.declined_at) end`
        .mapWith(parseJson<ParentStepFacts['authorisation']>)
        .as('authorisation'),
      lastCall:
        sql`(select json_object('attemptedAt', attempted_at, 'outcome', outcome, 'nextStep', next_step)
        from call_attempts where call_attempts.authorisation_id = authorisation.id
        order by attempted_at desc limit 1)`
          .mapWith(parseJson<ParentStepFacts['lastCall']>)
          .as('last_call'),
      invitationEndsAt: sql<number | null>`(select max(invitations.expires_at) from invitations
        where invitations.authorisation_id = authorisation.id and ended_at is null and accepted_at is null)`.as(
        'invitation_ends_at',
      ),
    })
    .from(
      sql`files cross join parents granter on granter.file_id = files.id and granter.status is not null
        left join authorisations authorisation
          on authorisation.parent_id = granter.id and authorisation.superseded_at is null`,
    )
    .where(condition)
    .orderBy(sql`granter.side`)
}

/** The contacts with `granter` that the log has, each as it was amended. */
const contactsWithGranterSql = sql`contact_entries where contact_entries.file_id = granter.file_id
  and contact_entries.side = granter.side
  and not exists (select 1 from contact_entries later where later.amends_id = contact_entries.id)`

/** Gives a sum over the forms and pages that `granter` wrote themselves. */
const ownPagesSql = (sum: SQL) => sql<number>`coalesce((select ${sum} from submissions
  where submissions.parent_id = granter.id and written_by is null), files.created_at)`
