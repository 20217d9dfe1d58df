import { Temporal } from 'temporal-polyfill'
import type { Coordinator } from '../../content/practice.ts'
import { dateOf, momentOf } from '../../content/time/local-time.ts'
import { timeZones } from '../../content/time/time-zones.ts'
import type { listAgenda } from '../../db/desk-appointments.ts'
import { personOf } from './coordinator-ref.ts'
import { mayActOn, permissions } from './permissions.ts'

/** How a coordinator looks at their appointments, and over how many days. */
export const views = { day: 1, week: 7, list: 28 } as const
export type View = keyof typeof views

/** The days a view shows: dates on the wall of a time zone, and the instants between which they lie. */
export interface Span {
  readonly first: string
  readonly previous: string
  readonly next: string
  readonly from: number
  readonly until: number
}

/** The days that a view shows around a date, `2026-11-22`; a week begins on its Monday. */
export function spanOf(view: View, date: string, timeZone: string): Span {
  const day = Temporal.PlainDate.from(date)
  const first = view === 'week' ? day.subtract({ days: day.dayOfWeek - 1 }) : day
  const [previous, next] = [first.subtract({ days: views[view] }), first.add({ days: views[view] })]
  return {
    first: first.toString(),
    previous: previous.toString(),
    next: next.toString(),
    from: momentOf(first.toString(), '00:00', timeZone),
    until: momentOf(next.toString(), '00:00', timeZone),
  }
}

/**
 * The instants between which those days lie, whichever time zone a coordinator turns out to keep: it is read together
 * with what is in them. Without a date, those around a moment.
 */
export function spanAnywhere(
  view: View,
  date: string | undefined,
  now: number,
): Pick<Span, 'from' | 'until'> {
  const spans = Object.keys(timeZones).map((zone) => spanOf(view, date ?? dateOf(now, zone), zone))
  return {
    from: Math.min(...spans.map(({ from }) => from)),
    until: Math.max(...spans.map(({ until }) => until)),
  }
}

type Appointment = Awaited<ReturnType<typeof listAgenda>>['appointments'][number]

/**
 * Where an appointment stands. `kept`: a parent is choosing it right now. `to-note`: it has begun, and nobody has noted
 * whether they came.
 */
export type State = 'kept' | 'to-come' | 'to-note' | 'attended' | 'missed' | 'cancelled'

export function stateOf(
  {
    keptUntil = null,
    cancelledAt,
    outcome,
    startsAt,
  }: Pick<Appointment, 'cancelledAt' | 'outcome' | 'startsAt'> & { readonly keptUntil?: number | null },
  now: number,
): State {
  if (keptUntil !== null) return 'kept'
  if (cancelledAt !== null) return 'cancelled'
  return outcome ?? (startsAt > now ? 'to-come' : 'to-note')
}

/** An appointment as somebody sees it in a calendar: of a file they may not read, when it is and its reference. */
export function shownAppointment(who: Coordinator, appointment: Appointment, now: number) {
  const { id, reference, startsAt, endsAt, sequence, kind, way, cancelledBy } = appointment
  const { read } = permissions(who, appointment)
  const state = stateOf(appointment, now)
  return {
    id,
    reference,
    startsAt,
    endsAt,
    sequence,
    state,
    mayRead: read,
    kind: read ? kind : null,
    way: read ? way : null,
    cancelledBy: read ? byWhom(cancelledBy) : null,
    may: deedsOf(mayActOn(who, appointment), state),
    /** Whether they may take it into their own calendar as they move it. */
    mayTakeOver: mayTakeOver(who, appointment, state),
  }
}

/** `parent`, or the coordinator who did it. */
export const byWhom = (actor: string | null) => (actor === 'parent' ? ('parent' as const) : personOf(actor))

/** What may be done with a session that stands there. */
export const deedsOf = (may: boolean, state: State) => ({
  note: may && ['to-note', 'attended', 'missed'].includes(state),
  change: may && state === 'to-come',
})

/** Whoever leads a file may have a session of it in their own calendar. */
export const mayTakeOver = (
  who: Coordinator,
  { coordinator, leadCoordinator }: Pick<Appointment, 'coordinator' | 'leadCoordinator'>,
  state: State,
): boolean => state === 'to-come' && leadCoordinator === who.id && coordinator !== who.id
