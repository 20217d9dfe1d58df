import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { addedPageWording, filePageWording } from '../../content/file/page-wording.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { whatYouNeedSection } from '../../content/forms/intake/what-you-need.ts'
import { resumeWording } from '../../content/forms/resume-wording.ts'
import { codeProblemWording } from '../../content/site/wording.ts'
import type { Language, Wording } from '../../forms/language.ts'
import type { Journey } from './journey.ts'
import { waitForMails } from './mailbox.ts'
import { openPage } from './open-page.ts'
import { pageUrl, pressButton, readPageSlot, waitForFileCodeForm, waitForYourFile } from './page-actions.ts'
import { sendIntakeAndOpenConfirmation } from './parent-actions.ts'
import { createRandomFamilyFields } from './random-family.ts'

/** A parent opens “Your file”. */
export const yourFileJourneys: readonly Journey[] = [
  {
    title: 'opens “Your file” by its button and by its code, never by a link',
    quickLanguage: 'en',
    take: openYourFileByButtonAndCode,
  },
  {
    title: 'opens “Your file” by a code that is typed, without JavaScript, and by no other',
    quickLanguage: 'fr',
    take: openYourFileByTypedCode,
  },
  {
    title: 'adds to what they sent, page by page, without JavaScript, and reads none of it back',
    quickLanguage: 'fr',
    take: tellMoreWithoutScript,
  },
  {
    title: 'leaves no code in the browser’s history: from the e-mail to “Your file”',
    quickLanguage: 'en',
    take: openYourFileFromMail,
  },
]

async function openYourFileByButtonAndCode(language: Language): Promise<void> {
  const fields = createRandomFamilyFields(intakeExamples.byOneParent.fields)
  const own = await openPage()
  const reference = await sendIntakeAndOpenConfirmation(own, fields, language)
  const code = await readPageSlot(own, 'code')
  await pressButton(own, filePageWording.openButton[language])
  await waitForYourFile(own, language)
  expect(await readPageSlot(own, 'reference')).toBe(reference)
  const statusSlots = Object.keys(filePageWording.statuses).map(
    (status) => `[data-slot="${status}"]:not([hidden])`,
  )
  expect(await own.locator(statusSlots.join()).count()).toBe(1)
  // One thing to do next: while a first session can be booked, the decision about the call comes second.
  const grounds = await own
    .locator('main .govuk-button:visible')
    .evaluateAll((buttons) => buttons.map((button) => getComputedStyle(button).backgroundColor))
  expect(grounds.filter((ground) => ground === grounds[0])).toHaveLength(1)
  const shown = await own.content()
  for (const name of ['legalName', 'otherName', 'phone', 'children/01/childName', 'issueOne'])
    expect(shown).not.toContain(fields[name]?.[0])

  const otherPage = await openPage()
  // The link of an older receipt, as a mail scanner opens it, and then the parent: the server is not told the code.
  const requestedAddresses: string[] = []
  otherPage.on('request', (request) =>
    requestedAddresses.push(request.url(), request.headers().referer ?? ''),
  )
  await otherPage.goto(pageUrl(language, `/file/code/#${code}`))
  expect(await listCookieNames(otherPage)).toEqual([PROBE_COOKIE_NAME])
  expect(await otherPage.locator('#code').inputValue()).toBe(code)
  expect(otherPage.url()).toBe(pageUrl(language, '/file/code/'))
  expect(await otherPage.content()).not.toContain(reference)
  await pressButton(otherPage, filePageWording.openButton[language])
  await waitForYourFile(otherPage, language)
  expect(await readPageSlot(otherPage, 'reference')).toBe(reference)
  expect(requestedAddresses.filter((address) => address.includes(code))).toEqual([])

  await pressButton(otherPage, filePageWording.close[language])
  await waitForFileCodeForm(otherPage, language)
  expect(await listCookieNames(otherPage)).toEqual([PROBE_COOKIE_NAME])
  // The page as built, and where it stood before, lead to the same form.
  for (const path of ['/file/', '/file/opened/', '/file/yours/']) {
    await otherPage.goto(pageUrl(language, path))
    await waitForFileCodeForm(otherPage, language)
    expect(await otherPage.content()).not.toContain(reference)
  }
}

