import { type SQL, sql } from 'drizzle-orm'
import * as z from 'zod/mini'
import {
  type ApprovableDecision,
  type Objection,
  objections,
  overrideDetailByObjection,
  overrideReasons,
} from '../../content/file/overrides.ts'
import { type Coordinator, practice } from '../../content/practice.ts'
import type { AuditDetail } from '../../content/record/audit-details.ts'
import { type ApprovalEvent, requestApproval } from '../../db/approvals.ts'
import type { loadSealedIntakesAndLastAuditRow } from '../../db/desk-file-readings.ts'
import {
  decisionAllowedCondition,
  type GuardedDecision,
  loadDecisionObjections,
} from '../../db/objections.ts'
import type { Environment } from '../environment.ts'
import type { Context } from '../http/context.ts'
import { type FamilyNeeds, isLicensedFor, speaksLanguageOf } from '../intake/assign.ts'
import { createApprovalMessages } from '../mail/coordinator-messages.ts'
import type { DeskApiError, ObjectionFact } from './api-error.ts'
import type { LoadedHeader } from './file-access.ts'
import { buildFileAuditEvent } from './file-event.ts'
import { unsealFamilyNeeds } from './sealed-answers.ts'

/** What a decision overrides knowingly, and why. A decision that overrides nothing leaves both out. */
export const overrideSchema = z.object({
  overrides: z.optional(z.array(z.enum(objections)).check(z.maxLength(objections.length))),
  reason: z.optional(z.enum(overrideReasons)),
})
type Override = z.infer<typeof overrideSchema>

type DecisionContext = Pick<Context, 'get'>

/** The condition of the decision and what the audit states of it, or what has to be done first. */
type Guard = { readonly error: DeskApiError } | { readonly condition: SQL; readonly detail: AuditDetail }

/** Nothing speaks against giving nobody a part in a file. */
export const unguarded = { condition: sql`true`, detail: {} } as const satisfies Guard

/** Guards a review of conflicts: one made by somebody who has a conflict of interest does not count by itself. */
export function guardConflictReview(c: DecisionContext, loaded: LoadedHeader, override: Override) {
  const { id } = c.get('coordinator')
  const decision = buildDecision(c, loaded, { decision: 'conflict-review', about: id, concerned: [id] })
  return applyGuard(c, loaded, decision, [], override)
}

/**
 * Guards the merge of a file into another: the coordinators of that one get what this one holds, so nobody of them, nor
 * whoever merges, may work with one of its parents elsewhere.
 */
export function guardMerge(
  c: DecisionContext,
  from: LoadedHeader,
  { reference, leadCoordinatorId, legalCoordinatorId }: LoadedHeader['file'],
  override: Override,
) {
  const { id } = c.get('coordinator')
  const concerned = [leadCoordinatorId, legalCoordinatorId, id].filter((one) => one !== null)
  const decision = buildDecision(c, from, { decision: 'merge', about: id, into: reference, concerned })
  return applyGuard(c, from, decision, [], override)
}

type LoadedIntakes = NonNullable<Awaited<ReturnType<typeof loadSealedIntakesAndLastAuditRow>>>

/**
 * Guards giving a coordinator a part in a file: conflict of interest, licence, language, room, and for who leads the
 * families who have waited longer. The family's province and language come from the intake that opened the file and
 * never change.
 */
export async function guardAssignment(
  c: DecisionContext,
  loaded: LoadedIntakes,
  kind: 'assignment' | 'assistance',
  coordinator: Coordinator,
  override: Override,
): Promise<Guard> {
  const needs = await unsealNeedsOfFamily(c.get('env').keys, loaded)
  const { id, capacity } = coordinator
  const decision = buildDecision(c, loaded, { decision: kind, about: id, concerned: [id], capacity })
  return applyGuard(c, loaded, decision, listFixedObjections(coordinator, needs), override)
}

/** Unseals what the family of a file needs, from the intake that opened it; undefined when there is none. */
export async function unsealNeedsOfFamily(
  keys: Environment['keys'],
  { intakes, parents }: Pick<LoadedIntakes, 'intakes' | 'parents'>,
): Promise<FamilyNeeds | undefined> {
  const intake = intakes.find(({ side }) => side === 'initiating')
  const language = parents.find(({ side }) => side === 'initiating')?.language
  return intake && language && unsealFamilyNeeds(keys, intake, language)
}

