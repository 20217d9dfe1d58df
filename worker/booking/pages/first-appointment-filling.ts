import { appointmentKindOptions } from '../../../content/booking/meeting-modes.ts'
import { firstAppointmentStatusKeys } from '../../../content/file/page-cases.ts'
import { buildPrefixedSlotValues } from '../../../content/slots-for.ts'
import { formatAppointmentTimeLines, formatClockTimeInZone } from '../../../content/time/local-time.ts'
import type { ParentFile } from '../../../db/parent-file.ts'
import type { Language } from '../../../forms/language.ts'
import { isUnserved } from '../../contact/display-name.ts'
import type { Environment } from '../../environment.ts'
import type { SlotValues } from '../../http/fill-slots.ts'
import { unsealAttendanceDetails } from '../reserve/attendance-details.ts'
import {
  getBookingState,
  type OwnAppointment,
  pickActiveHold,
  pickCancelledAppointment,
} from '../reserve/own-appointment.ts'

type AppointmentSlot = Extract<
  keyof SlotValues<'/file/opened/'>,
  `appointment-${string}` | `held-${string}` | `cancelled-${string}` | `joint-${string}`
>

/** Fills the status of a parent’s first session into “Your file”. It depends only on their own appointments. */
export async function buildFirstAppointmentSlotValuesOfFilePage(
  env: Environment,
  parentFile: ParentFile,
  language: Language,
  now: number,
): Promise<Pick<SlotValues<'/file/opened/'>, AppointmentSlot>> {
  const booking = getBookingState(parentFile, now)
  const openStatus = await pickOpenStatus(env, parentFile)
  const hold = booking.state === 'open' && openStatus !== 'outside' && pickActiveHold(parentFile, now)
  const status = hold ? 'held' : booking.state === 'open' ? openStatus : booking.state
  const cancelled = pickCancelledAppointment(parentFile, now)
  // While a joint session is booked, its own section and page say what was agreed.
  const isAboutJoint =
    booking.state !== 'none' && !(booking.state === 'booked' && booking.appointment.kind === 'joint')
  return {
    'joint-agreed': isAboutJoint && parentFile.jointConsentedAt !== null,
    'joint-open': isAboutJoint && parentFile.jointConsentedAt === null && status !== 'outside',
    ...buildPrefixedSlotValues('appointment-', firstAppointmentStatusKeys, (shown) => shown === status),
    ...buildPrefixedSlotValues(
      'appointment-kind-',
      appointmentKindOptions,
      (kind) => booking.state === 'booked' && kind === booking.appointment.kind,
    ),
    'held-when': hold ? await formatAppointmentWhen(env, hold, language) : undefined,
    'held-until': hold ? await formatHeldUntil(env, hold, language) : undefined,
    'appointment-when':
      booking.state === 'booked'
        ? await formatAppointmentWhen(env, booking.appointment, language)
        : undefined,
    ...buildPrefixedSlotValues('cancelled-', appointmentKindOptions, (kind) => kind === cancelled?.kind),
    'cancelled-when': cancelled && (await formatAppointmentWhen(env, cancelled, language)),
  }
}

/** What holds while nothing is booked. Nobody can be chosen for a family whose province nobody serves. */
async function pickOpenStatus({ keys }: Environment, parentFile: ParentFile) {
  if (await isUnserved(keys, parentFile)) return 'outside'
  if (parentFile.timeRequest) return 'requested'
  return parentFile.bookingCoordinatorId === null ? 'unassigned' : 'open'
}

async function formatHeldUntil(
  env: Environment,
  { attendanceId, sealedDetails, heldUntil }: OwnAppointment & { readonly heldUntil: number },
  language: Language,
): Promise<string> {
  const { timeZone } = await unsealAttendanceDetails(env, attendanceId, sealedDetails)
  return formatClockTimeInZone(heldUntil, timeZone, language)
}

/** Formats when an appointment is, in the time zone in which its parent reads times. */
export async function formatAppointmentWhen(
  env: Environment,
  { attendanceId, sealedDetails, startsAt, endsAt }: OwnAppointment,
  language: Language,
): Promise<string> {
  const { timeZone } = await unsealAttendanceDetails(env, attendanceId, sealedDetails)
  return formatAppointmentTimeLines({ startsAt, endsAt }, timeZone, language)
}
