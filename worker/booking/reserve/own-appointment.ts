import type { Way } from '../../../content/booking/availability.ts'
import { practice } from '../../../content/practice.ts'
import type { OwnBooking } from '../../../db/parent-booking.ts'
import type { OwnFile } from '../../../db/parent-file.ts'
import { rulesOf } from '../openings/effective-availability.ts'
import { changeUntil } from './change-deadline.ts'

export type OwnSession = OwnFile['sessions'][number]

/**
 * Where a parent's first session stands, by their own row alone: `none` where they may not book at all, `open` to be
 * booked, `booked` to come, `past` once it is behind them and they did not miss it.
 */
export type Standing =
  | { readonly state: 'none' | 'open' | 'past' }
  | { readonly state: 'booked'; readonly session: OwnSession }

export function standingOf({ standing, sessions }: OwnFile, now: number): Standing {
  if (standing !== 'received') return { state: 'none' }
  const stand = sessions.filter(({ keptUntil, outcome }) => keptUntil === null && outcome !== 'missed')
  // Newest first; should the desk have booked another, the one that comes first is the one to speak of.
  const session = stand.findLast(({ endsAt, outcome }) => endsAt > now && outcome === null)
  if (session) return { state: 'booked', session }
  return { state: stand.length > 0 ? 'past' : 'open' }
}

/** The time that is kept for a parent, or was until a moment ago. */
export const keptOf = ({ sessions }: Pick<OwnFile, 'sessions'>): OwnSession | undefined =>
  sessions.find(({ keptUntil }) => keptUntil !== null)

/** The same while it is still kept and, when one is named, that very time. */
export function stillKept(
  own: Pick<OwnFile, 'sessions'>,
  now: number,
  time?: { readonly way: Way; readonly start: number },
): (OwnSession & { readonly keptUntil: number }) | undefined {
  const kept = keptOf(own)
  if (!kept || kept.keptUntil === null || kept.keptUntil <= now) return undefined
  return !time || isAt(kept, time) ? { ...kept, keptUntil: kept.keptUntil } : undefined
}

/** Whether a session is at a time, and in that way. */
export const isAt = (
  { startsAt, way }: OwnSession,
  time: { readonly way: Way; readonly start: number },
): boolean => startsAt === time.start && way === time.way

/** Until when a parent may change a session without calling; already over when its coordinator works here no more. */
export function changeableUntil(
  { coordinator, startsAt }: Pick<OwnSession, 'coordinator' | 'startsAt'>,
  saved: OwnBooking['rules'],
): number {
  const rules = rulesOf(coordinator, saved)
  return rules ? changeUntil(startsAt, rules.availability.timeZone, practice.changeWorkingDays) : 0
}

/** Whether a parent may still cancel a session without calling. */
export const mayCancel = (session: OwnSession, saved: OwnBooking['rules'], now: number): boolean =>
  now < changeableUntil(session, saved)

/** Whether they may move it: a joint one is moved by the coordinator, who speaks with both. */
export const mayMove = (session: OwnSession, saved: OwnBooking['rules'], now: number): boolean =>
  session.kind === 'individual' && mayCancel(session, saved, now)
