import { type SQL, sql } from 'drizzle-orm'

/** What the gate is asked: under which authorisation, by whom and when the other parent would be contacted. */
export interface GateCheck {
  readonly authorisationId: string
  /** Id of the coordinator. */
  readonly coordinatorId: string
  /** Now, or when an attempt was made that is recorded later. */
  readonly at: number
}

/**
 * The gate to the other parent, as a condition for the very statement that passes it: an authorisation in force at that
 * moment, in an open file led by whoever asks, without an active contact hold, the other parent not having declined nor
 * the calls been stopped for safety, the number not known to be wrong, and the other parent not having come to the
 * practice themselves, in this file or in one of their own.
 */
export const contactAllowedCondition = ({
  authorisationId,
  coordinatorId,
  at,
}: GateCheck): SQL => sql`exists (
  select 1 from authorisations authorisation
    cross join parents granter on granter.id = authorisation.parent_id
    cross join files on files.id = granter.file_id
  where authorisation.id = ${authorisationId}
    and authorisation.granted_at <= ${at} and authorisation.expires_at > ${at}
    and coalesce(authorisation.withdrawn_at, ${AFTER_EVERY_INSTANT}) > ${at}
    and coalesce(authorisation.superseded_at, ${AFTER_EVERY_INSTANT}) > ${at}
    and files.stage <> 'closed' and files.lead_coordinator_id = ${coordinatorId}
    and not exists (select 1 from parents cross join contact_holds on contact_holds.parent_id = parents.id
      where parents.file_id = files.id and reported_at <= ${at} and coalesce(lifted_at, ${AFTER_EVERY_INSTANT}) > ${at})
    and not exists (select 1 from ${callAttemptsJoinSql}
      where parents.file_id = files.id and attempted_at <= ${at} and outcome in ('declined', 'unsafe'))
    and not exists (select 1 from call_attempts
      where authorisation_id = authorisation.id and attempted_at <= ${at} and outcome = 'wrong-number')
    and not exists (select 1 from parents cross join submissions on submissions.parent_id = parents.id
      where parents.file_id = files.id and parents.id <> granter.id and sent_at <= ${at})
    and not ${blockedByRelatedFileCondition(at)})`

/** The same, with an attempt left of those the practice allows in a file; a wrong number reached nobody. */
export const callAllowedCondition = (
  gateCheck: GateCheck,
  maxAttempts: number,
): SQL => sql`(${contactAllowedCondition(gateCheck)}
  and (select count(*) from ${callAttemptsJoinSql}
    where parents.file_id = ${authorisationFileIdSql(gateCheck.authorisationId)}
      and outcome <> 'wrong-number') < ${maxAttempts})`

/** Somebody reached the other parent, who would like to come: then an invitation may be created. */
export const otherParentInterestedCondition = (authorisationId: string): SQL => sql`exists (
  select 1 from ${callAttemptsJoinSql}
  where parents.file_id = ${authorisationFileIdSql(authorisationId)} and outcome = 'interested')`

/** The file of an authorisation. */
export const authorisationFileIdSql = (
  authorisationId: string,
): SQL => sql`(select granter.file_id from authorisations authorisation
  cross join parents granter on granter.id = authorisation.parent_id where authorisation.id = ${authorisationId})`

/** The other open files that share more than a lawyer with `files`, as `related`; more conditions may follow. */
const relatedOpenFilesSql = sql`select 1 from match_tokens current_token
  cross join match_tokens related_token on related_token.token = current_token.token
    and related_token.file_id <> current_token.file_id
  cross join files related on related.id = related_token.file_id
  where current_token.file_id = files.id and current_token.kind <> 'lawyer' and related.stage <> 'closed'`

const createdSinceReviewCondition = sql`related.created_at > coalesce(files.conflicts_reviewed_at, files.created_at)`

/**
 * Whether a related open file closes the gate of `files`: one created after the last conflict review, or one with an
 * active contact hold. It may be the other parent who came by themselves, or the same one who reported an order again. A
 * lawyer in common closes nothing. Only the last review is stored: an attempt recorded after a second review is judged
 * as if that had come first.
 */
export const blockedByRelatedFileCondition = (at: number): SQL => sql`exists (${relatedOpenFilesSql} and (
  (${createdSinceReviewCondition} and related.created_at <= ${at})
  or exists (select 1 from parents cross join contact_holds on contact_holds.parent_id = parents.id
    where parents.file_id = related.id and reported_at <= ${at} and coalesce(lifted_at, ${AFTER_EVERY_INSTANT}) > ${at})))`

/**
 * Whether both parents of a file may meet: each consented to a joint appointment themselves, the file is open, and there
 * is no active contact hold, in it or in a related open file. For the very statement that books or moves one: a consent
 * withdrawn before it, or an order reported, refuses it.
 */
export const jointAppointmentAllowedCondition = (fileId: string): SQL => sql`exists (select 1 from files
  where files.id = ${fileId} and files.stage <> 'closed'
    and (select count(*) from parents where file_id = files.id and joint_consented_at is not null) = 2
    and not ${anyContactHoldCondition})`

/** A contact hold is active in `files` or in a related open file. */
export const anyContactHoldCondition: SQL = sql`(
  exists (select 1 from parents cross join contact_holds on contact_holds.parent_id = parents.id
    where parents.file_id = files.id and lifted_at is null)
  or exists (${relatedOpenFilesSql} and exists (select 1 from parents
    cross join contact_holds on contact_holds.parent_id = parents.id where parents.file_id = related.id and lifted_at is null)))`

/** A related file of `files` was created after the last conflict review. */
export const hasUnreviewedRelatedFileCondition = sql`exists (${relatedOpenFilesSql} and ${createdSinceReviewCondition})`

/** The same for one created after a moment: whoever reviewed until then has not seen it. */
export const hasRelatedFileSinceCondition = (since: number): SQL =>
  sql`exists (${relatedOpenFilesSql} and related.created_at > ${since})`

/** Every call attempt, joined from the parents of a file: a cross join keeps that order, from the file to the index. */
const callAttemptsJoinSql = sql`parents cross join authorisations on authorisations.parent_id = parents.id
  cross join call_attempts on call_attempts.authorisation_id = authorisations.id`

/** After every instant. */
const AFTER_EVERY_INSTANT = Number.MAX_SAFE_INTEGER
