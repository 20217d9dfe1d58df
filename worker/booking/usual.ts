import { waysOffered } from '../../content/availability.ts'
import type { OwnFile } from '../../db/own-file.ts'
import type { Environment } from '../environment.ts'
import { contactRules, zoneIn } from '../intake/contact.ts'
import { type Choice, understood } from './choice.ts'
import { openDetails } from './details.ts'
import { keptOf, standingOf } from './own-session.ts'
import type { Rules } from './rules.ts'

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
