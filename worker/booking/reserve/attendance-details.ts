import type { BookingAnswers } from '../../../content/forms/booking/index.ts'
import type { Environment } from '../../environment.ts'
import { type SealContext, seal, unseal } from '../../privacy/seal.ts'

/** How a parent’s calendar may name a session; `none` means that the parent gets no calendar entry. */
export type CalendarTitleChoice = NonNullable<BookingAnswers['calendarTitle']>

/**
 * The details of a session that belong to one parent. They are sealed in the database and never shown to another
 * parent.
 */
export interface AttendanceDetails {
  /** The time zone in which the parent reads times. */
  readonly timeZone: string
  /** Absent while the time is only held: the question is asked at booking. */
  readonly calendarTitle?: CalendarTitleChoice
}

export const sealAttendanceDetails = (
  { keys }: Environment,
  attendanceId: string,
  details: AttendanceDetails,
): Promise<string> => seal(keys, 'answers', attendanceDetailsSealContext(attendanceId), details)

export const unsealAttendanceDetails = async (
  { keys }: Environment,
  attendanceId: string,
  sealed: string,
): Promise<AttendanceDetails> =>
  (await unseal(keys, 'answers', attendanceDetailsSealContext(attendanceId), sealed)) as AttendanceDetails

const attendanceDetailsSealContext = (attendanceId: string): SealContext =>
  `attendances.sealed_details:${attendanceId}`
