import type { Page, Route } from 'playwright-core'
import { expect, it } from 'vitest'
import { contactChannelOptions } from '../../content/file/contact-channels.ts'
import { addDaysToIsoDate, localTimeToInstant, toIsoDateInZone } from '../../content/time/local-time.ts'
import { appointmentWarningWording } from '../../desk/appointments/appointment-warnings.tsx'
import {
  attendanceWording,
  cameWording,
  whetherCameWording,
} from '../../desk/appointments/attendance-wording.ts'
import type { AppointmentCalendar } from '../../desk/appointments/queries.ts'
import {
  appointmentChangedWordingBuilders,
  appointmentsWording,
  attendingSideWording,
} from '../../desk/appointments/wording.ts'
import { calendarWording, putBackWording } from '../../desk/calendar/wording.ts'
import { fileAppointmentsWording } from '../../desk/file/appointments/wording.ts'
import { overviewWording } from '../../desk/file/overview/wording.ts'
import { undoWording } from '../../desk/ui/wording.ts'
import { livelyFamilies } from '../../dev/lively-families.ts'
import type { Language, Wording } from '../../forms/language.ts'
import { createQuickAccessibilityCheck, openPageWithAxe } from './accessibility-check.ts'
import { administrator, DESK_VIEWPORT, sendIntakeToAdministrator } from './desk-actions.ts'
import { pageUrl, signInAtDesk } from './page-actions.ts'

/** French, so that words left in English would fail, and whose words are longer. */
const language: Language = 'fr'

const PHONE_VIEWPORT = { width: 390, height: 844 }
const ZONE = 'America/Toronto'
/** A Monday long ahead, in the week of Christmas. */
const MONDAY = '2028-12-25'
const TUESDAY = '2028-12-26'

const at = (date: string, clock: string) => localTimeToInstant(date, clock, ZONE)

/** A week with two public holidays, and appointments in every state and of each kind. */
function buildLivelyWeek(query: URLSearchParams): AppointmentCalendar {
  const isDay = query.get('view') === 'day'
  const date = (isDay && query.get('date')) || MONDAY
  const days = ['26', '27', '28', '29'].map((day) => `2028-12-${day}`)
  const times = [
    ...[
      ['26', '09:00', '10:00', 'to-come', 'initiating'],
      ['26', '10:30', '11:30', 'cancelled', 'other'],
    ],
    ...[
      ['26', '10:45', '11:45', 'to-come', 'other'],
      ['27', '13:15', '14:45', 'to-come', 'both'],
    ],
    ...[
      ['28', '09:30', '10:30', 'held', 'initiating'],
      ['29', '15:00', '16:00', 'to-come', 'other'],
    ],
  ] as const
  const appointments = times.map(([day, from, until, state, who], nth) => {
    const { parent, other } = livelyFamilies[nth] ?? { parent: '', other: '' }
    const sides = who === 'both' ? ['initiating', 'other'] : [who]
    return {
      ...{ id: `one-${nth}`, reference: `K7Q4-${1000 + nth}`, sequence: 0, state, mayRead: true },
      startsAt: at(`2028-12-${day}`, from),
      endsAt: at(`2028-12-${day}`, until),
      ...{ kind: who === 'both' ? 'joint' : 'individual', mode: nth % 2 === 0 ? 'phone' : 'in-person' },
      ...{ cancelledBy: null, contactHoldState: null, mayTakeOver: false },
      may: { note: false, change: state === 'to-come' },
      people: { initiating: parent, other },
      attendees: sides.map((side) => ({ side, outcome: null })),
    }
  })
  return {
    of: { id: administrator.id, name: administrator.name },
    ...{ isOwn: true, view: isDay ? 'day' : 'week', timeZone: ZONE, today: TUESDAY },
    ...{ first: date, previous: '2028-12-18', next: '2029-01-01', more: false },
    ...{ provinces: ['ON', 'BC'], closed: [] },
    openTimes: days.flatMap((day) => [
      { from: at(day, '09:00'), until: at(day, '12:00') },
      { from: at(day, '13:00'), until: at(day, '16:30') },
    ]),
    appointments: appointments.filter(
      ({ startsAt }) => !isDay || Math.abs(startsAt - at(date, '12:00')) < 43_200_000,
    ),
  } as unknown as AppointmentCalendar
}

