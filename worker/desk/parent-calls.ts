import { practice } from '../../content/practice.ts'
import type { Language } from '../../forms/language.ts'
import { summarise } from '../../forms/summarise.ts'
import { type Evidence, evidencePlace } from '../authorisation/grant.ts'
import { stateOf } from '../authorisation/state.ts'
import type { KeyRing } from '../privacy/key-ring.ts'
import { open } from '../privacy/seal.ts'
import { barredBy } from './conflicts.ts'
import { personOf } from './coordinator-ref.ts'
import type { OpenedFile } from './permissions.ts'

type Authorisation = OpenedFile['authorisations'][number]

/** Each parent who came to the practice, with their word on the call to the other one and all that came of it. */
export const callingOf = (opened: OpenedFile, now: number) =>
  opened.people
    .filter(({ standing }) => standing !== null)
    .map((parent) => {
      const words = opened.authorisations.filter(({ parentId }) => parentId === parent.id)
      const given = new Set(words.map(({ id }) => id))
      const [latest] = words
      const { side, language, givenReference } = parent
      return {
        side,
        language,
        /** What this parent says on the phone. */
        reference: givenReference,
        latest: latest && shownWord(opened, latest, now),
        earlier: words.slice(1).map((word) => shownWord(opened, word, now)),
        gate: gateOf(opened, parent.id, latest, now),
        mayBeAsked: mayBeAsked(opened, parent, latest, now),
        attemptsLeft: attemptsLeft(opened),
        attempts: opened.attempts
          .filter(({ authorisationId }) => given.has(authorisationId))
          .map(({ id, attemptedAt, recordedAt, recordedBy, channel, outcome, nextStep }) => ({
            id,
            attemptedAt,
            recordedAt,
            by: personOf(recordedBy),
            channel,
            outcome,
            nextStep,
          })),
        invitations: opened.invitations
          .filter(({ authorisationId }) => given.has(authorisationId))
          .map(({ id, invitedAt, expiresAt, endedAt, usedAt }) => ({
            id,
            invitedAt,
            expiresAt,
            endedAt,
            usedAt,
          })),
        freezes: opened.freezes
          .filter(({ parentId }) => parentId === parent.id)
          .map(({ id, saidIn, saidAt, finding, readAt, readBy, liftedAt }) => ({
            id,
            saidIn,
            saidAt,
            finding,
            readAt,
            readBy: personOf(readBy),
            liftedAt,
          })),
      }
    })

function shownWord(opened: OpenedFile, word: Authorisation, now: number) {
  const { id, madeAt, grantedAt, expiresAt, withdrawnAt, declinedAt, askedBy, receiptHash } = word
  return {
    id,
    state: stateOf(word, isFrozen(opened), now),
    madeAt,
    grantedAt,
    expiresAt,
    withdrawnAt,
    declinedAt,
    askedBy: personOf(askedBy),
    receiptHash,
  }
}

const isFrozen = ({ freezes }: OpenedFile): boolean => freezes.some(({ liftedAt }) => liftedAt === null)

/**
 * Whether the other parent may be called, and if not, why. For the page alone: the database decides by the same rule
 * (db/gate.ts) at the moment something is done, and a test holds them together.
 */
function gateOf(opened: OpenedFile, parentId: string, latest: Authorisation | undefined, now: number): Gate {
  const { file, attempts } = opened
  const state = stateOf(latest, isFrozen(opened), now)
  if (file.stage === 'closed') return 'closed'
  if (otherIsHere(opened, parentId)) return 'other-is-here'
  if (isEnded(opened)) return 'ended'
  const elsewhere = barredElsewhere(opened)
  if (elsewhere) return elsewhere
  if (state === 'frozen') return 'frozen'
  if (state !== 'in-force') return 'not-in-force'
  if (attempts.some(({ authorisationId, outcome }) => authorisationId === latest?.id && outcome === WRONG))
    return 'wrong-number'
  return attemptsLeft(opened) > 0 ? 'open' : 'attempts-used'
}

/** What came since is looked at first: that may be where the order is spoken of. */
const barredElsewhere = ({ file, known }: OpenedFile): 'known-elsewhere' | 'frozen-elsewhere' | undefined => {
  const barred = new Set(known.map((fact) => barredBy(file, fact, [fact.kind])))
  if (barred.has('came-since')) return 'known-elsewhere'
  return barred.has('frozen') ? 'frozen-elsewhere' : undefined
}

const attemptsLeft = ({ attempts }: OpenedFile): number =>
  Math.max(0, practice.attempts - attempts.filter(({ outcome }) => outcome !== WRONG).length)

/**
 * `ended`: the other parent said no, or it is not safe to go on. `known-elsewhere`: somebody of this file came in
 * another one that nobody has looked at since. `frozen-elsewhere`: an order is to be read in such a file.
 */
type Gate =
  | 'open'
  | 'closed'
  | 'other-is-here'
  | 'ended'
  | 'known-elsewhere'
  | 'frozen-elsewhere'
  | 'frozen'
  | 'not-in-force'
  | 'wrong-number'
  | 'attempts-used'

/** Reached nobody, so it takes none of the attempts. */
const WRONG = 'wrong-number'

const otherIsHere = ({ people, sent }: OpenedFile, parentId: string): boolean =>
  sent.some(({ side }) => side !== people.find(({ id }) => id === parentId)?.side)

const isEnded = ({ attempts }: OpenedFile): boolean =>
  attempts.some(({ outcome }) => outcome === 'declined' || outcome === 'unsafe')

/**
 * Whoever was asked and has not answered, or gave a word that holds, is not asked again; nor is who came by invitation,
 * whose own page offers nothing.
 */
const mayBeAsked = (
  opened: OpenedFile,
  { id, invitedAt }: OpenedFile['people'][number],
  latest: Authorisation | undefined,
  now: number,
): boolean =>
  opened.file.stage !== 'closed' &&
  invitedAt === null &&
  !otherIsHere(opened, id) &&
  !isEnded(opened) &&
  !barredElsewhere(opened) &&
  !['requested', 'in-force', 'frozen'].includes(stateOf(latest, isFrozen(opened), now))

/** What each parent answered when they last authorised the call. */
export async function authorisedOf(keys: KeyRing, opened: OpenedFile, language: Language) {
  const shown = opened.people.map(async ({ id, side }) => {
    const word = opened.authorisations.find(({ parentId, evidence }) => parentId === id && evidence !== null)
    const evidence = word && (await openEvidence(keys, word))
    return evidence ? [{ side, sections: summarise(evidence.asked, evidence.answers, language) }] : []
  })
  return (await Promise.all(shown)).flat()
}

/** What was kept of how a parent gave their word; only that of the latest is read. */
export const openEvidence = async (
  keys: KeyRing,
  { id, evidence }: Pick<Authorisation, 'id' | 'evidence'>,
): Promise<Evidence | undefined> =>
  evidence === null ? undefined : ((await open(keys, 'answers', evidencePlace(id), evidence)) as Evidence)