/** Lists what the province and the language of a family say against a coordinator. */
export const listFixedObjections = (
  coordinator: Coordinator,
  needs: FamilyNeeds | undefined,
): ObjectionFact[] => [
  ...(needs?.province && !isLicensedFor(coordinator, needs)
    ? [{ objection: 'not-licensed' as const, name: coordinator.name, province: needs.province }]
    : []),
  ...(needs && !speaksLanguageOf(coordinator, needs)
    ? [{ objection: 'language' as const, name: coordinator.name }]
    : []),
]

const buildDecision = (
  c: DecisionContext,
  { file: { leadCoordinatorId } }: LoadedHeader,
  facts: Pick<GuardedDecision, 'decision' | 'about' | 'concerned' | 'into' | 'capacity'>,
): GuardedDecision => ({
  ...facts,
  leadCoordinatorId,
  endsWait: facts.decision === 'assignment',
  actor: c.get('coordinator').id,
  coordinatorIds: practice.coordinators.map(({ id }) => id),
  at: Date.now(),
})

/**
 * Names what speaks against a decision. It is made with a reason if there is no second person, and otherwise once one has
 * approved it; a reason given before that asks them.
 */
async function applyGuard(
  c: DecisionContext,
  loaded: LoadedHeader,
  decision: GuardedDecision,
  fixed: readonly ObjectionFact[],
  { overrides = [], reason }: Override,
): Promise<Guard> {
  const { db } = c.get('env')
  const facts = await loadDecisionObjections(db, loaded.file.id, decision)
  const found = [...listChangingObjections(decision, facts), ...fixed].toSorted(
    (one, other) => objections.indexOf(one.objection) - objections.indexOf(other.objection),
  )
  const names = new Set(found.map(({ objection }) => objection))
  const condition = decisionAllowedCondition(decision, names)
  if (found.length === 0) return { condition, detail: {} }

  const { approval, secondPersons, wasAssignedKnowingly } = facts
  if (approval && isApprovalOf(approval, decision, names))
    return {
      condition,
      detail: {
        ...pickOverrideDetails(names),
        overrideReason: approval.detail.overrideReason,
        approvedBy: approval.actor,
      } as AuditDetail,
    }
  const asked = wasAssignedKnowingly ? [] : pickCoordinators(secondPersons)
  const askedOf = asked.map(({ name }) => name)
  if (reason === undefined || !found.every(({ objection }) => overrides.includes(objection)))
    return { error: { code: 'override_needed', objections: found, askedOf } }
  const detail = { ...pickOverrideDetails(names), overrideReason: reason }
  if (askedOf.length === 0) return { condition, detail }
  const { decision: kind, about, into } = decision
  const request = { decision: kind, about, ...(into && { into }), ...detail }
  const event = buildFileAuditEvent(c.get('coordinator'), loaded, 'approval_requested', request)
  const messages = await createApprovalMessages(c.get('env'), loaded.file, kind, asked, event.happenedAt)
  await requestApproval(db, event, messages)
  return { error: { code: 'approval_requested', askedOf } }
}

type DecisionFacts = Awaited<ReturnType<typeof loadDecisionObjections>>

const listChangingObjections = (
  { about, capacity, endsWait }: GuardedDecision,
  { conflicted, carriedFiles, longerWaitingFiles }: DecisionFacts,
): ObjectionFact[] => {
  const name = nameCoordinators([about])[0] ?? ''
  return [
    ...nameCoordinators(conflicted).map((conflictedName) => ({
      objection: 'conflict' as const,
      name: conflictedName,
    })),
    ...(capacity !== undefined && carriedFiles >= capacity
      ? [{ objection: 'no-room' as const, name, count: carriedFiles, limit: capacity }]
      : []),
    ...(endsWait && longerWaitingFiles > 0
      ? [{ objection: 'others-waited-longer' as const, name, count: longerWaitingFiles }]
      : []),
  ]
}

/** Whether an approval is of this decision and of all that it overrides. The statement that decides asks the same again. */
const isApprovalOf = (
  { action, detail }: ApprovalEvent,
  { actor, decision, about, into }: GuardedDecision,
  names: ReadonlySet<Objection>,
): boolean =>
  action === 'approval_given' &&
  detail.askedBy === actor &&
  detail.decision === (decision satisfies ApprovableDecision) &&
  detail.about === about &&
  detail.into === into &&
  [...names].every((objection) => detail[overrideDetailByObjection[objection]] === true)

const nameCoordinators = (ids: readonly string[]): string[] => pickCoordinators(ids).map(({ name }) => name)

const pickCoordinators = (ids: readonly string[]) =>
  practice.coordinators.filter(({ id }) => ids.includes(id))

const pickOverrideDetails = (names: ReadonlySet<Objection>): AuditDetail =>
  Object.fromEntries([...names].map((objection) => [overrideDetailByObjection[objection], true]))