/** Opens the calendar at the desk, of which the worker’s answer is a lively week. */
async function openLivelyCalendar(
  viewport: typeof PHONE_VIEWPORT,
  colorScheme: 'light' | 'dark',
): Promise<Page> {
  const page = await openPageWithAxe()
  await page.setViewportSize(viewport)
  await page.emulateMedia({ colorScheme })
  await page.route('**/desk/api/appointments?*', (route) =>
    route.fulfill({ json: buildLivelyWeek(new URL(route.request().url()).searchParams) }),
  )
  await signInAtDesk(page, administrator.name)
  await page.goto(pageUrl(language, '/desk/calendar/'), { waitUntil: 'networkidle' })
  await page.locator('.hour-grid').waitFor()
  return page
}

it('shows a week with its open hours and holidays, and opens an appointment by keyboard', async () => {
  const page = await openLivelyCalendar(DESK_VIEWPORT.viewport, 'dark')
  await page.getByText('Noël', { exact: true }).waitFor()
  await page.getByText('Lendemain de Noël (ON)').waitFor()
  expect(await page.locator('.hour-grid tbody tr').first().locator('.hour-grid__open').count()).toBe(4)
  expect(await page.locator('.grid-card').count()).toBe(6)
  const card = page.locator('.grid-card', { hasText: livelyFamilies[0]?.parent ?? '' })
  expect(await card.textContent()).toContain(attendingSideWording.initiating[language])
  await createQuickAccessibilityCheck()(page)
  await card.press('Enter')
  const dialog = page.getByRole('dialog', { name: appointmentsWording.appointment[language] })
  await dialog.getByRole('link', { name: 'K7Q4-1000' }).waitFor()
  await createQuickAccessibilityCheck()(page)
  await page.keyboard.press('Escape')
  expect(await card.evaluate((element) => element === document.activeElement)).toBe(true)
})

it('shows a day at a time on a phone, with links to the others of its week', async () => {
  const page = await openLivelyCalendar(PHONE_VIEWPORT, 'light')
  expect(await page.locator('.hour-grid thead th').count()).toBe(1)
  expect(await page.locator('.grid-card').count()).toBe(3)
  // All that leads elsewhere, with the heading, stands above the hours in a quarter of the screen.
  const topOf = async (selector: string) => (await page.locator(selector).boundingBox())?.y ?? Number.NaN
  expect((await topOf('.hour-grid')) - (await topOf('.calendar-head'))).toBeLessThanOrEqual(200)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE_VIEWPORT.width)
  await page.locator('.calendar-bar__more > summary').press('Enter')
  await page.getByLabel(appointmentsWording.goTo[language], { exact: true }).fill('2028-12-29')
  await createQuickAccessibilityCheck()(page)
  await page.locator('.calendar-bar__more > summary').press('Enter')
  await page.locator('.day-strip').getByText('27').click()
  await page.waitForURL('**view=day&date=2028-12-27')
  await page.locator('.grid-card').waitFor()
  expect(await page.locator('.day-strip [aria-current]').textContent()).toContain('27')
  expect(await page.locator('.grid-card .attendee').count()).toBe(2)
  await createQuickAccessibilityCheck()(page)
})

