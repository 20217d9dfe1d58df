import type { BookingAnswers } from '../../../content/forms/booking/index.ts'
import type { TimeZone } from '../../../content/time/time-zones.ts'
import type { Environment } from '../../environment.ts'
import { open, type Place, seal } from '../../privacy/seal.ts'

/** What a parent may have their calendar say of a session; `none` leaves it out of their calendar. */
export type CalendarChoice = NonNullable<BookingAnswers['calendarTitle']>

/** What is a parent's own about a session: kept sealed, and never shown to another. */
export interface Details {
  /** The time zone they read the time in. */
  readonly timeZone: TimeZone
  /** Empty until they booked: a time that is only kept was not asked about. */
  readonly calendarTitle?: CalendarChoice
}

export const sealDetails = ({ keys }: Environment, attendanceId: string, details: Details): Promise<string> =>
  seal(keys, 'answers', detailsPlace(attendanceId), details)

export const openDetails = async (
  { keys }: Environment,
  attendanceId: string,
  sealed: string,
): Promise<Details> => (await open(keys, 'answers', detailsPlace(attendanceId), sealed)) as Details

const detailsPlace = (attendanceId: string): Place => `attendances.details:${attendanceId}`
