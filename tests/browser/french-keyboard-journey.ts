import { expect } from 'vitest'
import { addedPageWording } from '../../content/file/page-wording.ts'
import { whatYouNeedSection } from '../../content/forms/intake/what-you-need.ts'
import { type Language, localisePath } from '../../forms/language.ts'
import { fillByKeyboard } from './fill-by-keyboard.ts'
import { createKeyboard } from './keyboard-actions.ts'
import { openPage } from './open-page.ts'
import { pageUrl, readPageSlot, waitForYourFile } from './page-actions.ts'

/** From the home page to a first session without a mouse. */
export async function goFromHomeToSessionByKeyboard(language: Language): Promise<void> {
  const page = await openPage({ viewport: { width: 1280, height: 800 } })
  const { enter, tabTo, typeInto, press } = createKeyboard(page)
  const link = (path: string) => `main a[href="${localisePath(language, path)}"]`
  await page.goto(pageUrl(language, '/'))
  expect(await page.locator('html').getAttribute('lang')).toBe(`${language}-CA`)
  // The first button leads to the form.
  await enter('main .govuk-button')
  await page.waitForURL(pageUrl(language, '/intake/'))
  await fillByKeyboard(page, language, 'one-parent')
  const reference = await readPageSlot(page, 'reference')
  await enter('main form[action$="/file/"] button')
  await waitForYourFile(page, language)
  expect(await readPageSlot(page, 'reference')).toBe(reference)

  await enter(link('/file/more/'))
  await page.waitForURL(pageUrl(language, '/file/more/'))
  await enter(link(`/file/more/${whatYouNeedSection.slug}/`))
  await page.waitForURL(pageUrl(language, `/file/more/${whatYouNeedSection.slug}/`))
  await typeInto('#interpreter', 'Dari')
  await enter('main form button')
  await page.getByText(addedPageWording.added[language]).waitFor()

  await page.goto(pageUrl(language, '/file/'))
  await enter(link('/file/book/'))
  await page.waitForURL(pageUrl(language, '/file/book/'))
  await tabTo('[name="start"]')
  await press('ArrowDown')
  await press('Enter')
  await page.waitForURL(pageUrl(language, '/file/book/check/'))
  // Without an e-mail address nothing is asked about a calendar.
  expect(await page.locator('[name="calendarTitle"]:visible').count()).toBe(0)
  await enter('main form button')
  await page.waitForURL(pageUrl(language, '/file/appointment/'))
  await page.goto(pageUrl(language, '/file/'))
  expect(await page.locator('[data-slot="appointment-booked"]').isVisible()).toBe(true)
}
