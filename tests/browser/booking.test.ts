import ICAL from 'ical.js'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import {
  appointmentPage,
  bookPage,
  cancelPage,
  checkPage,
  chooseTime,
  jointWords,
  ownSession,
  requestPage,
} from '../../content/booking/page-wording.ts'
import { check } from '../../content/forms/booking/index.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intake } from '../../content/forms/intake/index.ts'
import { mailSubjects } from '../../content/mail/mail-subjects.ts'
import { words } from '../../content/site/wording.ts'
import { sendExample } from '../../dev/send-example-form.ts'
import { type Language, languages } from '../../forms/language.ts'
import type { Fields } from '../../forms/questions/question-base.ts'
import { makeRoom } from './assign-waiting-file.ts'
import { keyboardOf } from './keyboard-actions.ts'
import {
  addressOf,
  eventually,
  fillSection,
  mailbox,
  newConnection,
  openBrowser,
  portal,
  press,
  slot,
  takeOver,
} from './page-actions.ts'
import { anotherFamily } from './random-family.ts'

const visitor = openBrowser()

for (const language of languages) {
  it(`books, moves and cancels a first session, page by page without JavaScript, in ${language}`, async () => {
    const parent = await visitor({ javaScriptEnabled: false })
    const address = await sent(parent, language)
    await press(parent, ownSession.book[language])
    await parent.waitForURL(addressOf(language, '/file/book/'))

    // Nothing chosen, and then another way and another time zone.
    await press(parent, words.continue[language])
    await parent.locator('.govuk-error-summary').waitFor()
    expect(await parent.locator('#start-error').textContent()).toContain(chooseTime[language])
    await parent.locator('input[name="way"][value="phone"]').check()
    await parent.getByText(bookPage.zoneChange[language]).click()
    await parent.locator('#timeZone').selectOption('America/St_Johns')
    await press(parent, bookPage.show[language])
    expect(await slot(parent, 'zone-now')).toMatch(/UTC−0[23]:30/)
    // Far enough away to be moved without a call.
    await parent.locator('input[name="start"]').last().check()
    await press(parent, words.continue[language])
    await parent.waitForURL(addressOf(language, '/file/book/check/'))
    const when = await slot(parent, 'when')
    expect(when).toMatch(/UTC−0[23]:30/)
    await press(parent, checkPage.button[language])
    await parent.locator('.govuk-error-summary').waitFor()
    await fillSection(parent, check, { calendarTitle: ['busy'] })
    await press(parent, checkPage.button[language])
    await parent.waitForURL(addressOf(language, '/file/appointment/'))
    expect(await slot(parent, 'when')).toBe(when)
    const booked = await entryIn(await mailTo(address, 1), when, language)
    expect([booked.method, booked.sequence, booked.summary]).toEqual(['PUBLISH', 0, busy(language)])

    // Moved: the same entry, one step on.
    await parent.getByRole('link', { name: appointmentPage.move[language] }).click()
    await parent.locator('input[name="start"]').nth(-2).check()
    await press(parent, words.continue[language])
    await parent.waitForURL(addressOf(language, '/file/book/check/'))
    const later = await slot(parent, 'when')
    await press(parent, checkPage.button[language])
    await parent.waitForURL(addressOf(language, '/file/appointment/'))
    const moved = await entryIn(await mailTo(address, 2), later, language)
    expect(later).not.toBe(when)
    expect([moved.method, moved.uid, moved.sequence]).toEqual(['PUBLISH', booked.uid, 1])
    const [download] = await Promise.all([
      parent.waitForEvent('download'),
      parent.getByRole('link', { name: appointmentPage.download[language] }).click(),
    ])
    expect(download.suggestedFilename()).toBe('calendar.ics')

    await parent.getByRole('link', { name: appointmentPage.cancel[language] }).click()
    await press(parent, cancelPage.button[language])
    await parent.waitForURL(addressOf(language, '/file/yours/'))
    expect(await parent.locator('[data-slot="session-open"]').isVisible()).toBe(true)
    const cancelled = await entryIn(await mailTo(address, 3), later, language)
    expect([cancelled.method, cancelled.uid, cancelled.sequence]).toEqual(['CANCEL', booked.uid, 2])
  })

  it(`books by keyboard alone, agrees to a joint session, and asks for other times, in ${language}`, async () => {
    const page = await visitor()
    await sent(page, language)
    const keys = keyboardOf(page)
    await keys.enter('main form:has([value="book"]) button')
    await page.waitForURL(addressOf(language, '/file/book/'))
    await keys.enter('main form:has([value="yes"]) button')
    await page.getByText(jointWords.agreed[language]).waitFor()
    await page.goto(addressOf(language, '/file/book/request/'))
    await keys.tabTo('[name="preferredParts"][value="evenings"]')
    await keys.press('Space')
    await keys.typeInto('#preferredTimes', 'Kanari 18')
    await keys.enter('main form button')
    await page.waitForURL(addressOf(language, '/file/yours/'))
    expect(await page.locator('[data-slot="session-requested"]').isVisible()).toBe(true)
    await keys.enter('main a[href$="/file/book/request/"]')
    await page.getByText(requestPage.requested[language]).waitFor()
    await page.goto(addressOf(language, '/file/book/'))
    await keys.tabTo('[name="start"]')
    await keys.press('ArrowDown')
    await keys.press('Enter')
    await page.waitForURL(addressOf(language, '/file/book/check/'))
    await keys.tabTo('[name="calendarTitle"]')
    await keys.press('ArrowDown', 2)
    await keys.press('Enter')
    await page.waitForURL(addressOf(language, '/file/appointment/'))
    await page.goto(addressOf(language, '/file/yours/'))
    expect(await page.locator('[data-slot="session-booked"]').isVisible()).toBe(true)
    // The title says nothing, on any of these pages.
    expect(await page.title()).toBe(words.discreetTitle[language])
  })
}

/** Sends an intake and stands on its confirmation; gives the parent's address. */
async function sent(page: Page, language: Language): Promise<string> {
  const fields: Fields = { ...anotherFamily(intakeExamples.byConsent.fields), language: [language] }
  await takeOver(page, await sendExample(portal.origin, intake, fields, language, newConnection()))
  await page.goto(addressOf(language, '/intake/sent/'))
  await makeRoom(page, visitor)
  return fields.email?.[0] ?? ''
}

/** The newest of a parent's e-mails about a session, once there are so many. */
const mailTo = (address: string, count: number) =>
  eventually(`e-mail ${count} about the session`, async () => {
    const mails = (await mailbox()).filter(
      ({ to, attachments }) => to.includes(address) && attachments.length > 0,
    )
    return mails.length >= count ? mails[0] : undefined
  })

/** The calendar entry that came with an e-mail, read by another implementation than the one that wrote it. */
async function entryIn(mail: Awaited<ReturnType<typeof mailTo>>, when: string, language: Language) {
  expect(Object.values(mailSubjects).map((subject) => subject[language])).toContain(mail.subject)
  expect(mail.text).toContain(when)
  const calendar = new ICAL.Component(
    ICAL.parse(Buffer.from(mail.attachments[0]?.content ?? '', 'base64').toString()),
  )
  const event = calendar.getFirstSubcomponent('vevent')
  const value = (name: string) => event?.getFirstPropertyValue(name)
  return {
    method: calendar.getFirstPropertyValue('method'),
    uid: String(value('uid')),
    sequence: value('sequence'),
    summary: value('summary'),
  }
}

const busy = (language: Language) => check.questions.calendarTitle.options.busy[language]
