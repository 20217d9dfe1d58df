import ICAL from 'ical.js'
import { describe, expect, it, vi } from 'vitest'
import {
  appointmentPageWording,
  cancelledNoteWording,
  cancelledPageWording,
  cancelPageWording,
  firstAppointmentStatusWording,
  meetingInstructionsWordingByMode,
} from '../../../content/file/booking-wording.ts'
import { calendarEntryTitleOptions } from '../../../content/mail/appointment-messages.ts'
import { practice, sessionPayer } from '../../../content/practice.ts'
import { HOUR_MS } from '../../../content/time/units.ts'
import { type Language, languages, localisePath } from '../../../forms/language.ts'
import { writeTimeLines } from '../../../tests/support/appointment-times.ts'
import { listAuditActions, listAuditLines } from '../../../tests/support/audit-events.ts'
import {
  BOOKING_NOW,
  bookAppointmentThroughPages,
  CHANGEABLE_START,
  createBookingParent,
  createOtherBookingParent,
  createParentWithAppointment,
  insertAppointmentForParents,
  parseChosenFields,
  parseOpeningStarts,
  ROBIN_ID,
} from '../../../tests/support/booking-actions.ts'
import { changesNothing, countRows, expectNoChange, queryRows } from '../../../tests/support/database-rows.ts'
import { composeFileNewsMessage, composeParentMessage } from '../../../tests/support/expected-messages.ts'
import type { MailDelivery } from '../../../tests/support/mock-mail-provider.ts'
import { parseVisiblePage } from '../../../tests/support/parse-page.ts'
import { createD1ActingBefore, createD1LosingAnswers } from '../../../tests/support/racing-databases.ts'
import { expectRedirect, pressFiftyTimes, withOtherBindings } from '../../../tests/support/requests.ts'
import { setUpPortal } from '../../../tests/support/set-up-portal.ts'
import {
  bindings,
  createCountingD1,
  createVisitor,
  type Visitor,
} from '../../../tests/support/test-portal.ts'
import { parseEnvironment } from '../../environment.ts'

const { portalOrigin } = parseEnvironment(bindings)
const PATH = '/file/appointment/'
const CANCEL = '/file/appointment/cancel/'
const CANCELLED = '/file/appointment/cancelled/'

const deliveries = setUpPortal({ now: BOOKING_NOW })

const decodeCalendarEntry = ({ body }: MailDelivery): string =>
  Buffer.from(JSON.parse(body).attachments[0].content, 'base64').toString()

/** Replaces every kind of space with a plain one. */
const plainSpaces = (text: string) => text.replace(/\s/g, ' ')

