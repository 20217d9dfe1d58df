import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { defaultLanguage, splitLanguagePath } from '../../forms/language.ts'
import { findLookFaults } from './find-look-faults.ts'
import { findLostOrMovingElements } from './forced-colours.ts'
import { openPage } from './open-page.ts'
import { adoptVisitorCookie } from './page-actions.ts'

/** Fails and names the page when a page, as it stands, puts a barrier before somebody. */
export type AccessibilityCheck = (page: Page) => Promise<void>

/** 1280 px at 400 %, which is narrower than any phone in use: WCAG 2.2, 1.4.10. */
const ZOOMED_VIEWPORT = { width: 320, height: 640 }

/** Opens a page with axe in it, and in every page that it leads to: axe is sent to the browser only once. */
export async function openPageWithAxe(): Promise<Page> {
  const page = await openPage({ viewport: ZOOMED_VIEWPORT })
  await page.context().addInitScript(axeSource)
  return page
}

/** axe itself, as the package that brings it to Playwright depends on it. */
const { source: axeSource } = createRequire(import.meta.resolve('@axe-core/playwright'))('axe-core') as {
  source: string
}

/**
 * Creates the check of `npm test`. It looks at each page once, in the language and the state in which it meets the page
 * first, and once more with something to mend: nothing that axe knows to be a barrier, nothing that scrolls sideways at
 * 400 %, and on the pages of parents nothing that looks wrong at once.
 */
export function createQuickAccessibilityCheck(): AccessibilityCheck {
  const seenPages = new Set<string>()
  return async (page) => {
    const name = [
      nameDistinctPage(page.url()),
      await page.locator('h1').first().textContent(),
      (await page.locator(SHOWN_ERROR_SUMMARY).count()) > 0 ? 'to mend' : 'as it stands',
    ].join(' ')
    if (seenPages.has(name)) return
    seenPages.add(name)
    expect(await findAxeViolations(page), page.url()).toEqual([])
    await expectNoLookFaults(page)
    await expectNoSidewaysScroll(page)
  }
}

/**
 * Every form of the site has a summary, which is hidden until there is something to mend. A form of the desk says it
 * beside the field.
 */
const SHOWN_ERROR_SUMMARY = '.govuk-error-summary:not([hidden]), .problem-line'

/** Names what a page is, whatever the language, the item or the file: `/intake/children/*`. */
const nameDistinctPage = (address: string): string =>
  splitLanguagePath(new URL(address).pathname)
    .path.replace(/^\/gallery\//, '/')
    .replace(/\/(\d\d|new)\/$/, '/*/')

/**
 * Checks a page as `npm run test:deep` does, in every scheme: nothing that axe knows to be a barrier, in light and in
 * dark; nothing that scrolls sideways at 400 % or looks wrong at once; nothing that moves for people who asked for less
 * motion, or that is lost where the system sets the colours.
 */
export const checkAccessibilityInEveryScheme: AccessibilityCheck = async (page) => {
  const where = page.url()
  // Colours do not depend on the language, and the schemes differ in colours alone.
  const colours = splitLanguagePath(new URL(where).pathname).language === defaultLanguage
  await page.emulateMedia({ colorScheme: 'light' })
  const rules = colours ? {} : { rules: { 'color-contrast': { enabled: false } } }
  expect(await findAxeViolations(page, rules), `${where} in light`).toEqual([])
  if (colours) {
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await findAxeViolations(page, { runOnly: ['color-contrast'] }), `${where} in dark`).toEqual([])
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active', reducedMotion: 'reduce' })
    expect(
      await page.evaluate(findLostOrMovingElements),
      `${where} in forced colours, with less motion`,
    ).toEqual([])
    await page.emulateMedia({ forcedColors: 'none', reducedMotion: 'no-preference' })
  }
  await expectNoLookFaults(page)
  await expectNoSidewaysScroll(page)
}

/**
 * Checks a page of the desk on a phone in light and on a laptop in dark: each has parts and colours that the other lacks.
 * Leaves it on the laptop.
 */
export const checkDeskPageOnPhoneAndLaptop: AccessibilityCheck = async (page) => {
  for (const { colorScheme, ...viewport } of DESK_DEVICES) {
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme })
    expect(await findAxeViolations(page), `${page.url()} in ${colorScheme}`).toEqual([])
    await expectNoSidewaysScroll(page)
  }
}

const DESK_DEVICES = [
  { width: 390, height: 844, colorScheme: 'light' },
  { width: 1280, height: 800, colorScheme: 'dark' },
] as const

/** What axe finds on a page as it stands, by all its rules or by some: `color-contrast: .govuk-button`. */
const findAxeViolations = (page: Page, axeOptions: object = {}): Promise<string[]> =>
  page.evaluate(
    async (options) => {
      const { axe } = globalThis as unknown as { axe: Axe }
      const { violations } = await axe.run(options)
      return violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
      )
    },
    { ...AXE_OPTIONS, ...axeOptions },
  )

/**
 * Only what is wrong is described. The style sheets are not fetched and parsed again, which takes as long as the look
 * itself: only a rule that axe has off, `css-orientation-lock`, reads them.
 */
const AXE_OPTIONS = { resultTypes: ['violations'], preload: { assets: ['media'] } }

/** The part of axe these tests use. */
interface Axe {
  run(options: object): Promise<{
    violations: { id: string; nodes: { target: string[] }[] }[]
  }>
}

/** The desk has buttons and titles of its own. */
async function expectNoLookFaults(page: Page): Promise<void> {
  if (splitLanguagePath(new URL(page.url()).pathname).path.startsWith('/desk/')) return
  expect(await page.evaluate(findLookFaults), page.url()).toEqual([])
}

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { width = 0 } = page.viewportSize() ?? {}
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(overflow, `${page.url()} scrolls sideways by ${overflow} px at ${width} px`).toBeLessThanOrEqual(0)
}

/** Checks pages two at a time, on two cores; each must answer as expected. */
export async function expectAllAccessible(
  check: AccessibilityCheck,
  addresses: readonly string[],
  draft?: Parameters<typeof adoptVisitorCookie>[1],
): Promise<void> {
  const remaining = [...addresses]
  const checkRemaining = async () => {
    const page = await openPageWithAxe()
    if (draft) await adoptVisitorCookie(page, draft)
    for (let next = remaining.shift(); next !== undefined; next = remaining.shift()) {
      const answer = await page.goto(next)
      expect(answer?.status(), next).toBe(200)
      expect(page.url(), 'led to another address').toBe(next)
      await check(page)
    }
  }
  await Promise.all([checkRemaining(), checkRemaining()])
}
