import { type Availability, availabilitySchema } from '../../../content/booking/availability.ts'
import { practice } from '../../../content/practice.ts'

/** When a coordinator meets families, and which revision of it this is: 0 is that of the settings. */
export interface EffectiveAvailability {
  readonly coordinatorId: string
  readonly availability: Availability
  readonly revision: number
}

/** What a coordinator saved at the desk, as it is stored. */
export interface SavedAvailability {
  readonly coordinatorId: string
  readonly rules: string
  readonly revision: number
}

/** A coordinator's availability: what they saved, else that of the settings; nothing for somebody who left. */
export function resolveAvailability(
  id: string | null,
  saved: readonly SavedAvailability[],
): EffectiveAvailability | undefined {
  const found = practice.coordinators.find((coordinator) => coordinator.id === id)
  if (!found) return undefined
  const savedAvailability = saved.find(({ coordinatorId }) => coordinatorId === found.id)
  return {
    coordinatorId: found.id,
    availability: savedAvailability
      ? availabilitySchema.parse(JSON.parse(savedAvailability.rules))
      : found.availability,
    revision: savedAvailability?.revision ?? 0,
  }
}

/** A coordinator's name; the practice's, for somebody who left. */
export const coordinatorName = (id: string | null): string =>
  practice.coordinators.find((coordinator) => coordinator.id === id)?.name ?? practice.name
