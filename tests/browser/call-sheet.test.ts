import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { callAttemptOutcomeOptions } from '../../content/authorisation/call-attempts.ts'
import { calledPlaceholder } from '../../content/authorisation/name-placeholders.ts'
import { stopAuthorisationPageWording } from '../../content/file/page-wording.ts'
import { authorisationExamples } from '../../content/forms/contact-authorisation/examples.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { callAttemptWording } from '../../desk/file/calling/call-attempt-wording.ts'
import { gateBarWording, gateStateWording } from '../../desk/file/calling/gate-bar-wording.ts'
import { otherParentContactWording } from '../../desk/file/calling/other-contact-wording.ts'
import { textDraftWording } from '../../desk/ui/wording.ts'
import type { Language } from '../../forms/language.ts'
import { openFileAtDesk, screenParentAtDesk } from './desk-actions.ts'
import { expectNoBarrier } from './expect-no-barrier.ts'
import { openPage } from './open-page.ts'
import { pageUrl, pressButton, waitForYourFile } from './page-actions.ts'
import { authoriseCallFromConfirmation, sendIntakeAndOpenConfirmation } from './parent-actions.ts'
import { createRandomFamilyFields } from './random-family.ts'

/** French, so that words left in English would fail. */
const language: Language = 'fr'

it('leads through a call on a phone, says when nobody knows, and turns into “Do not call” when the parent stops it', async () => {
  const parent = await openPage({ javaScriptEnabled: false })
  const fields = createRandomFamilyFields(intakeExamples.byOneParent.fields)
  const reference = await sendIntakeAndOpenConfirmation(parent, fields, language)
  await authoriseCallFromConfirmation(
    parent,
    { ...authorisationExamples.full.fields, voicemail: ['call-back'] },
    language,
  )

  const page = await openPage({ viewport: { width: 390, height: 844 } })
  const coordinator = await openFileAtDesk(page, reference, language)
  await screenParentAtDesk(page, language)
  await page.goto(pageUrl(language, `/desk/files/${reference}/call/`))
  const bar = page.locator('.gate-bar')
  await bar.getByText(gateStateWording.open[language], { exact: true }).waitFor()

  const sheet = page.locator('.sheet')
  const words = (await sheet.locator('.script-steps__words').first().textContent()) ?? ''
  expect(words).toContain(coordinator.name)
  expect(words).toContain(fields.otherName?.[0])
  expect(words).not.toContain(calledPlaceholder[language])
  await sheet.locator('.script-steps__words:visible .button').click()
  expect(await page.locator('.script-steps__opener:focus').getAttribute('aria-expanded')).toBe('true')
  expect(await sheet.locator('.script-steps__words:visible').count()).toBe(1)

  // The time is that of the press, and not of the moment at which the sheet was opened.
  const time = page.getByLabel(callAttemptWording.when[language])
  expect(await time.inputValue()).toBe('')
  await pressButton(page, otherParentContactWording.open[language])
  const call = page.locator('a[href^="tel:"]').first()
  const number = fields.otherPhone?.[0]?.replace(/\D/g, '').slice(-10) ?? ''
  await expectNoBarrier(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await call.evaluate((link) => {
    link.addEventListener('click', (event) => event.preventDefault())
  })
  await call.click()
  await bar.getByRole('link', { name: gateBarWording.writeDown[language] }).click()
  expect(await time.inputValue()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/)
  const outcome = page.getByRole('radio', {
    name: callAttemptOutcomeOptions['left-message'][language],
    exact: true,
  })
  await outcome.check()
  const takenAt = await time.inputValue()
  page.on('dialog', (dialog) => void dialog.accept())
  await page.reload()
  await page.getByText(textDraftWording.restored[language]).waitFor()
  expect(await outcome.isChecked()).toBe(true)
  expect(await time.inputValue()).toBe(takenAt)
  await pressButton(page, otherParentContactWording.open[language])
  await call.waitFor()

  await page.context().setOffline(true)
  await returnToPage(page)
  await bar.getByText(gateStateWording.unknown[language], { exact: true }).waitFor()
  expect(await call.count()).toBe(0)
  expect(await sheet.locator('.script-steps').count()).toBe(1)
  await page.context().setOffline(false)
  await returnToPage(page)
  await bar.getByText(gateStateWording.open[language], { exact: true }).waitFor()

  // A call that begins before the page learns of the stop is refused, and what was entered is still there.
  await page.route('**/call-gate?*', (route) => route.abort())
  await parent.goto(pageUrl(language, '/file/stop/'))
  await pressButton(parent, stopAuthorisationPageWording.cases['stop-in-force'].button[language])
  await waitForYourFile(parent, language)
  await pressButton(page, callAttemptWording.callingNow[language])
  await pressButton(page, callAttemptWording.save[language])
  await page.getByText(callAttemptWording.notAllowedThen[language]).waitFor()
  await page.unroute('**/call-gate?*')
  await returnToPage(page)
  await bar.getByText(gateStateWording.shut[language], { exact: true }).waitFor()
  await sheet.waitFor({ state: 'detached' })
  expect((await page.locator('main').textContent())?.replace(/\D/g, '')).not.toContain(number)
  expect(await page.locator('.authorisation-status--open').count()).toBe(0)

  // Nothing begins a call any more. A no is always written down.
  expect(await page.getByRole('button', { name: callAttemptWording.callingNow[language] }).count()).toBe(0)
  expect(await outcome.isChecked()).toBe(true)
  await expectNoBarrier(page)
  await page.getByRole('radio', { name: callAttemptOutcomeOptions.declined[language], exact: true }).check()
  await pressButton(page, callAttemptWording.save[language])
  await page.getByText(callAttemptWording.done[language]).waitFor()
  expect(await time.inputValue()).toBe('')
})

/** Turns to the window, at which an open page asks again. */
const returnToPage = (page: Page) => page.evaluate(() => dispatchEvent(new Event('focus')))
