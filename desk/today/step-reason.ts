import { type NextStepId, nextSteps } from '../../content/today/next-steps.ts'
import type { Wording } from '../../forms/language.ts'

/** Says why a step is the next one, to its lead or, with the name of the lead, to anybody else. */
export const getStepReason = (id: NextStepId, otherLead: string | undefined): Wording =>
  id === 'read-intake' && otherLead !== undefined
    ? { en: `An intake that ${otherLead} hasn’t read`, fr: `Une demande que ${otherLead} n’a pas lue` }
    : nextSteps[id].reason
