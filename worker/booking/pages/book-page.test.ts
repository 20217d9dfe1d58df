import { eq } from 'drizzle-orm'
import { describe, expect, it, vi } from 'vitest'
import { bookPageWording, jointSessionWording } from '../../../content/file/booking-wording.ts'
import { practice } from '../../../content/practice.ts'
import type { TimeZone } from '../../../content/time/time-zones.ts'
import { DAY_MS } from '../../../content/time/units.ts'
import { parents } from '../../../db/schema.ts'
import { languages, localisePath } from '../../../forms/language.ts'
import { isTimeZone } from '../../../forms/questions/time-zone.ts'
import {
  BOOKING_NOW,
  CHANGEABLE_START,
  chooseOpeningOnPage,
  createBookingParent,
  insertAppointmentForParents,
  parseOpeningStarts,
  parseOpeningsByDay,
  ROBIN_ID,
  saveAvailabilityChanges,
} from '../../../tests/support/booking-actions.ts'
import { changesNothing, queryRows } from '../../../tests/support/database-rows.ts'
import { createParentWithFile } from '../../../tests/support/parent-with-file.ts'
import { parseHtml } from '../../../tests/support/parse-html.ts'
import { parsePage, parseVisiblePage } from '../../../tests/support/parse-page.ts'
import { expectRedirect } from '../../../tests/support/requests.ts'
import { setUpPortal } from '../../../tests/support/set-up-portal.ts'
import {
  bindings,
  createCountingD1,
  createVisitor,
  type Visitor,
} from '../../../tests/support/test-portal.ts'
import type { ContactRules } from '../../contact/contact-rules.ts'
import { sealDisplayName } from '../../contact/display-name.ts'
import { parseEnvironment } from '../../environment.ts'

const { db, keys } = parseEnvironment(bindings)
setUpPortal({ now: BOOKING_NOW })

const PATH = '/file/book/'
const clockHour = (value: string) => value.slice(11, 16)
/** Reads the time zone in which the page says that it shows times. */
const readShownZone = async (parent: Visitor) =>
  /Time zone: (.*? UTC[+−]\d\d:\d\d)/.exec((await parseVisiblePage(await parent.get(PATH))).text)?.[1]
const readTimeLabels = async (parent: Visitor, path = PATH) =>
  (await parseOpeningsByDay(await parent.get(path))).map(({ day, times }) => [day, times[0]?.label])

