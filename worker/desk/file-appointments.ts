import { waysOffered } from '../../content/booking/availability.ts'
import type { Coordinator } from '../../content/practice.ts'
import type { Language } from '../../forms/language.ts'
import { summarise } from '../../forms/summarise.ts'
import { rulesOf } from '../booking/openings/effective-availability.ts'
import { openWanted } from '../booking/reserve/time-request.ts'
import type { Environment } from '../environment.ts'
import { contactRules, zoneIn } from '../intake/contact-rules.ts'
import { byWhom, deedsOf, mayTakeOver, stateOf } from './appointment-calendar.ts'
import { personOf } from './coordinator-ref.ts'
import { mayActOn, type OpenedFile } from './permissions.ts'

/** Each parent who came to the practice, with whom they book, what they asked for, and their sessions. */
export const sessionsOf = (who: Coordinator, opened: OpenedFile, now: number) =>
  cameOf(opened).map(({ id, side, booksWith, jointAgreedAt, standing }) => {
    const request = opened.requests.find(({ parentId }) => parentId === id)
    return {
      side,
      booksWith: personOf(booksWith),
      /** Whether whoever leads could have them book with them, who do not yet. */
      mayPass:
        opened.file.leadCoordinator === who.id &&
        opened.file.stage !== 'closed' &&
        (booksWith !== who.id || standing === 'waiting'),
      jointAgreedAt,
      /** What they asked for when they found no time, while nobody has answered it. */
      request: request ? { id: request.id, madeAt: request.madeAt } : null,
      sessions: opened.sessions
        .filter(({ parentId }) => parentId === id)
        .map((session) => shownSession(who, opened, session, now)),
    }
  })

/** Nobody books for a parent who is only known from what the other one wrote. */
export const cameOf = ({ people }: Pick<OpenedFile, 'people'>) =>
  people.filter(({ standing }) => standing !== null)

function shownSession(
  who: Coordinator,
  { file }: OpenedFile,
  session: OpenedFile['sessions'][number],
  now: number,
) {
  const { id, kind, way, startsAt, endsAt, sequence, coordinator, cancelledBy } = session
  const { leadCoordinator } = file
  const state = stateOf(session, now)
  return {
    id,
    kind,
    way,
    startsAt,
    endsAt,
    sequence,
    coordinator: personOf(coordinator),
    state,
    cancelledBy: byWhom(cancelledBy),
    may: deedsOf(mayActOn(who, { coordinator, leadCoordinator }), state),
    mayTakeOver: mayTakeOver(who, { coordinator, leadCoordinator }, state),
  }
}

/** Whether the file cannot be closed yet: its parents are told first, by cancelling what is to come. */
export const hasSessionToCome = ({ sessions }: OpenedFile, now: number): boolean =>
  sessions.some(({ cancelledAt, endsAt }) => cancelledAt === null && endsAt > now)

/** The time zone of whoever leads, and how they meet families and for how many minutes; nothing offered while nobody leads. */
export function bookingOf({ file, rules }: OpenedFile) {
  const theirs = rulesOf(file.leadCoordinator, rules)?.availability
  return {
    timeZone: theirs?.timeZone ?? zoneIn(undefined),
    ways: theirs ? waysOffered(theirs).map((way) => ({ way, minutes: minutesOf(theirs.offered[way]) })) : [],
  }
}

const minutesOf = (lengths: Partial<Record<'individual' | 'joint', number>> = {}) => ({
  individual: lengths.individual ?? 0,
  joint: lengths.joint ?? 0,
})

/** Why the two parents of a file cannot meet now: one has not come or not agreed, or an order is left to read. */
type Joint = 'possible' | 'one-parent' | 'not-agreed' | 'frozen' | 'frozen-elsewhere'

/**
 * Whether a joint session could be booked. For the page alone: the database decides by the same rule (db/gate.ts) at the
 * moment one is booked or moved, and a test holds them together.
 */
export function jointOf(opened: OpenedFile): Joint {
  const came = cameOf(opened)
  if (came.length < 2) return 'one-parent'
  if (opened.freezes.some(({ liftedAt }) => liftedAt === null)) return 'frozen'
  if (opened.known.some((fact) => isFrozenThere(fact))) return 'frozen-elsewhere'
  return came.every(({ jointAgreedAt }) => jointAgreedAt !== null) ? 'possible' : 'not-agreed'
}

const isFrozenThere = ({ stage, kind, frozen }: OpenedFile['known'][number]): boolean =>
  stage !== 'closed' && kind !== 'lawyer' && frozen === 1

/** What each parent asked for who found no time, out of the seal. */
export const wishesOf = (env: Environment, opened: OpenedFile, language: Language) =>
  Promise.all(
    opened.requests.map(async (request) => {
      const { asked, answers } = await openWanted(env, request)
      return { id: request.id, sections: summarise(asked, answers, language) }
    }),
  )

/** Whether e-mail goes to each parent who came, and the time zone they read times in; never the address. */
export const reachOf = (env: Environment, opened: Pick<OpenedFile, 'people'>) =>
  Promise.all(
    cameOf(opened).map(async ({ id, side, contact }) => {
      const rules = await contactRules(env, id, contact)
      return { side, mayMail: rules?.email !== undefined, timeZone: zoneIn(rules) }
    }),
  )
