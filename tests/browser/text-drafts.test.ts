import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { contactOutcomeOptions } from '../../content/file/contact-log.ts'
import { failureWordings } from '../../desk/client/failure-wording.ts'
import { leaveUnsavedWording, shellWording } from '../../desk/client/wording.ts'
import {
  contactFormWording,
  contactLogWording,
  noteFormWording,
} from '../../desk/file/contact-log/wording.ts'
import { safetyAnswersWording, safetyOpeningReasonWording } from '../../desk/file/safety-answers/wording.ts'
import { screeningsWording, talkOptions } from '../../desk/file/screenings/wording.ts'
import { todayWording } from '../../desk/today/wording.ts'
import { textDraftWording } from '../../desk/ui/wording.ts'
import type { Language } from '../../forms/language.ts'
import { administrator, sendIntakeToAdministrator } from './desk-actions.ts'
import { expectNoBarrier } from './expect-no-barrier.ts'
import { openPage } from './open-page.ts'
import { pageUrl, pressButton, signInAtDesk } from './page-actions.ts'

/** French, so that words left in English would fail. */
const language: Language = 'fr'
const TYPED = 'Rappeler mardi après 18 h'

it('keeps what was typed through a reload, a lost connection and an expired sign-in, sealed, until the file is left or somebody signs out', async () => {
  const page = await openPage({ viewport: { width: 390, height: 800 } })
  const asked: string[] = []
  let answer: 'accept' | 'dismiss' = 'accept'
  page.on('dialog', (dialog) => {
    asked.push(`${dialog.type()} ${dialog.message()}`)
    void dialog[answer]()
  })
  await signInAtDesk(page, administrator.name)
  const reference = await sendIntakeToAdministrator(page)
  const address = pageUrl(language, `/desk/files/${reference}/contact/?from=list`)
  await page.goto(address, { waitUntil: 'networkidle' })
  const contact = page.locator('dialog.dialog')
  const note = contact.getByLabel(contactFormWording.note[language])
  const waitForTyped = async () => {
    await contact.getByText(textDraftWording.restored[language]).waitFor()
    expect(await note.inputValue()).toBe(TYPED)
  }

  await page.keyboard.press('l')
  await note.fill(TYPED)
  await expect.poll(() => readStored(page)).toContain(reference)
  expect(await readStored(page)).not.toContain('mardi')
  await page.reload()
  await waitForTyped()
  await expectNoBarrier(page)
  // Nobody opened the form after the reload, so that the focus goes to the button that does.
  await page.keyboard.press('Escape')
  await page.locator('.log-contact .button:focus').waitFor()
  await page.keyboard.press('Enter')
  await waitForTyped()

  await page.context().setOffline(true)
  await contact
    .getByRole('radio', { name: contactOutcomeOptions['no-answer'][language], exact: true })
    .check()
  await pressButton(page, contactFormWording.save[language])
  await page.getByText(failureWordings.unavailable.nextAfterAction[language]).waitFor()
  expect(await note.inputValue()).toBe(TYPED)
  await page.context().setOffline(false)
  await page.reload()
  await waitForTyped()

  await page.context().clearCookies({ name: 'CF_Authorization' })
  await page.evaluate(() => dispatchEvent(new Event('focus')))
  await page.getByRole('heading', { name: failureWordings.signedOut.title[language] }).waitFor()
  asked.length = 0
  await page.getByRole('link', { name: failureWordings.signedOut.link.label[language] }).click()
  await page.getByRole('link', { name: 'Ouvrir une session' }).click()
  await page.getByRole('button', { name: administrator.name }).click()
  await page.waitForURL(address)
  await waitForTyped()
  // Signing in again leaves nothing.
  expect(asked).toEqual([])

  // Whoever does not leave after all loses nothing.
  await contact.getByRole('button', { name: contactFormWording.cancel[language] }).click()
  answer = 'dismiss'
  await page.getByRole('link', { name: shellWording.signOut[language] }).click()
  expect(asked).toEqual([`confirm ${leaveUnsavedWording[language]}`])
  expect(await readStored(page)).toContain(reference)
  answer = 'accept'
  await page.goto(pageUrl(language, '/desk/files/'))
  expect(await readStored(page)).toBe('')
  await page.goto(address, { waitUntil: 'networkidle' })
  expect(await contact.count()).toBe(0)

  await pressButton(page, contactLogWording.writeNote[language])
  const text = page.getByLabel(noteFormWording.text[language], { exact: true })
  await text.fill(TYPED)
  await expect.poll(() => readStored(page)).toContain(reference)
  await page.reload()
  await page.getByText(textDraftWording.restored[language]).waitFor()
  expect(await text.inputValue()).toBe(TYPED)
  await page.getByRole('link', { name: shellWording.signOut[language] }).click()
  await page.waitForLoadState()
  await page.goto(pageUrl(language, '/'))
  expect(await readStored(page)).toBe('')
})

it('keeps the note of a talk and a reminder through a reload, each in its place', async () => {
  const page = await openPage({ viewport: { width: 390, height: 800 } })
  page.on('dialog', (dialog) => void dialog.accept())
  await signInAtDesk(page, administrator.name)
  const reference = await sendIntakeToAdministrator(page)
  await page.goto(pageUrl(language, `/desk/files/${reference}/safety/`), { waitUntil: 'networkidle' })
  await page.getByRole('radio', { name: safetyOpeningReasonWording.screening[language], exact: true }).check()
  await pressButton(page, safetyAnswersWording.open[language])
  await page.getByText(screeningsWording.note[language], { exact: true }).click()
  await page.getByRole('radio', { name: talkOptions.held[language], exact: true }).check()
  const note = page.getByLabel(screeningsWording.noteText[language])
  await note.fill(TYPED)
  await expect.poll(() => readStored(page)).toContain('screening initiating')
  await page.reload()
  await page.getByText(textDraftWording.restored[language]).waitFor()
  expect(await note.inputValue()).toBe(TYPED)
  expect(await page.getByRole('radio', { name: talkOptions.held[language], exact: true }).isChecked()).toBe(
    true,
  )
  await expectNoBarrier(page)

  await page.goto(pageUrl(language, '/desk/'), { waitUntil: 'networkidle' })
  expect(await readStored(page)).toBe('')
  const row = page.locator('.today__row', { hasText: reference })
  if (!(await row.isVisible())) await page.locator('details.today__group > summary').click()
  await row.getByRole('button', { name: todayWording.remind[language] }).click()
  const reminder = page.getByLabel(todayWording.reminderText[language])
  await reminder.fill(TYPED)
  await expect.poll(() => readStored(page)).toContain(`reminder ${reference}`)
  await page.reload()
  await page.getByText(textDraftWording.restored[language]).waitFor()
  expect(await reminder.inputValue()).toBe(TYPED)
  await page.goto(pageUrl(language, `/desk/files/${reference}/`))
  expect(await readStored(page)).toBe('')
})

/** What the tab has stored of what was typed. */
const readStored = (page: Page): Promise<string> =>
  page.evaluate(() => sessionStorage.getItem('text-drafts') ?? '')