describe('the page of times', () => {
  it.each(languages)('shows the nearest free times of whom they book with, in %s', async (language) => {
    const { parent } = await createBookingParent({ language })
    const path = localisePath(language, PATH)
    const page = await changesNothing(() => parent.get(path))
    const days = await parseOpeningsByDay(page.clone())
    expect(days.map(({ day }) => day)).toEqual(
      {
        en: [
          'Monday, November 23, 2026',
          'Tuesday, November 24, 2026',
          'Wednesday, November 25, 2026',
          'Thursday, November 26, 2026',
        ],
        fr: [
          'lundi 23 novembre 2026',
          'mardi 24 novembre 2026',
          'mercredi 25 novembre 2026',
          'jeudi 26 novembre 2026',
        ],
      }[language],
    )
    // The first is a day from now, and the last is an hour before Robin’s hours end.
    expect(days[0]?.times.map(({ value }) => clockHour(value))).toEqual([
      '15:00',
      '15:30',
      '16:00',
      '18:00',
      '18:30',
      '19:00',
      '19:30',
      '20:00',
      '20:30',
    ])
    expect(days[0]?.times[0]?.label).toBe({ en: '10:00\u00a0a.m.', fr: '10\u00a0h' }[language])
    const seen = await parseVisiblePage(page)
    expect(seen.status).toBe(200)
    expect(seen.text).toContain('Robin Ashdown')
    expect(seen.text).toContain(
      {
        en: 'Eastern time (Toronto, Ottawa, Montréal), UTC−05:00',
        fr: 'Heure de l’Est (Toronto, Ottawa, Montréal), UTC−05:00',
      }[language],
    )
    expect(seen.text).toMatch(/ 60 minutes/)
    expect(seen.filledFields.timeZone).toContain('America/Toronto')
    expect(seen.filledFields.calendarTitle).toEqual([''])
    for (const mode of ['video', 'phone', 'in-person']) expect(seen.shown).toContain(`offers-${mode}`)
    expect(seen.shown).toContain('joint')
    expect(seen.shown).not.toContain('booking-moving')
    const none = ['booking-none', 'booking-later', 'nearest', 'problems']
    for (const slot of none) expect(seen.shown).not.toContain(slot)
  })

  it('takes one call to the database', async () => {
    const { DB, calls } = createCountingD1()
    const { parent } = await createBookingParent({ overrides: { DB } })
    calls.length = 0
    expect((await parent.get(PATH)).status).toBe(200)
    expect(calls).toHaveLength(1)
  })

  it('goes on to later times and back to the nearest, in the same meeting mode and time zone', async () => {
    const { parent } = await createBookingParent()
    const chosen = await parseVisiblePage(await parent.get(`${PATH}?way=phone&timeZone=America/Regina`))
    const later = chosen.links.find(({ text }) => text.trim() === bookPageWording.later.en)?.href ?? ''
    expect(later).toBe('/file/book/?way=phone&timeZone=America%2FRegina&from=2026-11-27')
    const next = await parent.get(later)
    expect((await parseOpeningStarts(next.clone()))[0]).toBe('2026-11-27T14:00Z')
    const page = await parseVisiblePage(next)
    expect(page.filledFields.timeZone).toContain('America/Regina')
    expect(page.filledFields.from).toEqual(['2026-11-27'])
    expect(page.filledFields.way).toContain('phone')
    const nearest = page.links.find(({ text }) => text.trim() === bookPageWording.nearest.en)?.href ?? ''
    expect(nearest).toBe('/file/book/?way=phone&timeZone=America%2FRegina')
    expect((await parseOpeningStarts(await parent.get(nearest)))[0]).toBe('2026-11-23T15:00Z')
  })

  it('ends where no more can be booked', async () => {
    const { parent } = await createBookingParent()
    const last = await parseVisiblePage(await parent.get(`${PATH}?from=2027-01-20`))
    expect(last.shown).not.toContain('later')
    expect(last.shown).toContain('nearest')
    const beyond = await parent.get(`${PATH}?from=2027-06-01`)
    expect((await parseOpeningStarts(beyond))[0]).toBe('2026-11-23T15:00Z')
  })

  it.each([
    '?way=by-letter',
    '?way=toString&timeZone=__proto__',
    '?timeZone=Europe/Paris',
    '?from=yesterday',
    '?from=2026-02-31',
    '?from=1815-06-18',
    '?from=9999-12-31',
    '?way=&timeZone=&from=',
    '?start=2026-11-24T14:30Z&calendarTitle=busy',
    '?from=2026-11-27&from=soon&way=%ff',
  ])('makes nothing of %s', async (query) => {
    const { parent } = await createBookingParent()
    const page = await parent.get(`${PATH}${query}`)
    expect(page.status).toBe(200)
    const days = await parseOpeningsByDay(page)
    expect(days.length).toBeGreaterThan(2)
    expect(days.flatMap(({ times }) => times).filter(({ checked }) => checked)).toEqual([])
  })

  it('shows only the meeting modes that are offered, and the first of them when another is asked for', async () => {
    const { parent } = await createBookingParent({ parent: { bookingCoordinatorId: 'jules-hartwell' } })
    const page = await parseVisiblePage(await parent.get(`${PATH}?way=in-person`))
    expect(page.shown).toContain('offers-video')
    expect(page.shown).not.toContain('offers-in-person')
    expect(page.filledFields.way).toContain('video')
    expect(page.filledFields.way).not.toContain('in-person')
  })

  it('shows another request to make when nothing is free', async () => {
    await saveAvailabilityChanges({ weekly: [] })
    const { parent } = await createBookingParent()
    const page = await parseVisiblePage(await parent.get(PATH))
    expect(page.text).toContain(bookPageWording.none.en)
    expect(page.links.map(({ href }) => href)).toContain('/file/book/request/')
    expect(page.shown).toContain('offers-video')
    expect(page.shown).not.toContain('booking-openings')
  })

  it.each([
    ['nobody fits yet', null],
    ['whom they booked with left', 'somebody-else'],
  ])('asks what would suit while %s', async (_, bookingCoordinatorId) => {
    const { parent } = await createBookingParent({ parent: { bookingCoordinatorId } })
    const page = await parseVisiblePage(await parent.get(PATH))
    expect(page.text).toContain(bookPageWording.noCoordinator.en.replaceAll('\u00a0', ' '))
    expect(page.links.map(({ href }) => href)).toContain('/file/book/request/')
    expect(page.shown).not.toContain('booking-times')
  })

  it('follows what the coordinator saved at the desk', async () => {
    await saveAvailabilityChanges({
      weekly: [{ weekday: 6, from: '10:00', until: '12:00' }],
      timeZone: 'America/Halifax',
    })
    const { parent } = await createBookingParent()
    expect((await parseOpeningStarts(await parent.get(PATH))).slice(0, 3)).toEqual([
      '2026-11-28T14:00Z',
      '2026-11-28T14:30Z',
      '2026-11-28T15:00Z',
    ])
  })

  it('offers a parent the time held for them, and nobody else', async () => {
    const one = await createBookingParent()
    const other = await createBookingParent()
    const start = '2026-11-24T15:00Z'
    expect((await chooseOpeningOnPage(one.parent, start)).status).toBe(303)
    expect(await parseOpeningStarts(await one.parent.get(PATH))).toContain(start)
    const left = await parseOpeningStarts(await other.parent.get(PATH))
    expect(left).not.toContain(start)
    // The appointment takes an hour and a quarter.
    for (const time of ['14:30', '15:30', '16:00']) expect(left).not.toContain(`2026-11-24T${time}Z`)
    expect(left).toContain('2026-11-24T18:00Z')
    vi.setSystemTime(BOOKING_NOW + practice.holdMinutes * 60_000)
    expect(await parseOpeningStarts(await other.parent.get(PATH))).toContain(start)
  })

  it('begins with what they chose for the time that is held', async () => {
    const { parent } = await createBookingParent()
    await chooseOpeningOnPage(parent, '2026-11-24T15:00Z', { way: ['phone'], timeZone: ['America/Winnipeg'] })
    const page = await parseVisiblePage(await parent.get(PATH))
    expect(page.filledFields.timeZone).toContain('America/Winnipeg')
    expect(page.filledFields.way).toContain('phone')
  })

  it.each(['waiting', 'closed'] as const)('is not for whoever is %s', async (status) => {
    const { parent } = await createBookingParent({ parent: { status } })
    for (const path of [PATH, '/file/book/check/', '/file/book/request/', '/file/appointment/']) {
      const answer = await parent.get(path)
      expect([path, answer.status, answer.headers.get('Location')]).toEqual([path, 303, '/file/'])
    }
    const answer = await parent.post(PATH, { way: ['video'], timeZone: ['America/Toronto'] })
    expectRedirect(answer, '/file/')
  })

  it.each([
    '/file/book/',
    '/file/book/check/',
    '/file/book/request/',
    '/file/appointment/',
    '/file/appointment/cancel/',
    '/file/appointment/calendar/',
  ])('leads whoever has no file open from %s to where it is opened', async (path) => {
    const answer = await createVisitor().get(localisePath('fr', path))
    expectRedirect(answer, '/fr/file/')
  })

  it.each(languages)(
    'says where “in person” is before it is chosen, there and on the request, in %s',
    async (language) => {
      const { parent } = await createBookingParent({ language })
      for (const path of ['/file/book/', '/file/book/request/']) {
        const { text } = await parseVisiblePage(await parent.get(localisePath(language, path)))
        expect(text.replace(/\s/g, ' ')).toContain(bookPageWording.inPersonAt[language].replace(/\s/g, ' '))
      }
    },
  )

  it('only leads to the page about a joint session once the first session is behind them', async () => {
    const mine = await createBookingParent()
    const { parent } = mine
    const past = await insertAppointmentForParents([mine], BOOKING_NOW - 7 * DAY_MS, {
      outcome: 'attended',
    })
    const page = await parseVisiblePage(await parent.get(PATH))
    expect(page.shown).toContain('joint')
    expect(page.text).toContain(jointSessionWording.title.en)
    for (const slot of ['booking-times', 'booking-later', 'booking-none'])
      expect(page.shown).not.toContain(slot)
    const posted = await parent.post(PATH, {
      way: ['video'],
      timeZone: ['America/Toronto'],
      start: ['2026-11-24T15:00Z'],
    })
    expectRedirect(posted, '/file/')
    expect(await queryRows('select id from appointments')).toEqual([{ id: past }])
  })
})

