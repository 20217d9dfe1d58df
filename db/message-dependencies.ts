import { type SQL, sql } from 'drizzle-orm'
import { type MessageDependencies, messageKindDefinitions } from '../content/mail/message-kinds.ts'
import { isLeadAwayCondition } from './absences.ts'
import { awaitsApprovalCondition } from './approvals.ts'
import { dismissedFileCondition, openFileCondition } from './file-stage.ts'
import {
  buildGateShutConditionsByReason,
  contactHoldCondition,
  noReasonHoldsCondition,
  ownOrRelatedContactHoldCondition,
} from './gate.ts'

export type MessageDependency = keyof MessageDependencies

/**
 * What a run of the outbox asks after. `present-lead` asks whether a coordinator still leads, or nobody does, and leaves the
 * messages to another run that depend on who is away: that takes a far longer statement.
 */
export type AskedDependency = MessageDependency | 'present-lead'

/**
 * Gives 1 while what a message of `outbox` depends on holds at an instant in milliseconds, else 0. It asks after some
 * dependencies only, and gives 0 for a message with another. A message that was queued before its dependency was stored
 * depends on nothing else than that its file was not closed as not genuine, and that its parent did not withdraw.
 */
export const dependencyHoldsSql = (
  now: number,
  dependencies: readonly AskedDependency[] = allMessageDependencies,
): SQL<number> =>
  sql<number>`(${mayTellOfFileCondition} and ${mayTellParentCondition} and (outbox.depends_on is null or case ${sql.join(
    dependencies.map(
      (dependency) =>
        sql`when outbox.kind in ${listKindsDependingOn([dependency])} then ${dependencyConditions[dependency](now)}`,
    ),
    sql` `,
  )} else 0 end))`

/** Lists the kinds of message that depend on one of these, as SQL. */
export const listKindsDependingOn = (dependencies: readonly AskedDependency[]): SQL => {
  const kinds = Object.entries(messageKindDefinitions).filter(
    ([, { dependsOn }]) =>
      dependencies.includes(dependsOn) || (dependsOn === 'lead' && dependencies.includes('present-lead')),
  )
  return sql.raw(`(${kinds.map(([kind]) => `'${kind}'`).join(', ')})`)
}

/** Holds unless nobody genuine sent the file of the message. What depends on nothing is told all the same. */
const mayTellOfFileCondition = sql`(outbox.kind in ${listKindsDependingOn(['nothing'])} or not exists (
  select 1 from files where files.id = outbox.file_id and ${dismissedFileCondition()}))`

/** Holds unless the parent whom the message is for withdrew their application: they were told that no e-mail follows. */
const mayTellParentCondition = sql`not exists (select 1 from parents
  where parents.id = outbox.parent_id and application_withdrawn_at is not null)`

/** Holds for a message of `outbox` that one of these dependencies decides about. */
export const dependsOnAskedCondition = (dependencies: readonly AskedDependency[]): SQL =>
  sql`(outbox.kind in ${listKindsDependingOn(dependencies)} ${
    dependencies.includes('present-lead')
      ? sql`and (outbox.kind not in ${listKindsDependingOn(['lead'])} or ${fact('leadId')} is not null
        or (${fact('standInId')} is null
          and (select lead_coordinator_id from files where files.id = outbox.file_id) is null))`
      : sql``
  })`

