import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { errorPages } from '../content/errors.ts'
import { intakeExamples } from '../content/forms/intake/examples.ts'
import { intake } from '../content/forms/intake/index.ts'
import { languages, pathIn } from '../content/language.ts'
import { galleryPages } from '../dev/gallery/examples.ts'
import {
  expectNoBarrier,
  fillSection,
  openBrowser,
  portal,
  pressSave,
  sendIntake,
  signIn,
} from './browser.ts'
import { staticPages } from './site.ts'

const visitor = openBrowser()

/** axe in light, its contrast rule in dark, and nothing that scrolls sideways on a small phone. */
async function expectAccessible(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' })
  await expectNoBarrier(page, `${page.url()} in light`)
  // The schemes differ in colours alone.
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectNoBarrier(page, `${page.url()} in dark`, ['color-contrast'])
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(overflow, `${page.url()} scrolls sideways by ${overflow} px at 360 px`).toBeLessThanOrEqual(0)
}

it('puts no barrier on any page that is read', async () => {
  const page = await visitor()
  const pages = staticPages()
  expect(pages.length).toBeGreaterThan(5)
  for (const path of pages) {
    await page.goto(`${portal.origin}${path}`)
    await expectAccessible(page)
  }
})

it('puts no barrier on any kind of question in any state, nor on any section of any form', async () => {
  const page = await visitor()
  for (const { path } of galleryPages) {
    await page.goto(`${portal.gallery}${path}`)
    await expectAccessible(page)
  }
}, 180_000)

for (const language of languages) {
  it(`puts no barrier on the way of an intake in ${language}: mistakes, check, confirmation`, async () => {
    const page = await visitor()
    await page.goto(`${portal.origin}${pathIn(language, '/intake/how-you-come/')}`)
    await pressSave(page, language)
    await page.locator('.govuk-error-summary').waitFor()
    await expectAccessible(page)
    await fillSection(page, intake, 'how-you-come', intakeExamples.byOneParent.fields)
    await pressSave(page, language)
    await page.waitForURL('**/intake/you/')
    await page.goto(`${portal.origin}${pathIn(language, '/intake/check/')}`)
    await expectAccessible(page)
    await page.locator('main form button').click()
    await page.locator('.govuk-error-summary').waitFor()
    await expectAccessible(page)
    await sendIntake(page, intake, intakeExamples.byOneParent.fields, language)
    await expectAccessible(page)
  })

  it(`puts no barrier on the error pages in ${language}`, async () => {
    const page = await visitor()
    await page.goto(`${portal.gallery}${pathIn(language, '/nowhere/')}`)
    await expectAccessible(page)
    for (const status of Object.keys(errorPages)) {
      await page.goto(`${portal.gallery}${pathIn(language, `/gallery/errors/${status}/`)}`)
      expect(await page.locator('h1').textContent()).toBe(errorPages[Number(status) as 404].title[language])
      await expectAccessible(page)
    }
  })

  it(`puts no barrier on the desk in ${language}: list, file, nothing there`, async () => {
    const parent = await visitor()
    const reference = await sendIntake(parent, intake, intakeExamples.byOneParent.fields, 'en')
    const page = await visitor()
    await page.goto(`${portal.origin}${pathIn(language, '/desk/')}`)
    await expectAccessible(page)
    await signIn(page, 'Robin Ashdown')
    await page.goto(`${portal.origin}${pathIn(language, '/desk/')}`)
    await page.getByText(reference).first().waitFor()
    await expectAccessible(page)
    await page.goto(`${portal.origin}${pathIn(language, `/desk/files/${reference}/`)}`)
    await page.getByRole('heading', { level: 1, name: reference }).waitFor()
    await expectAccessible(page)
    await page.goto(`${portal.origin}${pathIn(language, '/desk/files/0000-0000/')}`)
    await page.locator('h1').waitFor()
    await expectAccessible(page)
  })
}
