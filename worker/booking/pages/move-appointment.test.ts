import ICAL from 'ical.js'
import { describe, expect, it, vi } from 'vitest'
import { cancellationWording } from '../../../content/cancellation-wording.ts'
import {
  appointmentPageWording,
  bookPageWording,
  checkPageWording,
} from '../../../content/file/booking-wording.ts'
import { languages, localisePath } from '../../../forms/language.ts'
import { writeTimeLines } from '../../../tests/support/appointment-times.ts'
import { appendIntakeSent, listAuditActions } from '../../../tests/support/audit-events.ts'
import {
  BOOKING_NOW,
  bookAppointmentThroughPages,
  CHANGEABLE_START,
  chooseOpeningOnPage,
  createBookingParent,
  createParentWithAppointment,
  excludeOutboxUpdates,
  holdTime,
  insertAppointmentForParents,
  parseOpeningStarts,
  ROBIN_ID,
  saveAvailabilityChanges,
} from '../../../tests/support/booking-actions.ts'
import { changesNothing, countRows, expectNoChange, queryRows } from '../../../tests/support/database-rows.ts'
import { composeFileNewsMessage, composeParentMessage } from '../../../tests/support/expected-messages.ts'
import {
  failConnection,
  type MailDelivery,
  mockMailProvider,
} from '../../../tests/support/mock-mail-provider.ts'
import { parseVisiblePage } from '../../../tests/support/parse-page.ts'
import { createD1ActingBefore } from '../../../tests/support/racing-databases.ts'
import { expectRedirect, pressFiftyTimes, withOtherBindings } from '../../../tests/support/requests.ts'
import { setUpPortal } from '../../../tests/support/set-up-portal.ts'
import { bindings, createCountingD1 } from '../../../tests/support/test-portal.ts'
import { parseEnvironment } from '../../environment.ts'

const { portalOrigin } = parseEnvironment(bindings)
const MINUTE = 60_000
const LATER = '2026-12-08T19:00Z'

const deliveries = setUpPortal({ now: BOOKING_NOW })

const listAppointmentRows = () =>
  queryRows<{ starts_at: number; sequence: number; mode: string }>(
    'select starts_at, sequence, mode from appointments where held_until is null',
  )
const listSlotRows = async () =>
  (await queryRows<{ quarter: number }>('select quarter from appointment_slots order by quarter')).map(
    ({ quarter }) => quarter * 15 * MINUTE,
  )
const expectedSlots = (start: string, many: number) =>
  Array.from({ length: many }, (_, index) => Date.parse(start) + index * 15 * MINUTE)
const listMailToParent = () => deliveries.filter(({ to }) => to === 'sam@example.org')
const decodeCalendarEntry = ({ body }: MailDelivery) => {
  const [file] = JSON.parse(body).attachments ?? []
  const calendar = new ICAL.Component(ICAL.parse(Buffer.from(file.content, 'base64').toString()))
  const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') as ICAL.Component)
  return {
    method: calendar.getFirstPropertyValue('method'),
    uid: event.uid,
    sequence: event.sequence,
    startsAt: event.startDate.toJSDate().getTime(),
  }
}

