import { beforeEach, describe } from 'vitest'
import { authorisedCallJourneys } from './authorised-call-journeys.ts'
import { bookingJourneys } from './booking-journeys.ts'
import { coupleJourneys } from './couple-journeys.ts'
import { deskJourneys } from './desk-journeys.ts'
import { endedSessionJourneys } from './ended-session-journeys.ts'
import { furtherIntakeJourneys, intakeJourneys } from './intake-journeys.ts'
import { testJourneysInEveryLanguage } from './journey.ts'
import { passHour } from './pass-time.ts'
import { resumeJourneys } from './resume-journeys.ts'
import { situationJourneys } from './situation-journeys.ts'
import { wholeFileJourneys } from './whole-file-journey.ts'
import { yourFileJourneys } from './your-file-journeys.ts'

// Together the journeys of this file send more mail than an hour allows.
beforeEach(passHour)

describe.each(
  Object.entries({
    intake: [...intakeJourneys, ...furtherIntakeJourneys],
    situations: situationJourneys,
    resume: resumeJourneys,
    'your file': yourFileJourneys,
    'authorised call': authorisedCallJourneys,
    booking: bookingJourneys,
    couple: coupleJourneys,
    desk: deskJourneys,
    'ended session': endedSessionJourneys,
    'whole file': wholeFileJourneys,
  }),
)('%s', (_, journeys) => testJourneysInEveryLanguage(journeys))
