import { describe, expect, it, vi } from 'vitest'
import { bookingNoticeWording } from '../../../content/file/booking-notices.ts'
import { checkPageWording, videoSessionWording } from '../../../content/file/booking-wording.ts'
import { SHOW_TIMES_BUTTON } from '../../../content/file/page-cases.ts'
import { chooseTimeProblemWording } from '../../../content/file/problem-wording.ts'
import { pageButtons } from '../../../content/page-buttons.ts'
import { practice } from '../../../content/practice.ts'
import type { FormFields } from '../../../forms/form-fields.ts'
import { languages, localisePath } from '../../../forms/language.ts'
import {
  BOOKING_NOW,
  bookAppointmentThroughPages,
  CHANGEABLE_START,
  chooseOpeningOnPage,
  createBookingParent,
  createParentWithAppointment,
  parseChosenFields,
  parseOpeningStarts,
  parseOpeningsByDay,
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
import { expectErrorPage } from '../../../tests/support/expect-error-page.ts'
import { parseHtml } from '../../../tests/support/parse-html.ts'
import { parsePage, parseVisiblePage } from '../../../tests/support/parse-page.ts'
import { createD1ActingBefore, createFailingD1 } from '../../../tests/support/racing-databases.ts'
import { expectRedirect, withOtherBindings } from '../../../tests/support/requests.ts'
import { setUpPortal } from '../../../tests/support/set-up-portal.ts'
import { createCountingD1, createVisitor } from '../../../tests/support/test-portal.ts'

const PATH = '/file/book/'
const MINUTE = 60_000
const START = '2026-11-24T15:00Z'
const HELD = practice.holdMinutes * MINUTE
const chosen: FormFields = { way: ['video'], timeZone: ['America/Toronto'], start: [START] }

const deliveries = setUpPortal({ now: BOOKING_NOW })

const HOLD_STATEMENT = /insert into "appointments" /

describe('how to meet', () => {
  it.each(languages)(
    'is asked in the form that books, so every button posts the same choice, in %s',
    async (language) => {
      const { parent } = await createBookingParent({ language })
      const page = parseHtml(await (await parent.get(localisePath(language, PATH))).text())
      const form = page.querySelector(`form[action="${localisePath(language, PATH)}"]`)
      expect(page.querySelectorAll('[name="way"], [name="timeZone"]').length).toBe(
        form?.querySelectorAll('input[type="radio"][name="way"], select[name="timeZone"]').length,
      )
      const buttons = form
        ?.querySelectorAll('button[type="submit"]')
        .map((button) => button.getAttribute('value'))
      expect(buttons).toEqual([SHOW_TIMES_BUTTON, pageButtons[PATH]])
    },
  )

  it('is booked as chosen when the times shown were those of another way to meet', async () => {
    const { parent } = await createBookingParent()
    // Nobody pressed “Show the times” after choosing the phone.
    expect((await chooseOpeningOnPage(parent, START, { way: ['phone'] })).status).toBe(303)
    expect(await queryRows('select mode from appointments')).toEqual([{ mode: 'phone' }])
    expect((await parseVisiblePage(await parent.get('/file/book/check/'))).shown).toContain('phone-none')
  })

  it('shows its times at an address without the time chosen, and holds nothing', async () => {
    const { parent } = await createBookingParent()
    const posted = { ...chosen, way: ['phone'], timeZone: ['America/Regina'], press: [SHOW_TIMES_BUTTON] }
    const answer = await changesNothing(() => parent.post(PATH, posted))
    expectRedirect(answer, `${PATH}?way=phone&timeZone=America%2FRegina`)
    const page = await parsePage(await parent.get(answer.headers.get('Location') ?? ''))
    expect(page.filledFields).toMatchObject({ way: ['phone'], timeZone: ['America/Regina'] })
  })
})

describe('a time that is chosen', () => {
  it.each(languages)('is held for ten minutes and looked over on the next page, in %s', async (language) => {
    const { parent, fileId, parentId } = await createBookingParent({ language })
    const path = localisePath(language, '/file/book/check/')
    const answer = await chooseOpeningOnPage(parent, START, { timeZone: ['America/St_Johns'] }, language)
    expectRedirect(answer, path)
    expect(
      await queryRows(
        'select file_id, coordinator_id, kind, mode, starts_at, ends_at, held_until from appointments',
      ),
    ).toEqual([
      {
        file_id: fileId,
        coordinator_id: ROBIN_ID,
        kind: 'individual',
        mode: 'video',
        starts_at: Date.parse(START),
        ends_at: Date.parse(START) + 60 * MINUTE,
        held_until: BOOKING_NOW + HELD,
      },
    ])
    expect(await queryRows('select parent_id from attendances')).toEqual([{ parent_id: parentId }])
    // Five slots: an hour, and the quarter hour that stays free after it.
    expect(await countRows('appointment_slots')).toBe(5)
    const page = await parseVisiblePage(await changesNothing(() => parent.get(path)))
    expect(page.heading).toBe(checkPageWording.title[language])
    expect(page.text).toContain(
      {
        en: 'Tuesday, November 24, 2026 11:30 a.m. to 12:30 p.m. Newfoundland time, UTC−03:30',
        fr: 'mardi 24 novembre 2026 11 h 30 à 12 h 30 Heure de Terre-Neuve, UTC−03:30',
      }[language],
    )
    expect(page.text).toContain(
      { en: '$280 plus tax, for 60 minutes', fr: '280 $ plus taxes, pour 60 minutes' }[language],
    )
    // The time is held until 10:10 a.m. in Toronto, which is 11:40 a.m. in Newfoundland.
    expect(page.text).toContain({ en: '11:40 a.m.', fr: '11 h 40' }[language])
    expect(page.text).toContain('Robin Ashdown')
    expect(page.text).toContain(videoSessionWording.reach[language].replaceAll('\u00a0', ' '))
    expect([...page.shown].filter((slot) => /^(?:video|phone|mode)-/.test(slot))).toEqual(['video-reach'])
    expect(page.filledFields).toEqual({ start: [START], way: ['video'], timeZone: ['America/St_Johns'] })
    expect(page.shown).not.toContain('booking-moving')
  })

  it('makes no audit event and no message, and its time zone is sealed', async () => {
    const { parent } = await createBookingParent()
    await chooseOpeningOnPage(parent, START, { timeZone: ['America/Halifax'] })
    expect([await countRows('audit_events'), await countRows('outbox'), deliveries]).toEqual([0, 0, []])
    const { attendances = [] } = await selectAllTables()
    expect(JSON.stringify(attendances)).not.toContain('Halifax')
  })

  it('takes two calls to the database, and looking it over one', async () => {
    const { DB, calls } = createCountingD1()
    const { parent } = await createBookingParent({ overrides: { DB } })
    calls.length = 0
    expect((await parent.post(PATH, chosen)).status).toBe(303)
    expect(calls).toHaveLength(2)
    calls.length = 0
    expect((await parent.get('/file/book/check/')).status).toBe(200)
    expect(calls).toHaveLength(1)
  })

  it('replaces the one held before', async () => {
    const { parent } = await createBookingParent()
    for (const start of [START, '2026-11-24T15:30Z', '2026-11-25T18:00Z']) {
      expect((await chooseOpeningOnPage(parent, start)).status).toBe(303)
    }
    expect(await queryRows('select starts_at from appointments')).toEqual([
      { starts_at: Date.parse('2026-11-25T18:00Z') },
    ])
    expect([await countRows('attendances'), await countRows('appointment_slots')]).toEqual([1, 5])
  })

  it('is over after ten minutes', async () => {
    const { parent } = await createBookingParent()
    await chooseOpeningOnPage(parent, START)
    vi.setSystemTime(BOOKING_NOW + HELD)
    const answer = await parent.get('/file/book/check/')
    expectRedirect(answer, PATH)
  })

  it.each([
    ['nothing', undefined],
    ['an empty time', ''],
  ])('is asked for again when it is %s, with everything else as it was', async (_, start) => {
    const { parent } = await createBookingParent()
    const fields = {
      way: ['phone'],
      timeZone: ['America/Regina'],
      calendarTitle: ['busy'],
      from: ['2026-11-27'],
    }
    const answer = await expectNoChange(422, () =>
      parent.post(PATH, start === undefined ? fields : { ...fields, start: [start] }),
    )
    expect((await parseOpeningStarts(answer.clone()))[0]).toBe('2026-11-27T14:00Z')
    const page = await parseVisiblePage(answer)
    expect(page.title).toMatch(/^Error: /)
    expect(page.summary).toEqual({
      beforeForm: true,
      notice: undefined,
      problems: [{ href: '#start', text: chooseTimeProblemWording.en }],
    })
    expect(page.messages.start).toContain(chooseTimeProblemWording.en)
    expect(page.describedByIds.start).toEqual(['start-error'])
    expect(page.ids).toContain('start')
    expect(page.filledFields).toMatchObject({ calendarTitle: ['busy'], from: ['2026-11-27'] })
    expect(page.filledFields.way).toContain('phone')
    expect(page.filledFields.timeZone).toContain('America/Regina')
  })

  it.each([
    ['an unknown meeting mode', { way: ['by letter'] }],
    ['an unknown time zone', { timeZone: ['Mars/Olympus'] }],
    ['a time that is none', { start: ['2026-02-31T10:00Z'] }],
    ['a time twice', { start: [START, '2026-11-24T15:30Z'] }],
    ['a calendar title of their own making', { calendarTitle: ['Custody'] }],
  ])('is refused with %s, and the rest stays filled in', async (_, other) => {
    const { parent } = await createBookingParent()
    const answer = await expectNoChange(400, () => parent.post(PATH, { ...chosen, ...other }))
    const page = await parseVisiblePage(answer)
    expect(page.summary?.notice).toBe(bookingNoticeWording.notAsExpected.en)
    expect(page.shown).toContain('booking-openings')
    expect(page.filledFields.timeZone).toContain('America/Toronto')
  })
})

describe('a time that was just taken', () => {
  const choice = { way: ['phone'], timeZone: ['America/Regina'], calendarTitle: ['busy'] }

  async function expectNearest(answer: Response) {
    expect(answer.status).toBe(409)
    const days = await parseOpeningsByDay(answer.clone())
    const starts = days.flatMap(({ times }) => times.map(({ value }) => value))
    expect(starts).toHaveLength(12)
    expect(starts).not.toContain(CHANGEABLE_START)
    // The times nearest to 2 p.m. on that Monday are on the same day, and then on the working days beside it.
    expect(new Set(starts.map((start) => start.slice(0, 10)))).toEqual(
      new Set(['2026-12-07']).add('2026-12-08'),
    )
    const page = await parseVisiblePage(answer)
    expect(page.summary?.notice).toBe(bookingNoticeWording.slot_taken.en)
    expect(page.filledFields.calendarTitle).toEqual(['busy'])
    expect(page.filledFields.way).toContain('phone')
    expect(page.filledFields.timeZone).toContain('America/Regina')
    expect(page.shown).toContain('nearest')
  }

  it('comes back with the nearest times and everything else as it was', async () => {
    await createParentWithAppointment()
    const { parent } = await createBookingParent()
    const answer = await changesNothing(() => parent.post(PATH, { ...choice, start: [CHANGEABLE_START] }))
    await expectNearest(answer)
  })

  it('does so too when another is faster by a moment', async () => {
    const other = await createBookingParent()
    const { parent } = await createBookingParent()
    const DB = createD1ActingBefore(HOLD_STATEMENT, () =>
      bookAppointmentThroughPages(other.parent, CHANGEABLE_START),
    )
    const answer = await withOtherBindings(parent, { DB }).post(PATH, {
      ...choice,
      start: [CHANGEABLE_START],
    })
    await expectNearest(answer)
    expect(await countRows('appointments')).toBe(1)
  })

  it.each([
    ['within the notice', '2026-11-23T14:30Z'],
    ['in the past', '2026-11-20T15:00Z'],
    ['at night', '2026-11-24T07:00Z'],
    ['on a Sunday', '2026-11-29T15:00Z'],
    ['too far ahead', '2027-03-01T15:00Z'],
    ['in no hour', '2026-11-24T14:15Z'],
    ['over the end of the hours', '2026-11-24T21:00Z'],
  ])('is answered like one that was never offered: %s', async (_, start) => {
    const { parent } = await createBookingParent()
    const answer = await expectNoChange(409, () => parent.post(PATH, { ...chosen, start: [start] }))
    expect((await parseVisiblePage(answer)).summary?.notice).toBe(bookingNoticeWording.slot_taken.en)
  })

  it('is one whose meeting mode the coordinator does not offer any more', async () => {
    const { parent } = await createBookingParent({ parent: { bookingCoordinatorId: 'jules-hartwell' } })
    const answer = await parent.post(PATH, { ...chosen, way: ['in-person'] })
    expect(answer.status).toBe(409)
    expect((await parseVisiblePage(answer)).filledFields.way).toContain('video')
  })
})

describe('availability that changes between the look and the press', () => {
  /** Gives the parent, with an availability that is saved right before their next choice is written. */
  async function racingAvailability(...[availability]: Parameters<typeof saveAvailabilityChanges>) {
    const { parent } = await createBookingParent()
    const DB = createD1ActingBefore(HOLD_STATEMENT, () => saveAvailabilityChanges(availability))
    return withOtherBindings(parent, { DB })
  }

  it('is read again: what it still offers is held', async () => {
    const parent = await racingAvailability({ noticeHours: 12 })
    expect((await parent.post(PATH, chosen)).status).toBe(303)
    expect(await countRows('appointments')).toBe(1)
  })

  it('refuses what it does not offer any more', async () => {
    const parent = await racingAvailability({ weekly: [{ weekday: 5, from: '09:00', until: '12:00' }] })
    const answer = await parent.post(PATH, chosen)
    expect(answer.status).toBe(409)
    expect(await parseOpeningStarts(answer.clone())).toContain('2026-11-27T14:00Z')
    expect((await parseVisiblePage(answer)).summary?.notice).toBe(bookingNoticeWording.slot_taken.en)
    expect(await countRows('appointments')).toBe(0)
  })
})

describe('when the file is closed meanwhile', () => {
  it('the chosen time is still there, to be posted once the file is open again', async () => {
    const { code } = await createBookingParent()
    const parent = createVisitor()
    const answer = await expectNoChange(410, () =>
      parent.post(PATH, { ...chosen, way: ['phone'], calendarTitle: ['none'] }),
    )
    expect(await parseOpeningsByDay(answer.clone())).toEqual([
      {
        day: 'Tuesday, November 24, 2026',
        times: [{ value: START, label: '10:00\u00a0a.m.', checked: true }],
      },
    ])
    const { filledFields } = await parsePage(answer.clone())
    const page = await parseVisiblePage(answer)
    expect(page.summary?.notice).toBe(bookingNoticeWording.fileClosed.en)
    expect(page.shown).not.toContain('booking-who')
    expect(page.filledFields).toMatchObject({ way: ['phone'], timeZone: ['America/Toronto'] })
    expect([...page.shown].filter((slot) => slot.startsWith('offers-'))).toEqual(['offers-phone'])
    await parent.post('/file/', { code: [code] })
    expect((await parent.post(PATH, filledFields)).status).toBe(303)
    expect(await queryRows('select mode from appointments')).toEqual([{ mode: 'phone' }])
  })

  it('there is nothing to show again when nothing was chosen', async () => {
    const answer = await createVisitor().post(PATH, { way: ['video'], timeZone: ['America/Toronto'] })
    expectRedirect(answer, '/file/')
  })
})

describe('when the database fails', () => {
  it.each([
    ['before anything is read', /./],
    ['while the time is held', HOLD_STATEMENT],
  ] as const)('%s, everything chosen is still there', async (_, statement) => {
    const { parent } = await createBookingParent()
    const unlucky = withOtherBindings(parent, { DB: createFailingD1(statement) })
    const answer = await unlucky.post(PATH, { ...chosen, way: ['phone'], calendarTitle: ['busy'] })
    expect(answer.status).toBe(500)
    const checked = (await parseOpeningsByDay(answer.clone())).flatMap(({ times }) =>
      times.filter((time) => time.checked),
    )
    expect(checked.map(({ value }) => value)).toEqual([START])
    const held = await parseChosenFields(answer.clone(), PATH)
    const page = await parseVisiblePage(answer)
    expect(page.summary?.notice).toBe(bookingNoticeWording.notSent.en)
    expect(held.calendarTitle).toEqual(['busy'])
    expect((await parent.post(PATH, { ...held, start: [START] })).status).toBe(303)
    expect(await queryRows('select mode from appointments')).toEqual([{ mode: 'phone' }])
  })
})

it('says so when the database fails before anything was chosen', async () => {
  const { parent } = await createBookingParent()
  const answer = await withOtherBindings(parent, { DB: createFailingD1(/./) }).post(PATH, {
    ...chosen,
    start: [''],
  })
  await expectErrorPage(answer, 500)
})

it('logs no time, time zone, meeting mode or title', async () => {
  const logs = captureConsole()
  const { parent } = await createBookingParent()
  await parent.get(`${PATH}?way=phone&timeZone=America/Winnipeg&from=2026-11-27`)
  await chooseOpeningOnPage(parent, START, {
    way: ['phone'],
    timeZone: ['America/Winnipeg'],
    calendarTitle: ['busy'],
  })
  await parent.post(PATH, { ...chosen, start: ['2026-11-20T15:00Z'] })
  await parent.post(PATH, { ...chosen, start: ['soon'] })
  await parent.post(PATH, { way: ['phone'], timeZone: ['America/Winnipeg'] })
  expect(logs.eventsNamed('time_held').map(({ outcome }) => outcome)).toEqual(['reserved', 'not_available'])
  const loggedText = logs.lines.join('\n')
  for (const needle of ['2026-11', 'Winnipeg', 'phone', 'busy', String(Date.parse(START))]) {
    expect(loggedText.includes(needle) ? needle : '').toBe('')
  }
})
