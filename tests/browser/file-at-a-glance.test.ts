import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { fileTabWording } from '../../desk/client/wording.ts'
import { overviewWording } from '../../desk/file/overview/wording.ts'
import { parentAnswersWording } from '../../desk/file/parent-answers/wording.ts'
import { checkAccessibilityInEveryScheme, openPageWithAxe } from './accessibility-check.ts'
import { DESK_VIEWPORT, openFileAtDesk, openFileTab } from './desk-actions.ts'
import { openPage } from './open-page.ts'
import { pageUrl } from './page-actions.ts'
import { sendIntakeAndReadReference } from './parent-actions.ts'
import { createRandomFamilyFields } from './random-family.ts'

const PHONE = { width: 390, height: 844 }

/** A typical intake: both halves, two children, an order that was not reported. */
const sendTypicalIntake = () =>
  sendIntakeAndReadReference(createRandomFamilyFields(intakeExamples.byOneParent.fields))

const measureHeight = (page: Page) => page.evaluate(() => document.documentElement.scrollHeight)
const measureWidth = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth)

async function showOverview(page: Page, reference: string): Promise<void> {
  await openFileAtDesk(page, reference, 'en')
  await page.locator('.overview__parent').waitFor()
  await page.waitForLoadState('networkidle')
}

async function showIntake(page: Page): Promise<void> {
  await openFileTab(page, 'fileIntake', 'en')
  await page.getByText(parentAnswersWording.openingRecorded.en).waitFor()
}

it('fits the overview of a typical file on one screen, and its intake on three', async () => {
  const page = await openPage(DESK_VIEWPORT)
  await showOverview(page, await sendTypicalIntake())
  expect(await measureHeight(page)).toBeLessThanOrEqual(DESK_VIEWPORT.viewport.height)
  await showIntake(page)
  expect(await measureHeight(page)).toBeLessThanOrEqual(3 * DESK_VIEWPORT.viewport.height)
  expect(await page.locator('.answer-table thead th').count()).toBe(2)
})

it('opens a number on a press, as a link that calls it, and clears it when the tab is left', async () => {
  const page = await openPage(DESK_VIEWPORT)
  await showOverview(page, await sendTypicalIntake())
  expect(await page.locator('main').innerHTML()).not.toContain('tel:')
  await page.getByRole('button', { name: overviewWording.showPhone.en }).press('Enter')
  const link = page.locator('.overview__phone a:focus')
  await link.waitFor()
  expect(await link.getAttribute('href')).toMatch(/^tel:\+1\d{10}$/)
  await showIntake(page)
  await openFileTab(page, 'file', 'en')
  await page.getByRole('button', { name: overviewWording.showPhone.en }).waitFor()
  expect(await page.locator('.overview__phone a').count()).toBe(0)
})

it('marks the part of an intake that is read, and leads to each', async () => {
  const page = await openPage(DESK_VIEWPORT)
  await openFileAtDesk(page, await sendTypicalIntake(), 'en')
  await showIntake(page)
  const parts = page.getByRole('navigation', { name: parentAnswersWording.parts.en })
  const children = parts.getByRole('link', { name: 'Your children' })
  await children.click()
  await parts.locator('[aria-current="location"]', { hasText: 'Your children' }).waitFor()
  const strip = await page.locator('.file-strip').boundingBox()
  const heading = await page.getByRole('heading', { name: 'Your children' }).boundingBox()
  expect(heading?.y ?? 0).toBeGreaterThanOrEqual((strip?.y ?? 0) + (strip?.height ?? 0))
  expect(strip?.y).toBe(0)
})

it('has on a phone the way to reach the parent on its first screen, cards for children, and no sideways scroll', async () => {
  const page = await openPage({ viewport: PHONE })
  await showOverview(page, await sendTypicalIntake())
  const button = await page.getByRole('button', { name: overviewWording.showPhone.en }).boundingBox()
  expect(button?.y).toBeLessThan(PHONE.height)
  expect(await measureWidth(page)).toBeLessThanOrEqual(PHONE.width)
  await showIntake(page)
  expect(await page.locator('.answer-card').count()).toBe(2)
  expect(await page.locator('.answer-table').count()).toBe(0)
  expect(await measureWidth(page)).toBeLessThanOrEqual(PHONE.width)
})

it('puts no barrier before anybody, as it opens and with everything unfolded, in light and dark', async () => {
  const reference = await sendTypicalIntake()
  const page = await openPageWithAxe()
  await openFileAtDesk(page, reference, 'en')
  for (const viewport of [DESK_VIEWPORT.viewport, { width: 320, height: 640 }]) {
    await page.setViewportSize(viewport)
    await page.goto(pageUrl('en', `/desk/files/${reference}/`), { waitUntil: 'networkidle' })
    await page.getByRole('button', { name: overviewWording.showPhone.en }).click()
    await page.locator('.overview__phone a').waitFor()
    await page.locator('details.decisions summary').first().click()
    await checkAccessibilityInEveryScheme(page)
    await page.getByRole('link', { name: fileTabWording.fileIntake.en, exact: true }).click()
    await page.getByText(parentAnswersWording.openingRecorded.en).waitFor()
    for (const folded of await page.locator('.answers__empty > summary').all()) await folded.click()
    await checkAccessibilityInEveryScheme(page)
  }
})
