import { endedSessionJourneys } from './ended-session-journeys.ts'
import { testJourneysOnce } from './journey.ts'

testJourneysOnce(endedSessionJourneys)
