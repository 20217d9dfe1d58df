import { type SQL, sql } from 'drizzle-orm'

/** Whether somebody may approach the other parent, as asked: under whose word, by whom and when. */
export interface Approach {
  readonly authorisationId: string
  /** Id of the coordinator. */
  readonly coordinator: string
  /** Now, or when an attempt was made that is written down later. */
  readonly at: number
}

/**
 * The gate to the other parent, as a condition for the very statement that passes it: a parent's word in force at that
 * moment, on a file that is open and led by whoever asks, with no freeze standing, nobody having said no or stopped
 * for safety, the number not known to be wrong, and the other parent not having come to the practice themselves, in
 * this file or in one of their own.
 */
export const mayApproach = ({ authorisationId, coordinator, at }: Approach): SQL => sql`exists (
  select 1 from authorisations given
    cross join parents giver on giver.id = given.parent_id
    cross join files on files.id = giver.file_id
  where given.id = ${authorisationId}
    and given.granted_at <= ${at} and given.expires_at > ${at}
    and coalesce(given.withdrawn_at, ${LATER}) > ${at} and coalesce(given.superseded_at, ${LATER}) > ${at}
    and files.stage <> 'closed' and files.lead_coordinator = ${coordinator}
    and not exists (select 1 from parents cross join freezes on freezes.parent_id = parents.id
      where parents.file_id = files.id and said_at <= ${at} and coalesce(lifted_at, ${LATER}) > ${at})
    and not exists (select 1 from ${attempts}
      where parents.file_id = files.id and attempted_at <= ${at} and outcome in ('declined', 'unsafe'))
    and not exists (select 1 from outreach
      where authorisation_id = given.id and attempted_at <= ${at} and outcome = 'wrong-number')
    and not exists (select 1 from parents cross join submissions on submissions.parent_id = parents.id
      where parents.file_id = files.id and parents.id <> giver.id and sent_at <= ${at})
    and not ${isBarredElsewhere(at)})`

/** The same, with an attempt left of those the practice allows in a file; a wrong number reached nobody. */
export const mayAttempt = (approach: Approach, most: number): SQL => sql`(${mayApproach(approach)}
  and (select count(*) from ${attempts}
    where parents.file_id = ${fileOf(approach.authorisationId)} and outcome <> 'wrong-number') < ${most})`

/** Somebody reached the other parent, who would like to come: then an invitation may be made. */
export const isInterested = (authorisationId: string): SQL => sql`exists (
  select 1 from ${attempts} where parents.file_id = ${fileOf(authorisationId)} and outcome = 'interested')`

/** The file under which an authorisation was given. */
export const fileOf = (authorisationId: string): SQL => sql`(select giver.file_id from authorisations given
  cross join parents giver on giver.id = given.parent_id where given.id = ${authorisationId})`

/** The other open files in which somebody of `files` is known by more than a lawyer; more conditions may follow. */
const knownElsewhere = sql`select 1 from match_tokens here
  cross join match_tokens there on there.token = here.token and there.file_id <> here.file_id
  cross join files elsewhere on elsewhere.id = there.file_id
  where here.file_id = files.id and here.kind <> 'lawyer' and elsewhere.stage <> 'closed'`

const cameSinceLooked = sql`elsewhere.opened_at > coalesce(files.cleared_at, files.opened_at)`

/**
 * Whether another open file in which somebody of `files` is known shuts the gate: one that came after these were last
 * looked over, or one in which a freeze stands. It may be the other parent who came by themselves, or the same one who
 * wrote again of an order. A lawyer in common is nothing to stop for. When somebody looked is kept once: an attempt
 * written down after a second look is judged as if that had come first.
 */
export const isBarredElsewhere = (at: number): SQL => sql`exists (${knownElsewhere} and (
  (${cameSinceLooked} and elsewhere.opened_at <= ${at})
  or exists (select 1 from parents cross join freezes on freezes.parent_id = parents.id
    where parents.file_id = elsewhere.id and said_at <= ${at} and coalesce(lifted_at, ${LATER}) > ${at})))`

/**
 * Whether both parents of a file may meet: each agreed to a joint session themselves, the file is open, and no order is
 * left to read, in it or in another open file where somebody of it is known. For the very statement that books or moves
 * one: an agreement taken back before it, or an order spoken of, refuses it.
 */
export const mayMeetJointly = (fileId: string): SQL => sql`exists (select 1 from files
  where files.id = ${fileId} and files.stage <> 'closed'
    and (select count(*) from parents where file_id = files.id and joint_agreed_at is not null) = 2
    and not ${isFrozenAnywhere})`

/** An order is left to read, in `files` or in another open file where somebody of it is known. */
export const isFrozenAnywhere: SQL = sql`(
  exists (select 1 from parents cross join freezes on freezes.parent_id = parents.id
    where parents.file_id = files.id and lifted_at is null)
  or exists (${knownElsewhere} and exists (select 1 from parents cross join freezes on freezes.parent_id = parents.id
    where parents.file_id = elsewhere.id and lifted_at is null)))`

/** Somebody of `files` is known in another file that came after these were last looked over. */
export const isNewlyKnown = sql`exists (${knownElsewhere} and ${cameSinceLooked})`

/** The same of one that came after a moment: whoever looked until then has not seen it. */
export const isKnownAfter = (moment: number): SQL =>
  sql`exists (${knownElsewhere} and elsewhere.opened_at > ${moment})`

/** Every attempt in a file, under whichever word; a cross join keeps the order written, from the file to the index. */
const attempts = sql`parents cross join authorisations on authorisations.parent_id = parents.id
  cross join outreach on outreach.authorisation_id = authorisations.id`

/** After every instant. */
const LATER = Number.MAX_SAFE_INTEGER
