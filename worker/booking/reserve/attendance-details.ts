import type { BookingAnswers } from '../../../content/forms/booking/index.ts'
import type { TimeZone } from '../../../content/time/time-zones.ts'
import type { Environment } from '../../environment.ts'
import { type SealContext, seal, unseal } from '../../privacy/seal.ts'

/** What a parent may have their calendar say of a session; `none` leaves it out of their calendar. */
export type CalendarTitleChoice = NonNullable<BookingAnswers['calendarTitle']>

/** What is a parent's own about a session: sealed in the database and never shown to another parent. */
export interface AttendanceDetails {
  /** The time zone they read the time in. */
  readonly timeZone: TimeZone
  /** Absent while the time is only held: the question is asked when they book. */
  readonly calendarTitle?: CalendarTitleChoice
}

export const sealAttendanceDetails = (
  { keys }: Environment,
  attendanceId: string,
  details: AttendanceDetails,
): Promise<string> => seal(keys, 'answers', attendanceDetailsSealContext(attendanceId), details)

export const openAttendanceDetails = async (
  { keys }: Environment,
  attendanceId: string,
  sealed: string,
): Promise<AttendanceDetails> =>
  (await unseal(keys, 'answers', attendanceDetailsSealContext(attendanceId), sealed)) as AttendanceDetails

const attendanceDetailsSealContext = (attendanceId: string): SealContext =>
  `attendances.sealed_details:${attendanceId}`
