import * as z from 'zod/mini'
import { availabilityLimits as limits } from '../limits.ts'
import { type TimeZone, timeZoneOptions } from '../time/time-zones.ts'
import { type MeetingMode, meetingModeOptions, SLOT_MINUTES } from './meeting-modes.ts'

export {
  type AppointmentKind,
  appointmentKindOptions,
  type MeetingMode,
  meetingModeOptions,
  SLOT_MINUTES,
} from './meeting-modes.ts'

const withinLimits = <Schema extends z.ZodMiniType<number>>(
  schema: Schema,
  { min, max }: { readonly min: number; readonly max: number },
) => schema.check(z.minimum(min), z.maximum(max))

const quarterMinutesSchema = z.int().check(z.multipleOf(SLOT_MINUTES))
const daySchema = z.iso.date()

/** A local time in quarter hours: `09:00`, `16:45`. `24:00` is the end of a day. */
const clockSchema = z.string().check(z.regex(/^(([01]\d|2[0-3]):(00|15|30|45)|24:00)$/))

const hoursShape = { from: clockSchema, until: clockSchema }
const endsAfterItBegins = ({ from, until }: { from: string; until: string }) => from < until
const weeklyHoursSchema = z
  .object({ weekday: z.int().check(z.minimum(1), z.maximum(7)), ...hoursShape })
  .check(z.refine(endsAfterItBegins, { path: ['until'] }))
const extraHoursSchema = z
  .object({ date: daySchema, ...hoursShape })
  .check(z.refine(endsAfterItBegins, { path: ['until'] }))
const closedDaysSchema = z
  .object({ from: daySchema, until: daySchema })
  .check(z.refine(({ from, until }) => from <= until, { path: ['until'] }))

const lengthsSchema = z.object({
  individual: withinLimits(quarterMinutesSchema, limits.sessionMinutes),
  joint: withinLimits(quarterMinutesSchema, limits.sessionMinutes),
})

/**
 * When a coordinator meets families. Times and dates are local to the coordinator's own time zone. Both the desk and
 * the settings of the practice are validated with this schema.
 */
export const availabilitySchema = z.object({
  timeZone: z.enum(Object.keys(timeZoneOptions) as [TimeZone]),
  /** Weekly hours. Weekday 1 is Monday, as in ISO 8601. */
  weekly: z.array(weeklyHoursSchema).check(z.maxLength(50)),
  /** Periods without weekly hours, as first and last day. */
  closed: z.array(closedDaysSchema).check(z.maxLength(200)),
  /** Additional hours on single days, which may be closed days. */
  extra: z.array(extraHoursSchema).check(z.maxLength(200)),
  /** Minutes that stay free before and after each session. */
  minutesBefore: withinLimits(quarterMinutesSchema, limits.minutesBefore),
  minutesAfter: withinLimits(quarterMinutesSchema, limits.minutesAfter),
  /**
   * Minutes that stay free on each side of a session in person, so that no two families meet at the door. The gap
   * applies to every family: if it applied only to the parents of one file, it would tell one when the other comes.
   */
  minutesApart: withinLimits(quarterMinutesSchema, limits.minutesApart),
  /** The least number of hours between booking and the session. */
  noticeHours: withinLimits(z.int(), limits.noticeHours),
  /** The number of days from today that can be booked. */
  daysAhead: withinLimits(z.int(), limits.daysAhead),
  /** The length of a session in minutes, for each meeting mode that is offered. */
  offered: z
    .object({
      video: z.optional(lengthsSchema),
      phone: z.optional(lengthsSchema),
      'in-person': z.optional(lengthsSchema),
    })
    .check(z.refine((offered) => Object.values(offered).some((each) => each !== undefined))),
  /** The most sessions a day. */
  mostADay: withinLimits(z.int(), limits.mostADay),
})
export type Availability = z.infer<typeof availabilitySchema>

/** Lists the meeting modes that a coordinator offers, in the order they are shown. */
export const getOfferedMeetingModes = ({ offered }: Availability): MeetingMode[] =>
  (Object.keys(meetingModeOptions) as MeetingMode[]).filter((mode) => offered[mode] !== undefined)
