import type { fileRouteOptions } from '../../content/file/routes.ts'
import { MIN_SHOWN_COUNT, MIN_VALUES_FOR_NINETIETH } from '../../content/numbers/number-measures.ts'
import { type Coordinator, practice } from '../../content/practice.ts'
import { addDaysToIsoDate, localTimeToInstant, toIsoDateInZone } from '../../content/time/local-time.ts'
import { DAY_MS } from '../../content/time/units.ts'
import type { Database } from '../../db/database.ts'
import { loadPracticeNumberFacts, type PracticeNumberFacts } from '../../db/practice-numbers.ts'
import { toCoordinatorRef } from './coordinator-ref.ts'
import { getPermissionsOnNumbers } from './permissions.ts'

/** Counts what the page and the spreadsheet show to a coordinator, now. */
export async function countPracticeNumbers(db: Database, viewer: Coordinator) {
  const now = Date.now()
  const { coordinators, weeksCountedTogether } = practice
  const may = getPermissionsOnNumbers(viewer)
  const shown = coordinators.filter(({ id }) => may.readEveryLoad || id === viewer.id)
  // A practice keeps one calendar, whoever looks: that of the coordinator whom its settings name first.
  const timeZone = coordinators[0]?.availability.timeZone ?? 'UTC'
  const periods = listCountedPeriods(now, weeksCountedTogether, timeZone)
  const { loads, waitingSince, ...facts } = await loadPracticeNumberFacts(db, {
    from: periods[0]?.from ?? now,
    until: periods.at(-1)?.until ?? now,
    coordinatorIds: shown.map(({ id }) => id),
  })
  return {
    weeks: weeksCountedTogether,
    mayExport: may.export,
    periods: countByPeriod(facts, periods),
    waiting: countWaiting(waitingSince, now),
    // Never withheld: whoever may read a load sees the files that it counts.
    loads: shown.map(({ id, capacity }) => {
      const { accepted = 0, open = 0 } = loads.find(({ coordinatorId }) => coordinatorId === id) ?? {}
      return { coordinator: toCoordinatorRef(id), carried: accepted, unread: open - accepted, capacity }
    }),
  }
}
export type PracticeNumbers = Awaited<ReturnType<typeof countPracticeNumbers>>

type FileRoute = keyof typeof fileRouteOptions

/** A span of whole weeks that has ended. */
interface CountedPeriod {
  /** Its first and its last day: `2026-10-26`, `2026-11-22`. */
  readonly firstDay: string
  readonly lastDay: string
  /** The instants (ms) between which it lies. */
  readonly from: number
  readonly until: number
}

/** The periods that the page shows: a year of four weeks each. */
const SHOWN_PERIODS = 13

/** A Monday, from which periods are counted, so that no two answers ever hold periods that overlap in part. */
const FIRST_MONDAY = '2024-01-01'

/** Lists the last periods that have ended, the oldest first. */
function listCountedPeriods(now: number, weeks: number, timeZone: string): CountedPeriod[] {
  const days = weeks * 7
  const today = toIsoDateInZone(now, timeZone)
  const ended = Math.floor((Date.parse(today) - Date.parse(FIRST_MONDAY)) / DAY_MS / days)
  return Array.from({ length: SHOWN_PERIODS }, (_, at) => {
    const firstDay = addDaysToIsoDate(FIRST_MONDAY, (ended - SHOWN_PERIODS + at) * days)
    const nextDay = addDaysToIsoDate(firstDay, days)
    return {
      firstDay,
      lastDay: addDaysToIsoDate(nextDay, -1),
      from: localTimeToInstant(firstDay, '00:00', timeZone),
      until: localTimeToInstant(nextDay, '00:00', timeZone),
    }
  })
}

/**
 * Counts what happened in each period. Each number is of one period, and none is a sum of others, so no number that is
 * withheld can be worked out from those that are shown (decision 139). Null is a number that is withheld.
 */
const countByPeriod = (
  facts: Pick<PracticeNumberFacts, 'files' | 'authorisations'>,
  periods: readonly CountedPeriod[],
) =>
  periods.map(({ firstDay, lastDay, from, until }) => {
    const isWithin = (at: number | null): at is number => at !== null && at >= from && at < until
    const listDays = (instant: 'firstCallAt' | 'firstSessionAt') =>
      facts.files.flatMap(({ createdAt, [instant]: at }) =>
        isWithin(at) ? [Math.max(1, Math.ceil((at - createdAt) / DAY_MS))] : [],
      )
    const countAuthorisations = (instant: 'grantedAt' | 'withdrawnAt' | 'secondIntakeAt') =>
      toShownCount(facts.authorisations.filter(({ [instant]: at }) => isWithin(at)).length)
    const countIntakes = (route: FileRoute) =>
      toShownCount(facts.files.filter((file) => file.route === route && isWithin(file.createdAt)).length)
    return {
      firstDay,
      lastDay,
      intakes: {
        consent: countIntakes('consent'),
        'court-order': countIntakes('court-order'),
        'one-parent': countIntakes('one-parent'),
      } satisfies Record<FileRoute, number | null>,
      daysToFirstCall: toShownPercentiles(listDays('firstCallAt')),
      daysToFirstSession: toShownPercentiles(listDays('firstSessionAt')),
      authorisations: {
        granted: countAuthorisations('grantedAt'),
        withdrawn: countAuthorisations('withdrawnAt'),
        secondIntakes: countAuthorisations('secondIntakeAt'),
      },
    }
  })

/** Counts the families who wait, and how many days half of them have waited at most. */
const countWaiting = (waitingSince: readonly number[], now: number) => ({
  families: toShownCount(waitingSince.length),
  medianDays: toShownPercentiles(waitingSince.map((since) => Math.floor((now - since) / DAY_MS))).median,
})

/** Gives a count, or null if it is withheld. */
export const toShownCount = (count: number): number | null => (count < MIN_SHOWN_COUNT ? null : count)

/** The percentiles of some values by nearest rank, each of which is one of the values. */
function toShownPercentiles(values: readonly number[]) {
  const sorted = values.toSorted((one, other) => one - other)
  const pick = (percent: number, atLeast: number) =>
    sorted.length < atLeast ? null : (sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? null)
  return { median: pick(50, MIN_SHOWN_COUNT), ninetieth: pick(90, MIN_VALUES_FOR_NINETIETH) }
}
