import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { ContactHoldState } from '../content/authorisation/contact-hold-states.ts'
import { actsAsLeadCondition } from './absences.ts'
import { hasConflictOfInterestCondition } from './conflict-of-interest.ts'
import {
  attemptConcernsGranterCondition,
  callsCoveredUntilSql,
  countRelatedCallAttemptsSql,
  joiningCodeDeclinedCondition,
  lastNoContactRequestSql,
  noContactRequestedCondition,
  relatedCallAttemptsJoinSql,
  relatedRefusalCondition,
} from './family-call-attempts.ts'
import { openFileCondition } from './file-stage.ts'
import { relatedFilesJoinSql } from './related-files.ts'
import {
  buildScreeningReasons,
  hasHeldScreeningCondition,
  type ScreeningReason,
} from './screening-reasons.ts'

/** A question to the gate: may this coordinator contact the other parent under this authorisation, at this instant? */
export interface GateCheck {
  readonly authorisationId: string
  /** The id of the coordinator. */
  readonly coordinatorId: string
  /** Milliseconds: now, or the instant of a call that is recorded later. */
  readonly at: number
}

/**
 * The reasons to refuse something, in the order in which a page tells them. Each name has the condition under which the
 * reason applies. No condition is ever null, so a null cannot refuse or allow anything by accident.
 */
type Reasons<Reason extends string> = Readonly<Record<Reason, SQL>>

export type ReasonOf<Declared extends (...parameters: never[]) => Reasons<string>> =
  keyof ReturnType<Declared> & string

/** Holds when none of these reasons applies, for the statement that depends on it. */
export const noReasonHoldsCondition = (reasons: Reasons<string>): SQL =>
  joinWithAnd(Object.values(reasons).map((holds) => sql`not ${holds}`))

/**
 * Joins conditions in pairs of pairs. In a plain chain each `and` would lie within the next one, and D1 takes expressions
 * that are at most a hundred deep: https://www.sqlite.org/limits.html#max_expr_depth
 */
function joinWithAnd(conditions: readonly SQL[]): SQL {
  const middle = Math.ceil(conditions.length / 2)
  const [first = sql`true`] = conditions
  return conditions.length < 2
    ? first
    : sql`(${joinWithAnd(conditions.slice(0, middle))} and ${joinWithAnd(conditions.slice(middle))})`
}

/** Gives the first of these reasons that applies, for a page that tells it; null when none applies. */
export const firstReasonSql = <Reason extends string>(reasons: Reasons<Reason>): SQL<Reason | null> =>
  sql<Reason | null>`case ${sql.join(
    Object.entries<SQL>(reasons).map(([reason, holds]) => sql`when ${holds} then ${sql.raw(`'${reason}'`)}`),
    sql` `,
  )} end`

/**
 * Declares why nobody may contact the other parent of `files` for its parent `granter` at an instant, whatever was
 * authorised: the file is closed; the other parent came to the practice themselves; they declined a call, an
 * invitation or a code that this parent gave them, they asked us not to contact them, or it is not safe to continue, in
 * this file or in a related one, and calls were not reopened since; a related file was accepted after the last conflict
 * review, or has a contact hold.
 */
const contactRefusalReasons = (at: number) => ({
  closed: sql`(not ${openFileCondition()})`,
  'other-parent-came': sql`exists (select 1 from parents cross join submissions on submissions.parent_id = parents.id
    where parents.file_id = files.id and parents.id <> granter.id and sent_at <= ${at})`,
  ended: sql`(exists (select 1 from ${callAttemptsJoinSql}
    where parents.file_id = files.id and attempted_at <= ${at} and outcome in ('declined', 'unsafe')
      and recorded_at > ${callsCoveredUntilSql(at)}) or ${joiningCodeDeclinedCondition(at)}
    or ${noContactRequestedCondition(at)})`,
  'ended-in-related-file': relatedRefusalCondition(at),
  ...anyRelatedFileReasons(at),
})

