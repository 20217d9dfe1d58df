import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { fileTabWording } from '../../desk/client/wording.ts'
import { overviewWording } from '../../desk/file/overview/wording.ts'
import { parentAnswersWording } from '../../desk/file/parent-answers/wording.ts'
import { type Language, languages } from '../../forms/language.ts'
import { checkAccessibilityInEveryScheme, openPageWithAxe } from './accessibility-check.ts'
import { DESK_VIEWPORT, openFileAtDesk, openFileTab } from './desk-actions.ts'
import { expectNoBarrier } from './expect-no-barrier.ts'
import { openPage } from './open-page.ts'
import { pageUrl } from './page-actions.ts'
import { sendIntakeAndReadReference } from './parent-actions.ts'
import { createRandomFamilyFields } from './random-family.ts'
import { openFileOfTwoFullParents } from './two-full-parents.ts'

const PHONE = { width: 390, height: 844 }

/** A typical intake: both halves, two children, an order that was not reported. */
const sendTypicalIntake = () =>
  sendIntakeAndReadReference(createRandomFamilyFields(intakeExamples.byOneParent.fields))

const measureHeight = (page: Page) => page.evaluate(() => document.documentElement.scrollHeight)
const measureWidth = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth)

async function showOverview(page: Page, reference: string, language: Language = 'en'): Promise<void> {
  await openFileAtDesk(page, reference, language)
  await page.locator('.overview__parent').waitFor()
  await page.waitForLoadState('networkidle')
}

async function showIntake(page: Page, language: Language = 'en'): Promise<void> {
  await openFileTab(page, 'fileIntake', language)
  await page.getByText(parentAnswersWording.openingRecorded[language]).waitFor()
}

it.each(languages)(
  'fits the overview of a typical file on one screen, and its intake on three, in %s',
  async (language) => {
    const page = await openPage(DESK_VIEWPORT)
    await showOverview(page, await sendTypicalIntake(), language)
    expect(await measureHeight(page)).toBeLessThanOrEqual(DESK_VIEWPORT.viewport.height)
    await showIntake(page, language)
    expect(await measureHeight(page)).toBeLessThanOrEqual(3 * DESK_VIEWPORT.viewport.height)
    expect(await page.locator('.answer-table thead th').count()).toBe(2)
  },
)

it.each(languages)('prints a typical intake on three pages, with what is folded, in %s', async (language) => {
  const page = await openPage(DESK_VIEWPORT)
  await openFileAtDesk(page, await sendTypicalIntake(), language)
  await showIntake(page, language)
  expect(countPages(await page.pdf({ format: 'Letter' }))).toBeLessThanOrEqual(3)
  await page.emulateMedia({ media: 'print' })
  for (const folded of await page.locator('.answers__empty').all())
    expect(await folded.locator('li, .row').first().isVisible()).toBe(true)
  expect(await page.locator('.answer-navigation').isVisible()).toBe(false)
  // Nothing stands over anything else, and nothing is cut at the edge of the paper.
  const overlaps = await page.evaluate(() => {
    const parts = [...document.querySelectorAll('.rules, .answer-group')].map((one) =>
      one.getBoundingClientRect(),
    )
    return parts.filter((part, index) => part.bottom > (parts[index + 1]?.top ?? Infinity) + 1).length
  })
  expect(overlaps).toBe(0)
})

/** Counts the pages of a PDF, whose page objects Chromium writes uncompressed. */
const countPages = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0

it.each(languages)(
  'fits the overview of two parents who told everything on one screen, below a full strip, in %s',
  async (language) => {
    const page = await openPage(DESK_VIEWPORT)
    // The font may come too late to be used, and what stands in for it may be wider.
    await page.route('**/*.woff2', (route) => route.abort())
    await openFileOfTwoFullParents(page, language)
    // What is still loading has a line of its own.
    await expect.poll(() => measureHeight(page)).toBeLessThanOrEqual(DESK_VIEWPORT.viewport.height)
    expect(await measureWidth(page)).toBeLessThanOrEqual(DESK_VIEWPORT.viewport.width)
    // Each parent has the rules for contact in full, and a line for each of four parts, which opens.
    const [first, second] = await page.locator('.overview__parent').all()
    for (const parent of [first, second]) {
      expect(await parent?.locator('.overview__notes .row').count()).toBe(4)
      expect(await parent?.locator('.overview__folded').count()).toBe(4)
    }
    await first?.locator('summary', { hasText: `${overviewWording.children[language]} (12)` }).press('Enter')
    await first?.locator('.overview__children li').nth(11).waitFor()
    expect(await second?.locator('.overview__children li').first().isVisible()).toBe(false)
    await expectNoBarrier(page)
    await page.setViewportSize(PHONE)
    expect(await measureWidth(page)).toBeLessThanOrEqual(PHONE.width)
    await page.emulateMedia({ colorScheme: 'dark' })
    await expectNoBarrier(page)
  },
)

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