describe('moving a session', () => {
  it('is choosing again: the page says what would move, and offers that time too', async () => {
    const { parent } = await createParentWithAppointment(CHANGEABLE_START, {
      way: ['phone'],
      timeZone: ['America/Halifax'],
      calendarTitle: 'busy',
    })
    const page = await parent.get('/file/book/?from=2026-12-07')
    const starts = await parseOpeningStarts(page.clone())
    for (const time of ['18:30', '19:00', '19:30']) expect(starts).toContain(`2026-12-07T${time}Z`)
    const seen = await parseVisiblePage(page)
    expect(seen.text).toContain(
      `${bookPageWording.moving.en} Monday, December 7, 2026 3:00 p.m. to 4:00 p.m. Atlantic time, UTC−04:00`,
    )
    expect(seen.filledFields.way).toContain('phone')
    expect(seen.filledFields.timeZone).toContain('America/Halifax')
    expect(seen.filledFields.calendarTitle).toEqual(['busy'])
    await chooseOpeningOnPage(parent, LATER)
    expect(await listAppointmentRows()).toMatchObject([
      { starts_at: Date.parse(CHANGEABLE_START), sequence: 0 },
    ])
    const check = await parseVisiblePage(await parent.get('/file/book/check/'))
    expect(check.text).toContain(
      `${checkPageWording.moving.en} Monday, December 7, 2026 3:00 p.m. to 4:00 p.m.`,
    )
    expect(check.filledFields).toMatchObject({ calendarTitle: ['busy'], start: [LATER], way: ['phone'] })
  })

  it('is the same appointment and calendar entry, one SEQUENCE on, over three moves and a cancelling', async () => {
    const file = await createBookingParent()
    const { parent, reference } = file
    await bookAppointmentThroughPages(parent, CHANGEABLE_START)
    const [{ id } = { id: '' }] = await queryRows<{ id: string }>('select id from appointments')
    const [attendance] = await queryRows<{ id: string }>('select id from attendances')
    const starts = [LATER, '2026-12-09T14:00Z', '2026-12-10T20:30Z']
    for (const [index, start] of starts.entries()) {
      vi.setSystemTime(BOOKING_NOW + (index + 1) * MINUTE)
      const answer = await bookAppointmentThroughPages(parent, start, { timeZone: ['America/Regina'] })
      expectRedirect(answer, '/file/appointment/')
      expect(await listAppointmentRows()).toEqual([
        { starts_at: Date.parse(start), sequence: index + 1, mode: 'video' },
      ])
      expect(await listSlotRows()).toEqual(expectedSlots(start, 5))
    }
    expect(await queryRows('select id from appointments')).toEqual([{ id }])
    expect(await queryRows('select id from attendances')).toEqual([attendance])
    await parent.post('/file/appointment/cancel/', { start: ['2026-12-10T20:30Z'] })
    const uid = `${attendance?.id}@ls-office.example.com`
    expect(listMailToParent().map(decodeCalendarEntry)).toEqual([
      { method: 'PUBLISH', uid, sequence: 0, startsAt: Date.parse(CHANGEABLE_START) },
      ...starts.map((start, index) => ({
        method: 'PUBLISH',
        uid,
        sequence: index + 1,
        startsAt: Date.parse(start),
      })),
      { method: 'CANCEL', uid, sequence: 4, startsAt: Date.parse('2026-12-10T20:30Z') },
    ])
    const when = writeTimeLines(
      'Wednesday, December 9, 2026',
      '8:00 a.m. to 9:00 a.m.',
      'Saskatchewan time, UTC−06:00',
    )
    expect(listMailToParent()[2]).toMatchObject(
      composeParentMessage('appointment-moved', { when }, { subject: 'appointment', portalOrigin }, 'en'),
    )
    const moved = composeFileNewsMessage({ reference, news: 'appointment-moved', portalOrigin }, 'en').text
    expect(deliveries.filter(({ text }) => text === moved)).toHaveLength(3)
    expect(await listAuditActions(file.fileId)).toEqual([
      'appointment_booked',
      ...starts.map(() => 'appointment_moved'),
      'appointment_cancelled',
    ])
  })

  it('takes two calls to the database', async () => {
    const { DB, calls } = createCountingD1()
    const file = await createBookingParent({ overrides: { DB } })
    await appendIntakeSent(file.fileId)
    await bookAppointmentThroughPages(file.parent, CHANGEABLE_START)
    const { path, fields } = await holdTime(file.parent, LATER)
    calls.length = 0
    expect((await file.parent.post(path, fields)).status).toBe(303)
    expect(excludeOutboxUpdates(calls)).toHaveLength(2)
  })

  it('may overlap where the session is now', async () => {
    const { parent } = await createParentWithAppointment()
    expect((await bookAppointmentThroughPages(parent, '2026-12-07T19:30Z')).status).toBe(303)
    expect(await listSlotRows()).toEqual(expectedSlots('2026-12-07T19:30Z', 5))
    const other = await createBookingParent()
    expect(await parseOpeningStarts(await other.parent.get('/file/book/?from=2026-12-07'))).toContain(
      '2026-12-07T18:00Z',
    )
  })

  it('may change how they meet at the same time', async () => {
    const { parent } = await createParentWithAppointment()
    await bookAppointmentThroughPages(parent, CHANGEABLE_START, { way: ['in-person'] })
    expect(await listAppointmentRows()).toEqual([
      { starts_at: Date.parse(CHANGEABLE_START), sequence: 1, mode: 'in-person' },
    ])
    // Half an hour stays free on both sides of the appointment.
    expect(await listSlotRows()).toEqual(expectedSlots('2026-12-07T18:30Z', 8))
  })

  it('to where it is already changes nothing', async () => {
    const { parent } = await createParentWithAppointment()
    const answer = await changesNothing(() =>
      parent.post('/file/book/', {
        start: [CHANGEABLE_START],
        way: ['video'],
        timeZone: ['America/Toronto'],
      }),
    )
    expectRedirect(answer, '/file/appointment/')
  })

  it.each(languages)(
    'is confirmed as a move on the page of the session, and nothing else is, in %s',
    async (language) => {
      const file = await createBookingParent({ language })
      const read = async (query = '') =>
        parseVisiblePage(await file.parent.get(`${localisePath(language, '/file/appointment/')}${query}`))
      await bookAppointmentThroughPages(file.parent, CHANGEABLE_START, { language })
      // An address that somebody else wrote confirms nothing.
      expect((await read('?done=moved')).shown).not.toContain('moved')
      const answer = await bookAppointmentThroughPages(file.parent, LATER, { language })
      expectRedirect(answer, localisePath(language, '/file/appointment/'))
      expect((await read()).text).toContain(appointmentPageWording.moved[language])
      expect((await read()).shown).not.toContain('moved')
    },
  )

  it('fifty times, at once and one after another, moves it once with one mail', async () => {
    const file = await createParentWithAppointment()
    const { path, fields } = await holdTime(file.parent, LATER)
    await pressFiftyTimes(() => file.parent.post(path, fields), '/file/appointment/')
    expect(await listAppointmentRows()).toEqual([
      { starts_at: Date.parse(LATER), sequence: 1, mode: 'video' },
    ])
    expect(await listSlotRows()).toEqual(expectedSlots(LATER, 5))
    expect(listMailToParent()).toHaveLength(2)
    expect(await listAuditActions(file.fileId)).toEqual(['appointment_booked', 'appointment_moved'])
  })

  it('leaves the session where it is when another was faster', async () => {
    const { parent } = await createParentWithAppointment()
    const { path, fields } = await holdTime(parent, LATER)
    vi.setSystemTime(BOOKING_NOW + 11 * MINUTE)
    await createParentWithAppointment(LATER)
    const answer = await expectNoChange(409, () => parent.post(path, fields))
    expect((await parseVisiblePage(answer)).shown).toContain('booking-moving')
    expect((await listAppointmentRows()).map(({ starts_at }) => starts_at).toSorted()).toEqual(
      [CHANGEABLE_START, LATER].map((start) => Date.parse(start)).toSorted(),
    )
  })

  it('does not undo a cancelling in the same moment', async () => {
    const { parent } = await createParentWithAppointment()
    const { path, fields } = await holdTime(parent, LATER)
    const DB = createD1ActingBefore(/update appointments set coordinator/, () =>
      parent.post('/file/appointment/cancel/', { start: [CHANGEABLE_START] }),
    )
    const visitor = withOtherBindings(parent, { DB })
    await visitor.post(path, fields)
    const [first] = await queryRows(
      'select cancelled_at, sequence, starts_at from appointments order by rowid',
    )
    expect(first).toEqual({ cancelled_at: BOOKING_NOW, sequence: 1, starts_at: Date.parse(CHANGEABLE_START) })
  })

  it('goes into the calendar of whoever they book with by then', async () => {
    const { parent, parentId } = await createParentWithAppointment()
    await queryRows("update parents set booking_coordinator_id = 'camille-verdier' where id = ?", parentId)
    expect((await bookAppointmentThroughPages(parent, '2026-12-08T16:00Z')).status).toBe(303)
    expect(await queryRows('select coordinator_id, sequence from appointments')).toEqual([
      { coordinator_id: 'camille-verdier', sequence: 1 },
    ])
    expect(await queryRows('select distinct coordinator_id from appointment_slots')).toEqual([
      { coordinator_id: 'camille-verdier' },
    ])
  })

  it('ends the message that still waited to tell of the time before', async () => {
    mockMailProvider(failConnection)
    const { parent } = await createParentWithAppointment()
    await bookAppointmentThroughPages(parent, LATER)
    expect(
      await queryRows(
        "select outcome, last_error from outbox where kind like 'appointment-%' order by rowid",
      ),
    ).toEqual([
      { outcome: 'failed', last_error: 'ended' },
      { outcome: 'queued', last_error: expect.any(String) },
    ])
  })

  it('makes a reminder due again, unless it is too near to need one', async () => {
    const { parent } = await createParentWithAppointment()
    await queryRows('update attendances set reminded_at = 1')
    await bookAppointmentThroughPages(parent, LATER)
    expect(await queryRows('select reminded_at from attendances')).toEqual([{ reminded_at: null }])
    await bookAppointmentThroughPages(parent, '2026-11-24T14:00Z')
    expect(await queryRows('select reminded_at from attendances')).toEqual([{ reminded_at: BOOKING_NOW }])
  })
})