/**
 * Declares why the related file `related` shuts the gate of `files`: it was accepted after the last conflict review, or
 * it has a contact hold. It may come from the other parent, or from the same parent who reported an order again. The
 * missing review comes first, because the new file may be the one that reports the order. A contact hold counts before
 * anybody accepted its file: a call in breach of an order is worse than a call that waits until the file was read. Only
 * the last review is stored, so an attempt recorded after a second review is judged as if that review had come first.
 */
const relatedFileReasons = (at: number) => ({
  'conflict-review-needed': sql`(${acceptedSinceReviewCondition} and related.accepted_at <= ${at})`,
  'related-file-on-hold': contactHoldCondition(sql`related.id`, at),
})

export type RelatedFileReason = ReasonOf<typeof relatedFileReasons>

/** Lists the reasons of `relatedFileReasons`, in their order. */
export const listRelatedFileReasons = () => Object.keys(relatedFileReasons(0)) as RelatedFileReason[]

/** Declares the reasons of `relatedFileReasons` for all related files: each applies when it applies to one of them. */
const anyRelatedFileReasons = (at: number) => {
  const reasons = relatedFileReasons(at)
  return {
    'conflict-review-needed': anyRelatedOpenFileCondition(reasons['conflict-review-needed']),
    'related-file-on-hold': anyRelatedOpenFileCondition(reasons['related-file-on-hold']),
  }
}

/**
 * Gives the first reason for which `related` shuts the gate, given the kind of fact it shares with `files`; null when
 * it does not shut the gate.
 */
export const relatedFileRefusalReasonSql = (kind: SQLWrapper, at: number) =>
  sql<RelatedFileReason | null>`case when ${kind} <> 'lawyer' and ${openFileCondition(sql`related.stage`)}
    then ${firstReasonSql(relatedFileReasons(at))} end`

/**
 * Declares why the gate to the other parent is shut under an `authorisation` of the parent `granter` of `files`. Where
 * there is no authorisation, `authorisation` is a row of nulls. The talk with `granter` comes before the authorisation, as
 * it does in time. An authorisation that is not in force comes before a contact hold, because it has to be granted again
 * either way.
 */
export const buildGateShutConditionsByReason = (at: number) => ({
  'order-forbids': orderForbidsCondition(sql`files.id`, at),
  ...contactRefusalReasons(at),
  ...buildScreeningReasons(sql`granter.id`, at),
  'not-in-force': sql`((authorisation.granted_at <= ${at} and authorisation.expires_at > ${at}
    and coalesce(authorisation.withdrawn_at, ${AFTER_EVERY_INSTANT}) > ${at}
    and coalesce(authorisation.superseded_at, ${AFTER_EVERY_INSTANT}) > ${at}) is not true)`,
  'on-hold': contactHoldCondition(sql`files.id`, at),
  'wrong-number': sql`exists (select 1 from call_attempts
    where authorisation_id = authorisation.id and attempted_at <= ${at} and outcome = 'wrong-number')`,
  'same-number': sql`(authorisation.sealed_other_contact is null and ${hasOnlyOwnNumbersCondition})`,
})

/**
 * Holds when every number that `granter` gave for the other parent was given for `granter` too. Nobody knows who would
 * answer. A number given with an authorisation is compared when it is signed.
 */
const hasOnlyOwnNumbersCondition = sql`(exists (select 1 from match_tokens where file_id = files.id and kind = 'phone'
    and side not in (granter.side, 'family'))
  and not exists (select 1 from match_tokens theirs where theirs.file_id = files.id and theirs.kind = 'phone'
    and theirs.side not in (granter.side, 'family') and not exists (select 1 from match_tokens own
      where own.token = theirs.token and own.file_id = files.id and own.side = granter.side)))`

/** Declares why the other parent cannot be called: the gate is shut, or no attempt is left. */
export const buildCallRefusalConditionsByReason = (at: number, maxAttempts: number) => ({
  ...buildGateShutConditionsByReason(at),
  'attempts-used': sql`(${callAttemptsLeftSql(maxAttempts)} <= 0)`,
})

