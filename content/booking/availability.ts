import * as z from 'zod'
import { type TimeZone, timeZones } from '../time/time-zones.ts'
import { type MeetingMode, meetingModes, SLOT_MINUTES } from './meeting-modes.ts'

export {
  type AppointmentKind,
  appointmentKinds,
  type MeetingMode,
  meetingModes,
  SLOT_MINUTES,
} from './meeting-modes.ts'

const quarterMinutesSchema = z.int().multipleOf(SLOT_MINUTES)
const daySchema = z.iso.date()

/** A clock on the wall, in quarter hours: `09:00`, `16:45`; `24:00` ends a day. */
const clockSchema = z.string().regex(/^(([01]\d|2[0-3]):(00|15|30|45)|24:00)$/)

const hoursShape = { from: clockSchema, until: clockSchema }
const endsAfterItBegins = ({ from, until }: { from: string; until: string }) => from < until
const weeklyHoursSchema = z
  .object({ weekday: z.int().min(1).max(7), ...hoursShape })
  .refine(endsAfterItBegins, { path: ['until'] })
const extraHoursSchema = z
  .object({ date: daySchema, ...hoursShape })
  .refine(endsAfterItBegins, { path: ['until'] })
const closedDaysSchema = z
  .object({ from: daySchema, until: daySchema })
  .refine(({ from, until }) => from <= until, { path: ['until'] })

const lengthsSchema = z.object({
  individual: quarterMinutesSchema.min(15).max(240),
  joint: quarterMinutesSchema.min(15).max(240),
})

/**
 * When a coordinator meets families. Clocks and days are those of their own time zone; the desk and the settings of
 * the practice are held to the same shape.
 */
export const availabilitySchema = z.object({
  timeZone: z.enum(Object.keys(timeZones) as [TimeZone]),
  /** Hours of every week; 1 is Monday, as in ISO 8601. */
  weekly: z.array(weeklyHoursSchema).max(50),
  /** Days without those hours, the first and the last of each stretch. */
  closed: z.array(closedDaysSchema).max(200),
  /** Further hours on single days, closed ones too. */
  extra: z.array(extraHoursSchema).max(200),
  /** Minutes left free before and after each session. */
  minutesBefore: quarterMinutesSchema.min(0).max(120),
  minutesAfter: quarterMinutesSchema.min(0).max(120),
  /**
   * Minutes left free on each side of a session in person, so that no two families meet at the door. It holds for
   * every family: were it only for two parents of one file, a gap would tell one when the other comes.
   */
  minutesApart: quarterMinutesSchema.min(30).max(120),
  /** Hours between booking and the session, at the least. */
  noticeHours: z
    .int()
    .min(0)
    .max(14 * 24),
  /** How many days from today can be booked. */
  daysAhead: z.int().min(1).max(366),
  /** How long a session lasts, for each meeting mode that is offered. */
  offered: z
    .object({
      video: lengthsSchema.optional(),
      phone: lengthsSchema.optional(),
      'in-person': lengthsSchema.optional(),
    })
    .refine((offered) => Object.values(offered).some((each) => each !== undefined)),
  /** Sessions a day, at the most. */
  mostADay: z.int().min(1).max(20),
})
export type Availability = z.infer<typeof availabilitySchema>

/** The meeting modes a coordinator offers, in the order they are shown. */
export const offeredMeetingModes = ({ offered }: Availability): MeetingMode[] =>
  (Object.keys(meetingModes) as MeetingMode[]).filter((mode) => offered[mode] !== undefined)
