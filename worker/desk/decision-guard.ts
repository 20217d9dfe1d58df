import { type SQL, sql } from 'drizzle-orm'
import * as z from 'zod/mini'
import { type Objection, objections, overrideReasons } from '../../content/file/overrides.ts'
import { type Coordinator, practice } from '../../content/practice.ts'
import type { AuditDetail } from '../../content/record/audit-details.ts'
import type { loadSealedIntakesAndLastAuditRow } from '../../db/desk-file-readings.ts'
import {
  decisionAllowedCondition,
  type GuardedDecision,
  loadDecisionObjections,
} from '../../db/objections.ts'
import type { Context } from '../http/context.ts'
import { administrators } from '../mail/coordinator-messages.ts'
import type { DeskApiError, ObjectionFact } from './api-error.ts'
import { unsealFamilyNeeds } from './sealed-answers.ts'

/** What a decision overrides knowingly, and why. A decision that overrides nothing leaves both out. */
export const overrideSchema = z.object({
  overrides: z.optional(z.array(z.enum(objections)).check(z.maxLength(objections.length))),
  reason: z.optional(z.enum(overrideReasons)),
})
type Override = z.infer<typeof overrideSchema>

type DecisionContext = Pick<Context, 'get'>

/** The condition of the decision and what the audit states of it, or what has to be overridden first. */
type Guard = { readonly error: DeskApiError } | { readonly condition: SQL; readonly detail: AuditDetail }

/** Nothing speaks against giving nobody a part in a file. */
export const unguarded = { condition: sql`true`, detail: {} } as const satisfies Guard

/** Guards a decision about a coordinator for whom only a conflict of interest matters. */
export const guardDecision = (
  c: DecisionContext,
  fileId: string,
  coordinatorId: string,
  override: Override,
): Promise<Guard> => applyGuard(c, fileId, { ...buildDecision(c, coordinatorId) }, [], override)

type LoadedIntakes = NonNullable<Awaited<ReturnType<typeof loadSealedIntakesAndLastAuditRow>>>

/**
 * Guards the assignment of a file to a coordinator: conflict of interest, licence, language, room, and the families who
 * have waited longer. The family's province and language come from the intake that opened the file and never change.
 */
export async function guardAssignment(
  c: DecisionContext,
  { file, intakes, parents }: LoadedIntakes,
  coordinator: Coordinator,
  override: Override,
): Promise<Guard> {
  const intake = intakes.find(({ side }) => side === 'initiating')
  const language = parents.find(({ side }) => side === 'initiating')?.language
  const needs = intake && language && (await unsealFamilyNeeds(c.get('env').keys, intake, language))
  const fixed: ObjectionFact[] = [
    ...(needs?.province &&
    needs.province !== 'not-sure' &&
    !coordinator.provinces.some((province) => province === needs.province)
      ? [{ objection: 'not-licensed' as const, province: needs.province }]
      : []),
    ...(needs?.language && !coordinator.languages.includes(needs.language)
      ? [{ objection: 'language' as const }]
      : []),
  ]
  const decision = { ...buildDecision(c, coordinator.id), capacity: coordinator.capacity }
  return applyGuard(c, file.id, decision, fixed, override)
}

const buildDecision = (c: DecisionContext, coordinatorId: string): GuardedDecision => ({
  actor: c.get('coordinator').id,
  coordinatorId,
  otherIds: administrators.map(({ id }) => id),
})

async function applyGuard(
  c: DecisionContext,
  fileId: string,
  decision: GuardedDecision,
  fixed: readonly ObjectionFact[],
  { overrides = [], reason }: Override,
): Promise<Guard> {
  const facts = await loadDecisionObjections(c.get('env').db, fileId, decision)
  const { capacity } = decision
  const found: ObjectionFact[] = [
    ...(facts.hasConflict ? [{ objection: 'conflict' as const }] : []),
    ...fixed,
    ...(capacity !== undefined && facts.carriedFiles >= capacity
      ? [{ objection: 'no-room' as const, count: facts.carriedFiles, limit: capacity }]
      : []),
    ...(capacity !== undefined && facts.longerWaitingFiles > 0
      ? [{ objection: 'others-waited-longer' as const, count: facts.longerWaitingFiles }]
      : []),
  ]
  const isOverridden = reason !== undefined && found.every(({ objection }) => overrides.includes(objection))
  const decidedBy = facts.hasConflict && facts.isSecondPersonNeeded ? nameOtherDeciders(decision) : []
  if (found.length > 0 && (!isOverridden || decidedBy.length > 0))
    return { error: { code: 'override_needed', objections: found, decidedBy } }
  const known = new Set<Objection>(found.map(({ objection }) => objection))
  return {
    condition: decisionAllowedCondition(decision, known),
    detail:
      found.length === 0 ? {} : { ...pickOverrideDetails(known), ...(reason && { overrideReason: reason }) },
  }
}

/** Names who could decide; one of them may turn out to have a conflict, too, and is refused then. */
const nameOtherDeciders = ({ actor, otherIds }: GuardedDecision): string[] =>
  practice.coordinators.filter(({ id }) => id !== actor && otherIds.includes(id)).map(({ name }) => name)

const pickOverrideDetails = (known: ReadonlySet<Objection>): AuditDetail => ({
  ...(known.has('conflict') && { overridesConflict: true }),
  ...(known.has('not-licensed') && { overridesLicence: true }),
  ...(known.has('language') && { overridesLanguage: true }),
  ...(known.has('no-room') && { overridesRoom: true }),
  ...(known.has('others-waited-longer') && { overridesWaiting: true }),
})