/**
 * Gives how many of the allowed call attempts are left in `files` for its parent `granter`. Attempts in related files to
 * reach the same person count too. An attempt with a wrong number, or before calls were reopened, does not.
 */
export const callAttemptsLeftSql = (maxAttempts: number): SQL<number> =>
  sql<number>`max(0, ${maxAttempts} - ${countRelatedCallAttemptsSql()} - (select count(*) from ${callAttemptsJoinSql}
    where parents.file_id = files.id and outcome <> 'wrong-number'
      and recorded_at > ${callsCoveredUntilSql(AFTER_EVERY_INSTANT)}))`

/** Holds when a no, a finding of danger or the number of attempts stops calls to the other parent of `granter` for good. */
export const callsAreOverCondition = (maxAttempts: number): SQL => {
  const reasons = buildCallRefusalConditionsByReason(AFTER_EVERY_INSTANT, maxAttempts)
  return sql`(${reasons.ended} or ${reasons['ended-in-related-file']} or ${reasons['attempts-used']})`
}

/**
 * Holds when every call attempt that concerns `granter`, in this file or a related one, and every time the other parent
 * asked us not to contact them, was recorded by an instant.
 */
export const isEveryCallCoveredCondition = (coversUntil: number): SQL =>
  sql`(not ${anyCallSinceReopeningCondition(sql`recorded_at > ${coversUntil}`)}
    and ${lastNoContactRequestSql()} <= ${coversUntil})`

/** Holds when it was found, since calls were last reopened, that it would be unsafe to continue. */
export const hasUnsafeCallCondition = (): SQL => anyCallSinceReopeningCondition(sql`outcome = 'unsafe'`)

/** Holds when a call attempt of `files` or of a related file, recorded since calls were reopened, meets a condition. */
const anyCallSinceReopeningCondition = (condition: SQL): SQL => {
  const sinceReopeningCondition = sql`recorded_at > ${callsCoveredUntilSql(AFTER_EVERY_INSTANT)} and ${condition}`
  return sql`(exists (select 1 from ${callAttemptsJoinSql}
      where parents.file_id = files.id and ${sinceReopeningCondition})
    or exists (select 1 from ${relatedCallAttemptsJoinSql}
      where ${attemptConcernsGranterCondition} and ${sinceReopeningCondition}))`
}

/**
 * Declares why no authorisation can be requested from the parent `granter` of `files`: nobody may contact the other
 * parent; the parent came by invitation, whose own page offers no authorisation; or one is in force or requested
 * already.
 */
export const buildAuthorisationRequestRefusalConditionsByReason = (at: number) => ({
  ...contactRefusalReasons(at),
  'came-by-invitation': sql`(granter.invitation_accepted_at is not null)`,
  'already-asked': sql`exists (select 1 from authorisations where parent_id = granter.id and superseded_at is null
    and withdrawn_at is null and declined_at is null and coalesce(expires_at, ${AFTER_EVERY_INSTANT}) > ${at})`,
})

/**
 * Declares why the two parents of `files` cannot meet: the file is closed; one parent has not come; a contact hold is
 * active in the file or in a related open file; a screening of one of them speaks against it; one parent has not consented
 * to a joint appointment; or the practice has not met each of them alone, which the site promises.
 */
export const buildJointAppointmentRefusalConditionsByReason = () => ({
  'order-forbids': orderForbidsCondition(sql`files.id`),
  closed: sql`(not ${openFileCondition()})`,
  'one-parent': sql`((select count(*) from parents where file_id = files.id and status is not null) < 2)`,
  'on-hold': contactHoldCondition(sql`files.id`),
  'related-file-on-hold': anyRelatedOpenFileCondition(contactHoldCondition(sql`related.id`)),
  'not-suitable': anyParentCondition('not-suitable'),
  'more-needed': anyParentCondition('more-needed'),
  'consent-missing': sql`exists (select 1 from parents where file_id = files.id and joint_consented_at is null)`,
  'not-met-alone': sql`exists (select 1 from parents where file_id = files.id
    and not ${metAloneCondition(sql`parents.id`)})`,
  'not-screened': anyParentCondition('not-screened'),
  'screening-due': anyParentCondition('screening-due'),
})

