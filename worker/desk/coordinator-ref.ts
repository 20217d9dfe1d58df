import { practice } from '../../content/practice.ts'

/** A coordinator by id; one who left the practice goes by the id alone. */
export const personOf = (id: string | null) =>
  id === null
    ? null
    : { id, name: practice.coordinators.find((coordinator) => coordinator.id === id)?.name ?? id }
