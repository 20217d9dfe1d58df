import { expect, it } from 'vitest'
import { resolveAvailability, resolveAvailabilityRules } from './effective-availability.ts'
import { listOpenings } from './openings.ts'

/** Wednesday, the day before Christmas Eve, in the morning in Toronto. */
const NOW = Date.UTC(2026, 11, 23, 14)

const listDays = (
  coordinatorId: string,
  extra: readonly { date: string; from: string; until: string }[] = [],
) => {
  const rules = resolveAvailabilityRules(coordinatorId, [])?.availability
  const saved = { coordinatorId, rules: JSON.stringify({ ...rules, extra }), revision: 1 }
  const availability = resolveAvailability(coordinatorId, [saved])?.availability
  if (!availability) throw new Error('No availability')
  const openings = [...listOpenings(availability, [], { mode: 'video', kind: 'individual' }, { now: NOW })]
  const days = openings.map(({ startsAt }) => new Date(startsAt).toISOString().slice(0, 10))
  return [...new Set(days)].filter((day) => day < '2027-01-06')
}

it('offers no weekly hours on a public holiday of all provinces of the coordinator', () => {
  expect(listDays('robin-ashdown')).toEqual([
    ...['2026-12-24', '2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31', '2027-01-04', '2027-01-05'],
  ])
})

it('offers openings that the coordinator added for one', () => {
  const onChristmas = [{ date: '2026-12-25', from: '10:00', until: '12:00' }]
  expect(listDays('robin-ashdown', onChristmas)).toContain('2026-12-25')
})

it('keeps holidays out of the rules that the coordinator edits', () => {
  expect(resolveAvailabilityRules('robin-ashdown', [])?.availability.closed).toEqual([])
})
