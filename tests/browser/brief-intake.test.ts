import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { siteWording } from '../../content/site/wording.ts'
import { listFirstHalfSections } from '../../forms/halves.ts'
import { type Language, languages } from '../../forms/language.ts'
import { chooseCases } from '../support/explored-cases.ts'
import { findLookFaults } from './find-look-faults.ts'
import { openPage } from './open-page.ts'
import { adoptVisitorCookie, fillSection, pageUrl, pressButton, saveExampleDraft } from './page-actions.ts'

const fields = { ...intakeExamples.briefByOneParent.fields, otherFormerNames: [''] }
const firstHalf = listFirstHalfSections(intakeForm).map(({ slug }) => slug)
/** The same words take more room in French than in English. */
const takesMostRoom = (language: Language) => language === 'fr'
const PHONE = { width: 360, height: 640 }

/** Opens the check of the first half as one parent fills it in, on a phone. */
async function openCheck(language: Language, javaScriptEnabled = true): Promise<Page> {
  const page = await openPage({ viewport: PHONE, javaScriptEnabled })
  await adoptVisitorCookie(page, await saveExampleDraft(fields, firstHalf))
  await page.goto(pageUrl(language, '/intake/check/'))
  return page
}

/** How often the key Tab is pressed from the top of the page until the button that sends the form has the focus. */
async function countTabsToSend(page: Page): Promise<number> {
  for (let tabs = 1; tabs <= 80; tabs++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate(() => document.activeElement?.matches('#form .govuk-button') ?? false))
      return tabs
  }
  return Number.POSITIVE_INFINITY
}

it.each(chooseCases(languages, takesMostRoom))(
  'is checked on at most 4,000 px of a phone, and sent within 40 presses of Tab, in %s',
  async (language) => {
    const page = await openCheck(language)
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(4000)
    expect(await countTabsToSend(page)).toBeLessThanOrEqual(40)
  },
)

it.each(chooseCases(languages, takesMostRoom))(
  'says what was left empty only when asked, and leads to sending at once, in %s',
  async (language) => {
    const page = await openCheck(language, false)
    const left = page.locator('details.left-empty')
    expect(await left.getAttribute('open')).toBeNull()
    expect(await page.locator('.govuk-summary-list__row').count()).toBeGreaterThan(15)
    for (const row of await page.locator('.govuk-summary-list__row').all())
      expect(await row.locator('a').count()).toBe(1)
    await page.getByRole('link', { name: siteWording.skipToSend[language], exact: true }).click()
    expect(await page.locator('#declared').isVisible()).toBe(true)
    // On a wide screen what is saved and how to leave stand beside the answers, as beside every form page.
    await page.setViewportSize({ width: 1280, height: 800 })
    expect((await page.locator('.where').boundingBox())?.x).toBeGreaterThan(640)
  },
)

it.each(languages)(
  'has its links to change an answer whole beside a long address, and breaks no word, in %s',
  async (language) => {
    const page = await openPage({ viewport: PHONE, javaScriptEnabled: false })
    const longest = {
      legalName: ['Anne-Élisabeth-Marguerite de Montigny-Vandenbrouck'],
      email: ['anne.elisabeth.marguerite.de.montigny.vandenbrouck@correspondance.example.org'],
    }
    await adoptVisitorCookie(page, await saveExampleDraft({ ...fields, ...longest }, firstHalf))
    await page.goto(pageUrl(language, '/intake/check/'))
    expect(await page.locator('main').innerText()).toContain(longest.email[0])
    const heights = await page
      .locator('.govuk-summary-list__actions a')
      .evaluateAll((links) => links.map((link) => link.getBoundingClientRect().height))
    expect(heights.length).toBeGreaterThan(15)
    expect(new Set(heights).size).toBe(1)
    for (const width of [PHONE.width, 320]) {
      await page.setViewportSize({ ...PHONE, width })
      expect(await page.evaluate(findLookFaults), `at ${width} px`).toEqual([])
    }
  },
)

it('asks for a receipt where the form is sent, of whoever called their address safe, and sends it', async () => {
  for (const emailSafe of ['yes', 'no']) {
    const page = await openPage({ viewport: PHONE, javaScriptEnabled: false })
    await adoptVisitorCookie(page, await saveExampleDraft({ ...fields, emailSafe: [emailSafe] }, firstHalf))
    await page.goto(pageUrl('en', '/intake/check/'))
    expect(await page.locator('[name="receipt"]').first().isVisible()).toBe(emailSafe === 'yes')
    await page.locator('#declared').check()
    await pressButton(page, siteWording.send.en)
    await page.waitForURL(pageUrl('en', '/intake/sent/'))
  }
})

it.each(chooseCases(languages, takesMostRoom))(
  'takes at most 27 screens of a phone before it can be sent, in %s',
  async (language) => {
    const page = await openPage({ viewport: PHONE })
    let height = 0
    await page.goto(pageUrl(language, '/intake/start/'))
    for (const section of listFirstHalfSections(intakeForm)) {
      await page.goto(pageUrl(language, `/intake/${section.slug}/${section.repeats ? '0abc/' : ''}`))
      await fillSection(page, section, fields)
      height += await page.evaluate(() => document.documentElement.scrollHeight)
    }
    expect(Math.ceil(height / PHONE.height)).toBeLessThanOrEqual(27)
  },
)
