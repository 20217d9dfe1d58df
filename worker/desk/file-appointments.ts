import { offeredMeetingModes } from '../../content/booking/availability.ts'
import { isOpenStage } from '../../content/file-stages.ts'
import type { Coordinator } from '../../content/practice.ts'
import type { loadDeskFileAppointments } from '../../db/desk-file-appointments.ts'
import { resolveAvailability } from '../booking/openings/effective-availability.ts'
import { parentTimeZone, unsealContactRules } from '../contact/contact-rules.ts'
import type { Environment } from '../environment.ts'
import {
  actorRef,
  appointmentActions,
  appointmentState,
  canTakeOverAppointment,
} from './appointment-calendar.ts'
import { coordinatorRef } from './coordinator-ref.ts'
import { canManageAppointment } from './permissions.ts'

/** The facts that the panel of the appointments shows. */
type FileAppointments = NonNullable<Awaited<ReturnType<typeof loadDeskFileAppointments>>>

/** Describes each parent who came to the practice, with their booking coordinator, time request and appointments. */
export const toParentAppointments = (who: Coordinator, opened: FileAppointments, now: number) =>
  participants(opened).map(({ id, side, bookingCoordinatorId, jointConsentedAt, status }) => {
    const timeRequest = opened.timeRequests.find(({ parentId }) => parentId === id)
    return {
      side,
      bookingCoordinator: coordinatorRef(bookingCoordinatorId),
      /** Whether this coordinator leads the file and could become the parent's booking coordinator. */
      mayTakeOverBooking:
        opened.file.leadCoordinatorId === who.id &&
        isOpenStage(opened.file.stage) &&
        (bookingCoordinatorId !== who.id || status === 'waiting'),
      jointConsentedAt,
      /** The parent's time request, while nobody has answered it. */
      timeRequest: timeRequest ? { id: timeRequest.id, createdAt: timeRequest.createdAt } : null,
      appointments: opened.appointments
        .filter(({ parentId }) => parentId === id)
        .map((appointment) => toFileAppointment(who, opened, appointment, now)),
    }
  })

/** The parents who came to the practice. A parent whom only the other one named cannot have appointments. */
export const participants = ({ parents }: Pick<FileAppointments, 'parents'>) =>
  parents.filter(({ status }) => status !== null)

function toFileAppointment(
  who: Coordinator,
  { file }: FileAppointments,
  appointment: FileAppointments['appointments'][number],
  now: number,
) {
  const { id, kind, mode, startsAt, endsAt, sequence, coordinatorId, cancelledBy } = appointment
  const { leadCoordinatorId } = file
  const state = appointmentState(appointment, now)
  return {
    id,
    kind,
    mode,
    startsAt,
    endsAt,
    sequence,
    coordinator: coordinatorRef(coordinatorId),
    state,
    cancelledBy: actorRef(cancelledBy),
    may: appointmentActions(canManageAppointment(who, { coordinatorId, leadCoordinatorId }), state),
    mayTakeOver: canTakeOverAppointment(who, { coordinatorId, leadCoordinatorId }, state),
  }
}

/**
 * The lead's time zone, and their meeting modes with the lengths of each in minutes. There are no modes while nobody
 * leads.
 */
export function leadBookingRules({ file, availabilityRows }: FileAppointments) {
  const availability = resolveAvailability(file.leadCoordinatorId, availabilityRows)?.availability
  return {
    timeZone: availability?.timeZone ?? parentTimeZone(undefined),
    modes: availability
      ? offeredMeetingModes(availability).map((mode) => ({
          mode,
          minutes: minutesByKind(availability.offered[mode]),
        }))
      : [],
  }
}

const minutesByKind = (lengths: Partial<Record<'individual' | 'joint', number>> = {}) => ({
  individual: lengths.individual ?? 0,
  joint: lengths.joint ?? 0,
})

/**
 * Whether each parent who came has a safe e-mail address, and the time zone in which they read times. The address
 * itself is never given.
 */
export const unsealContactability = (env: Environment, opened: Pick<FileAppointments, 'parents'>) =>
  Promise.all(
    participants(opened).map(async ({ id, side, sealedContactRules }) => {
      const rules = await unsealContactRules(env, id, sealedContactRules)
      return { side, canMail: rules?.email !== undefined, timeZone: parentTimeZone(rules) }
    }),
  )