describe('the page of a session', () => {
  it.each(languages)('shows when, with whom and how it is, in one call, in %s', async (language) => {
    const { DB, calls } = createCountingD1()
    const { parent } = await createParentWithAppointment(
      CHANGEABLE_START,
      { way: ['in-person'], timeZone: ['America/St_Johns'], language },
      { language, overrides: { DB } },
    )
    calls.length = 0
    const page = await parseVisiblePage(await changesNothing(() => parent.get(localisePath(language, PATH))))
    expect(calls).toHaveLength(1)
    expect(page.heading).toBe(appointmentPageWording.title[language])
    expect(page.text).toContain(sessionPayer.individual[language])
    expect(page.text).toContain(
      {
        en: 'Monday, December 7, 2026 3:30 p.m. to 4:30 p.m. Newfoundland time, UTC−03:30',
        fr: 'lundi 7 décembre 2026 15 h 30 à 16 h 30 Heure de Terre-Neuve, UTC−03:30',
      }[language],
    )
    expect(page.text).toContain('Robin Ashdown')
    expect(page.text).toContain(plainSpaces(meetingInstructionsWordingByMode['in-person'][language]))
    expect(page.text).toContain(plainSpaces(appointmentPageWording.individual[language]))
    expect(page.text).not.toContain(plainSpaces(appointmentPageWording.joint[language]))
    expect(page.links.map(({ href }) => href)).toEqual(
      expect.arrayContaining(
        ['/file/book/', '/file/appointment/cancel/', '/file/appointment/calendar/', '/file/'].map((path) =>
          localisePath(language, path),
        ),
      ),
    )
  })

  it.each([
    ['a safe number', { phone: '613 555 0142', phoneSafe: 'yes' }, 'phone-call'],
    [
      'times at which a call is safe',
      { phone: '613 555 0142', phoneSafe: 'no', safeCallTime: 'noon' },
      'phone-call-at-time',
    ],
    [
      'texts only',
      { phone: '613 555 0142', phoneSafe: 'yes', phoneUse: 'text', textSafe: 'yes' },
      'phone-none',
    ],
    ['no way at all', {}, 'phone-none'],
  ] as const)('says who calls whom for a session by phone with %s', async (_, reach, expected) => {
    const rules = { email: undefined, ...reach } as never
    const { parent } = await createParentWithAppointment(CHANGEABLE_START, { way: ['phone'] }, { rules })
    const { shown } = await parseVisiblePage(await parent.get(PATH))
    expect([...shown].filter((slot) => /^(?:video|phone|mode)-/.test(slot))).toEqual([expected])
    expect(shown).not.toContain('can-mail')
  })

  it.each([
    [1, true],
    [0, false],
  ])('promises a reminder while one is to come: %i ms before it is due, %s', async (before, isPromised) => {
    vi.setSystemTime(Date.parse(CHANGEABLE_START) - practice.reminderHours * HOUR_MS - before)
    const { parent } = await createParentWithAppointment(CHANGEABLE_START)
    const { shown } = await parseVisiblePage(await parent.get(PATH))
    expect([shown.has('can-mail'), shown.has('will-remind')]).toEqual([true, isPromised])
  })

  it('shows the one that comes first, should the coordinator have booked another', async () => {
    const file = await createBookingParent()
    await insertAppointmentForParents([file], Date.parse('2026-12-14T19:00Z'))
    await insertAppointmentForParents([file], Date.parse(CHANGEABLE_START))
    await insertAppointmentForParents([file], Date.parse('2026-11-30T19:00Z'), {
      cancelledAt: BOOKING_NOW,
      cancelledBy: ROBIN_ID,
    })
    expect((await parseVisiblePage(await file.parent.get(PATH))).text).toContain('Monday, December 7, 2026')
  })

  it('is there until it ends, and leads to “Your file” afterwards', async () => {
    const file = await createBookingParent()
    await insertAppointmentForParents([file], BOOKING_NOW - 3_600_000 + 1)
    expect((await file.parent.get(PATH)).status).toBe(200)
    vi.setSystemTime(BOOKING_NOW + 1)
    for (const path of [PATH, CANCEL, '/file/appointment/calendar/']) {
      const { status, headers } = await file.parent.get(path)
      expect([path, status, headers.get('Location')]).toEqual([path, 303, '/file/'])
    }
  })
})

describe('the entry for a calendar', () => {
  it.each(languages)('is a file of its own, without scripts, in %s', async (language) => {
    const { parent } = await createParentWithAppointment(
      CHANGEABLE_START,
      { calendarTitle: 'busy', language },
      { language },
    )
    const answer = await expectNoChange(200, () =>
      parent.get(localisePath(language, '/file/appointment/calendar/')),
    )
    expect(answer.headers.get('Content-Type')).toBe('text/calendar; charset=utf-8; method=PUBLISH')
    expect(answer.headers.get('Content-Disposition')).toBe('attachment; filename="calendar.ics"')
    expect(answer.headers.get('Cache-Control')).toContain('no-store')
    const text = await answer.text()
    const event = new ICAL.Event(
      new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent') as ICAL.Component,
    )
    expect(event.summary).toBe(calendarEntryTitleOptions.busy[language])
    expect(event.startDate.toJSDate().getTime()).toBe(Date.parse(CHANGEABLE_START))
    const [mailed] = deliveries.filter(({ to }) => to === 'sam@example.org')
    expect(mailed && decodeCalendarEntry(mailed)).toBe(text)
  })

  it('is not offered to a parent who chose none, and not given either', async () => {
    const { parent } = await createParentWithAppointment(CHANGEABLE_START, { calendarTitle: 'none' })
    const page = await parseVisiblePage(await parent.get(PATH))
    expect(page.links.map(({ href }) => href)).not.toContain('/file/appointment/calendar/')
    expect(page.text).not.toContain(appointmentPageWording.calendar.en)
    expectRedirect(await parent.get('/file/appointment/calendar/'), PATH)
  })
})