describe('until two working days before', () => {
  // The appointment on Monday, 7 December, 2 p.m. in Toronto can be changed until Thursday, 3 December, 2 p.m.
  const LIMIT = Date.parse('2026-12-03T19:00Z')

  it('a session can be moved and cancelled, and the page says until when', async () => {
    const { parent, code } = await createParentWithAppointment(CHANGEABLE_START, {
      timeZone: ['America/Vancouver'],
    })
    vi.setSystemTime(LIMIT - 1)
    await parent.post('/file/', { code: [code] })
    const page = await parseVisiblePage(await parent.get('/file/appointment/'))
    expect(page.text).toContain('Thursday, December 3, 2026 12:00 p.m. Pacific time')
    for (const slot of ['can-move', 'can-cancel']) expect(page.shown).toContain(slot)
    expect(page.shown).not.toContain('too-late')
    expect((await parent.get('/file/book/')).status).toBe(200)
    expect((await parent.get('/file/appointment/cancel/')).status).toBe(200)
  })

  it('and later only by phone', async () => {
    const { parent, code } = await createParentWithAppointment()
    vi.setSystemTime(LIMIT)
    await parent.post('/file/', { code: [code] })
    const page = await parseVisiblePage(await parent.get('/file/appointment/'))
    expect(page.shown).toContain('too-late')
    expect(page.text).toContain(cancellationWording.late.en)
    for (const slot of ['can-move', 'can-cancel']) expect(page.shown).not.toContain(slot)
    await changesNothing(async () => {
      const chosen = { start: [LATER], way: ['video'], timeZone: ['America/Toronto'] }
      const answers = [
        await parent.get('/file/book/'),
        await parent.post('/file/book/', chosen),
        await parent.get('/file/book/check/'),
        await parent.post('/file/book/check/', { ...chosen, calendarTitle: ['busy'] }),
        await parent.get('/file/appointment/cancel/'),
        await parent.post('/file/appointment/cancel/', { start: [CHANGEABLE_START] }),
      ]
      for (const answer of answers) expectRedirect(answer, '/file/appointment/')
    })
  })

  it('is reckoned in the time zone that the coordinator saved', async () => {
    const { parent, code } = await createBookingParent()
    await saveAvailabilityChanges({
      weekly: [{ weekday: 7, from: '18:00', until: '24:00' }],
      timeZone: 'America/Vancouver',
    })
    await bookAppointmentThroughPages(parent, '2026-12-07T06:00Z')
    // The deadline of Sunday, 11 p.m. in Vancouver is Thursday, 11 p.m. In Toronto it is Monday, whose deadline would
    // be a day earlier.
    vi.setSystemTime(Date.parse('2026-12-04T06:00Z') - 1)
    await parent.post('/file/', { code: [code] })
    expect((await parseVisiblePage(await parent.get('/file/appointment/'))).shown).toContain('can-move')
    vi.setSystemTime(Date.parse('2026-12-04T06:00Z'))
    expect((await parseVisiblePage(await parent.get('/file/appointment/'))).shown).toContain('too-late')
  })
})

