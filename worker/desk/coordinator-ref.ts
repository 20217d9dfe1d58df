import { practice } from '../../content/practice.ts'

/** A coordinator as the desk names them. */
export interface CoordinatorRef {
  readonly id: string
  readonly name: string
  /** They work here no more. */
  readonly hasLeft?: true
}

/** A coordinator's id and name, also of one who has left. For one who is not in the settings, the id replaces the name. */
export function toCoordinatorRef(id: string | null): CoordinatorRef | null {
  if (id === null) return null
  const working = practice.coordinators.find((coordinator) => coordinator.id === id)
  if (working) return { id, name: working.name }
  const name = practice.formerCoordinators.find((former) => former.id === id)?.name ?? id
  return { id, name, hasLeft: true }
}