it('stays open after one parent’s attendance of a joint session, until the other’s is noted too', async () => {
  const page = await openPageWithAxe()
  await page.setViewportSize(DESK_VIEWPORT.viewport)
  await signInAtDesk(page, administrator.name)
  const outcomes = new Map<string, string | null>()
  await page.route('**/desk/api/appointments?*', (route) => {
    const week = buildLivelyWeek(new URL(route.request().url()).searchParams)
    const appointments = week.appointments
      .filter(({ kind }) => kind === 'joint')
      .map((joint) => ({
        ...joint,
        ...{ state: outcomes.size === 2 ? 'missed' : 'to-note', may: { note: true, change: false } },
        attendees: joint.attendees.map(({ side }) => ({ side, outcome: outcomes.get(side) ?? null })),
      }))
    return route.fulfill({ json: { ...week, appointments } })
  })
  await page.route('**/desk/api/appointments/*/outcome', (route) => {
    const { side, outcome } = route.request().postDataJSON()
    outcomes.set(side, outcome)
    return route.fulfill({ status: 204 })
  })
  await page.goto(pageUrl(language, '/desk/calendar/'), { waitUntil: 'networkidle' })
  const card = page.locator('.grid-card')
  await card.press('Enter')
  const dialog = page.locator('dialog[open]')
  const noteAttendance = (side: 'initiating' | 'other', outcome: 'attended' | 'missed') =>
    dialog
      .getByRole('group', { name: whetherCameWording[side][language] })
      .getByRole('button', { name: attendanceWording[outcome][language] })
      .press('Enter')
  await noteAttendance('initiating', 'attended')
  const noted = dialog.locator('.status--done:focus', { hasText: attendanceWording.outcomeNoted[language] })
  await noted.waitFor()
  await dialog.getByText(cameWording.initiating.attended[language]).waitFor()
  await createQuickAccessibilityCheck()(page)
  // Tab and Enter undo it, and the dialog stays.
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await dialog.locator('.status--done:focus', { hasText: undoWording.undone[language] }).waitFor()
  expect(await dialog.getByRole('button', { name: undoWording.undo[language] }).count()).toBe(0)
  expect(outcomes).toEqual(new Map([['initiating', null]]))
  await noteAttendance('initiating', 'attended')
  await noted.waitFor()
  await noteAttendance('other', 'missed')
  await page.locator('.status--done:focus', { hasText: attendanceWording.outcomeNoted[language] }).waitFor()
  expect(await dialog.count()).toBe(0)
  expect(outcomes).toEqual(
    new Map([
      ['initiating', 'attended'],
      ['other', 'missed'],
    ]),
  )
})

