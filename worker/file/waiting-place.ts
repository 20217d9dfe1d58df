import { waitingPlaceCases } from '../../content/file/page-cases.ts'
import { buildPrefixedSlotValues } from '../../content/slots-for.ts'
import { DAY_MS } from '../../content/time/units.ts'
import type { WaitingList } from '../../db/waiting-list.ts'

/** With fewer families, their waits would tell of single ones. */
const MIN_WAITS = 5

/**
 * Tells how many weeks families usually wait: the middle half of them, in whole weeks. Gives undefined when too few
 * have waited.
 */
export function estimateWeeksToWait(waits: readonly number[]): { from: number; to: number } | undefined {
  if (waits.length < MIN_WAITS) return undefined
  const weeks = waits.map((wait) => wait / (7 * DAY_MS)).toSorted((one, other) => one - other)
  const at = (part: number) => weeks[Math.floor(part * (weeks.length - 1))] ?? 0
  const from = Math.max(1, Math.floor(at(0.25)))
  return { from, to: Math.max(from + 1, Math.ceil(at(0.75))) }
}

/** Fills the place of a parent who waits into “Your file”. */
export function buildWaitingPlaceSlotValues({ familiesBefore, waits }: WaitingList, isWaiting: boolean) {
  const weeks = estimateWeeksToWait(waits)
  const place = familiesBefore === 0 ? 'next' : familiesBefore === 1 ? 'one' : 'several'
  return {
    place: isWaiting,
    ...buildPrefixedSlotValues('place-', waitingPlaceCases, (shown) => isWaiting && shown === place),
    'place-count': isWaiting ? String(familiesBefore) : undefined,
    'place-weeks': isWaiting && weeks !== undefined,
    'weeks-from': isWaiting && weeks ? String(weeks.from) : undefined,
    'weeks-to': isWaiting && weeks ? String(weeks.to) : undefined,
  }
}