async function openYourFileByTypedCode(language: Language): Promise<void> {
  const fields = createRandomFamilyFields(intakeExamples.byConsent.fields)
  const own = await openPage()
  const reference = await sendIntakeAndOpenConfirmation(own, fields, language)
  const code = await readPageSlot(own, 'code')
  const page = await openPage({ javaScriptEnabled: false })
  await page.goto(pageUrl(language, '/file/'))
  await page.locator('#code').fill('0000 0000 0000 0000')
  await pressButton(page, filePageWording.openButton[language])
  await page.locator('.govuk-error-summary').waitFor()
  expect(await page.locator('#code-error').textContent()).toContain(codeProblemWording.unknown[language])
  expect(await listCookieNames(page)).toEqual([PROBE_COOKIE_NAME])
  // As it may have been written down.
  await page.locator('#code').fill(code.toLowerCase().replaceAll('-', ''))
  await pressButton(page, resumeWording.open[language])
  await waitForYourFile(page, language)
  expect(await readPageSlot(page, 'reference')).toBe(reference)
}

async function tellMoreWithoutScript(language: Language): Promise<void> {
  const fields = createRandomFamilyFields(intakeExamples.byOneParent.fields)
  const own = await openPage()
  await sendIntakeAndOpenConfirmation(own, fields, language)
  const code = await readPageSlot(own, 'code')
  const page = await openPage({ javaScriptEnabled: false })
  await page.goto(pageUrl(language, '/file/'))
  await page.locator('#code').fill(code)
  await pressButton(page, filePageWording.openButton[language])
  await waitForYourFile(page, language)
  const follow = (label: Wording) => page.getByRole('link', { name: label[language], exact: true }).click()
  await follow(filePageWording.tellMore)
  await follow(whatYouNeedSection.title)
  await page.locator('#interpreter').fill('Dari, du Nord')
  await pressButton(page, addedPageWording.button[language])
  await page.waitForURL(pageUrl(language, '/file/more/'))
  expect(await page.locator('[data-slot="added"]').isVisible()).toBe(true)
  await follow(whatYouNeedSection.title)
  expect(await page.locator('#interpreter').inputValue()).toBe('')
  expect(await page.content()).not.toContain('Dari')
  await page.goto(pageUrl(language, '/file/'))
  await follow(filePageWording.changeContact)
  await page.locator('#phone').fill('613 555-0142')
  await pressButton(page, addedPageWording.contactButton[language])
  await page.waitForURL(pageUrl(language, '/file/'))
  await page.goto(pageUrl(language, '/file/'))
  await follow(filePageWording.nowUrgent)
  await pressButton(page, addedPageWording.urgentButton[language])
  await page.locator('.govuk-error-summary').waitFor()
  await page.locator('#urgencyWhy').fill('Une audience lundi')
  await pressButton(page, addedPageWording.urgentButton[language])
  await page.waitForURL(pageUrl(language, '/file/'))
  expect(await page.locator('[data-slot="done-urgent"]').isVisible()).toBe(true)
}

async function openYourFileFromMail(language: Language): Promise<void> {
  const fields = createRandomFamilyFields(intakeExamples.byConsent.fields)
  const reference = await sendIntakeAndOpenConfirmation(await openPage(), fields, language)
  const [mail] = await waitForMails(
    'the receipt',
    ({ to, text }) => to.includes(fields.email?.[0] ?? '') && text.includes(reference),
  )
  const [code = ''] = /[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/.exec(mail?.text ?? '') ?? []
  const [link = ''] = /https?:\S+/.exec(mail?.text ?? '') ?? []
  const page = await openPage()
  await page.goto(link)
  await page.locator('#code').fill(code)
  await pressButton(page, resumeWording.open[language])
  await waitForYourFile(page, language)
  expect(await readPageSlot(page, 'reference')).toBe(reference)
  const history = JSON.stringify(await readHistoryEntries(page))
  expect(history).toContain(pageUrl(language, '/file/'))
  for (const secret of [code, code.replaceAll('-', '')]) expect(history).not.toContain(secret)
}

/** The cookie that says nothing. The page that asks for a code sets it, to tell whether the browser keeps any. */
const PROBE_COOKIE_NAME = '__Host-cookie'

const listCookieNames = async (page: Page): Promise<string[]> =>
  (await page.context().cookies())
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('__Host-returned-'))

/** The history of a page, as whoever picks up the device next finds it. */
export const readHistoryEntries = async (page: Page) => {
  const session = await page.context().newCDPSession(page)
  return (await session.send('Page.getNavigationHistory')).entries
}
