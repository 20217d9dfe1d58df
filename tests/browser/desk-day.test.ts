import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { closureReasonOptions } from '../../content/file/decision-reasons.ts'
import { toIsoDateInZone } from '../../content/time/local-time.ts'
import { DAY_MS } from '../../content/time/units.ts'
import { appointmentWarningWording } from '../../desk/appointments/appointment-warnings.tsx'
import { appointmentChangedWordingBuilders, appointmentsWording } from '../../desk/appointments/wording.ts'
import { calendarFeedWording } from '../../desk/availability/calendar-feed-wording.ts'
import { availabilityWording, getAvailabilityProblemWordingForPath } from '../../desk/availability/wording.ts'
import { failureWordings } from '../../desk/client/failure-wording.ts'
import { fileAppointmentsWording } from '../../desk/file/appointments/wording.ts'
import { buildNewAccessCodeWording, decisionsWording } from '../../desk/file/decisions/wording.ts'
import { parentSideWording } from '../../desk/file/facts-wording.ts'
import { mailStopWording } from '../../desk/file/parent-answers/wording.ts'
import type { Language, Wording } from '../../forms/language.ts'
import { administrator, openDecisions, openFileTab, sendIntakeToAdministrator } from './desk-actions.ts'
import { openPage } from './open-page.ts'
import { pageUrl, signInAtDesk } from './page-actions.ts'

/** French, so that words left in English would fail. */
const language: Language = 'fr'

/** The desk with an administrator signed in: what is pressed, entered and read there. */
async function openDesk() {
  const page = await openPage({ viewport: { width: 1280, height: 900 } })
  await signInAtDesk(page, administrator.name)
  return {
    page,
    goTo: (path: string) => page.goto(pageUrl(language, path), { waitUntil: 'networkidle' }),
    press: (label: Wording, within: Pick<Page, 'getByRole'> = page) =>
      within.getByRole('button', { name: label[language], exact: true }).click(),
    /** Every action ends with its announcement, which has the focus. */
    waitForAnnouncement: (announcement: Wording) =>
      page.locator('.status--done:focus', { hasText: announcement[language] }).waitFor(),
  }
}

it('books, moves and cancels an appointment, and closes the file once none is to come', async () => {
  const { page, goTo, press, waitForAnnouncement } = await openDesk()
  const reference = await sendIntakeToAdministrator(page)
  await goTo(`/desk/files/${reference}/sessions/`)
  const timeZone = administrator.availability.timeZone
  // Before the hours that parents are offered: no other test takes them.
  const day = toIsoDateInZone(Date.now() + 3 * DAY_MS, timeZone)
  const form = page.locator('form.book')
  const enterTime = async (clock: string, fields = form) => {
    await fields.locator('input[type=date]').fill(day)
    await fields.getByLabel(appointmentsWording.clock[language]).selectOption(clock)
  }

  await form.getByRole('radio').first().check()
  const freeTimes = form.getByRole('group', { name: fileAppointmentsWording.nextFreeTimes[language] })
  await freeTimes.getByRole('radio').first().check()
  expect(await form.getByLabel(appointmentsWording.clock[language]).inputValue()).toMatch(/^\d\d:[03]0$/)
  await enterTime('')
  await press(fileAppointmentsWording.bookNow)
  await page.getByText(appointmentsWording.noTime[language]).waitFor()
  await enterTime('05:15')
  await press(fileAppointmentsWording.bookNow)
  await page.getByText(appointmentWarningWording['outside-hours'][language]).waitFor()
  await press(fileAppointmentsWording.bookAnyway)
  await waitForAnnouncement(appointmentChangedWordingBuilders.booked(true))
  await openDecisions(page, language)
  await page.getByText(decisionsWording.closeNotYet[language]).waitFor()
  await openFileTab(page, 'fileSessions', language)

  await enterTime('05:30')
  await press(fileAppointmentsWording.bookNow)
  await page.getByText(appointmentWarningWording['has-appointment'][language]).waitFor()
  await press(fileAppointmentsWording.bookAnyway)
  await page.getByText(failureWordings.slotTaken.nextAfterAction[language]).waitFor()
  expect(await form.getByLabel(appointmentsWording.clock[language]).inputValue()).toBe('05:30')

  const appointment = page.locator('li.appointment')
  await appointment.getByRole('button', { name: appointmentsWording.move[language] }).click()
  await enterTime('06:45', appointment)
  await press(appointmentsWording.moveNow)
  await press(appointmentsWording.moveAnyway)
  await waitForAnnouncement(appointmentChangedWordingBuilders.moved(true))

  const cancel = appointment.getByRole('button', { name: appointmentsWording.cancel[language] })
  await cancel.click()
  await page.keyboard.press('Escape')
  expect(await cancel.evaluate((button) => button === document.activeElement)).toBe(true)
  await cancel.click()
  await press(appointmentsWording.cancelNow)
  await waitForAnnouncement(appointmentChangedWordingBuilders.cancelled(true))
  await page.getByRole('heading', { name: fileAppointmentsWording.past[language] }).waitFor()

  await openDecisions(page, language)
  await press(decisionsWording.close)
  await page.getByRole('radio', { name: closureReasonOptions.unwanted[language] }).check()
  await press(decisionsWording.closeNow)
  await waitForAnnouncement(decisionsWording.closeDone)
  expect(await page.getByRole('heading', { name: decisionsWording.title[language] }).count()).toBe(0)
})

