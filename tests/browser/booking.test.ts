import { bookingJourneys } from './booking-journeys.ts'
import { testJourneysOnce } from './journey.ts'

testJourneysOnce(bookingJourneys)