it('books a free time by keyboard, in a file that is chosen then, and moves it by dragging once that is confirmed', async () => {
  const page = await openPageWithAxe()
  await page.setViewportSize(DESK_VIEWPORT.viewport)
  await signInAtDesk(page, administrator.name)
  const reference = await sendIntakeToAdministrator(page, { textSafe: ['yes'] })
  // A Sunday, on which no parent is offered a time that another test books.
  const sunday = addDaysToIsoDate(toIsoDateInZone(Date.now(), ZONE), 63 - new Date().getUTCDay())
  const path = `/desk/calendar/?view=day&date=${sunday}`
  await page.goto(pageUrl(language, path), { waitUntil: 'networkidle' })
  await page.locator('.slot[tabindex="0"]').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByLabel(calendarWording.inWhichFile[language]).selectOption(reference)
  const form = page.locator('dialog[open] form.book')
  expect(await form.getByLabel(appointmentsWording.clock[language]).inputValue()).toBe('10:00')
  await form.getByRole('radio').first().check()
  await createQuickAccessibilityCheck()(page)
  const press = (label: Wording) =>
    page.locator('dialog[open]').getByRole('button', { name: label[language], exact: true }).press('Enter')

  // Why a time was refused, and the title, go with the time.
  const title = page.locator('dialog[open] h2').first()
  const titleOfSlot = (await title.textContent()) ?? ''
  const refuse = (route: Route) =>
    route.request().method() === 'POST'
      ? route.fulfill({ status: 409, json: { code: 'slot_taken' } })
      : route.fallback()
  await page.route(/\/appointments$/, refuse)
  await press(fileAppointmentsWording.bookNow)
  await form.locator('.outcome__failed').waitFor()
  await page.unroute(/\/appointments$/, refuse)
  const clockField = form.getByLabel(appointmentsWording.clock[language])
  await clockField.selectOption('10:15')
  await form.locator('.outcome__failed').waitFor({ state: 'detached' })
  expect(await title.textContent()).toBe(titleOfSlot.replace('10\u00a0h', '10\u00a0h\u00a015'))
  await clockField.selectOption('10:00')
  expect(await title.textContent()).toBe(titleOfSlot)

  await press(fileAppointmentsWording.bookNow)
  await form.getByText(appointmentWarningWording['outside-hours'][language]).waitFor()
  await press(fileAppointmentsWording.bookAnyway)
  await page
    .locator('.status--done:focus', { hasText: appointmentChangedWordingBuilders.booked(true)[language] })
    .waitFor()
  expect(await page.locator('.grid-card').count()).toBe(1)
  expect(await page.locator('dialog[open]').count()).toBe(0)

  // How to reach who comes opens on a press, as does the number, and is gone once it was closed.
  const dialog = page.locator('dialog[open]')
  const openContact = dialog.getByRole('button', { name: calendarWording.reachParent[language] })
  await page.locator('.grid-card').press('Enter')
  await openContact.press('Enter')
  await dialog.locator('article:focus').getByText(contactChannelOptions.text[language]).first().waitFor()
  expect(await dialog.getByRole('term').count()).toBeGreaterThan(1)
  expect(await dialog.locator('[href^="tel:"]').count()).toBe(0)
  await dialog.getByRole('button', { name: overviewWording.showPhone[language] }).press('Enter')
  await dialog.locator('[href^="tel:"]:focus').waitFor()
  await createQuickAccessibilityCheck()(page)
  await page.keyboard.press('Escape')
  await page.locator('.grid-card').press('Enter')
  await openContact.waitFor()
  expect(await dialog.locator('[href^="tel:"]').count()).toBe(0)
  await page.keyboard.press('Escape')

  // Dragged an hour and a quarter down, Escape puts it back; dropped, it asks before it moves.
  const card = page.locator('.grid-card')
  await card.scrollIntoViewIfNeeded()
  const { x, y, width, height } = (await card.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  const row = (await page.locator('.hour-grid tbody tr').first().boundingBox())?.height ?? 0
  await page.mouse.move(x + width / 2, y + height / 2)
  await page.mouse.down()
  await page.mouse.move(x + width / 2, y + height / 2 + row, { steps: 3 })
  expect((await card.boundingBox())?.y).toBeCloseTo(y + row, 0)
  await page.keyboard.press('Escape')
  await page.getByRole('status').getByText(putBackWording.escape[language]).waitFor()
  expect(await card.boundingBox()).toEqual({ x, y, width, height })
  await page.mouse.move(x + width / 2, y + height / 2 + 2 * row)
  await page.mouse.up()
  expect(await card.boundingBox()).toEqual({ x, y, width, height })
  expect(await page.locator('dialog[open]').count()).toBe(0)
  await page.mouse.move(x + width / 2, y + height / 2)
  await page.mouse.down()
  await page.mouse.move(x + width / 2, y + height / 2 + row, { steps: 3 })
  await page.mouse.move(2, y + height / 2)
  await page.mouse.up()
  await page
    .locator('[role="status"]:not(.visually-hidden)')
    .getByText(putBackWording['no-time'][language])
    .waitFor()
  expect(await page.locator('dialog[open]').count()).toBe(0)
  await card.press('Enter')
  await page.locator('dialog[open]').getByRole('button', { name: calendarWording.close[language] }).click()

  await page.mouse.move(x + width / 2, y + height / 2)
  await page.mouse.down()
  await page.mouse.move(x + width / 2, y + height / 2 + row, { steps: 3 })
  await page.mouse.move(x + width / 2, y + height / 2 + 2.5 * row)
  await page.mouse.up()
  const clock = page.locator('dialog[open]').getByLabel(appointmentsWording.clock[language])
  expect(await clock.inputValue()).toBe('11:15')
  await press(appointmentsWording.moveNow)
  await press(appointmentsWording.moveAnyway)
  await page
    .locator('.status--done:focus', { hasText: appointmentChangedWordingBuilders.moved(true)[language] })
    .waitFor()
  expect(await card.textContent()).toContain('11\u00a0h\u00a015')
})