describe('a joint session', () => {
  it('is not moved by one parent', async () => {
    const file = await createBookingParent()
    await insertAppointmentForParents(
      [file, { fileId: file.fileId, parentId: `other of ${file.fileId}` }],
      Date.parse(CHANGEABLE_START),
    )
    const page = await parseVisiblePage(await file.parent.get('/file/appointment/'))
    expect(page.shown).toContain('kind-joint')
    expect(page.shown).toContain('can-cancel')
    expect(page.shown).not.toContain('can-move')
    expect(page.text).toContain(appointmentPageWording.cancelOnline.en)
    expect(page.text).toContain(appointmentPageWording.moveJoint.en.replace(/\s/g, ' '))
    expect(page.text).not.toContain(appointmentPageWording.changeOnline.en)
    const chosen = { start: [LATER], way: ['video'], timeZone: ['America/Toronto'], calendarTitle: ['busy'] }
    await changesNothing(async () => {
      for (const path of ['/file/book/', '/file/book/check/']) {
        expect((await file.parent.post(path, chosen)).headers.get('Location')).toBe('/file/appointment/')
      }
    })
    expect(await countRows('appointments')).toBe(1)
    expect(await queryRows('select coordinator_id from appointments')).toEqual([{ coordinator_id: ROBIN_ID }])
  })
})