/** Declares for each dependency the condition under which it holds at an instant, for a row of `outbox`. */
const dependencyConditions: Readonly<Record<AskedDependency, (now: number) => SQL>> = {
  parent: () => sql`exists (select 1 from parents where parents.id = outbox.parent_id)`,
  nothing: () => sql`1`,
  // A stand-in is asked after in one place only: the condition is long.
  lead: (now) => sql`exists (select 1 from files where files.id = outbox.file_id and case
    when ${fact('leadId')} is not null or coalesce(${fact('standInId')}, ${fact('among')}) is null
      then lead_coordinator_id is ${fact('leadId')}
    when ${fact('standInId')} is null and (lead_coordinator_id is null
      or lead_coordinator_id not in (select value from json_each(${fact('among')}))) then 1
    else ${isLeadAwayCondition(
      now,
      (
        standIn,
      ) => sql`(coalesce(${standIn}, '') in (select value from json_each(coalesce(${fact('standInIds')},
      ${fact('among')}, json_array(${fact('standInId')}))))) = (${fact('standInId')} is not null)`,
    )} end)`,
  'present-lead': () => sql`exists (select 1 from files where files.id = outbox.file_id
    and lead_coordinator_id is ${fact('leadId')})`,
  'approval-request': (now) => sql`exists (select 1 from files where files.id = outbox.file_id
    and ${awaitsApprovalCondition(now, fact('askedAt'), fact('readerId'))})`,
  draft: (now) => sql`exists (select 1 from drafts
    where resume_code_hash = ${fact('resumeCodeHash')}
      and ${fact('revision')} = (select coalesce(sum(revision), 0) from json_each(${fact('sections')})
        cross join draft_sections on draft_id = drafts.id and section = value)
      and exists (select 1 from draft_sections latest
        where latest.draft_id = drafts.id and latest.expires_at > ${now}))`,
  'authorisation-requested': () => authorisationCondition(sql`granted_at is null`),
  'authorisation-in-force': (now) =>
    authorisationCondition(sql`granted_at is not null and expires_at > ${now}`),
  invitation: (now) => sql`exists (select 1 from invitations
    cross join authorisations authorisation on authorisation.id = invitations.authorisation_id
    cross join parents granter on granter.id = authorisation.parent_id
    cross join files on files.id = granter.file_id
    where invitations.id = ${fact('invitationId')} and invitations.ended_at is null
      and invitations.accepted_at is null and invitations.expires_at > ${now}
      and ${noReasonHoldsCondition(buildGateShutConditionsByReason(now))})`,
  // A merge may have moved the parent since: what counts is whether contact is on hold in the file they are in now.
  letter: () => sql`(exists (select 1 from sent_letters where sent_letters.id = ${fact('letterId')}
      and sent_letters.parent_id = outbox.parent_id) and not ${contactHoldCondition(sql`(select file_id from parents where parents.id = outbox.parent_id)`)})`,
  appointment: (now) => attendedAppointmentCondition(upcomingCondition(now)),
  'appointment-to-remind-of': (now) =>
    attendedAppointmentCondition(sql`${upcomingCondition(now)}
    and not (appointments.kind = 'joint' and ${ownOrRelatedContactHoldCondition()})`),
  'cancelled-appointment': () => attendedAppointmentCondition(sql`cancelled_at is not null`),
}

const allMessageDependencies = (Object.keys(dependencyConditions) as AskedDependency[]).filter(
  (dependency) => dependency !== 'present-lead',
)

/** Gives a fact that the message carries. SQLite compares a number in JSON as a number. */
const fact = <Dependency extends keyof MessageDependencies>(
  name: Dependency extends unknown ? keyof MessageDependencies[Dependency] & string : never,
): SQL => sql`outbox.depends_on ->> ${sql.raw(`'${name}'`)}`

/** Holds while an authorisation of an open file was not ended and meets a condition. */
const authorisationCondition = (condition: SQL): SQL => sql`exists (select 1 from authorisations
  cross join parents on parents.id = parent_id cross join files on files.id = parents.file_id
  where authorisations.id = ${fact('authorisationId')} and superseded_at is null and withdrawn_at is null
    and declined_at is null and ${condition} and ${openFileCondition()})`

/** Holds while the parent attends the appointment, which is as it was announced, and meets a condition. */
const attendedAppointmentCondition = (condition: SQL): SQL => sql`exists (select 1 from attendances
  cross join appointments on appointments.id = appointment_id cross join files on files.id = appointments.file_id
  where attendances.id = ${fact('attendanceId')} and attendances.parent_id = outbox.parent_id
    and appointments.sequence = ${fact('sequence')} and ${condition})`

const upcomingCondition = (now: number): SQL =>
  sql`cancelled_at is null and held_until is null and starts_at > ${now}`