describe('cancelling', () => {
  it.each(languages)('is a page, then a button; the time is free again, in %s', async (language) => {
    const file = await createBookingParent({ language })
    const { parent, reference } = file
    await bookAppointmentThroughPages(parent, CHANGEABLE_START, { timeZone: ['America/Regina'], language })
    deliveries.length = 0
    const path = localisePath(language, CANCEL)
    const page = await changesNothing(() => parent.get(path))
    const held = await parseChosenFields(page.clone(), path)
    const seen = await parseVisiblePage(page)
    expect(seen.text).toContain(plainSpaces(cancelPageWording.individual[language]))
    expect(seen.text).not.toContain(plainSpaces(cancelPageWording.joint[language]))
    expect(seen.text).toContain(
      { en: 'Monday, December 7, 2026 1:00 p.m. to 2:00 p.m.', fr: 'lundi 7 décembre 2026 13 h à 14 h' }[
        language
      ],
    )
    const answer = await parent.post(path, held)
    const cancelledPath = localisePath(language, CANCELLED)
    expectRedirect(answer, cancelledPath)
    const cancelled = await parseVisiblePage(await changesNothing(() => parent.get(cancelledPath)))
    expect(cancelled.heading).toBe(cancelledPageWording.title[language])
    expect(cancelled.text).toContain(plainSpaces(cancelledPageWording.calendarLead[language]))
    expect(cancelled.shown).toContain('can-book')
    expect(await queryRows('select cancelled_at, cancelled_by, sequence from appointments')).toEqual([
      { cancelled_at: BOOKING_NOW, cancelled_by: 'parent', sequence: 1 },
    ])
    expect(await countRows('appointment_slots')).toBe(0)
    expect(await parseOpeningStarts(await parent.get('/file/book/?from=2026-12-07'))).toContain(
      CHANGEABLE_START,
    )
    expect(await listAuditLines(file.fileId)).toEqual([
      'parent appointment_booked',
      'parent appointment_cancelled',
    ])
    const when = {
      en: writeTimeLines(
        'Monday, December 7, 2026',
        '1:00 p.m. to 2:00 p.m.',
        'Saskatchewan time, UTC−06:00',
      ),
      fr: writeTimeLines('lundi 7 décembre 2026', '13 h à 14 h', 'Heure de la Saskatchewan, UTC−06:00'),
    }[language]
    const [toParent] = deliveries.filter(({ to }) => to === 'sam@example.org')
    expect(toParent).toMatchObject(
      composeParentMessage(
        'appointment-cancelled',
        { when },
        { subject: 'appointment', portalOrigin },
        language,
      ),
    )
    expect(toParent && decodeCalendarEntry(toParent)).toMatch(
      /METHOD:CANCEL\r\n.*SEQUENCE:1\r\n.*STATUS:CANCELLED/s,
    )
    const news = deliveries.filter(({ to }) => to === 'robin@lantern-street.example.com')
    expect(news.map(({ text }) => text)).toEqual([
      composeFileNewsMessage({ reference, news: 'appointment-cancelled', portalOrigin }, 'en').text,
    ])
  })

  it('is two calls to the database', async () => {
    const { DB, calls } = createCountingD1()
    const { parent } = await createParentWithAppointment(CHANGEABLE_START, {}, { overrides: { DB } })
    calls.length = 0
    await parent.post(CANCEL, { start: [CHANGEABLE_START] })
    expect(calls.filter((statements) => statements.length > 1)).toHaveLength(2)
  })

  it('fifty times cancels once, with one mail, and every press is answered alike', async () => {
    const { parent, fileId } = await createParentWithAppointment()
    deliveries.length = 0
    await pressFiftyTimes(() => parent.post(CANCEL, { start: [CHANGEABLE_START] }), CANCELLED)
    expect(deliveries).toHaveLength(2)
    expect(await queryRows('select sequence from appointments')).toEqual([{ sequence: 1 }])
    expect(await listAuditActions(fileId)).toEqual(['appointment_booked', 'appointment_cancelled'])
  })

  it('leaves room to book again, as a session of its own', async () => {
    const { parent } = await createParentWithAppointment()
    await parent.post(CANCEL, { start: [CHANGEABLE_START] })
    expect((await bookAppointmentThroughPages(parent, CHANGEABLE_START)).status).toBe(303)
    expect(await queryRows('select sequence, cancelled_at from appointments order by rowid')).toEqual([
      { sequence: 1, cancelled_at: BOOKING_NOW },
      { sequence: 0, cancelled_at: null },
    ])
    const uids = deliveries
      .filter(({ to }) => to === 'sam@example.org')
      .map((mail) => /UID:(.*)\r\n/.exec(decodeCalendarEntry(mail))?.[1])
    expect(uids[0]).toBe(uids[1])
    expect(uids[2]).not.toBe(uids[1])
  })

  it('of a session that has moved since the page was opened shows the page anew', async () => {
    const { parent } = await createParentWithAppointment()
    const held = await parseChosenFields(await parent.get(CANCEL), CANCEL)
    await bookAppointmentThroughPages(parent, '2026-12-08T19:00Z')
    for (const fields of [held, {}, { start: ['soon'] }]) {
      const answer = await expectNoChange(200, () => parent.post(CANCEL, fields))
      expect((await parseVisiblePage(answer)).text).toContain('Tuesday, December 8, 2026')
    }
  })

  it('does not win over a coordinator who moves it in the same moment', async () => {
    const { parent } = await createParentWithAppointment()
    const DB = createD1ActingBefore(/set cancelled_at/, () =>
      queryRows('update appointments set starts_at = starts_at + 1800000, sequence = sequence + 1'),
    )
    const visitor = withOtherBindings(parent, { DB })
    await visitor.post(CANCEL, { start: [CHANGEABLE_START] })
    expect(await queryRows('select cancelled_at, sequence from appointments')).toEqual([
      { cancelled_at: null, sequence: 1 },
    ])
    expect(await countRows('appointment_slots')).toBe(5)
    expect(deliveries).toHaveLength(2)
  })

  it('is asked for again, and done once, when the database’s answer is lost', async () => {
    const { parent } = await createParentWithAppointment()
    const DB = createD1LosingAnswers(/set cancelled_at/)
    const unlucky = withOtherBindings(parent, { DB })
    expect((await unlucky.post(CANCEL, { start: [CHANGEABLE_START] })).status).toBe(500)
    expect((await parent.post(CANCEL, { start: [CHANGEABLE_START] })).headers.get('Location')).toBe(CANCELLED)
    expect(await queryRows('select sequence from appointments')).toEqual([{ sequence: 1 }])
  })

  it('is not done by opening an address or of another’s session', async () => {
    const { parent } = await createParentWithAppointment()
    const stranger = await createBookingParent()
    await changesNothing(async () => {
      await parent.get(`${CANCEL}?start=${CHANGEABLE_START}`)
      const theirs = await stranger.parent.post(CANCEL, { start: [CHANGEABLE_START] })
      expect(theirs.headers.get('Location')).toBe(CANCELLED)
      expect(
        (await createVisitor().post(CANCEL, { start: [CHANGEABLE_START] })).headers.get('Location'),
      ).toBe('/file/')
    })
  })
})

