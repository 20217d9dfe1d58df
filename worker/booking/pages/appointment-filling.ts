import {
  type AppointmentKind,
  appointmentKindOptions,
  type MeetingMode,
  meetingModeOptions,
} from '../../../content/booking/meeting-modes.ts'
import { buildPrefixedSlotValues } from '../../../content/slots-for.ts'
import { formatAppointmentTime, formatClockTimeInZone } from '../../../content/time/local-time.ts'
import type { ParentFile } from '../../../db/parent-file.ts'
import type { Language } from '../../../forms/language.ts'
import type { SlotValues } from '../../http/fill-slots.ts'
import { getCoordinatorName } from '../openings/effective-availability.ts'
import { getBookingState } from '../reserve/own-appointment.ts'

interface ShownAppointment {
  readonly kind: AppointmentKind
  readonly mode: MeetingMode
  readonly startsAt: number
  /** The end of the appointment and its coordinator; absent when only the posted fields are available. */
  readonly arrangement?: { readonly endsAt: number; readonly coordinatorId: string }
}

/** Fills in when an appointment is, with whom and how, in a time zone. */
export function buildAppointmentPageSlotValues(
  { kind, mode, startsAt, arrangement }: ShownAppointment,
  timeZone: string,
  language: Language,
): Omit<SlotValues<'/file/appointment/'>, 'can-cancel' | 'can-move' | 'too-late' | 'change-until'> {
  return {
    when: formatAppointmentTime(startsAt, timeZone, language),
    arrangement: arrangement !== undefined,
    'until-clock': arrangement && formatClockTimeInZone(arrangement.endsAt, timeZone, language),
    coordinator: arrangement && getCoordinatorName(arrangement.coordinatorId),
    ...buildPrefixedSlotValues('kind-', appointmentKindOptions, (shown) => shown === kind),
    ...buildPrefixedSlotValues('mode-', meetingModeOptions, (shown) => shown === mode),
  }
}

/** Fills in the appointment that a chosen time would move, as it is now; fills nothing while no time is offered. */
export function buildAppointmentToMoveSlotValuesOfBookPage(
  choosing: { readonly parentFile: ParentFile; readonly timeZone: string } | undefined,
  language: Language,
  now: number,
): Pick<SlotValues<'/file/book/'>, 'booking-moving' | 'moving-from'> {
  const booking = choosing && getBookingState(choosing.parentFile, now)
  return booking?.state === 'booked'
    ? {
        'booking-moving': true,
        'moving-from': formatAppointmentTime(
          booking.appointment.startsAt,
          choosing?.timeZone ?? '',
          language,
        ),
      }
    : { 'booking-moving': false, 'moving-from': undefined }
}
