import ICAL from 'ical.js'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import {
  appointmentPageWording,
  bookPageWording,
  cancelledPageWording,
  cancelPageWording,
  checkPageWording,
  firstAppointmentStatusWording,
  jointSessionWording,
  timeRequestPageWording,
} from '../../content/file/booking-wording.ts'
import { chooseTimeProblemWording } from '../../content/file/problem-wording.ts'
import { checkSection } from '../../content/forms/booking/index.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { mailSubjectOptions } from '../../content/mail/mail-subjects.ts'
import { filledPageWording } from '../../content/site/filled-page-wording.ts'
import { siteWording } from '../../content/site/wording.ts'
import type { AcceptedMail } from '../../dev/services/index.ts'
import type { Language } from '../../forms/language.ts'
import type { Journey } from './journey.ts'
import { createKeyboard } from './keyboard-actions.ts'
import { waitForMails } from './mailbox.ts'
import { openPage } from './open-page.ts'
import {
  fillSection,
  holdOpening,
  pageUrl,
  pressButton,
  readPageSlot,
  waitForYourFile,
} from './page-actions.ts'
import { sendIntakeAndOpenConfirmation } from './parent-actions.ts'
import { createRandomFamilyFields } from './random-family.ts'

/** A parent books a first session, changes it, and asks for other times. */
export const bookingJourneys: readonly Journey[] = [
  {
    title: 'books, moves and cancels a first session, page by page without JavaScript',
    quickLanguage: 'fr',
    take: bookMoveAndCancel,
  },
  {
    title: 'books by keyboard alone, agrees to a joint session, and asks for other times',
    quickLanguage: 'en',
    take: bookByKeyboard,
  },
]

async function bookMoveAndCancel(language: Language): Promise<void> {
  const parent = await openPage({ javaScriptEnabled: false })
  const address = await sendIntakeAndReadAddress(parent, language)
  await pressButton(parent, firstAppointmentStatusWording.book[language])
  await parent.waitForURL(pageUrl(language, '/file/book/'))

  // Nothing chosen, and then another meeting mode and another time zone.
  await pressButton(parent, siteWording.continue[language])
  await parent.locator('.govuk-error-summary').waitFor()
  expect(await parent.locator('#start-error').textContent()).toContain(chooseTimeProblemWording[language])
  await parent.locator('input[name="way"][value="phone"]').check()
  await parent.locator('#timeZone').selectOption('America/St_Johns')
  await pressButton(parent, bookPageWording.show[language])
  expect(await readPageSlot(parent, 'zone-now')).toMatch(/UTC−0[23]:30/)
  // Far enough away to be moved without a call.
  await holdOpening(parent, language, (openings) => openings.last())
  const when = await readPageSlot(parent, 'when')
  expect(when).toMatch(/UTC−0[23]:30/)
  await pressButton(parent, checkPageWording.button[language])
  await parent.locator('.govuk-error-summary').waitFor()
  await fillSection(parent, checkSection, { calendarTitle: ['busy'] })
  await pressButton(parent, checkPageWording.button[language])
  await parent.waitForURL(pageUrl(language, '/file/appointment/'))
  expect(await readPageSlot(parent, 'when')).toBe(when)
  const booked = await parseCalendarEntry(await waitForSessionMail(address, 1), when, language)
  expect([booked.method, booked.sequence, booked.summary]).toEqual(['PUBLISH', 0, busyTitle(language)])

  // Moved: the same entry, one step on. How to meet is as chosen, without showing the times again.
  await parent.getByRole('link', { name: appointmentPageWording.move[language] }).click()
  await parent.locator('input[name="way"][value="video"]').check()
  await holdOpening(parent, language, (openings) => openings.nth(-2))
  const later = await readPageSlot(parent, 'when')
  expect(await parent.locator('[data-slot^="video-"]:visible').count()).toBe(1)
  await pressButton(parent, checkPageWording.moveButton[language])
  await parent.waitForURL(pageUrl(language, '/file/appointment/'))
  const moved = await parseCalendarEntry(await waitForSessionMail(address, 2), later, language)
  expect(later).not.toBe(when)
  expect([moved.method, moved.uid, moved.sequence]).toEqual(['PUBLISH', booked.uid, 1])
  const [download] = await Promise.all([
    parent.waitForEvent('download'),
    parent.getByRole('link', { name: appointmentPageWording.download[language] }).click(),
  ])
  expect(download.suggestedFilename()).toBe('calendar.ics')

  await parent.getByRole('link', { name: appointmentPageWording.cancel[language] }).click()
  await pressButton(parent, cancelPageWording.button[language])
  await parent.waitForURL(pageUrl(language, '/file/appointment/cancelled/'))
  expect(await parent.locator('h1:visible').textContent()).toBe(cancelledPageWording.title[language])
  await parent.locator('main a[href$="/file/"]').click()
  await waitForYourFile(parent, language)
  expect(await parent.locator('[data-slot="appointment-open"]').isVisible()).toBe(true)
  const cancelled = await parseCalendarEntry(await waitForSessionMail(address, 3), later, language)
  expect([cancelled.method, cancelled.uid, cancelled.sequence]).toEqual(['CANCEL', booked.uid, 2])
}

