import { practice } from '../../content/practice.ts'
import type { Language } from '../../forms/language.ts'
import { summariseAnswers } from '../../forms/summarise.ts'
import { type AuthorisationEvidence, evidenceSealContext } from '../authorisation/grant.ts'
import { authorisationState } from '../authorisation/state.ts'
import type { KeyRing } from '../privacy/key-ring.ts'
import { unseal } from '../privacy/seal.ts'
import { blockedBy } from './conflicts.ts'
import { coordinatorRef } from './coordinator-ref.ts'
import type { LoadedFile } from './permissions.ts'

type AuthorisationRow = LoadedFile['authorisations'][number]

/** Each parent who came to the practice, with their authorisations to call the other one and all that followed from them. */
export const toParentCalls = (opened: LoadedFile, now: number) =>
  opened.parents
    .filter(({ status }) => status !== null)
    .map((parent) => {
      const authorisations = opened.authorisations.filter(({ parentId }) => parentId === parent.id)
      const authorisationIds = new Set(authorisations.map(({ id }) => id))
      const [latest] = authorisations
      const { side, language, issuedReference } = parent
      return {
        side,
        language,
        /** What this parent says on the phone. */
        reference: issuedReference,
        latest: latest && toShownAuthorisation(opened, latest, now),
        earlier: authorisations
          .slice(1)
          .map((authorisation) => toShownAuthorisation(opened, authorisation, now)),
        gate: callGateState(opened, parent.id, latest, now),
        mayRequestAuthorisation: canRequestAuthorisation(opened, parent, latest, now),
        attemptsLeft: callAttemptsLeft(opened),
        callAttempts: opened.callAttempts
          .filter(({ authorisationId }) => authorisationIds.has(authorisationId))
          .map(({ id, attemptedAt, recordedAt, recordedBy, channel, outcome, nextStep }) => ({
            id,
            attemptedAt,
            recordedAt,
            recordedBy: coordinatorRef(recordedBy),
            channel,
            outcome,
            nextStep,
          })),
        invitations: opened.invitations
          .filter(({ authorisationId }) => authorisationIds.has(authorisationId))
          .map(({ id, createdAt, expiresAt, endedAt, acceptedAt }) => ({
            id,
            createdAt,
            expiresAt,
            endedAt,
            acceptedAt,
          })),
        contactHolds: opened.contactHolds
          .filter(({ parentId }) => parentId === parent.id)
          .map(({ id, reportedIn, reportedAt, finding, orderReadAt, orderReadBy, liftedAt }) => ({
            id,
            reportedIn,
            reportedAt,
            finding,
            orderReadAt,
            orderReadBy: coordinatorRef(orderReadBy),
            liftedAt,
          })),
      }
    })

function toShownAuthorisation(opened: LoadedFile, authorisation: AuthorisationRow, now: number) {
  const { id, createdAt, grantedAt, expiresAt, withdrawnAt, declinedAt, requestedBy, receiptHash } =
    authorisation
  return {
    id,
    state: authorisationState(authorisation, hasContactHold(opened), now),
    createdAt,
    grantedAt,
    expiresAt,
    withdrawnAt,
    declinedAt,
    requestedBy: coordinatorRef(requestedBy),
    receiptHash,
  }
}

const hasContactHold = ({ contactHolds }: LoadedFile): boolean =>
  contactHolds.some(({ liftedAt }) => liftedAt === null)

/**
 * Whether the other parent may be called, and if not, why. For the page alone: the database decides by the same rule
 * (db/gate.ts) at the moment something is done, and a test holds them together.
 */
