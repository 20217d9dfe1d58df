import { coupleJourneys } from './couple-journeys.ts'
import { testJourneysOnce } from './journey.ts'

testJourneysOnce(coupleJourneys)