async function bookByKeyboard(language: Language): Promise<void> {
  const page = await openPage()
  await sendIntakeAndReadAddress(page, language)
  const keys = createKeyboard(page)
  await keys.enter('main form:has([value="book"]) button')
  await page.waitForURL(pageUrl(language, '/file/book/'))
  await keys.enter('main a[href$="/file/joint-consent/"]')
  await page.waitForURL(pageUrl(language, '/file/joint-consent/'))
  expect(await page.locator('main').textContent()).toContain(jointSessionWording.safe[language])
  await keys.enter('main form:has([value="yes"]) button')
  await page.getByText(jointSessionWording.agreed[language]).waitFor()
  await page.goto(pageUrl(language, '/file/book/request/'))
  await keys.tabTo('[name="preferredParts"][value="evenings"]')
  await keys.press('Space')
  await keys.typeInto('#preferredTimes', 'Kanari 18')
  await keys.enter('main form button')
  await waitForYourFile(page, language)
  expect(await page.locator('[data-slot="appointment-requested"]').isVisible()).toBe(true)
  await keys.enter('main a[href$="/file/book/request/"]')
  await page.getByText(timeRequestPageWording.requested[language]).waitFor()
  await page.goto(pageUrl(language, '/file/book/'))
  // The button stays in view once a time is chosen, and covers none before.
  const goes = () => page.locator('.choose__go').evaluate((element) => getComputedStyle(element).position)
  expect(await goes()).toBe('static')
  await keys.tabTo('[name="start"]')
  await keys.press('ArrowDown')
  expect(await goes()).toBe('sticky')
  await keys.press('Enter')
  await page.waitForURL(pageUrl(language, '/file/book/check/'))
  await keys.tabTo('[name="calendarTitle"]')
  await keys.press('ArrowDown', 2)
  await keys.press('Enter')
  await page.waitForURL(pageUrl(language, '/file/appointment/'))
  await page.goto(pageUrl(language, '/file/'))
  expect(await page.locator('[data-slot="appointment-booked"]').isVisible()).toBe(true)
  // The title says nothing, on any of these pages.
  expect(await page.title()).toBe(filledPageWording.discreetTitle[language])
}

/** Sends an intake, and opens its confirmation; gives the parent's address. */
async function sendIntakeAndReadAddress(page: Page, language: Language): Promise<string> {
  const fields = createRandomFamilyFields(intakeExamples.byConsent.fields)
  await sendIntakeAndOpenConfirmation(page, { ...fields, language: [language] }, language)
  return fields.email?.[0] ?? ''
}

/** The newest of a parent's e-mails about a session, once there are so many. */
async function waitForSessionMail(address: string, count: number): Promise<AcceptedMail> {
  const [newest] = await waitForMails(
    `e-mail ${count} about the session of ${address}`,
    ({ to, attachments }) => to.includes(address) && attachments.length > 0,
    count,
  )
  return newest as AcceptedMail
}

/** The calendar entry that came with an e-mail, read by another implementation than the one that wrote it. */
async function parseCalendarEntry(mail: AcceptedMail, when: string, language: Language) {
  expect(Object.values(mailSubjectOptions).map((subject) => subject[language])).toContain(mail.subject)
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

const busyTitle = (language: Language) => checkSection.questions.calendarTitle.options.busy[language]
