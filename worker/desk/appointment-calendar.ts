import type { Coordinator } from '../../content/practice.ts'
import {
  addDaysToIsoDate,
  getWeekdayOfIsoDate,
  localTimeToInstant,
  toIsoDateInZone,
} from '../../content/time/local-time.ts'
import { timeZoneOptions } from '../../content/time/time-zones.ts'
import type { loadAppointmentsAndAvailability } from '../../db/desk-appointments.ts'
import { unsealPeople } from '../contact/display-name.ts'
import type { KeyRing } from '../privacy/key-ring.ts'
import { toCoordinatorRef } from './coordinator-ref.ts'
import { canManageAppointment, getPermissionsOnFile, pickContactHoldState } from './permissions.ts'

/** The views of a coordinator's calendar, with the number of days that each shows. */
export const dayCountByCalendarView = { day: 1, week: 7, list: 28 } as const
export type CalendarView = keyof typeof dayCountByCalendarView

/** The days that a view shows: dates in a time zone, and the instants between which they lie. */
export interface CalendarSpan {
  readonly first: string
  readonly previous: string
  readonly next: string
  readonly from: number
  readonly until: number
}

/** The days that a view shows around a date such as `2026-11-22`. A week begins on Monday. */
export function computeCalendarSpan(view: CalendarView, date: string, timeZone: string): CalendarSpan {
  const dayCount = dayCountByCalendarView[view]
  const first = view === 'week' ? addDaysToIsoDate(date, 1 - getWeekdayOfIsoDate(date)) : date
  const next = addDaysToIsoDate(first, dayCount)
  return {
    first,
    previous: addDaysToIsoDate(first, -dayCount),
    next,
    from: localTimeToInstant(first, '00:00', timeZone),
    until: localTimeToInstant(next, '00:00', timeZone),
  }
}

/**
 * The instants between which the days of a view lie in any time zone, because the coordinator's time zone is read in
 * the same call as the appointments. Without a date, the days around `now`.
 */
export function computeCalendarSpanAcrossZones(
  view: CalendarView,
  date: string | undefined,
  now: number,
): Pick<CalendarSpan, 'from' | 'until'> {
  const spans = Object.keys(timeZoneOptions).map((zone) =>
    computeCalendarSpan(view, date ?? toIsoDateInZone(now, zone), zone),
  )
  return {
    from: Math.min(...spans.map(({ from }) => from)),
    until: Math.max(...spans.map(({ until }) => until)),
  }
}

type ListedAppointment = Awaited<ReturnType<typeof loadAppointmentsAndAvailability>>['appointments'][number]

/**
 * The state of an appointment. `held`: a parent holds the slot and has not booked it yet. `to-note`: the appointment
 * has begun, and nobody has noted whether the parents came.
 */
export type AppointmentState = 'held' | 'to-come' | 'to-note' | 'attended' | 'missed' | 'cancelled'

/** The state of an appointment at an instant in milliseconds. A hold counts as `held` even when it has expired. */
export function getAppointmentState(
  {
    heldUntil = null,
    cancelledAt,
    outcome,
    startsAt,
  }: Pick<ListedAppointment, 'cancelledAt' | 'outcome' | 'startsAt'> & { readonly heldUntil?: number | null },
  now: number,
): AppointmentState {
  if (heldUntil !== null) return 'held'
  if (cancelledAt !== null) return 'cancelled'
  return outcome ?? (startsAt > now ? 'to-come' : 'to-note')
}

/**
 * Describes an appointment as a coordinator sees it in a calendar. If they may not read its file, they see only the
 * time and the reference.
 */
export async function toCalendarAppointment(
  keys: KeyRing,
  who: Coordinator,
  appointment: ListedAppointment,
  now: number,
) {
  const { id, reference, startsAt, endsAt, sequence, kind, mode, cancelledBy } = appointment
  const { read, content } = getPermissionsOnFile(who, appointment)
  const state = getAppointmentState(appointment, now)
  return {
    id,
    reference,
    startsAt,
    endsAt,
    sequence,
    state,
    mayRead: read,
    /** The names of both parents, for those who may read the file. */
    people:
      content && !appointment.isLocked ? await unsealPeople(keys, appointment.sealedDisplayNames) : null,
    /** Who takes part, and whether they came. */
    attendees: read ? appointment.attendees : [],
    kind: read ? kind : null,
    mode: read ? mode : null,
    cancelledBy: read ? toActorRef(cancelledBy) : null,
    /** Whether an order of the file forbids contact, or has to be read; null for neither. */
    contactHoldState: read ? pickContactHoldState(who, appointment) : null,
    may: getAppointmentActionFlags(canManageAppointment(who, appointment), state),
    /** Whether the coordinator may take it into their own calendar when they move it. */
    mayTakeOver: canTakeOverAppointment(who, appointment, state),
  }
}

/** Who acted: `parent`, or the coordinator with id and name. */
export const toActorRef = (actor: string | null) =>
  actor === 'parent' ? ('parent' as const) : toCoordinatorRef(actor)

/** The actions that are possible with an appointment in a state, if the coordinator may manage it at all. */
export const getAppointmentActionFlags = (isAllowed: boolean, state: AppointmentState) => ({
  note: isAllowed && ['to-note', 'attended', 'missed'].includes(state),
  change: isAllowed && state === 'to-come',
})

/**
 * Whether a coordinator may move an appointment into their own calendar: they lead its file, and it is in another's.
 */
export const canTakeOverAppointment = (
  who: Coordinator,
  { coordinatorId, leadCoordinatorId }: Pick<ListedAppointment, 'coordinatorId' | 'leadCoordinatorId'>,
  state: AppointmentState,
): boolean => state === 'to-come' && leadCoordinatorId === who.id && coordinatorId !== who.id
