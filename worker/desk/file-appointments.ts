import { type Availability, getOfferedMeetingModes } from '../../content/booking/availability.ts'
import { isOpenStage } from '../../content/file-stages.ts'
import type { Coordinator } from '../../content/practice.ts'
import { toIsoDateInZone } from '../../content/time/local-time.ts'
import type { loadDeskFileAppointmentsPanel } from '../../db/desk-file-appointments.ts'
import { resolveAvailability } from '../booking/openings/effective-availability.ts'
import { type AppointmentFormat, type BusyTime, listOpenings } from '../booking/openings/openings.ts'
import { getParentTimeZone } from '../contact/contact-rules.ts'
import {
  canTakeOverAppointment,
  getAppointmentActionFlags,
  getAppointmentState,
  toActorRef,
} from './appointment-calendar.ts'
import { toCoordinatorRef } from './coordinator-ref.ts'
import { pickParentsWithStatus } from './parent-side.ts'
import { canManageAppointment } from './permissions.ts'

/** The facts that the panel of the appointments shows. */
type FileAppointments = NonNullable<Awaited<ReturnType<typeof loadDeskFileAppointmentsPanel>>>

/** Describes each parent who came to the practice, with their booking coordinator, time request and appointments. */
export const toParentsWithAppointments = (who: Coordinator, loaded: FileAppointments, now: number) =>
  pickParentsWithStatus(loaded).map(({ id, side, bookingCoordinatorId, jointConsentedAt, status }) => {
    const timeRequest = loaded.timeRequests.find(({ parentId }) => parentId === id)
    return {
      side,
      bookingCoordinator: toCoordinatorRef(bookingCoordinatorId),
      /** Whether this coordinator leads the file and could become the parent's booking coordinator. */
      mayTakeOverBooking:
        loaded.file.leadCoordinatorId === who.id &&
        isOpenStage(loaded.file.stage) &&
        (bookingCoordinatorId !== who.id || status === 'waiting'),
      jointConsentedAt,
      /** Whether they attended an individual appointment, as both must before a joint one. */
      wasMetAlone: loaded.parentsMetAlone.some((met) => met.id === id),
      /** The parent's time request, while nobody has answered it. */
      timeRequest: timeRequest ? { id: timeRequest.id, createdAt: timeRequest.createdAt } : null,
      appointments: loaded.appointments
        .filter(({ parentId }) => parentId === id)
        .map((appointment) => toFileAppointment(who, loaded, appointment, now)),
    }
  })

function toFileAppointment(
  who: Coordinator,
  { file }: FileAppointments,
  appointment: FileAppointments['appointments'][number],
  now: number,
) {
  const { id, kind, mode, startsAt, endsAt, sequence, coordinatorId, cancelledBy } = appointment
  const { leadCoordinatorId, viewerHasConflict, viewerStandsIn } = file
  const facts = { coordinatorId, leadCoordinatorId, viewerHasConflict, viewerStandsIn }
  const state = getAppointmentState(appointment, now)
  return {
    id,
    kind,
    mode,
    startsAt,
    endsAt,
    sequence,
    coordinator: toCoordinatorRef(coordinatorId),
    state,
    cancelledBy: toActorRef(cancelledBy),
    may: getAppointmentActionFlags(canManageAppointment(who, facts), state),
    mayTakeOver: canTakeOverAppointment(who, facts, state),
  }
}

/**
 * The time zone in which the lead books, or whoever was given the file, and their meeting modes with the lengths of each in
 * minutes and the next free times for each. There are no modes while nobody leads.
 */
export function getBookingTimeZoneAndModes(
  who: Coordinator,
  { file, availabilityRows, busyTimes }: FileAppointments,
  now: number,
) {
  const availability = resolveAvailability(
    file.viewerStandsIn ? who.id : file.leadCoordinatorId,
    availabilityRows,
  )?.availability
  return {
    timeZone: availability?.timeZone ?? getParentTimeZone(undefined),
    modes: availability
      ? getOfferedMeetingModes(availability).map((mode) => ({
          mode,
          minutes: minutesByKind(availability.offered[mode]),
          freeTimes: {
            individual: listFreeTimes(availability, busyTimes, { mode, kind: 'individual' }, now),
            joint: listFreeTimes(availability, busyTimes, { mode, kind: 'joint' }, now),
          },
        }))
      : [],
  }
}

/** Lists when the next openings begin, in milliseconds: a few on each of the next days that have any. */
function listFreeTimes(
  availability: Availability,
  busyTimes: readonly BusyTime[],
  format: AppointmentFormat,
  now: number,
): number[] {
  const freeByDay = new Map<string, number[]>()
  for (const { startsAt } of listOpenings(availability, busyTimes, format, { now })) {
    const date = toIsoDateInZone(startsAt, availability.timeZone)
    const ofDay = freeByDay.get(date) ?? []
    if (ofDay.length === 0 && freeByDay.size === MAX_FREE_DAYS) break
    if (ofDay.length < MAX_FREE_TIMES_A_DAY) freeByDay.set(date, [...ofDay, startsAt])
  }
  return [...freeByDay.values()].flat()
}

const MAX_FREE_DAYS = 3
const MAX_FREE_TIMES_A_DAY = 4

const minutesByKind = (lengths: Partial<Record<'individual' | 'joint', number>> = {}) => ({
  individual: lengths.individual ?? 0,
  joint: lengths.joint ?? 0,
})