it('says that a session is cancelled to nobody who has one, and nothing to a stranger', async () => {
  const { parent } = await createParentWithAppointment()
  expectRedirect(await parent.get(CANCELLED), PATH)
  expectRedirect(await createVisitor().get(CANCELLED), '/file/')
})

describe('a joint session', () => {
  async function jointly() {
    const mine = await createBookingParent({ parent: { jointConsentedAt: 1 } })
    const theirs = await createOtherBookingParent(mine)
    await insertAppointmentForParents([mine, theirs], Date.parse(CHANGEABLE_START))
    return { mine, theirs }
  }

  it('is shown to each in their own time zone, with nothing of the other', async () => {
    const { mine, theirs } = await jointly()
    const [ours, other] = [
      await parseVisiblePage(await mine.parent.get(PATH)),
      await parseVisiblePage(await theirs.parent.get(localisePath('fr', PATH))),
    ]
    expect(ours.heading).toBe(appointmentPageWording.jointTitle.en)
    expect(other.heading).toBe(appointmentPageWording.jointTitle.fr)
    expect(ours.text).toContain(appointmentPageWording.joint.en)
    expect(ours.text).toContain(sessionPayer.joint.en)
    const file = await parseVisiblePage(await mine.parent.get('/file/'))
    expect(file.text).toContain(firstAppointmentStatusWording.jointTitle.en)
    expect(file.text).not.toContain(firstAppointmentStatusWording.title.en)
    expect(other.text).toContain(plainSpaces(appointmentPageWording.joint.fr))
    for (const text of [ours.text, other.text]) expect(text).not.toMatch(/sam@|alex@/)
    const files = await Promise.all(
      [mine, theirs].map(async ({ parent }) => (await parent.get('/file/appointment/calendar/')).text()),
    )
    const uids = files.map((file) => /UID:(.*)\r\n/.exec(file)?.[1])
    expect(new Set(uids).size).toBe(2)
    for (const file of files) expect(file).not.toContain('ATTENDEE')
  })

  it('ends for both when one cancels; each is told by themselves, and not by whom', async () => {
    const { mine, theirs } = await jointly()
    expect((await parseVisiblePage(await mine.parent.get(CANCEL))).text).toContain(cancelPageWording.joint.en)
    await mine.parent.post(CANCEL, { start: [CHANGEABLE_START] })
    expect(await queryRows('select cancelled_by from appointments')).toEqual([{ cancelled_by: 'parent' }])
    const own = deliveries.filter(({ to }) => to === 'sam@example.org')
    const other = deliveries.filter(({ to }) => to === 'alex@example.net')
    expect([own.length, other.length, deliveries.length]).toEqual([1, 1, 3])
    const when = writeTimeLines('lundi 7 décembre 2026', '14 h à 15 h', 'Heure de l’Est, UTC−05:00')
    expect(other[0]).toMatchObject(
      composeParentMessage('appointment-cancelled', { when }, { subject: 'documents', portalOrigin }, 'fr'),
    )
    for (const mail of [...own, ...other]) {
      const body = JSON.parse(mail.body)
      expect(Object.keys(body).toSorted()).toEqual(['attachments', 'from', 'html', 'subject', 'text', 'to'])
      expect(body.to).toBe(mail.to)
    }
    expect(own[0]?.body).not.toContain('alex')
    expect(other[0]?.body).not.toContain('sam')
    expect(await queryRows('select id, joint_consented_at from parents order by side')).toEqual([
      { id: mine.parentId, joint_consented_at: null },
      { id: theirs.parentId, joint_consented_at: 1 },
    ])
    const yours = await theirs.parent.get('/file/')
    expect((await parseVisiblePage(yours)).shown).toContain('appointment-open')
  })

  it('that one parent cancelled is told on “Your file” to both, until its time has passed, and not by whom', async () => {
    const { mine, theirs } = await jointly()
    const readNotes = async ({ parent }: { parent: Visitor }, language: Language) => {
      const page = await parseVisiblePage(await parent.get(localisePath(language, '/file/')))
      return [
        page.shown.has('cancelled-joint'),
        page.text.includes(plainSpaces(cancelledNoteWording.joint[language])),
      ]
    }
    expect(await readNotes(theirs, 'fr')).toEqual([false, false])
    await mine.parent.post(CANCEL, { start: [CHANGEABLE_START] })
    const cancelled = await parseVisiblePage(await mine.parent.get(CANCELLED))
    expect(cancelled.heading).toBe(cancelledPageWording.jointTitle.en)
    expect(cancelled.text).toContain(plainSpaces(cancelledPageWording.joint.en))
    expect(await readNotes(mine, 'en')).toEqual([true, true])
    expect(await readNotes(theirs, 'fr')).toEqual([true, true])
    const { slots } = await parseVisiblePage(await theirs.parent.get('/file/'))
    expect(plainSpaces(slots['cancelled-when'] ?? '')).toContain('Monday, December 7, 2026')
    // A session of another kind does not hide it.
    await insertAppointmentForParents([theirs], Date.parse('2026-12-08T19:00Z'), {
      createdAt: BOOKING_NOW + 1,
    })
    expect(await readNotes(theirs, 'fr')).toEqual([true, true])
    vi.setSystemTime(Date.parse(CHANGEABLE_START) + HOUR_MS)
    expect(await readNotes(theirs, 'fr')).toEqual([false, false])
  })

  it('that was planned anew is not told as cancelled', async () => {
    const { mine, theirs } = await jointly()
    await mine.parent.post(CANCEL, { start: [CHANGEABLE_START] })
    await insertAppointmentForParents([mine, theirs], Date.parse('2026-12-08T19:00Z'), {
      createdAt: BOOKING_NOW + 1,
    })
    const { shown } = await parseVisiblePage(await theirs.parent.get('/file/'))
    expect([shown.has('cancelled-joint'), shown.has('appointment-booked')]).toEqual([false, true])
  })
})

it.each(languages)(
  'tells a parent on “Your file” that a coordinator cancelled their session, in %s',
  async (language) => {
    const file = await createBookingParent({ language })
    await insertAppointmentForParents([file], Date.parse(CHANGEABLE_START), {
      cancelledAt: BOOKING_NOW,
      cancelledBy: ROBIN_ID,
    })
    const page = await parseVisiblePage(await file.parent.get(localisePath(language, '/file/')))
    expect(page.text).toContain(plainSpaces(cancelledNoteWording.individual[language]))
    expect(page.shown).not.toContain('cancelled-joint')
    expect(page.shown).toContain('appointment-open')
  },
)
