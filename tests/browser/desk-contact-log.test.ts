import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { contactOutcomeOptions } from '../../content/file/contact-log.ts'
import {
  contactFormWording,
  contactLogWording,
  noteFormWording,
  openNotesWordingBuilders,
} from '../../desk/file/contact-log/wording.ts'
import { safetyOpeningReasonWording } from '../../desk/file/safety-answers/wording.ts'
import type { Language, Wording } from '../../forms/language.ts'
import { administrator, sendIntakeToAdministrator } from './desk-actions.ts'
import { expectNoBarrier } from './expect-no-barrier.ts'
import { openPage } from './open-page.ts'
import { pageUrl, signInAtDesk } from './page-actions.ts'

/** French, so that words left in English would fail. */
const language: Language = 'fr'

it('logs a call by L and keyboard, writes, signs and amends a note, and opens what was signed', async () => {
  const page = await openPage({ viewport: { width: 390, height: 800 } })
  await signInAtDesk(page, administrator.name)
  const reference = await sendIntakeToAdministrator(page)
  await page.goto(pageUrl(language, `/desk/files/${reference}/contact/`), { waitUntil: 'networkidle' })
  const dialog = page.locator('dialog.dialog')
  const press = (label: Wording, within: Pick<Page, 'getByRole'> = page) =>
    within.getByRole('button', { name: label[language], exact: true }).press('Enter')
  const waitForAnnouncement = (announcement: Wording) =>
    page.locator('.status--done:focus', { hasText: announcement[language] }).waitFor()

  await page.keyboard.press('l')
  await dialog.getByRole('heading', { name: contactFormWording.title[language] }).waitFor()
  await dialog.getByLabel(contactFormWording.note[language]).fill('jjk l : pas de réponse')
  await expectNoBarrier(page)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  await page.keyboard.press('l')
  expect(await dialog.getByLabel(contactFormWording.note[language]).inputValue()).toContain('jjk')
  await dialog.getByRole('radio', { name: contactOutcomeOptions['no-answer'][language] }).press('Space')
  const reload = await holdHeader(page)
  await press(contactFormWording.save, dialog)
  await dialog.waitFor({ state: 'hidden' })
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(false)
  reload()
  await waitForAnnouncement(contactFormWording.saved)
  await page.locator('.log-entry', { hasText: contactOutcomeOptions['no-answer'][language] }).waitFor()

  await page.keyboard.press('l')
  await dialog.getByRole('radio', { name: contactOutcomeOptions.reached[language] }).press('Space')
  await press(contactFormWording.save, dialog)
  await waitForAnnouncement(contactFormWording.saved)
  expect(await page.locator('.log-entry').count()).toBe(2)

  await press(contactLogWording.writeNote)
  await page.getByLabel(noteFormWording.text[language], { exact: true }).fill('À revoir')
  await press(noteFormWording.sign)
  await press(noteFormWording.signNow)
  await waitForAnnouncement(noteFormWording.signed)
  const note = page.locator('.log-entry', { hasText: contactLogWording.note[language] }).first()
  await press(contactLogWording.amend, note)
  await page.getByLabel(noteFormWording.text[language], { exact: true }).fill('C’est revu')
  await press(noteFormWording.sign)
  await press(noteFormWording.signNow)
  await waitForAnnouncement(noteFormWording.signed)
  await page.locator('.log-entry--amended').waitFor()

  await page.getByText(openNotesWordingBuilders.screening(3)[language]).press('Enter')
  await page.getByRole('radio', { name: safetyOpeningReasonWording.screening[language] }).press('Space')
  await press(contactLogWording.open)
  await page.getByText('C’est revu').waitFor()
  expect(await page.getByText('À revoir').count()).toBe(1)
  await expectNoBarrier(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectNoBarrier(page)
})

/** Holds back what the desk loads of a file again until the function it gives is called. */
async function holdHeader(page: Page): Promise<() => void> {
  const held = Promise.withResolvers<void>()
  await page.route('**/desk/api/files/*/header', async (route) => {
    await held.promise
    await route.continue()
  })
  return held.resolve
}
