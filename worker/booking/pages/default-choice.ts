import { waysOffered } from '../../../content/booking/availability.ts'
import type { OwnFile } from '../../../db/parent-file.ts'
import type { Environment } from '../../environment.ts'
import { contactRules, zoneIn } from '../../intake/contact-rules.ts'
import type { Rules } from '../openings/effective-availability.ts'
import { openDetails } from '../reserve/attendance-details.ts'
import { keptOf, standingOf } from '../reserve/own-appointment.ts'
import { type Choice, understood } from './booking-choice.ts'

/**
 * What a page shows times by when nothing else is chosen: as with the time kept for them or the session they would move,
 * else the first way offered and the time zone they live in.
 */
export async function usualChoice(
  env: Environment,
  own: OwnFile,
  rules: Rules,
  now: number,
): Promise<Choice> {
  const standing = standingOf(own, now)
  const before = keptOf(own) ?? (standing.state === 'booked' ? standing.session : undefined)
  if (before) {
    const details = await openDetails(env, before.attendanceId, before.details)
    return { ...details, way: offeredOr(before.way, rules) }
  }
  const zone = zoneIn(await contactRules(env, own.parentId, own.contact))
  const { timeZone = rules.availability.timeZone } = understood({ timeZone: [zone] })
  return { way: offeredOr(undefined, rules), timeZone }
}

/** A way to meet, while it is offered; else the first that is. */
export function offeredOr(way: Choice['way'] | undefined, { availability }: Rules): Choice['way'] {
  const offered = waysOffered(availability)
  const [first = 'video'] = offered
  return way && offered.includes(way) ? way : first
}
