import { eq } from 'drizzle-orm'
import ICAL from 'ical.js'
import { describe, expect, it, vi } from 'vitest'
import { cancellationWording } from '../../../content/cancellation-wording.ts'
import { bookingNoticeWording } from '../../../content/file/booking-notices.ts'
import { checkPageWording } from '../../../content/file/booking-wording.ts'
import { checkSection } from '../../../content/forms/booking/index.ts'
import { mailSubjectOptions } from '../../../content/mail/mail-subjects.ts'
import { practice } from '../../../content/practice.ts'
import { DAY_MS } from '../../../content/time/units.ts'
import { appendAuditEvent } from '../../../db/audit.ts'
import { parents } from '../../../db/schema.ts'
import { languages, localisePath } from '../../../forms/language.ts'
import { writeTimeLines } from '../../../tests/support/appointment-times.ts'
import { appendIntakeSent, listAuditActions, listAuditDetails } from '../../../tests/support/audit-events.ts'
import {
  BOOKING_NOW,
  bookAppointmentThroughPages,
  CHANGEABLE_START,
  chooseOpeningOnPage,
  createBookingParent,
  createParentWithAppointment,
  createParentWithHeldTime,
  excludeOutboxUpdates,
  holdTime,
  insertAppointmentForParents,
  parseChosenFields,
  parseOpeningStarts,
  ROBIN_ID,
  saveAvailabilityChanges,
} from '../../../tests/support/booking-actions.ts'
import { captureConsole } from '../../../tests/support/console-logs.ts'
import {
  changesNothing,
  countRows,
  expectNoChange,
  queryRows,
  selectAllTables,
} from '../../../tests/support/database-rows.ts'
import { composeFileNewsMessage, composeParentMessage } from '../../../tests/support/expected-messages.ts'
import {
  failConnection,
  type MailDelivery,
  mockMailProvider,
} from '../../../tests/support/mock-mail-provider.ts'
import { createParentWithFile } from '../../../tests/support/parent-with-file.ts'
import { parseVisiblePage } from '../../../tests/support/parse-page.ts'
import {
  createD1ActingBefore,
  createD1LosingAnswers,
  createFailingD1,
} from '../../../tests/support/racing-databases.ts'
import { expectRedirect, pressFiftyTimes, withOtherBindings } from '../../../tests/support/requests.ts'
import { setUpPortal } from '../../../tests/support/set-up-portal.ts'
import { bindings, createCountingD1, createVisitor } from '../../../tests/support/test-portal.ts'
import type { ContactRules } from '../../contact/contact-rules.ts'
import { sealDisplayName } from '../../contact/display-name.ts'
import { parseEnvironment } from '../../environment.ts'

const { db, keys, portalOrigin } = parseEnvironment(bindings)
const PATH = '/file/book/check/'
const MINUTE = 60_000
const SOON = '2026-11-24T15:00Z'

const deliveries = setUpPortal({ now: BOOKING_NOW })

type File = Awaited<ReturnType<typeof createBookingParent>>

const listMailToParent = () => deliveries.filter(({ to }) => to === 'sam@example.org')
const decodeCalendarEntry = ({ body }: MailDelivery) => {
  const [file, ...more] = JSON.parse(body).attachments ?? []
  expect(more).toEqual([])
  return file && { ...file, content: Buffer.from(file.content, 'base64').toString() }
}
const BOOKING_STATEMENT = /insert into "appointments" /
describe('what is booked', () => {
  it.each([
    ['ON', true],
    ['BC', false],
  ] as const)(
    'is shown as a session only while booking would take it, to a family that moved to %s',
    async (province, isOffered) => {
      const { parent, parentId } = await createBookingParent()
      expectRedirect(await chooseOpeningOnPage(parent, CHANGEABLE_START, { way: ['in-person'] }), PATH)
      const sealedDisplayName = await sealDisplayName(keys, parentId, { full: 'Sam Reyes' }, { province })
      await db.update(parents).set({ sealedDisplayName }).where(eq(parents.id, parentId))
      const shown = await changesNothing(() => parent.get(PATH))
      const fields = await parseChosenFields(shown.clone(), PATH)
      expect((await parseVisiblePage(shown)).shown.has('arrangement')).toBe(isOffered)
      const answer = await parent.post(PATH, { ...fields, calendarTitle: ['appointment'] })
      expect(answer.status).toBe(isOffered ? 303 : 409)
    },
  )
})

