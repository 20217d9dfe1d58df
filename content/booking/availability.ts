import * as z from 'zod'
import { type TimeZone, timeZones } from '../time/time-zones.ts'
import { QUARTER_MINUTES, type Way, ways } from './meeting-modes.ts'

export { QUARTER_MINUTES, type SessionKind, sessionKinds, type Way, ways } from './meeting-modes.ts'

const quarters = z.int().multipleOf(QUARTER_MINUTES)
const day = z.iso.date()

/** A clock on the wall, in quarter hours: `09:00`, `16:45`; `24:00` ends a day. */
const clock = z.string().regex(/^(([01]\d|2[0-3]):(00|15|30|45)|24:00)$/)

const hours = { from: clock, until: clock }
const endsAfterItBegins = ({ from, until }: { from: string; until: string }) => from < until
const weekly = z
  .object({ weekday: z.int().min(1).max(7), ...hours })
  .refine(endsAfterItBegins, { path: ['until'] })
const extra = z.object({ date: day, ...hours }).refine(endsAfterItBegins, { path: ['until'] })
const closed = z
  .object({ from: day, until: day })
  .refine(({ from, until }) => from <= until, { path: ['until'] })

const lengths = z.object({ individual: quarters.min(15).max(240), joint: quarters.min(15).max(240) })

/**
 * When a coordinator meets families. Clocks and days are those of their own time zone; the desk and the settings of
 * the practice are held to the same shape.
 */
export const availability = z.object({
  timeZone: z.enum(Object.keys(timeZones) as [TimeZone]),
  /** Hours of every week; 1 is Monday, as in ISO 8601. */
  weekly: z.array(weekly).max(50),
  /** Days without those hours, the first and the last of each stretch. */
  closed: z.array(closed).max(200),
  /** Openings on single days besides, closed ones too. */
  extra: z.array(extra).max(200),
  /** Minutes kept free before and after each session. */
  minutesBefore: quarters.min(0).max(120),
  minutesAfter: quarters.min(0).max(120),
  /**
   * Minutes kept free on each side of a session in person, so that no two families meet at the door. It holds for
   * every family: were it only for two parents of one file, a gap would tell one when the other comes.
   */
  minutesApart: quarters.min(30).max(120),
  /** Hours between booking and the session, at the least. */
  noticeHours: z
    .int()
    .min(0)
    .max(14 * 24),
  /** How many days from today can be booked. */
  daysAhead: z.int().min(1).max(366),
  /** How long a session lasts, for each way it is offered in. */
  offered: z
    .object({ video: lengths.optional(), phone: lengths.optional(), 'in-person': lengths.optional() })
    .refine((offered) => Object.values(offered).some((each) => each !== undefined)),
  /** Sessions a day, at the most. */
  mostADay: z.int().min(1).max(20),
})
export type Availability = z.infer<typeof availability>

/** The ways a coordinator offers, in the order they are shown. */
export const waysOffered = ({ offered }: Availability): Way[] =>
  (Object.keys(ways) as Way[]).filter((way) => offered[way] !== undefined)
