import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { reachingYouSection } from '../../content/forms/intake/reaching-you.ts'
import { reachingYouMoreSection } from '../../content/forms/intake/reaching-you-more.ts'
import { siteWording } from '../../content/site/wording.ts'
import type { Question } from '../../forms/questions/index.ts'
import { openPage } from './open-page.ts'
import { fillSection, pageUrl, pressSaveAndContinue } from './page-actions.ts'

// A page as it is painted while its script is on a slow line, or never comes.
const url = pageUrl('en', '/intake/reaching-you/')
const { fields } = intakeExamples.byOneParent

it('hides what no answer has revealed until the script comes, and shows it when the script stays away', async () => {
  const page = await openPage()
  await holdScripts(page)
  await page.goto(url, { waitUntil: 'commit' })
  await page.locator('footer').waitFor()
  expect(await listShownNames(page)).toEqual(
    Object.entries<Question>(reachingYouSection.questions).flatMap(([name, { when }]) =>
      when ? [] : [name],
    ),
  )
  await endWaitForScript(page)
  expect(await listShownNames(page)).toEqual(Object.keys(reachingYouSection.questions))
})

it('shows what saved answers have revealed before the script comes, without “Only if …”', async () => {
  const page = await openPage()
  await page.goto(url)
  await fillSection(page, reachingYouSection, { ...fields, emailSafe: ['yes'] })
  const shown = await listShownNames(page)
  await pressSaveAndContinue(page, 'en')
  await page.waitForURL(pageUrl('en', '/intake/other-parent/'))
  await holdScripts(page)
  await page.goto(url, { waitUntil: 'commit' })
  await page.locator('footer').waitFor()
  expect(shown).toContain('emailSafe')
  expect(await listShownNames(page)).toEqual(shown)
  expect(await page.locator('[data-question="emailSafe"] .follow-up__lead').isVisible()).toBe(false)
})

it('shows what is to be mended in a revealed question before the script comes', async () => {
  const page = await openPage()
  await page.goto(pageUrl('en', '/intake/reaching-you-more/'))
  await fillSection(page, reachingYouMoreSection, {
    ...fields,
    alternateName: ['Somebody'],
    alternatePhone: ['none'],
  })
  await page.waitForLoadState()
  await holdScripts(page)
  await page
    .getByRole('button', { name: siteWording.saveAndContinue.en, exact: true })
    .click({ noWaitAfter: true })
  await page.locator('[data-slot="problem-list"] a').first().waitFor()
  expect(await page.locator('#alternatePhone').isVisible()).toBe(true)
  expect(await page.locator('#alternatePhone-error').isVisible()).toBe(true)
})

/** Leaves the scripts of the pages to come on their way for ever. */
const holdScripts = (page: Page) => page.route('**/*.js', () => {})

/** Brings a page to the moment at which it stops waiting for its script. */
const endWaitForScript = (page: Page) =>
  page.evaluate(() => {
    for (const animation of document.getAnimations()) animation.finish()
  })

/** The names of the questions that a page shows. */
const listShownNames = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-question]:not(.form-note)')]
      .filter((question) => question.checkVisibility({ visibilityProperty: true }))
      .map(({ dataset }) => dataset.question ?? '')
      .filter((name) => !name.startsWith('note-')),
  )