describe('booking', () => {
  it.each(languages)('stores the appointment once and shows it, in %s', async (language) => {
    const file = await createBookingParent({ language })
    await appendIntakeSent(file.fileId)
    const answer = await bookAppointmentThroughPages(file.parent, CHANGEABLE_START, { language })
    const path = localisePath(language, '/file/appointment/')
    expectRedirect(answer, path)
    expect(await queryRows('select * from appointments')).toEqual([
      {
        id: expect.any(String),
        file_id: file.fileId,
        coordinator_id: ROBIN_ID,
        kind: 'individual',
        mode: 'video',
        starts_at: Date.parse(CHANGEABLE_START),
        ends_at: Date.parse(CHANGEABLE_START) + 60 * MINUTE,
        busy_from: Date.parse(CHANGEABLE_START),
        busy_until: Date.parse(CHANGEABLE_START) + 75 * MINUTE,
        created_at: BOOKING_NOW,
        created_by: 'parent',
        held_until: null,
        sequence: 0,
        cancelled_at: null,
        cancelled_by: null,
        outcome: null,
      },
    ])
    expect([await countRows('attendances'), await countRows('appointment_slots')]).toEqual([1, 5])
    expect(await listAuditDetails(file.fileId)).toEqual([
      ['parent', 'intake_sent', {}],
      ['parent', 'appointment_booked', { kind: 'individual', mode: 'video', coordinator: ROBIN_ID }],
    ])
    const seen = await parseVisiblePage(await changesNothing(() => file.parent.get(path)))
    expect(seen.text).toContain(
      {
        en: 'Monday, December 7, 2026 2:00 p.m. to 3:00 p.m. Eastern time, UTC−05:00',
        fr: 'lundi 7 décembre 2026 14 h à 15 h Heure de l’Est, UTC−05:00',
      }[language],
    )
  })

  it('takes two calls to the database', async () => {
    const { DB, calls } = createCountingD1()
    const file = await createBookingParent({ overrides: { DB } })
    await appendIntakeSent(file.fileId)
    const { path, fields } = await holdTime(file.parent, CHANGEABLE_START)
    calls.length = 0
    expect((await file.parent.post(path, fields)).status).toBe(303)
    expect(excludeOutboxUpdates(calls)).toHaveLength(2)
  })

  it('writes to a safe address when it is, in the parent’s time zone, with the entry for their calendar', async () => {
    const { reference } = await createParentWithAppointment(
      CHANGEABLE_START,
      { calendarTitle: 'busy', timeZone: ['America/St_Johns'] },
      { language: 'fr' },
    )
    const [mail, ...more] = listMailToParent()
    expect(more).toEqual([])
    const when = writeTimeLines(
      'lundi 7 décembre 2026',
      '15 h 30 à 16 h 30',
      'Heure de Terre-Neuve, UTC−03:30',
    )
    expect(mail).toMatchObject(
      composeParentMessage('appointment-booked', { when }, { subject: 'appointment', portalOrigin }, 'fr'),
    )
    expect(mail?.subject).toBe(mailSubjectOptions.appointment.fr)
    expect(JSON.parse(mail?.body ?? '{}').from).toBe(practice.discreetMailFrom)
    const entry = mail && decodeCalendarEntry(mail)
    expect(entry).toMatchObject({
      filename: 'calendar.ics',
      content_type: 'application/ics',
    })
    const [event] = new ICAL.Component(ICAL.parse(entry.content)).getAllSubcomponents('vevent')
    const [attendance] = await queryRows<{ id: string }>('select id from attendances')
    expect([event?.getFirstPropertyValue('uid'), event?.getFirstPropertyValue('summary')]).toEqual([
      `${attendance?.id}@ls-office.example.com`,
      'Occupé',
    ])
    const start = event?.getFirstPropertyValue('dtstart') as ICAL.Time
    expect(start.toJSDate().getTime()).toBe(Date.parse(CHANGEABLE_START))
    // The message tells nothing about who, where, with whom or why.
    const everythingWritten = [mail?.subject, mail?.text, mail?.html, entry.content]
      .join('\n')
      .replaceAll(/https:\/\/[^\s"<]*/g, '')
    expect(everythingWritten).not.toMatch(/lantern|ashdown|coordin|parent|enfant|rencontre/i)
    expect(everythingWritten).not.toContain(reference)
    expect(await queryRows("select parent_id from outbox where kind = 'appointment-booked'")).toEqual([
      { parent_id: expect.any(String) },
    ])
  })

  it('tells whoever leads the file that there is a session, not when', async () => {
    const { reference } = await createParentWithAppointment()
    const news = deliveries.filter(({ to }) => to === 'robin@lantern-street.example.com')
    const expected = composeFileNewsMessage({ reference, news: 'appointment-booked', portalOrigin }, 'en')
    expect(news.map(({ text }) => text)).toEqual([expected.text])
    expect(expected.text).not.toMatch(/2026|December/)
  })

  it('leaves the calendar alone for whoever chose so', async () => {
    await createParentWithAppointment(CHANGEABLE_START, { calendarTitle: 'none' })
    expect(listMailToParent()).toHaveLength(1)
    expect(JSON.parse(listMailToParent()[0]?.body ?? '{}').attachments).toBeUndefined()
  })

  it('writes to nobody without a safe address', async () => {
    await createParentWithAppointment(CHANGEABLE_START, {}, { rules: { email: undefined as never } })
    expect(deliveries.map(({ to }) => to)).toEqual(['robin@lantern-street.example.com'])
    expect(await queryRows('select kind from outbox')).toEqual([{ kind: 'file-news' }])
    expect(await countRows('appointments')).toBe(1)
  })

  it('answers what was asked for when no time was found', async () => {
    const { parent } = await createBookingParent()
    await parent.post('/file/book/request/', { preferredParts: ['any'], preferredTimes: [''] })
    await bookAppointmentThroughPages(parent, CHANGEABLE_START)
    expect(await queryRows('select ended_at from time_requests')).toEqual([{ ended_at: BOOKING_NOW }])
  })

  it('asks what the calendar may say, with everything else as it was', async () => {
    const { parent, path, fields } = await createParentWithHeldTime()
    for (const calendarTitle of [[], [''], ['Custody']]) {
      const answer = await expectNoChange(422, () => parent.post(path, { ...fields, calendarTitle }))
      const page = await parseVisiblePage(answer)
      expect(page.title).toMatch(/^Error: /)
      expect(page.summary?.problems.map(({ href }) => href)).toEqual(['#calendarTitle'])
      expect(page.filledFields).toMatchObject({
        start: [CHANGEABLE_START],
        way: ['video'],
        timeZone: ['America/Toronto'],
      })
      expect(page.text).toContain('Monday, December 7, 2026 2:00 p.m.')
      expect(page.shown).toContain('booking-held')
    }
    const empty = await parseVisiblePage(await parent.post(path, { ...fields, calendarTitle: [''] }))
    expect(empty.summary?.problems[0]?.text).toBe(checkSection.questions.calendarTitle.required.en)
  })

  it.each(languages)(
    'asks nothing of a calendar where no e-mail can bring an entry, and says so, in %s',
    async (language) => {
      const rules = { mailSubject: 'appointment', timeZone: 'America/Toronto' } as const
      const { parent } = await createParentWithFile({
        language,
        rules,
        parent: { bookingCoordinatorId: ROBIN_ID },
      })
      await chooseOpeningOnPage(parent, CHANGEABLE_START)
      const path = localisePath(language, PATH)
      const page = await parseVisiblePage(await parent.get(path))
      const { calendarTitle } = checkSection.questions
      expect(page.text).not.toContain(calendarTitle.label[language])
      expect(page.text).toContain(checkPageWording.noEntry[language].replace(/\s/g, ' '))
      const { calendarTitle: __, ...fields } = page.filledFields
      expectRedirect(await parent.post(path, fields), localisePath(language, '/file/appointment/'))
      expect(listMailToParent()).toEqual([])
      // It can still be downloaded, under the plainest word.
      const entry = await parent.get('/file/appointment/calendar/')
      expect(await entry.text()).toContain('SUMMARY:')
    },
  )

  it.each(languages)(
    'says to nobody whose address was taken away that they gave none, in %s',
    async (language) => {
      const rules = { email: undefined, addressProblem: 'bounced' } as unknown as Partial<ContactRules>
      const { parent } = await createBookingParent({ language, rules })
      await chooseOpeningOnPage(parent, CHANGEABLE_START)
      const { text } = await parseVisiblePage(await parent.get(localisePath(language, PATH)))
      expect(text).toContain(
        {
          en: 'We have no e-mail address that’s safe for you',
          fr: 'Nous n’avons aucune adresse courriel sûre pour vous',
        }[language],
      )
    },
  )

  it.each([
    ['far', BOOKING_NOW, CHANGEABLE_START, false],
    ['tomorrow', BOOKING_NOW, SOON, true],
    // Two working days before Monday is Thursday of the week before.
    ['two working days and a moment away', Date.parse('2026-12-03T19:00Z') - 1, CHANGEABLE_START, false],
    ['two working days away', Date.parse('2026-12-03T19:00Z'), CHANGEABLE_START, true],
  ])('says beforehand whether it can later be changed only by calling: %s', async (_, now, start, near) => {
    vi.setSystemTime(now)
    const { parent } = await createBookingParent()
    await chooseOpeningOnPage(parent, start)
    const { shown, text } = await parseVisiblePage(await parent.get(PATH))
    expect([shown.has('booking-near'), text.includes(checkPageWording.near.en.replace(/\s/g, ' '))]).toEqual([
      near,
      near,
    ])
    // Nobody reads that changing is free where it no longer is, and everybody what it costs late.
    expect(text.includes(cancellationWording.terms.en)).toBe(!near)
    expect(text).toContain(cancellationWording.late.en)
  })

  it.each([
    ['no time', { start: [''] }],
    ['an unknown meeting mode', { way: ['by letter'] }],
    ['an unknown time zone', { timeZone: ['Mars/Olympus'] }],
    ['two titles', { calendarTitle: ['busy', 'none'] }],
    ['a time twice', { start: [CHANGEABLE_START, SOON] }],
  ])('is refused with %s', async (_, other) => {
    const { parent, path, fields } = await createParentWithHeldTime()
    const answer = await expectNoChange(400, () => parent.post(path, { ...fields, ...other }))
    expect((await parseVisiblePage(answer)).summary?.notice).toBe(bookingNoticeWording.notAsExpected.en)
  })

  it('is possible again after a session that was missed or cancelled, and not after one they came to', async () => {
    const file = await createBookingParent()
    const past = BOOKING_NOW - 7 * DAY_MS
    await insertAppointmentForParents([file], past, { outcome: 'missed' })
    await insertAppointmentForParents([file], past + 7_200_000, { cancelledAt: past, cancelledBy: 'parent' })
    expect((await bookAppointmentThroughPages(file.parent, CHANGEABLE_START)).status).toBe(303)
    const other = await createBookingParent()
    await insertAppointmentForParents([other], past + 14_400_000)
    const answer = await changesNothing(() =>
      other.parent.post(PATH, {
        start: ['2026-12-08T19:00Z'],
        way: ['video'],
        timeZone: ['America/Toronto'],
        calendarTitle: ['busy'],
      }),
    )
    expectRedirect(answer, '/file/')
  })
})

describe('pressing more than once', () => {
  it('fifty times, at once and one after another, is one session with one mail, and every press is answered alike', async () => {
    const file = await createBookingParent()
    await appendIntakeSent(file.fileId)
    const { path, fields } = await holdTime(file.parent, CHANGEABLE_START)
    await pressFiftyTimes(() => file.parent.post(path, fields), '/file/appointment/')
    expect([
      await countRows('appointments'),
      await countRows('attendances'),
      await countRows('appointment_slots'),
      await countRows('outbox'),
    ]).toEqual([1, 1, 5, 2])
    expect(await listAuditActions(file.fileId)).toEqual(['intake_sent', 'appointment_booked'])
    expect(deliveries.map(({ to }) => to).toSorted()).toEqual([
      'robin@lantern-street.example.com',
      'sam@example.org',
    ])
  })

  it('is one session when the database’s answer is lost', async () => {
    const { parent, path, fields } = await createParentWithHeldTime()
    const DB = createD1LosingAnswers(BOOKING_STATEMENT)
    const answer = await withOtherBindings(parent, { DB }).post(path, fields)
    expect(answer.status).toBe(500)
    const page = await parseVisiblePage(answer)
    expect(page.summary?.notice).toBe(bookingNoticeWording.notBooked.en)
    expect(page.filledFields).toEqual({ ...fields })
    const again = await parent.post(path, page.filledFields)
    expectRedirect(again, '/file/appointment/')
    expect([await countRows('appointments'), await countRows('outbox')]).toEqual([1, 2])
  })

  it('does not book a second time from another window', async () => {
    const { parent } = await createBookingParent()
    const old = await holdTime(parent, CHANGEABLE_START)
    await bookAppointmentThroughPages(parent, '2026-12-08T19:00Z')
    // The old page did not mention a session that would move, so the page is shown again and mentions it.
    const answer = await parent.post(old.path, old.fields)
    expectRedirect(answer, PATH)
    expect(await queryRows('select starts_at from appointments where held_until is null')).toEqual([
      { starts_at: Date.parse('2026-12-08T19:00Z') },
    ])
    const page = await parseVisiblePage(await parent.get(PATH))
    expect(page.text).toContain('Tuesday, December 8, 2026 2:00 p.m. to 3:00 p.m.')
    expect(page.shown).toContain('booking-moving')
  })
})

describe('a time whose hold has expired', () => {
  it('is booked all the same while nobody has it', async () => {
    const { parent, path, fields } = await createParentWithHeldTime()
    vi.setSystemTime(BOOKING_NOW + 20 * MINUTE)
    await queryRows('delete from appointment_slots')
    await queryRows('delete from attendances')
    await queryRows('delete from appointments')
    expect((await parent.post(path, fields)).headers.get('Location')).toBe('/file/appointment/')
    expect(await queryRows('select starts_at, held_until from appointments')).toEqual([
      { starts_at: Date.parse(CHANGEABLE_START), held_until: null },
    ])
  })

  it('is taken once another has it: the nearest come back, and the title stays chosen', async () => {
    const { parent, path, fields } = await createParentWithHeldTime(
      CHANGEABLE_START,
      { way: ['phone'], timeZone: ['America/Regina'] },
      'busy',
    )
    vi.setSystemTime(BOOKING_NOW + 11 * MINUTE)
    await createParentWithAppointment()
    const answer = await expectNoChange(409, () => parent.post(path, fields))
    const starts = await parseOpeningStarts(answer.clone())
    expect(starts).toHaveLength(12)
    expect(starts).not.toContain(CHANGEABLE_START)
    const page = await parseVisiblePage(answer)
    expect(page.summary?.notice).toBe(bookingNoticeWording.slot_taken.en)
    expect(page.filledFields.calendarTitle).toEqual(['busy'])
    expect(page.filledFields.way).toContain('phone')
    expect(page.filledFields.timeZone).toContain('America/Regina')
    // The choice is also on the next page.
    await chooseOpeningOnPage(parent, starts[0] ?? '', { calendarTitle: ['busy'] })
    expect((await parseVisiblePage(await parent.get(PATH))).filledFields.calendarTitle).toEqual(['busy'])
  })

  it('counts the notice from when it was held, while it is', async () => {
    const { parent } = await createBookingParent()
    const first = '2026-11-23T15:00Z'
    const { path, fields } = await holdTime(parent, first)
    vi.setSystemTime(BOOKING_NOW + 9 * MINUTE)
    expect((await parent.post(path, fields)).headers.get('Location')).toBe('/file/appointment/')
    const late = await createBookingParent()
    vi.setSystemTime(BOOKING_NOW)
    const held = await holdTime(late.parent, '2026-11-23T18:00Z')
    vi.setSystemTime(BOOKING_NOW + 3 * 60 * MINUTE + 11 * MINUTE)
    await late.parent.post('/file/', { code: [late.code] })
    expect((await late.parent.post(held.path, held.fields)).status).toBe(409)
  })
})

describe('what comes between the look and the press', () => {
  const press = async (file: File, happens: () => Promise<unknown>) => {
    const { path, fields } = await holdTime(file.parent, CHANGEABLE_START)
    return withOtherBindings(file.parent, { DB: createD1ActingBefore(BOOKING_STATEMENT, happens) }).post(
      path,
      fields,
    )
  }

  it('availability that still offers the time books it', async () => {
    const file = await createBookingParent()
    const answer = await press(file, () => saveAvailabilityChanges({ minutesAfter: 30 }))
    expect(answer.headers.get('Location')).toBe('/file/appointment/')
    expect(await countRows('appointment_slots')).toBe(6)
  })

  it('availability that does not offer it any more brings the page back', async () => {
    const file = await createBookingParent()
    const answer = await press(file, () =>
      saveAvailabilityChanges({ closed: [{ from: '2026-12-01', until: '2026-12-31' }] }),
    )
    expect(answer.status).toBe(409)
    expect(await queryRows('select id from appointments where held_until is null')).toEqual([])
    expect(deliveries).toEqual([])
  })

  it('a day that fills up brings the page back', async () => {
    await saveAvailabilityChanges({ mostADay: 1 })
    const file = await createBookingParent()
    const other = await createBookingParent()
    const answer = await press(file, () =>
      insertAppointmentForParents([other], Date.parse('2026-12-07T14:00Z')),
    )
    expect(answer.status).toBe(409)
    expect(await countRows('appointments')).toBe(1)
  })

  it('a coordinator who is given the file brings back their own times', async () => {
    const file = await createBookingParent()
    const answer = await press(file, () =>
      queryRows("update parents set booking_coordinator_id = 'camille-verdier' where id = ?", file.parentId),
    )
    expect(answer.status).toBe(409)
    expect((await parseVisiblePage(answer)).text).toContain('Camille Verdier')
  })

  it.each([
    ['a file that closes', "update files set stage = 'closed'"],
    ['a parent who waits', "update parents set status = 'waiting' where status is not null"],
  ])('%s leaves nothing booked', async (_, sql) => {
    const file = await createBookingParent()
    await press(file, () => queryRows(sql))
    expect(await queryRows('select id from appointments where held_until is null')).toEqual([])
    expect(deliveries).toEqual([])
  })

  it('another audit event of the file is no obstacle', async () => {
    const file = await createBookingParent()
    await appendIntakeSent(file.fileId)
    const answer = await press(file, () =>
      appendAuditEvent(db, {
        fileId: file.fileId,
        actor: ROBIN_ID,
        action: 'answers_read',
        detail: {},
        happenedAt: BOOKING_NOW,
      }),
    )
    expect(answer.headers.get('Location')).toBe('/file/appointment/')
    expect(await listAuditActions(file.fileId)).toEqual(['intake_sent', 'answers_read', 'appointment_booked'])
  })
})

describe('when the file is closed meanwhile', () => {
  it('what they looked over is still there, to be booked once it is open again', async () => {
    const { parent, code, path, fields } = await createParentWithHeldTime(
      CHANGEABLE_START,
      { way: ['phone'] },
      'busy',
    )
    await parent.post('/file/close/')
    const answer = await expectNoChange(410, () => parent.post(path, fields))
    const page = await parseVisiblePage(answer)
    expect(page.summary?.notice).toBe(bookingNoticeWording.fileClosed.en)
    expect(page.text).toContain('Monday, December 7, 2026 2:00 p.m.')
    expect(page.shown).not.toContain('arrangement')
    expect(page.filledFields).toEqual({ ...fields, code: [''] })
    await parent.post('/file/', { code: [code] })
    expect((await parent.post(path, page.filledFields)).headers.get('Location')).toBe('/file/appointment/')
    expect(await queryRows('select mode from appointments')).toEqual([{ mode: 'phone' }])
  })

  it('there is nothing to show again of what is no time', async () => {
    const answer = await createVisitor().post(PATH, { start: ['soon'] })
    expectRedirect(answer, '/file/')
  })
})

describe('when the database fails', () => {
  it.each([
    ['before anything is read', /./],
    ['while it is booked', BOOKING_STATEMENT],
  ] as const)('%s, everything is still there', async (_, statement) => {
    const { parent, path, fields } = await createParentWithHeldTime(CHANGEABLE_START, {}, 'none')
    const unlucky = withOtherBindings(parent, { DB: createFailingD1(statement) })
    const answer = await expectNoChange(500, () => unlucky.post(path, fields))
    const page = await parseVisiblePage(answer)
    expect(page.summary?.notice).toBe(bookingNoticeWording.notBooked.en)
    expect(page.filledFields).toEqual(fields)
    expect((await parent.post(path, page.filledFields)).headers.get('Location')).toBe('/file/appointment/')
  })

  it('or the mail cannot leave, the session is booked and the mail leaves later', async () => {
    mockMailProvider(failConnection)
    const { parent } = await createBookingParent()
    expect((await bookAppointmentThroughPages(parent, SOON)).status).toBe(303)
    expect(await queryRows('select distinct outcome from outbox')).toEqual([{ outcome: 'queued' }])
  })
})

it('is not done by opening an address', async () => {
  const { parent, path } = await createParentWithHeldTime()
  await changesNothing(async () => {
    await parent.get(
      `${path}?${new URLSearchParams({ start: CHANGEABLE_START, way: 'video', calendarTitle: 'busy' })}`,
    )
  })
})

it('leaves no time, time zone or title in the log, and neither in clear in the database', async () => {
  const logs = captureConsole()
  const { parent } = await createParentWithAppointment(CHANGEABLE_START, {
    calendarTitle: 'busy',
    timeZone: ['America/Winnipeg'],
  })
  await parent.get('/file/appointment/')
  await parent.get('/file/appointment/calendar/')
  expect(logs.eventsNamed('appointment_booked')).toEqual([
    { event: 'appointment_booked', request: expect.any(String), outcome: 'reserved', moved: false },
  ])
  const everythingWritten = logs.lines.join('\n')
  for (const needle of ['2026-12', 'Winnipeg', 'busy', 'Busy', String(Date.parse(CHANGEABLE_START))]) {
    expect(everythingWritten.includes(needle) ? needle : '').toBe('')
  }
  const storedValues = Object.values(await selectAllTables()).flatMap((rows) => rows.map(Object.values))
  const stored = JSON.stringify(storedValues)
  for (const needle of ['Winnipeg', 'busy', 'Busy']) expect(stored.includes(needle) ? needle : '').toBe('')
})
