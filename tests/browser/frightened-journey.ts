import { expect } from 'vitest'
import { filePageWording } from '../../content/file/page-wording.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { resumeWording } from '../../content/forms/resume-wording.ts'
import { leaveTo } from '../../content/practice.ts'
import { codePageWording } from '../../content/site/code-page-wording.ts'
import { noSafeChannelCheckWording } from '../../content/site/no-safe-channel.ts'
import { sharedContactWording } from '../../content/site/shared-contact.ts'
import { siteWording } from '../../content/site/wording.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { listFirstHalfSections } from '../../forms/halves.ts'
import type { Language } from '../../forms/language.ts'
import { fetchMailbox, waitForMails } from './mailbox.ts'
import { openPage } from './open-page.ts'
import {
  fillFirstHalf,
  fillSection,
  pageUrl,
  pressButton,
  pressSaveAndContinue,
  readPageSlot,
  waitForYourFile,
} from './page-actions.ts'
import { createRandomFamilyFields } from './random-family.ts'

/** A phone that others unlock too, a number that is not safe, and an address that both parents read. */
function createFrightenedFields(): FormFields {
  const fields = createRandomFamilyFields(intakeExamples.briefByOneParent.fields)
  return {
    ...fields,
    device: ['shared'],
    phoneSafe: ['no'],
    safeTimes: [],
    otherEmail: fields.email ?? [],
    urgency: ['today'],
    worried: ['yes'],
    receipt: [],
  }
}

/** Heard in a few pages, promised nothing that is not safe, and gone from the device in a moment. */
export async function reachWhoIsFrightened(language: Language): Promise<void> {
  const fields = createFrightenedFields()
  const address = fields.email?.[0] ?? ''
  const page = await openPage({ viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true })
  await page.route(`${leaveTo[language]}**`, (route) => route.fulfill({ body: 'weather' }))
  await page.goto(pageUrl(language, '/'))
  await page.locator('.hero .govuk-button').first().tap()
  await page.waitForURL(pageUrl(language, '/intake/'))
  await page.getByRole('link', { name: siteWording.start[language], exact: true }).first().tap()
  await page.waitForURL(pageUrl(language, '/intake/start/'))
  expect(listFirstHalfSections(intakeForm).length).toBeLessThanOrEqual(6)
  await fillFirstHalf(page, fields, language, async (shown, section, typed) => {
    // Help is on the very page that asks about safety.
    if (section.slug === 'safety')
      await shown
        .getByRole('link', { name: /9-8-8|911/ })
        .first()
        .waitFor()
    return fillSection(shown, section, typed)
  })

  // The page before sending says why nobody writes, and that nobody calls.
  await page.getByText(sharedContactWording.email[language]).waitFor()
  await page.getByText(noSafeChannelCheckWording.shared[language]).waitFor()
  expect(await page.locator('[name="receipt"]').first().isVisible()).toBe(false)
  await page.getByRole('link', { name: noSafeChannelCheckWording.change[language] }).tap()
  await page.waitForURL(pageUrl(language, '/intake/reaching-you/?then=check'))
  await page.locator('#safeTimes').fill('Kanari 12')
  await pressSaveAndContinue(page, language)
  await page.waitForURL(pageUrl(language, '/intake/check/'))
  expect(await page.getByText(noSafeChannelCheckWording.shared[language]).isVisible()).toBe(false)
  await page.locator('#declared').tap()
  await pressButton(page, siteWording.send[language])
  await page.waitForURL(pageUrl(language, '/intake/sent/'))

  const reference = await readPageSlot(page, 'reference')
  const code = await readPageSlot(page, 'code')
  expect(await page.getByText(filePageWording.codeShownOnce[language]).isVisible()).toBe(true)
  const [mail] = await waitForMails('the news', ({ subject }) => subject.includes(reference))
  expect(mail?.to.includes(address)).toBe(false)

  // Someone comes in, and goes back in the browser later.
  for (let presses = 0; presses < 3; presses++) await page.keyboard.press('Shift')
  await page.waitForURL(leaveTo[language])
  await page.goBack()
  await page.waitForURL(pageUrl(language, '/'))
  await page.goto(pageUrl(language, '/intake/sent/'))
  const left = await page.content()
  for (const secret of [code, fields.legalName?.[0], address]) expect(left).not.toContain(secret)

  // Later, from any page: one door for every code.
  await page.goto(pageUrl(language, '/privacy/'))
  await page.locator('.masthead').getByRole('link', { name: codePageWording.title[language] }).tap()
  await page.locator('#code').fill(code)
  await pressButton(page, resumeWording.open[language])
  await waitForYourFile(page, language)
  expect(await readPageSlot(page, 'reference')).toBe(reference)
  expect(await page.getByText(filePageWording.firstTalk[language]).isVisible()).toBe(true)
  expect((await fetchMailbox()).filter(({ to }) => to.includes(address))).toEqual([])
}
