import { practice } from '../../content/practice.ts'

/** A coordinator's id and name. For a coordinator who left the practice, the id replaces the name. */
export const toCoordinatorRef = (id: string | null) =>
  id === null
    ? null
    : { id, name: practice.coordinators.find((coordinator) => coordinator.id === id)?.name ?? id }
