import { type Availability, availabilitySchema } from '../../../content/booking/availability.ts'
import { practice } from '../../../content/practice.ts'
import { listPublicHolidays } from '../../../content/time/public-holidays.ts'

/** The availability of a coordinator, with its revision; revision 0 is that of the practice’s settings. */
export interface EffectiveAvailability {
  readonly coordinatorId: string
  readonly availability: Availability
  readonly revision: number
}

/** The availability that a coordinator saved at the desk, as stored. */
export interface SavedAvailability {
  readonly coordinatorId: string
  /** Null when they never saved any. */
  readonly rules: string | null
  readonly revision: number
  /** The days on which they are away. */
  readonly absences?: readonly { readonly from: string; readonly until: string }[]
}

/**
 * Gives a coordinator’s availability, with the days on which they are away, and the public holidays of all provinces in which
 * they work, among its closed days; undefined for a coordinator who has left.
 */
export function resolveAvailability(
  id: string | null,
  saved: readonly SavedAvailability[],
): EffectiveAvailability | undefined {
  const rules = resolveAvailabilityRules(id, saved)
  if (!rules) return undefined
  const { availability } = rules
  const closed = [...listClosedDays(id, saved), ...getHolidaysOfCoordinator(rules.coordinatorId)]
  return { ...rules, availability: { ...availability, closed } }
}

/** Lists the days that a coordinator closed, and those on which they are away. */
export const listClosedDays = (id: string | null, saved: readonly SavedAvailability[]) => [
  ...(resolveAvailabilityRules(id, saved)?.availability.closed ?? []),
  ...(saved.find(({ coordinatorId }) => coordinatorId === id)?.absences ?? []),
]

/** The public holidays of all provinces of a coordinator. They are listed once, because they change with the code alone. */
function getHolidaysOfCoordinator(id: string): Availability['closed'] {
  const listed = holidaysByCoordinator.get(id)
  if (listed) return listed
  const provinces = practice.coordinators.find((coordinator) => coordinator.id === id)?.provinces ?? []
  const holidays = listPublicHolidays(provinces).map((date) => ({ from: date, until: date }))
  holidaysByCoordinator.set(id, holidays)
  return holidays
}
const holidaysByCoordinator = new Map<string, Availability['closed']>()

/** Gives a coordinator’s availability as they wrote it: the saved one, or that of the settings. */
export function resolveAvailabilityRules(
  id: string | null,
  saved: readonly SavedAvailability[],
): EffectiveAvailability | undefined {
  const found = practice.coordinators.find((coordinator) => coordinator.id === id)
  if (!found) return undefined
  const savedAvailability = saved.find(({ coordinatorId }) => coordinatorId === found.id)
  return {
    coordinatorId: found.id,
    availability: savedAvailability?.rules
      ? availabilitySchema.parse(JSON.parse(savedAvailability.rules))
      : found.availability,
    revision: savedAvailability?.revision ?? 0,
  }
}

/** Gives the name of a coordinator, or that of the practice when the coordinator has left. */
export const getCoordinatorName = (id: string | null): string =>
  practice.coordinators.find((coordinator) => coordinator.id === id)?.name ?? practice.name