it('replaces a code, which is shown once, and stops e-mail to a parent', async () => {
  const { page, goTo, press, waitForAnnouncement } = await openDesk()
  await goTo(`/desk/files/${await sendIntakeToAdministrator(page)}/`)
  await openDecisions(page, language)
  await press(buildNewAccessCodeWording(parentSideWording.initiating))
  await press(decisionsWording.newCodeNow)
  expect(await page.locator('.code:focus .code__letters').textContent()).toMatch(
    /^A-([\dA-Z]{4}-){3}[\dA-Z]{4}$/,
  )
  await openFileTab(page, 'fileIntake', language)
  await press(mailStopWording.stopMail)
  await press(mailStopWording.stopMailNow)
  await waitForAnnouncement(mailStopWording.mailStopped)
  await page.getByText(mailStopWording.mailNotAllowed[language], { exact: true }).waitFor()
  await page.reload({ waitUntil: 'networkidle' })
  expect(await page.locator('.code__letters').count()).toBe(0)
})

it('says what cannot be saved of somebody’s hours, saves the rest, and makes a calendar’s secret address', async () => {
  const { page, goTo, press, waitForAnnouncement } = await openDesk()
  const elsewhere = await openDesk()
  await goTo('/desk/settings/')
  await elsewhere.goTo('/desk/settings/')
  const notice = page.getByLabel(availabilityWording.noticeHours[language])
  await notice.fill('soon')
  await saveAvailability(page)
  await page
    .locator('.problems:focus')
    .getByText(getAvailabilityProblemWordingForPath('noticeHours')[language])
    .waitFor()
  await notice.fill('24')
  await saveAvailability(page)
  await waitForAnnouncement(availabilityWording.saved)
  expect(await page.locator('.problems').count()).toBe(0)
  // What was saved before is not told beside a problem of now.
  await notice.fill('soon')
  await saveAvailability(page)
  await page.locator('.problems:focus').waitFor()
  expect(await page.getByText(availabilityWording.saved[language], { exact: true }).count()).toBe(0)
  await page.reload({ waitUntil: 'networkidle' })

  // Someone else's change is not replaced before it was said that there is one.
  await saveAvailability(elsewhere.page)
  await elsewhere.page.getByText(availabilityWording.changedMeanwhile[language]).waitFor()
  await saveAvailability(elsewhere.page)
  await elsewhere.waitForAnnouncement(availabilityWording.saved)

  await press(calendarFeedWording.make)
  const address = page.locator('.code:focus .address')
  const first = await address.textContent()
  await press(calendarFeedWording.replace)
  await press(calendarFeedWording.replaceNow)
  await page.waitForFunction((old) => document.querySelector('.address')?.textContent !== old, first)
  await press(calendarFeedWording.remove)
  await press(calendarFeedWording.removeNow)
  await waitForAnnouncement(calendarFeedWording.removed)
  expect(await page.locator('.address').count()).toBe(0)
})

/** Presses the button of the form that has the hours; another form of the page has one of the same name. */
const saveAvailability = (page: Page) =>
  page
    .locator('form', { has: page.getByLabel(availabilityWording.noticeHours[language]) })
    .getByRole('button', { name: availabilityWording.save[language], exact: true })
    .click()
