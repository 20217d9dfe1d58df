import { expect, it } from 'vitest'
import { authorisedCallJourneys } from './authorised-call-journeys.ts'
import { coupleJourneys } from './couple-journeys.ts'
import { testJourneysOnce } from './journey.ts'
import { situationJourneys } from './situation-journeys.ts'

testJourneysOnce(situationJourneys)

it.each([
  'frightened, phone, shared e-mail',
  'court order, no JavaScript',
  'French, keyboard',
  'called with a code',
  'couple by consent, BC',
  'four children, one expected',
])('has one journey of the situation “%s”', (situation) => {
  const journeys = [...situationJourneys, ...authorisedCallJourneys, ...coupleJourneys]
  expect(journeys.filter(({ title }) => title.startsWith(`${situation}: `))).toHaveLength(1)
})