/** Holds when a parent was talked with alone, and nothing that was found or told since speaks against the next step. */
export const isScreenedCondition = (parentId: SQLWrapper): SQL =>
  sql`(${noReasonHoldsCondition(buildScreeningReasons(parentId, AFTER_EVERY_INSTANT))})`

/** Holds when a reason of a screening applies to one of the parents of `files` now. */
const anyParentCondition = (reason: ScreeningReason): SQL => sql`exists (select 1 from parents
  where file_id = files.id and ${buildScreeningReasons(sql`parents.id`, AFTER_EVERY_INSTANT)[reason]})`

/**
 * Holds when a parent attended an individual appointment, or a coordinator noted a talk with them alone: in person, by
 * video or by phone. A call that invites the other parent is none, because nobody is screened in it.
 */
export const metAloneCondition = (parentId: SQLWrapper): SQL => sql`(exists (select 1 from attendances
  cross join appointments on appointments.id = attendances.appointment_id where attendances.parent_id = ${parentId}
    and appointments.kind = 'individual' and appointments.outcome = 'attended' and appointments.cancelled_at is null)
  or ${hasHeldScreeningCondition(parentId)})`

/**
 * Holds while the gate to the other parent is open: the coordinator leads the file, and no reason shuts the gate at
 * that instant. It belongs in the same statement as the action it allows.
 */
export const gateOpenCondition = (gateCheck: GateCheck): SQL =>
  authorisedByCondition(gateCheck, buildGateShutConditionsByReason(gateCheck.at))

/** Holds while the gate is open, as in `gateOpenCondition`, and the file has a call attempt left. */
export const callAllowedCondition = (gateCheck: GateCheck, maxAttempts: number): SQL =>
  authorisedByCondition(gateCheck, buildCallRefusalConditionsByReason(gateCheck.at, maxAttempts))

/**
 * Holds for whoever acts as the lead, while no reason applies. A stand-in may have got a conflict of interest since the news came
 * to them; the lead was given the file knowingly, if they have one. The caller is bound once, because D1 takes a hundred
 * values at most: https://developers.cloudflare.com/d1/platform/limits/
 */
const authorisedByCondition = (
  { authorisationId, coordinatorId, at }: GateCheck,
  reasons: Reasons<string>,
): SQL => sql`exists (select 1 from (select ${coordinatorId} as id) caller
    cross join authorisations authorisation on authorisation.id = ${authorisationId}
    cross join parents granter on granter.id = authorisation.parent_id
    cross join files on files.id = granter.file_id
  where ${actsAsLeadCondition(sql`caller.id`, at)}
    and (files.lead_coordinator_id = caller.id or not ${hasConflictOfInterestCondition(sql`caller.id`)})
    and ${noReasonHoldsCondition(reasons)})`

/**
 * Holds when a call attempt reached the other parent and they are interested. Only then may an invitation be created.
 */
export const otherParentInterestedCondition = (authorisationId: string): SQL => sql`exists (
  select 1 from ${callAttemptsJoinSql}
  where parents.file_id = ${authorisationFileIdSql(authorisationId)} and outcome = 'interested')`

export const authorisationFileIdSql = (
  authorisationId: string,
): SQL => sql`(select granter.file_id from authorisations authorisation
  cross join parents granter on granter.id = authorisation.parent_id where authorisation.id = ${authorisationId})`

/** Holds when an open file `related`, which shares more than a lawyer with `files`, meets a condition. */
const anyRelatedOpenFileCondition = (condition: SQL): SQL => sql`exists (select 1 from ${relatedFilesJoinSql}
  where own_token.file_id = files.id and own_token.kind <> 'lawyer' and ${openFileCondition(sql`related.stage`)}
    and ${condition})`