function callGateState(
  opened: LoadedFile,
  parentId: string,
  latest: AuthorisationRow | undefined,
  now: number,
): CallGateState {
  const { file, callAttempts } = opened
  const state = authorisationState(latest, hasContactHold(opened), now)
  if (file.stage === 'closed') return 'closed'
  if (hasOtherParentSent(opened, parentId)) return 'other-parent-came'
  if (hasCallingEnded(opened)) return 'ended'
  const relatedFileBlock = blockedByRelatedFile(opened)
  if (relatedFileBlock) return relatedFileBlock
  if (state === 'on-hold') return 'on-hold'
  if (state !== 'in-force') return 'not-in-force'
  if (
    callAttempts.some(
      ({ authorisationId, outcome }) => authorisationId === latest?.id && outcome === WRONG_NUMBER,
    )
  )
    return 'wrong-number'
  return callAttemptsLeft(opened) > 0 ? 'open' : 'attempts-used'
}

/** A file that came since is reported first: that may be the one that speaks of the order. */
const blockedByRelatedFile = ({
  file,
  relatedFacts,
}: LoadedFile): 'conflict-review-needed' | 'related-file-on-hold' | undefined => {
  const blocks = new Set(relatedFacts.map((fact) => blockedBy(file, fact, [fact.kind])))
  if (blocks.has('came-since')) return 'conflict-review-needed'
  return blocks.has('contact-hold') ? 'related-file-on-hold' : undefined
}

const callAttemptsLeft = ({ callAttempts }: LoadedFile): number =>
  Math.max(0, practice.attempts - callAttempts.filter(({ outcome }) => outcome !== WRONG_NUMBER).length)

/**
 * `ended`: the other parent said no, or it is not safe to go on. `conflict-review-needed`: a related file came after the
 * last conflict review. `related-file-on-hold`: a related file has a contact hold.
 */
type CallGateState =
  | 'open'
  | 'closed'
  | 'other-parent-came'
  | 'ended'
  | 'conflict-review-needed'
  | 'related-file-on-hold'
  | 'on-hold'
  | 'not-in-force'
  | 'wrong-number'
  | 'attempts-used'

/** Reached nobody, so it takes none of the attempts. */
const WRONG_NUMBER = 'wrong-number'

const hasOtherParentSent = ({ parents, intakes }: LoadedFile, parentId: string): boolean =>
  intakes.some(({ side }) => side !== parents.find(({ id }) => id === parentId)?.side)

const hasCallingEnded = ({ callAttempts }: LoadedFile): boolean =>
  callAttempts.some(({ outcome }) => outcome === 'declined' || outcome === 'unsafe')

/**
 * A parent with an open request or an authorisation in force is not asked again; nor is one who came by invitation, whose
 * own page offers no authorisation.
 */
const canRequestAuthorisation = (
  opened: LoadedFile,
  { id, invitationAcceptedAt }: LoadedFile['parents'][number],
  latest: AuthorisationRow | undefined,
  now: number,
): boolean =>
  opened.file.stage !== 'closed' &&
  invitationAcceptedAt === null &&
  !hasOtherParentSent(opened, id) &&
  !hasCallingEnded(opened) &&
  !blockedByRelatedFile(opened) &&
  !['requested', 'in-force', 'on-hold'].includes(authorisationState(latest, hasContactHold(opened), now))

/** What each parent answered when they last authorised the call. */
export async function decryptLatestAuthorisations(keys: KeyRing, opened: LoadedFile, language: Language) {
  const sections = opened.parents.map(async ({ id, side }) => {
    const authorisation = opened.authorisations.find(
      ({ parentId, sealedEvidence }) => parentId === id && sealedEvidence !== null,
    )
    const evidence = authorisation && (await unsealEvidence(keys, authorisation))
    return evidence ? [{ side, sections: summariseAnswers(evidence.asked, evidence.answers, language) }] : []
  })
  return (await Promise.all(sections)).flat()
}

/** The evidence of an authorisation, unsealed; `loadFile` reads it of the latest granted one only. */
export const unsealEvidence = async (
  keys: KeyRing,
  { id, sealedEvidence }: Pick<AuthorisationRow, 'id' | 'sealedEvidence'>,
): Promise<AuthorisationEvidence | undefined> =>
  sealedEvidence === null
    ? undefined
    : ((await unseal(keys, 'answers', evidenceSealContext(id), sealedEvidence)) as AuthorisationEvidence)
