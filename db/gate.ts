import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { openFileCondition } from './file-stage.ts'

/** What the gate is asked: under which authorisation, by whom and when the other parent would be contacted. */
export interface GateCheck {
  readonly authorisationId: string
  /** Id of the coordinator. */
  readonly coordinatorId: string
  /** Now, or when an attempt was made that is recorded later. */
  readonly at: number
}

/**
 * Why something is refused, in the order in which it is told: each name with the condition that it holds. None is ever
 * null, so that a condition made of them refuses nothing by accident and allows nothing by accident.
 */
type Reasons<Reason extends string> = Readonly<Record<Reason, SQL>>

export type ReasonOf<Declared extends (...parameters: never[]) => Reasons<string>> =
  keyof ReturnType<Declared> & string

/** Whether none of these reasons holds, for the statement that depends on it. */
export const noReasonCondition = (reasons: Reasons<string>): SQL =>
  sql.join(
    Object.values(reasons).map((holds) => sql`not ${holds}`),
    sql` and `,
  )

/** The first of these reasons that holds, for a page that tells it; null when none does. */
export const firstReasonSql = <Reason extends string>(reasons: Reasons<Reason>): SQL<Reason | null> =>
  sql<Reason | null>`case ${sql.join(
    Object.entries<SQL>(reasons).map(([reason, holds]) => sql`when ${holds} then ${sql.raw(`'${reason}'`)}`),
    sql` `,
  )} end`

/**
 * Why nobody contacts the other parent of `files` for its parent `granter` at a moment, whatever was authorised: the
 * file is closed; the other parent came to the practice themselves; they declined or it is not safe to go on; a related
 * file was created after the last conflict review, or has a contact hold.
 */
const contactRefusalReasons = (at: number) => ({
  closed: sql`(not ${openFileCondition()})`,
  'other-parent-came': sql`exists (select 1 from parents cross join submissions on submissions.parent_id = parents.id
    where parents.file_id = files.id and parents.id <> granter.id and sent_at <= ${at})`,
  ended: sql`exists (select 1 from ${callAttemptsJoinSql}
    where parents.file_id = files.id and attempted_at <= ${at} and outcome in ('declined', 'unsafe'))`,
  ...anyRelatedFileReasons(at),
})

/**
 * Why the related file `related` shuts the gate of `files`: it was created after the last conflict review, or it has a
 * contact hold. It may be the other parent who came by themselves, or the same one who reported an order again. A file
 * created since is told first: that may be the one that speaks of the order. Only the last review is stored: an attempt
 * recorded after a second review is judged as if that had come first.
 */
const relatedFileReasons = (at: number) => ({
  'conflict-review-needed': sql`(${createdSinceReviewCondition} and related.created_at <= ${at})`,
  'related-file-on-hold': contactHoldCondition(sql`related.id`, at),
})

/** The same for any of the related files. */
const anyRelatedFileReasons = (at: number) => {
  const reasons = relatedFileReasons(at)
  return {
    'conflict-review-needed': anyRelatedOpenFileCondition(reasons['conflict-review-needed']),
    'related-file-on-hold': anyRelatedOpenFileCondition(reasons['related-file-on-hold']),
  }
}

/** The first reason for which `related`, with which `files` shares this kind of fact, shuts the gate; null when none does. */
export const relatedFileReasonSql = (kind: SQLWrapper, at: number) =>
  sql<ReasonOf<
    typeof relatedFileReasons
  > | null>`case when ${kind} <> 'lawyer' and ${openFileCondition(sql`related.stage`)}
    then ${firstReasonSql(relatedFileReasons(at))} end`

/**
 * Why the gate to the other parent is shut under an `authorisation` of the parent `granter` of `files`; `authorisation`
 * may be a row of nulls, where there is none. What the authorisation itself lacks is told before a contact hold: it has
 * to be granted again either way.
 */
export const gateShutReasons = (at: number) => ({
  ...contactRefusalReasons(at),
  'not-in-force': sql`((authorisation.granted_at <= ${at} and authorisation.expires_at > ${at}
    and coalesce(authorisation.withdrawn_at, ${AFTER_EVERY_INSTANT}) > ${at}
    and coalesce(authorisation.superseded_at, ${AFTER_EVERY_INSTANT}) > ${at}) is not true)`,
  'on-hold': contactHoldCondition(sql`files.id`, at),
  'wrong-number': sql`exists (select 1 from call_attempts
    where authorisation_id = authorisation.id and attempted_at <= ${at} and outcome = 'wrong-number')`,
})

/** Why the other parent cannot be called: the gate is shut, or the file has no attempt left. */
export const callRefusalReasons = (at: number, maxAttempts: number) => ({
  ...gateShutReasons(at),
  'attempts-used': sql`(${callAttemptsLeftSql(maxAttempts)} <= 0)`,
})

/** How many attempts are left of those the practice allows in `files`; a wrong number reached nobody. */
export const callAttemptsLeftSql = (maxAttempts: number): SQL<number> =>
  sql<number>`max(0, ${maxAttempts} - (select count(*) from ${callAttemptsJoinSql}
    where parents.file_id = files.id and outcome <> 'wrong-number'))`

/**
 * Why the parent `granter` of `files` is not asked for an authorisation: nobody would be contacted under it; they came by
 * invitation, and their own page offers none; one is in force or requested already.
 */
