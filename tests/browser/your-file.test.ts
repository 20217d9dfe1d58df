import { testJourneysOnce } from './journey.ts'
import { yourFileJourneys } from './your-file-journeys.ts'

testJourneysOnce(yourFileJourneys)
