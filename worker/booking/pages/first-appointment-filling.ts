import { formatAppointmentTime } from '../../../content/time/local-time.ts'
import type { ParentFile } from '../../../db/parent-file.ts'
import type { Language } from '../../../forms/language.ts'
import type { Environment } from '../../environment.ts'
import { openAttendanceDetails } from '../reserve/attendance-details.ts'
import { bookingState } from '../reserve/own-appointment.ts'

/** The state of a parent's first session, as it fills “Your file”; it depends on their own appointments alone. */
export async function buildFirstAppointmentFilling(
  env: Environment,
  parentFile: ParentFile,
  language: Language,
  now: number,
) {
  const booking = bookingState(parentFile, now)
  switch (booking.state) {
    case 'none':
      return { slots: {}, shownSlots: [] }
    case 'booked': {
      const { attendanceId, sealedDetails, startsAt } = booking.appointment
      const { timeZone } = await openAttendanceDetails(env, attendanceId, sealedDetails)
      return {
        slots: { 'appointment-when': formatAppointmentTime(startsAt, timeZone, language) },
        shownSlots: ['appointment-booked'],
      }
    }
    case 'past':
      return { slots: {}, shownSlots: ['appointment-past'] }
    case 'open':
      return {
        slots: {},
        shownSlots: [parentFile.timeRequest ? 'appointment-requested' : 'appointment-open'],
      }
  }
}
