import { expect, it } from 'vitest'
import { receiptCheckPageWording } from '../../content/authorisation/receipt.ts'
import {
  checkAccessibilityInEveryScheme,
  createQuickAccessibilityCheck,
  expectAllAccessible,
  openPageWithAxe,
} from './accessibility-check.ts'
import { createAccessibilityJourneys, createFurtherAccessibilityJourneys } from './accessibility-journeys.ts'
import { listGalleryPagesOnce, listReadPagesOnce } from './accessibility-pages.ts'
import { createDeskFormAccessibilityJourneys } from './desk-form-accessibility.ts'
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
testJourneysOnce(createFurtherAccessibilityJourneys(checkOnce))
testJourneysOnce(createDeskFormAccessibilityJourneys(checkOnce))

/** What each check must find when somebody does it to a page: a part of how the failure says it. */
const barriers: Readonly<Record<string, { found: string; build: (element: HTMLElement) => void }>> = {
  'a picture without words': {
    found: 'image-alt',
    build: (element) => element.append(document.createElement('img')),
  },
  'a field without a label': {
    found: 'label',
    build: (element) => element.append(document.createElement('input')),
  },
  'words hard to read': {
    found: 'color-contrast',
    build: (element) => {
      element.textContent = 'Pale'
      element.style.cssText = 'color: #999; background: #aaa'
    },
  },
  'what scrolls sideways': {
    found: 'scrolls sideways by',
    build: (element) => {
      element.textContent = 'Wide'
      element.style.minWidth = '2000px'
    },
  },
}

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

it.each(Object.entries(barriers))('finds %s', async (_, { found, build }) => {
  const page = await openPageWithAxe()
  await page.goto(pageUrl('en', '/privacy/'))
  await page.locator('main').evaluate((main) => main.append(document.createElement('p')))
  await page.locator('main > p:last-child').evaluate(build as (element: Node) => void)
  for (const check of [createQuickAccessibilityCheck(), checkAccessibilityInEveryScheme])
    await expect(check(page)).rejects.toThrow(found)
})
