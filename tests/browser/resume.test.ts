import { testJourneysOnce } from './journey.ts'
import { resumeJourneys } from './resume-journeys.ts'

testJourneysOnce(resumeJourneys)