describe('the clock on the page', () => {
  it.each<[string, string, string, string]>([
    ['America/St_Johns', 'Newfoundland time, UTC−03:30', 'Monday, November 23, 2026', '11:30\u00a0a.m.'],
    ['America/Halifax', 'Atlantic time, UTC−04:00', 'Monday, November 23, 2026', '11:00\u00a0a.m.'],
    ['America/Regina', 'Saskatchewan time, UTC−06:00', 'Monday, November 23, 2026', '9:00\u00a0a.m.'],
    [
      'America/Vancouver',
      'Pacific time (Vancouver, Victoria), UTC−07:00',
      'Monday, November 23, 2026',
      '8:00\u00a0a.m.',
    ],
    [
      'America/Edmonton',
      'Alberta time (Edmonton, Calgary, Lloydminster), UTC−06:00',
      'Monday, November 23, 2026',
      '9:00\u00a0a.m.',
    ],
    ['America/Creston', 'Mountain time in Creston, UTC−07:00', 'Monday, November 23, 2026', '8:00\u00a0a.m.'],
    ['America/Inuvik', 'Local time (Inuvik), UTC−06:00', 'Monday, November 23, 2026', '9:00\u00a0a.m.'],
    ['Europe/Paris', 'Local time (Paris), UTC+01:00', 'Monday, November 23, 2026', '4:00\u00a0p.m.'],
    ['Asia/Kolkata', 'Local time (Kolkata), UTC+05:30', 'Monday, November 23, 2026', '8:30\u00a0p.m.'],
    ['Pacific/Auckland', 'Local time (Auckland), UTC+13:00', 'Tuesday, November 24, 2026', '4:00\u00a0a.m.'],
  ])('is that of %s', async (timeZone, zone, day, label) => {
    const { parent } = await createBookingParent({ rules: { timeZone } })
    expect(await readShownZone(parent)).toBe(zone)
    expect((await readTimeLabels(parent))[0]).toEqual([day, label])
    expect((await parseOpeningStarts(await parent.get(PATH)))[0]).toBe('2026-11-23T15:00Z')
    expect((await parsePage(await parent.get(PATH))).filledFields.timeZone).toContain(timeZone)
  })

  it.each([
    ['has no number that may be called', {}, ['2026-11-24T15:00Z', '2026-11-24T20:30Z']],
    [
      'has a safe number',
      { phone: '613 555 0142', phoneSafe: 'yes' },
      ['2026-11-24T15:00Z', '2026-11-24T20:30Z', '2026-11-24T22:00Z', '2026-11-28T15:00Z'],
    ],
  ] as const)(
    'offers who %s the times by phone at which the call can be made',
    async (_, rules, expected) => {
      await saveAvailabilityChanges({
        weekly: [
          // 10 a.m., 3:30 p.m. and 5 p.m. in Toronto, where somebody answers until 5; and a Saturday.
          { weekday: 2, from: '10:00', until: '11:00' },
          { weekday: 2, from: '15:30', until: '16:30' },
          { weekday: 2, from: '17:00', until: '18:00' },
          { weekday: 6, from: '10:00', until: '11:00' },
        ],
      })
      const { parent } = await createBookingParent({ rules: rules as Partial<ContactRules> })
      const offered = await parseOpeningStarts(await parent.get(`${PATH}?way=phone`))
      expect(offered.filter((start) => start < '2026-11-29')).toEqual(expected)
      const byVideo = await parseOpeningStarts(await parent.get(`${PATH}?way=video`))
      expect(byVideo).toContain('2026-11-24T22:00Z')
      // What the page doesn’t offer can’t be held either.
      const answer = await chooseOpeningOnPage(parent, '2026-11-24T22:00Z', { way: ['phone'] })
      expect(answer.status).toBe(expected.length > 2 ? 303 : 409)
      const { shown } = await parseVisiblePage(await parent.get(`${PATH}?way=phone`))
      expect(shown.has('booking-call-us')).toBe(expected.length === 2)
    },
  )

  it.each([
    ['ON', true],
    ['not-sure', true],
    ['BC', false],
  ] as const)(
    'offers a family in %s sessions at the office only if they can get there',
    async (province, offers) => {
      const { parent, parentId } = await createBookingParent()
      const sealedDisplayName = await sealDisplayName(keys, parentId, { full: 'Sam Reyes' }, { province })
      await db.update(parents).set({ sealedDisplayName }).where(eq(parents.id, parentId))
      const page = await parseVisiblePage(await parent.get(PATH))
      expect(page.shown.has('offers-in-person')).toBe(offers)
      expect(page.shown).toContain('offers-video')
      const answer = await chooseOpeningOnPage(parent, CHANGEABLE_START, { way: ['in-person'] })
      expect(answer.status).toBe(offers ? 303 : 409)
    },
  )

  it.each([
    ['BC', 'Pacific time (Vancouver, Victoria), UTC−07:00'],
    ['elsewhere', 'Eastern time (Toronto, Ottawa, Montréal), UTC−05:00'],
  ] as const)('is that of the province, %s, where what was sent names no zone', async (province, zone) => {
    const { parent, parentId } = await createParentWithFile({ parent: { bookingCoordinatorId: ROBIN_ID } })
    expect(await readShownZone(parent)).toBe('Eastern time (Toronto, Ottawa, Montréal), UTC−05:00')
    const sealedDisplayName = await sealDisplayName(keys, parentId, { full: 'Sam Reyes' }, { province })
    await db.update(parents).set({ sealedDisplayName }).where(eq(parents.id, parentId))
    expect(await readShownZone(parent)).toBe(zone)
  })

  it('may be that of any zone on the list, all of which this runtime knows', async () => {
    const html = await (await bindings.ASSETS.fetch('https://lantern-street.example.com/time-zones/')).text()
    const options = parseHtml(html).querySelectorAll('#timeZone option')
    const zones = options.map((option) => option.getAttribute('value') ?? option.textContent ?? '')
    expect(zones.length).toBeGreaterThan(350)
    expect(zones.filter((zone) => !isTimeZone(zone))).toEqual([])
  })

  it('is that of the practice for whoever gave no time zone', async () => {
    const { parent } = await createBookingParent({ rules: { timeZone: undefined as never } })
    expect(await readShownZone(parent)).toBe('Eastern time (Toronto, Ottawa, Montréal), UTC−05:00')
  })

  it.each<[string, TimeZone, string, string]>([
    // Clocks go back on 1 November, except in British Columbia from 2026 on.
    ['2026-10-29T12:00Z', 'America/Toronto', '9:00\u00a0a.m., UTC−04:00', '9:00\u00a0a.m., UTC−05:00'],
    ['2026-10-29T12:00Z', 'America/St_Johns', '10:30\u00a0a.m., UTC−02:30', '10:30\u00a0a.m., UTC−03:30'],
    ['2026-10-29T12:00Z', 'America/Vancouver', '6:00\u00a0a.m.', '7:00\u00a0a.m.'],
    ['2026-10-29T12:00Z', 'America/Regina', '7:00\u00a0a.m.', '8:00\u00a0a.m.'],
    // Clocks go forward on 14 March.
    ['2027-03-11T13:00Z', 'America/Toronto', '9:00\u00a0a.m., UTC−05:00', '9:00\u00a0a.m., UTC−04:00'],
    ['2027-03-11T13:00Z', 'America/Vancouver', '7:00\u00a0a.m.', '6:00\u00a0a.m.'],
    ['2027-03-11T13:00Z', 'America/Regina', '8:00\u00a0a.m.', '7:00\u00a0a.m.'],
  ])('changes where it changes: from %s in %s', async (now, timeZone, friday, monday) => {
    vi.setSystemTime(Date.parse(now))
    const { parent } = await createBookingParent({ rules: { timeZone } })
    expect((await readTimeLabels(parent)).slice(0, 2).map(([, label]) => label)).toEqual([friday, monday])
  })

  it('is that of the coordinator for when they meet families', async () => {
    vi.setSystemTime(Date.parse('2026-10-29T12:00Z'))
    const { parent } = await createBookingParent()
    const starts = await parseOpeningStarts(await parent.get(PATH))
    expect(starts.filter((start) => start.startsWith('2026-10-30'))[0]).toBe('2026-10-30T13:00Z')
    expect(starts.filter((start) => start.startsWith('2026-11-02'))[0]).toBe('2026-11-02T14:00Z')
    const jules = await createBookingParent({ parent: { bookingCoordinatorId: 'jules-hartwell' } })
    const theirs = await parseOpeningStarts(await jules.parent.get(PATH))
    expect(theirs.filter((start) => start.startsWith('2026-10-30'))[0]).toBe('2026-10-30T16:00Z')
    expect(theirs.filter((start) => start.startsWith('2026-11-02'))[0]).toBe('2026-11-02T16:00Z')
  })
})
