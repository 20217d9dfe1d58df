import { buildMinutesWording, countMinutesLeft } from '../intake/estimate.ts'
import { joiningForm } from './index.ts'

/** How long the first half of the joining form takes, as pages tell it: `6 minutes`. */
export const joiningFirstHalfMinutesWording = buildMinutesWording(
  countMinutesLeft(joiningForm, joiningForm.sections[0].slug),
)
