import { type NextStepId, nextSteps } from '../../content/today/next-steps.ts'
import type { Wording } from '../../forms/language.ts'

/** The lead of a file, and whether that is the reader; undefined while nobody knows who reads. */
interface StepReader {
  readonly isLead: boolean | undefined
  readonly leadName: string | undefined
}

/** Says why a step is the next one, to its lead or, with the name of the lead, to anybody else. */
export function getStepReason(id: NextStepId, { isLead, leadName }: StepReader): Wording {
  if (id !== 'read-intake' || isLead || leadName === undefined) return nextSteps[id].reason
  return isLead === undefined
    ? { en: 'An intake to read', fr: 'Une demande à lire' }
    : { en: `An intake that ${leadName} hasn’t read`, fr: `Une demande que ${leadName} n’a pas lue` }
}
