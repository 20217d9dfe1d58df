import { expect, it } from 'vitest'
import { testBarriersAreFound } from './accessibility-barriers.ts'
import { checkAccessibilityInEveryScheme, expectAllAccessible } from './accessibility-check.ts'
import { createAccessibilityJourneys, createFurtherAccessibilityJourneys } from './accessibility-journeys.ts'
import { listGalleryPagesInEveryState, listReadPages } from './accessibility-pages.ts'
import { createDeskFormAccessibilityJourneys } from './desk-form-accessibility.ts'
import { testJourneysInEveryLanguage } from './journey.ts'

it('puts no barrier on any page that is read, in any language and scheme', async () => {
  const addresses = listReadPages()
  expect(addresses.length).toBeGreaterThan(30)
  await expectAllAccessible(checkAccessibilityInEveryScheme, addresses)
})

it('puts no barrier on any kind of question in any state, nor on any section of any form', async () => {
  const addresses = listGalleryPagesInEveryState()
  expect(addresses.length).toBeGreaterThan(60)
  await expectAllAccessible(checkAccessibilityInEveryScheme, addresses)
})

testJourneysInEveryLanguage([
  ...createAccessibilityJourneys(checkAccessibilityInEveryScheme),
  ...createFurtherAccessibilityJourneys(checkAccessibilityInEveryScheme),
  ...createDeskFormAccessibilityJourneys(checkAccessibilityInEveryScheme),
])

testBarriersAreFound(() => checkAccessibilityInEveryScheme)
