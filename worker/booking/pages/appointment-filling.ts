import type { MeetingMode } from '../../../content/booking/availability.ts'
import { formatAppointmentTime, formatClockTime } from '../../../content/time/local-time.ts'
import type { ParentFile } from '../../../db/parent-file.ts'
import type { Language } from '../../../forms/language.ts'
import { coordinatorName } from '../openings/effective-availability.ts'
import { bookingState } from '../reserve/own-appointment.ts'

/** What fills a page: texts by slot, and the slots that are shown. */
interface PartialFilling {
  readonly slots: Readonly<Record<string, string>>
  readonly shownSlots: readonly string[]
}

interface AppointmentTime {
  readonly mode: MeetingMode
  readonly startsAt: number
  /** Until when and with whom; absent when only what was posted is known. */
  readonly arrangement?: { readonly endsAt: number; readonly coordinatorId: string }
}

/** When an appointment is, with whom and how, as a page shows it in a time zone. */
export function buildAppointmentFilling(
  { mode, startsAt, arrangement }: AppointmentTime,
  timeZone: string,
  language: Language,
): PartialFilling {
  return {
    slots: {
      when: formatAppointmentTime(startsAt, timeZone, language),
      ...(arrangement && {
        'until-clock': formatClockTime(arrangement.endsAt, timeZone, language),
        minutes: String((arrangement.endsAt - startsAt) / 60_000),
        coordinator: coordinatorName(arrangement.coordinatorId),
      }),
    },
    shownSlots: [`mode-${mode}`, ...(arrangement ? ['arrangement'] : [])],
  }
}

/** The appointment that would be moved to the chosen time, if there is one. */
export function buildMoveFilling(
  parentFile: ParentFile,
  timeZone: string,
  language: Language,
  now: number,
): PartialFilling {
  const booking = bookingState(parentFile, now)
  return booking.state === 'booked'
    ? {
        slots: { 'moving-from': formatAppointmentTime(booking.appointment.startsAt, timeZone, language) },
        shownSlots: ['booking-moving'],
      }
    : { slots: {}, shownSlots: [] }
}
