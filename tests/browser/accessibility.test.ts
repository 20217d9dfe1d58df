import { expect, it } from 'vitest'
import { receiptCheckPageWording } from '../../content/authorisation/receipt-check-wording.ts'
import { testBarriersAreFound } from './accessibility-barriers.ts'
import { createQuickAccessibilityCheck, expectAllAccessible, openPageWithAxe } from './accessibility-check.ts'
import { createAccessibilityJourneys } from './accessibility-journeys.ts'
import { listGalleryPagesOnce, listReadPagesOnce } from './accessibility-pages.ts'
import { testJourneysOnce } from './journey.ts'
import { pageUrl, pressButton } from './page-actions.ts'

const checkOnce = createQuickAccessibilityCheck()

it('puts no barrier on any page that is read', async () => {
  const addresses = listReadPagesOnce()
  expect(addresses.length).toBeGreaterThan(15)
  await expectAllAccessible(checkOnce, addresses)
})

it('puts no barrier on any kind of question, nor on any section of any form', async () => {
  const addresses = listGalleryPagesOnce()
  expect(addresses.length).toBeGreaterThan(15)
  await expectAllAccessible(checkOnce, addresses)
})

testJourneysOnce(createAccessibilityJourneys(checkOnce))

it('looks at a page again when there is something to mend on it', async () => {
  const page = await openPageWithAxe()
  const check = createQuickAccessibilityCheck()
  await page.goto(pageUrl('en', '/receipt/'))
  await check(page)
  await pressButton(page, receiptCheckPageWording.button.en)
  await page.locator('.govuk-error-summary').waitFor()
  await page.locator('main').evaluate((main) => main.append(document.createElement('input')))
  await expect(check(page)).rejects.toThrow('label')
})

testBarriersAreFound(createQuickAccessibilityCheck)