/** False for a related file that nobody has accepted, which anybody may have sent. */
const acceptedSinceReviewCondition = sql`(related.accepted_at is not null
  and related.accepted_at > coalesce(files.conflicts_reviewed_at, files.created_at))`

/**
 * Holds while both parents of a file may meet. It belongs in the same statement that books or moves the appointment, so
 * that a consent withdrawn or an order reported before then refuses it.
 */
export const jointAppointmentAllowedCondition = (fileId: string): SQL => sql`exists (select 1 from files
  where files.id = ${fileId} and ${noReasonHoldsCondition(buildJointAppointmentRefusalConditionsByReason())})`

/** Holds while a contact hold is active in `files` or in a related open file. */
export const ownOrRelatedContactHoldCondition = (): SQL => sql`(
  ${buildJointAppointmentRefusalConditionsByReason()['on-hold']} or ${buildJointAppointmentRefusalConditionsByReason()['related-file-on-hold']})`

/** Holds while a contact hold of a file is active, now or at an instant in milliseconds. */
export const contactHoldCondition = (fileId: SQL, at?: number): SQL => sql`exists (select 1 from parents
  cross join contact_holds on contact_holds.parent_id = parents.id where parents.file_id = ${fileId} and ${
    at === undefined
      ? sql`lifted_at is null`
      : sql`reported_at <= ${at} and coalesce(lifted_at, ${AFTER_EVERY_INSTANT}) > ${at}`
  })`

/**
 * Holds while a contact hold of a file is active because a coordinator read an order that forbids contact, or could not be
 * sure; now or at an instant in milliseconds. It comes before every other reason, since nothing but a new reading changes
 * it.
 */
export const orderForbidsCondition = (fileId: SQL, at?: number): SQL => sql`exists (select 1 from parents
  cross join contact_holds on contact_holds.parent_id = parents.id where parents.file_id = ${fileId}
    and finding = 'forbids' and ${
      at === undefined
        ? sql`lifted_at is null`
        : sql`order_read_at <= ${at} and coalesce(lifted_at, ${AFTER_EVERY_INSTANT}) > ${at}`
    })`

/**
 * Gives where the contact holds of `files` stand now: an order forbids contact, one has to be read, one has to be read in a
 * related file, or none.
 */
export const contactHoldStateSql = (): SQL<ContactHoldState | null> => sql`case
  when ${orderForbidsCondition(sql`files.id`)} then 'order-forbids'
  when ${contactHoldCondition(sql`files.id`)} then 'on-hold'
  when ${anyRelatedOpenFileCondition(contactHoldCondition(sql`related.id`))} then 'related-on-hold' end`

/** Holds when a related file of `files` was accepted after the last conflict review. */
export const hasUnreviewedRelatedFileCondition = (): SQL =>
  anyRelatedOpenFileCondition(acceptedSinceReviewCondition)

/**
 * Holds when a related file of `files` was accepted after an instant. A coordinator who reviewed until then has not seen
 * it as a file that counts.
 */
export const hasRelatedFileSinceCondition = (since: number): SQL =>
  anyRelatedOpenFileCondition(sql`(related.accepted_at is not null and related.accepted_at > ${since})`)

/** Joins the call attempts to the parents of a file. The cross joins fix this order, from the file to the index. */
const callAttemptsJoinSql = sql`parents cross join authorisations on authorisations.parent_id = parents.id
  cross join call_attempts on call_attempts.authorisation_id = authorisations.id`

/**
 * Adds the allowed clock skew of one minute to an instant. A withdrawal, an order or a refusal that came before the
 * statement then refuses it, even if the clock that stamped it runs ahead of ours.
 */
export const addMaxClockSkew = (at: number): number => at + MAX_CLOCK_SKEW_SECONDS * 1000

const MAX_CLOCK_SKEW_SECONDS = 60

/** Later than every instant, in milliseconds. */
const AFTER_EVERY_INSTANT = Number.MAX_SAFE_INTEGER
