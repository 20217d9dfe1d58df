import {
  type AppointmentKind,
  appointmentKindOptions,
  type MeetingMode,
} from '../../../content/booking/meeting-modes.ts'
import type { ContactChannel } from '../../../content/file/contact-channels.ts'
import { phoneSessionCases, videoSessionCases } from '../../../content/file/page-cases.ts'
import { practice } from '../../../content/practice.ts'
import { buildPrefixedSlotValues } from '../../../content/slots-for.ts'
import { formatAppointmentTimeLines } from '../../../content/time/local-time.ts'
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
  /** The ways in which the parent can be reached; absent when only the posted fields are available. */
  readonly channels: readonly ContactChannel[] | undefined
}

/** Fills in when an appointment is, with whom and how, in a time zone. */
export function buildAppointmentPageSlotValues(
  { kind, mode, startsAt, arrangement, channels }: ShownAppointment,
  timeZone: string,
  language: Language,
): Omit<
  SlotValues<'/file/appointment/'>,
  | 'can-mail'
  | 'moved'
  | 'can-cancel'
  | 'can-move'
  | 'too-late'
  | 'will-remind'
  | 'change-until'
  | 'calendar-entry'
> {
  return {
    when: formatAppointmentTimeLines({ startsAt, endsAt: arrangement?.endsAt }, timeZone, language),
    arrangement: arrangement !== undefined,
    ...buildLengthSlotValues(arrangement && (arrangement.endsAt - startsAt) / MINUTE_MS, language),
    coordinator: arrangement && getCoordinatorName(arrangement.coordinatorId),
    ...buildPrefixedSlotValues('kind-', appointmentKindOptions, (shown) => shown === kind),
    'mode-in-person': mode === 'in-person',
    ...buildPrefixedSlotValues(
      'phone-',
      phoneSessionCases,
      (shown) => mode === 'phone' && shown === pickPhoneCase(channels),
    ),
    ...buildPrefixedSlotValues(
      'video-',
      videoSessionCases,
      (shown) => mode === 'video' && shown === pickVideoCase(channels),
    ),
  }
}

const pickPhoneCase = (
  channels: readonly ContactChannel[] | undefined,
): (typeof phoneSessionCases)[number] =>
  channels ? ((['call', 'call-at-time'] as const).find((way) => channels.includes(way)) ?? 'none') : 'unknown'

const pickVideoCase = (
  channels: readonly ContactChannel[] | undefined,
): (typeof videoSessionCases)[number] => (channels ? (channels.length > 0 ? 'reach' : 'none') : 'unknown')

/** Fills in how many minutes a session lasts, and what it costs before tax. */
export const buildLengthSlotValues = (minutes: number | undefined, language: Language) => ({
  minutes: minutes === undefined ? undefined : String(minutes),
  cost: minutes === undefined ? undefined : formatDollars((practice.hourlyFee * minutes) / 60, language),
})

/** Formats an amount of money: `$280`, `280 $`, and `$93.33`, `93,33 $`. */
function formatDollars(dollars: number, language: Language): string {
  const amount = dollars.toFixed(Number.isInteger(dollars) ? 0 : 2)
  return { en: `$${amount}`, fr: `${amount.replace('.', ',')} $` }[language]
}

const MINUTE_MS = 60_000

/** Fills in the appointment that a chosen time would move, as it is now; fills nothing while no time is offered. */
export function buildAppointmentToMoveSlotValuesOfBookPage(
  choosing: { readonly parentFile: ParentFile; readonly timeZone: string } | undefined,
  language: Language,
  now: number,
): Pick<SlotValues<'/file/book/'>, 'booking-moving' | 'booking-new' | 'moving-from'> {
  const booking = choosing && getBookingState(choosing.parentFile, now)
  return booking?.state === 'booked'
    ? {
        'booking-moving': true,
        'booking-new': false,
        'moving-from': formatAppointmentTimeLines(booking.appointment, choosing?.timeZone ?? '', language),
      }
    : { 'booking-moving': false, 'booking-new': true, 'moving-from': undefined }
}
