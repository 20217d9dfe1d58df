import { MAX_WRONG_CODES_PER_INVITATION } from '../../content/limits.ts'
import type { loadDeskFileCallsPanel } from '../../db/desk-file-calls.ts'
import { getAuthorisationState } from '../authorisation/state.ts'
import { toCoordinatorRef } from './coordinator-ref.ts'
import { pickParentsWithStatus } from './parent-side.ts'

/** The facts that the panel of the calls shows. */
type FileCalls = NonNullable<Awaited<ReturnType<typeof loadDeskFileCallsPanel>>>
type AuthorisationRow = FileCalls['authorisations'][number]

/**
 * Describes each parent who came to the practice, with their authorisations to call the other one and what followed
 * from them.
 */
export const toParentsWithCalls = (loaded: FileCalls, now: number) =>
  pickParentsWithStatus(loaded).map((parent) => {
    const authorisations = loaded.authorisations.filter(({ parentId }) => parentId === parent.id)
    const authorisationIds = new Set(authorisations.map(({ id }) => id))
    const [latest] = authorisations
    const gate = contactGate(loaded, parent.id)
    const callAttempts = loaded.callAttempts.filter(({ authorisationId }) =>
      authorisationIds.has(authorisationId),
    )
    const relatedCallAttempts = loaded.relatedCallAttempts.filter(({ parentId }) => parentId === parent.id)
    const { side, language, issuedReference } = parent
    return {
      side,
      language,
      /** The reference that this parent says on the phone. */
      reference: issuedReference,
      latest: latest && toShownAuthorisation(latest, gate, now),
      earlier: authorisations.slice(1).map((authorisation) => toShownAuthorisation(authorisation, gate, now)),
      /** Whether the other parent may be called, or the reason why not. */
      gate: gate.callRefusalReason ?? ('open' as const),
      mayRequestAuthorisation: gate.requestRefusalReason === null,
      attemptsLeft: gate.attemptsLeft,
      /** Whether a no, a finding of danger or the number of attempts stops calls until the lead reopens them. */
      areCallsOver: gate.areCallsOver === 1,
      hasUnsafeCall: gate.hasUnsafeCall === 1,
      /** When the last of these call attempts was recorded, here and in related files, or a wish not to be contacted. */
      callsRecordedUntil: Math.max(
        gate.noContactRequestedAt,
        ...[...callAttempts, ...relatedCallAttempts].map(({ recordedAt }) => recordedAt),
      ),
      /** The attempts in related files that bear on this one: which file, when and how it ended. */
      relatedCallAttempts: relatedCallAttempts.map(({ id, reference, attemptedAt, outcome }) => ({
        ...{ id, reference, attemptedAt, outcome },
      })),
      callReopenings: loaded.callReopenings
        .filter(({ parentId }) => parentId === parent.id)
        .map(({ id, reopenedAt, reopenedBy, reason }) => ({
          ...{ id, reopenedAt, reason },
          reopenedBy: toCoordinatorRef(reopenedBy),
        })),
      callAttempts: callAttempts.map(
        ({ id, attemptedAt, recordedAt, recordedBy, channel, outcome, nextStep }) => ({
          id,
          attemptedAt,
          recordedAt,
          recordedBy: toCoordinatorRef(recordedBy),
          channel,
          outcome,
          nextStep,
        }),
      ),
      invitations: loaded.invitations
        .filter(({ authorisationId }) => authorisationIds.has(authorisationId))
        .map(({ id, createdAt, expiresAt, endedAt, acceptedAt, wrongCodes }) => ({
          id,
          createdAt,
          expiresAt,
          endedAt,
          endedByWrongCodes: wrongCodes >= MAX_WRONG_CODES_PER_INVITATION,
          acceptedAt,
        })),
    }
  })

type ContactGate = FileCalls['contactGates'][number]

function contactGate({ contactGates }: FileCalls, parentId: string): ContactGate {
  const gate = contactGates.find((row) => row.parentId === parentId)
  if (!gate) throw new Error('Every parent has a gate')
  return gate
}

function toShownAuthorisation(authorisation: AuthorisationRow, gate: ContactGate, now: number) {
  const {
    id,
    createdAt,
    grantedAt,
    expiresAt,
    withdrawnAt,
    declinedAt,
    requestedBy,
    accessCodeReplacedBy,
    receiptHash,
  } = authorisation
  return {
    id,
    state: getAuthorisationState(authorisation, gate.hasContactHold === 1, now),
    createdAt,
    grantedAt,
    expiresAt,
    withdrawnAt,
    declinedAt,
    requestedBy: toCoordinatorRef(requestedBy),
    /** Who had replaced the access code with which it was granted. */
    accessCodeReplacedBy: toCoordinatorRef(accessCodeReplacedBy),
    receiptHash,
  }
}
