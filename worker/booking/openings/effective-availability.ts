import { type Availability, availability } from '../../../content/booking/availability.ts'
import { practice } from '../../../content/practice.ts'

/** When a coordinator meets families, and which revision of it this is: 0 is that of the settings. */
export interface Rules {
  readonly coordinator: string
  readonly availability: Availability
  readonly revision: number
}

/** What a coordinator saved at the desk, as it is stored. */
export interface SavedRules {
  readonly coordinator: string
  readonly rules: string
  readonly revision: number
}

/** The rules of a coordinator: what they saved, else the settings’; nothing for who works here no more. */
export function rulesOf(id: string | null, saved: readonly SavedRules[]): Rules | undefined {
  const found = practice.coordinators.find((coordinator) => coordinator.id === id)
  if (!found) return undefined
  const theirs = saved.find(({ coordinator }) => coordinator === found.id)
  return {
    coordinator: found.id,
    availability: theirs ? availability.parse(JSON.parse(theirs.rules)) : found.availability,
    revision: theirs?.revision ?? 0,
  }
}

/** What a coordinator is called; the practice, when they work here no more. */
export const nameOf = (id: string | null): string =>
  practice.coordinators.find((coordinator) => coordinator.id === id)?.name ?? practice.name