export const requestRefusalReasons = (at: number) => ({
  ...contactRefusalReasons(at),
  'came-by-invitation': sql`(granter.invitation_accepted_at is not null)`,
  'already-asked': sql`exists (select 1 from authorisations where parent_id = granter.id and superseded_at is null
    and withdrawn_at is null and declined_at is null and coalesce(expires_at, ${AFTER_EVERY_INSTANT}) > ${at})`,
})

/**
 * Why the two parents of `files` cannot meet: one has not come, a contact hold is active, in it or in a related open file,
 * or one did not consent to a joint appointment themselves.
 */
export const jointRefusalReasons = () => ({
  closed: sql`(not ${openFileCondition()})`,
  'one-parent': sql`((select count(*) from parents where file_id = files.id and status is not null) < 2)`,
  'on-hold': contactHoldCondition(sql`files.id`),
  'related-file-on-hold': anyRelatedOpenFileCondition(contactHoldCondition(sql`related.id`)),
  'consent-missing': sql`exists (select 1 from parents where file_id = files.id and joint_consented_at is null)`,
})

/**
 * The gate to the other parent, as a condition for the very statement that passes it: whoever asks leads the file, and
 * none of the reasons that shut it holds at that moment.
 */
export const contactAllowedCondition = (gateCheck: GateCheck): SQL =>
  authorisedByCondition(gateCheck, gateShutReasons(gateCheck.at))

/** The same, with an attempt left of those the practice allows in a file. */
export const callAllowedCondition = (gateCheck: GateCheck, maxAttempts: number): SQL =>
  authorisedByCondition(gateCheck, callRefusalReasons(gateCheck.at, maxAttempts))

const authorisedByCondition = (
  { authorisationId, coordinatorId }: GateCheck,
  reasons: Reasons<string>,
): SQL => sql`exists (select 1 from authorisations authorisation
    cross join parents granter on granter.id = authorisation.parent_id
    cross join files on files.id = granter.file_id
  where authorisation.id = ${authorisationId} and files.lead_coordinator_id = ${coordinatorId}
    and ${noReasonCondition(reasons)})`

/** Somebody reached the other parent, who would like to come: then an invitation may be created. */
export const otherParentInterestedCondition = (authorisationId: string): SQL => sql`exists (
  select 1 from ${callAttemptsJoinSql}
  where parents.file_id = ${authorisationFileIdSql(authorisationId)} and outcome = 'interested')`

/** The file of an authorisation. */
export const authorisationFileIdSql = (
  authorisationId: string,
): SQL => sql`(select granter.file_id from authorisations authorisation
  cross join parents granter on granter.id = authorisation.parent_id where authorisation.id = ${authorisationId})`

/** An open file `related` that shares more than a lawyer with `files` meets a condition. */
const anyRelatedOpenFileCondition = (
  condition: SQL,
): SQL => sql`exists (select 1 from match_tokens current_token
  cross join match_tokens related_token on related_token.token = current_token.token
    and related_token.file_id <> current_token.file_id
  cross join files related on related.id = related_token.file_id
  where current_token.file_id = files.id and current_token.kind <> 'lawyer' and ${openFileCondition(sql`related.stage`)}
    and ${condition})`

const createdSinceReviewCondition = sql`related.created_at > coalesce(files.conflicts_reviewed_at, files.created_at)`

/**
 * Whether both parents of a file may meet, for the very statement that books or moves an appointment: a consent withdrawn
 * before it, or an order reported, refuses it.
 */
export const jointAppointmentAllowedCondition = (fileId: string): SQL => sql`exists (select 1 from files
  where files.id = ${fileId} and ${noReasonCondition(jointRefusalReasons())})`

/** A contact hold is active in `files` or in a related open file. */
export const anyContactHoldCondition = (): SQL => sql`(
  ${jointRefusalReasons()['on-hold']} or ${jointRefusalReasons()['related-file-on-hold']})`

/** A contact hold of a file is active: now, or at a moment. */
export const contactHoldCondition = (fileId: SQL, at?: number): SQL => sql`exists (select 1 from parents
  cross join contact_holds on contact_holds.parent_id = parents.id where parents.file_id = ${fileId} and ${
    at === undefined
      ? sql`lifted_at is null`
      : sql`reported_at <= ${at} and coalesce(lifted_at, ${AFTER_EVERY_INSTANT}) > ${at}`
  })`

/** A related file of `files` was created after the last conflict review. */
export const hasUnreviewedRelatedFileCondition = (): SQL =>
  anyRelatedOpenFileCondition(createdSinceReviewCondition)

/** The same for one created after a moment: whoever reviewed until then has not seen it. */
export const hasRelatedFileSinceCondition = (since: number): SQL =>
  anyRelatedOpenFileCondition(sql`related.created_at > ${since}`)

/** Every call attempt, joined from the parents of a file: a cross join keeps that order, from the file to the index. */
const callAttemptsJoinSql = sql`parents cross join authorisations on authorisations.parent_id = parents.id
  cross join call_attempts on call_attempts.authorisation_id = authorisations.id`

/**
 * A minute on, so that what was withdrawn, forbidden or declined before a statement refuses it even if the clock that
 * stamped it runs ahead of ours.
 */
export const withClockSkew = (at: number): number => at + MAX_CLOCK_SKEW_SECONDS * 1000

const MAX_CLOCK_SKEW_SECONDS = 60

/** After every instant. */
const AFTER_EVERY_INSTANT = Number.MAX_SAFE_INTEGER
