import { testJourneysOnce } from './journey.ts'
import { wholeFileJourneys } from './whole-file-journey.ts'

testJourneysOnce(wholeFileJourneys)
