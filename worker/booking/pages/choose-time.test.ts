import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { bookingNotices, checkPage, chooseTime, wayWords } from '../../../content/booking/page-wording.ts'
import { practice } from '../../../content/practice.ts'
import { languages, pathIn } from '../../../forms/language.ts'
import type { Fields } from '../../../forms/questions/question-base.ts'
import {
  books,
  chooses,
  FAR,
  heldBy,
  NOW,
  parentWhoBooks,
  ROBIN,
  saveRules,
  startsShown,
  timesShown,
} from '../../../tests/support/booking-actions.ts'
import { watchLogs } from '../../../tests/support/console-logs.ts'
import { changesNothing, count, everyRow, rows } from '../../../tests/support/database-rows.ts'
import { expectErrorPage } from '../../../tests/support/expect-error-page.ts'
import { type Delivery, mailProvider } from '../../../tests/support/mock-mail-provider.ts'
import { seenPage } from '../../../tests/support/parse-visible-page.ts'
import {
  countingD1,
  prepareDatabase,
  type Visitor,
  visit,
  watchedD1,
} from '../../../tests/support/test-portal.ts'
import { BODY_BYTES } from '../../http/read-form.ts'

let deliveries: Delivery[]
const PATH = '/file/book/'
const MINUTE = 60_000
const START = '2026-11-24T15:00Z'
const HELD = practice.holdMinutes * MINUTE
const chosen: Fields = { way: ['video'], timeZone: ['America/Toronto'], start: [START] }

beforeEach(async () => {
  vi.setSystemTime(NOW)
  await prepareDatabase()
  deliveries = mailProvider()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** A second browser of the same parent, on a database of its own making. */
function sameParent(parent: Visitor, overrides: Readonly<Record<string, unknown>>): Visitor {
  const visitor = visit(overrides)
  visitor.cookie = parent.cookie
  return visitor
}
const isTaking = (sql: string) => /insert into appointments /.test(sql)

describe('a time that is chosen', () => {
  it.each(languages)('is kept for ten minutes and looked over on the next page, in %s', async (language) => {
    const { parent, fileId, parentId } = await parentWhoBooks({ language })
    const path = pathIn(language, '/file/book/check/')
    const answer = await chooses(parent, START, { timeZone: ['America/St_Johns'] }, language)
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, path])
    expect(
      await rows('select file_id, coordinator, kind, way, starts_at, ends_at, kept_until from appointments'),
    ).toEqual([
      {
        file_id: fileId,
        coordinator: ROBIN,
        kind: 'individual',
        way: 'video',
        starts_at: Date.parse(START),
        ends_at: Date.parse(START) + 60 * MINUTE,
        kept_until: NOW + HELD,
      },
    ])
    expect(await rows('select parent_id from attendances')).toEqual([{ parent_id: parentId }])
    // An hour and the quarter kept free after it.
    expect(await count('appointment_slots')).toBe(5)
    const page = await seenPage(await changesNothing(() => parent.get(path)))
    expect(page.heading).toBe(checkPage.title[language])
    expect(page.text).toContain(
      {
        en: 'Tuesday, November 24, 2026, 11:30\u00a0a.m., Newfoundland time, UTC−03:30',
        fr: 'mardi 24 novembre 2026, 11\u00a0h\u00a030, heure de Terre-Neuve, UTC−03:30',
      }[language].replace(/\s/g, ' '),
    )
    expect(page.text).toContain(
      { en: 'Until 12:30 p.m. ( 60 minutes)', fr: '12 h 30 ( 60 minutes)' }[language],
    )
    // The time is kept until 10:10 a.m. in Toronto, which is 11:40 a.m. in Newfoundland.
    expect(page.text).toContain({ en: '11:40 a.m.', fr: '11 h 40' }[language])
    expect(page.text).toContain('Robin Ashdown')
    expect(page.text).toContain(wayWords.video[language])
    expect(page.text).not.toContain(wayWords.phone[language])
    expect(page.filled).toEqual({ start: [START], way: ['video'], timeZone: ['America/St_Johns'] })
    expect(page.shown).not.toContain('booking-moving')
  })

  it('is on no record and in no mail, and its time zone in the seal', async () => {
    const { parent } = await parentWhoBooks()
    await chooses(parent, START, { timeZone: ['America/Halifax'] })
    expect([await count('audit_events'), await count('outbox'), deliveries]).toEqual([0, 0, []])
    const { attendances = [] } = await everyRow()
    expect(JSON.stringify(attendances)).not.toContain('Halifax')
  })

  it('takes two calls to the database, and looking it over one', async () => {
    const { DB, calls } = countingD1()
    const { parent } = await parentWhoBooks({ overrides: { DB } })
    calls.length = 0
    expect((await parent.post(PATH, chosen)).status).toBe(303)
    expect(calls).toHaveLength(2)
    calls.length = 0
    expect((await parent.get('/file/book/check/')).status).toBe(200)
    expect(calls).toHaveLength(1)
  })

  it('lets the one before it go', async () => {
    const { parent } = await parentWhoBooks()
    for (const start of [START, '2026-11-24T15:30Z', '2026-11-25T18:00Z']) {
      expect((await chooses(parent, start)).status).toBe(303)
    }
    expect(await rows('select starts_at from appointments')).toEqual([
      { starts_at: Date.parse('2026-11-25T18:00Z') },
    ])
    expect([await count('attendances'), await count('appointment_slots')]).toEqual([1, 5])
  })

  it('is over after ten minutes', async () => {
    const { parent } = await parentWhoBooks()
    await chooses(parent, START)
    vi.setSystemTime(NOW + HELD)
    const answer = await parent.get('/file/book/check/')
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, PATH])
  })

  it.each([
    ['nothing', undefined],
    ['an empty time', ''],
  ])('is asked for again when it is %s, with everything else as it was', async (_, start) => {
    const { parent } = await parentWhoBooks()
    const fields = {
      way: ['phone'],
      timeZone: ['America/Regina'],
      calendarTitle: ['busy'],
      from: ['2026-11-27'],
    }
    const answer = await changesNothing(() =>
      parent.post(PATH, start === undefined ? fields : { ...fields, start: [start] }),
    )
    expect(answer.status).toBe(422)
    expect((await startsShown(answer.clone()))[0]).toBe('2026-11-27T14:00Z')
    const page = await seenPage(answer)
    expect(page.title).toMatch(/^Error: /)
    expect(page.summary).toEqual({
      beforeForm: true,
      notice: undefined,
      problems: [{ href: '#start', text: chooseTime.en }],
    })
    expect(page.messages.start).toContain(chooseTime.en)
    expect(page.described.start).toEqual(['start-error'])
    expect(page.ids).toContain('start')
    expect(page.filled).toMatchObject({ calendarTitle: ['busy'], from: ['2026-11-27'] })
    expect(page.filled.way).toContain('phone')
    expect(page.filled.timeZone).toContain('America/Regina')
  })

  it.each([
    ['an unknown way', { way: ['by letter'] }],
    ['an unknown time zone', { timeZone: ['Mars/Olympus'] }],
    ['a time that is none', { start: ['2026-02-31T10:00Z'] }],
    ['a time twice', { start: [START, '2026-11-24T15:30Z'] }],
    ['a coordinator of their own choosing', { coordinator: ['camille-verdier'] }],
    ['a calendar title of their own making', { calendarTitle: ['Custody'] }],
  ])('is refused with %s, and the rest is kept', async (_, other) => {
    const { parent } = await parentWhoBooks()
    const answer = await changesNothing(() => parent.post(PATH, { ...chosen, ...other }))
    expect(answer.status).toBe(400)
    const page = await seenPage(answer)
    expect(page.summary?.notice).toBe(bookingNotices.notAsExpected.en)
    expect(page.shown).toContain('booking-openings')
    expect(page.filled.timeZone).toContain('America/Toronto')
  })

  it.each([
    ['no form', { body: '{}', headers: { 'Content-Type': 'application/json' } }, 415],
    ['too much', { body: `start=${'a'.repeat(BODY_BYTES)}` }, 413],
  ] as const)('is not looked for in %s', async (_, init, status) => {
    const { parent } = await parentWhoBooks()
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
    const answer = await changesNothing(() =>
      parent.request(PATH, { method: 'POST', headers: form, ...init }),
    )
    await expectErrorPage(answer, status)
  })
})

describe('a time that has just gone', () => {
  const wish = { way: ['phone'], timeZone: ['America/Regina'], calendarTitle: ['busy'] }

  async function expectNearest(answer: Response) {
    expect(answer.status).toBe(409)
    const days = await timesShown(answer.clone())
    const starts = days.flatMap(({ times }) => times.map(({ value }) => value))
    expect(starts).toHaveLength(12)
    expect(starts).not.toContain(FAR)
    // The nearest to 2 p.m. on that Monday are on the same day, and then on the working days beside it.
    expect(new Set(starts.map((start) => start.slice(0, 10)))).toEqual(
      new Set(['2026-12-07']).add('2026-12-08'),
    )
    const page = await seenPage(answer)
    expect(page.summary?.notice).toBe(bookingNotices.gone.en)
    expect(page.filled.calendarTitle).toEqual(['busy'])
    expect(page.filled.way).toContain('phone')
    expect(page.filled.timeZone).toContain('America/Regina')
    expect(page.shown).toContain('nearest')
  }

  it('comes back with the nearest times and everything else kept', async () => {
    const other = await parentWhoBooks()
    await books(other.parent, FAR)
    const { parent } = await parentWhoBooks()
    const answer = await changesNothing(() => parent.post(PATH, { ...wish, start: [FAR] }))
    await expectNearest(answer)
  })

  it('does so too when another is faster by a moment', async () => {
    const other = await parentWhoBooks()
    const { parent } = await parentWhoBooks()
    let raced = false
    const DB = watchedD1(async (statements, go) => {
      if (!raced && statements.some(isTaking)) {
        raced = true
        await books(other.parent, FAR)
      }
      return go()
    })
    const answer = await sameParent(parent, { DB }).post(PATH, { ...wish, start: [FAR] })
    expect(raced).toBe(true)
    await expectNearest(answer)
    expect(await count('appointments')).toBe(1)
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
    const { parent } = await parentWhoBooks()
    const answer = await changesNothing(() => parent.post(PATH, { ...chosen, start: [start] }))
    expect(answer.status).toBe(409)
    expect((await seenPage(answer)).summary?.notice).toBe(bookingNotices.gone.en)
  })

  it('is one whose way the coordinator does not offer any more', async () => {
    const { parent } = await parentWhoBooks({ parent: { booksWith: 'jules-hartwell' } })
    const answer = await parent.post(PATH, { ...chosen, way: ['in-person'] })
    expect(answer.status).toBe(409)
    expect((await seenPage(answer)).filled.way).toContain('video')
  })
})

describe('rules that change between the look and the press', () => {
  /** The parent, whose next choice meets rules that are saved in the very moment before it is written. */
  async function racingRules(...[rules]: Parameters<typeof saveRules>) {
    const { parent } = await parentWhoBooks()
    let raced = false
    const DB = watchedD1(async (statements, go) => {
      if (!raced && statements.some(isTaking)) {
        raced = true
        await saveRules(rules)
      }
      return go()
    })
    return sameParent(parent, { DB })
  }

  it('are looked at again: what they still offer is kept', async () => {
    const parent = await racingRules({ noticeHours: 12 })
    expect((await parent.post(PATH, chosen)).status).toBe(303)
    expect(await count('appointments')).toBe(1)
  })

  it('take what they do not offer any more', async () => {
    const parent = await racingRules({ weekly: [{ weekday: 5, from: '09:00', until: '12:00' }] })
    const answer = await parent.post(PATH, chosen)
    expect(answer.status).toBe(409)
    expect(await startsShown(answer.clone())).toContain('2026-11-27T14:00Z')
    expect((await seenPage(answer)).summary?.notice).toBe(bookingNotices.gone.en)
    expect(await count('appointments')).toBe(0)
  })
})

describe('when the file is closed meanwhile', () => {
  it('the chosen time is still there, to be posted once the file is open again', async () => {
    const { code } = await parentWhoBooks()
    const parent = visit()
    const answer = await changesNothing(() =>
      parent.post(PATH, { ...chosen, way: ['phone'], calendarTitle: ['none'] }),
    )
    expect(answer.status).toBe(410)
    expect(await timesShown(answer.clone())).toEqual([
      {
        day: 'Tuesday, November 24, 2026',
        times: [{ value: START, label: '10:00\u00a0a.m.', checked: true }],
      },
    ])
    const page = await seenPage(answer)
    expect(page.summary?.notice).toBe(bookingNotices.fileClosed.en)
    expect(page.shown).not.toContain('booking-who')
    await parent.post('/file/', { code: [code] })
    expect((await parent.post(PATH, page.filled)).status).toBe(303)
    expect(await rows('select way from appointments')).toEqual([{ way: 'phone' }])
  })

  it('there is nothing to keep when nothing was chosen', async () => {
    const answer = await visit().post(PATH, { way: ['video'], timeZone: ['America/Toronto'] })
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/file/'])
  })
})

describe('when the database fails', () => {
  const failing = (fails: (statements: readonly string[]) => boolean) =>
    watchedD1(async (statements, go) => {
      if (fails(statements)) throw new Error('No answer')
      return go()
    })

  it.each([
    ['before anything is read', () => true],
    ['while the time is kept', (statements: readonly string[]) => statements.some(isTaking)],
  ] as const)('%s, everything chosen is still there', async (_, fails) => {
    const { parent } = await parentWhoBooks()
    const unlucky = sameParent(parent, { DB: failing(fails) })
    const answer = await unlucky.post(PATH, { ...chosen, way: ['phone'], calendarTitle: ['busy'] })
    expect(answer.status).toBe(500)
    const checked = (await timesShown(answer.clone())).flatMap(({ times }) =>
      times.filter((time) => time.checked),
    )
    expect(checked.map(({ value }) => value)).toEqual([START])
    const held = await heldBy(answer.clone(), PATH)
    const page = await seenPage(answer)
    expect(page.summary?.notice).toBe(bookingNotices.notSent.en)
    expect(held.calendarTitle).toEqual(['busy'])
    expect((await parent.post(PATH, { ...held, start: [START] })).status).toBe(303)
    expect(await rows('select way from appointments')).toEqual([{ way: 'phone' }])
  })
})

it('says so when the database fails before anything was chosen', async () => {
  const { parent } = await parentWhoBooks()
  const DB = watchedD1(() => Promise.reject(new Error('No answer')))
  const answer = await sameParent(parent, { DB }).post(PATH, { ...chosen, start: [''] })
  await expectErrorPage(answer, 500)
})

it('logs no time, time zone, way or title', async () => {
  const logs = watchLogs()
  const { parent } = await parentWhoBooks()
  await parent.get(`${PATH}?way=phone&timeZone=America/Winnipeg&from=2026-11-27`)
  await chooses(parent, START, { way: ['phone'], timeZone: ['America/Winnipeg'], calendarTitle: ['busy'] })
  await parent.post(PATH, { ...chosen, start: ['2026-11-20T15:00Z'] })
  await parent.post(PATH, { ...chosen, start: ['soon'] })
  await parent.post(PATH, { way: ['phone'], timeZone: ['America/Winnipeg'] })
  expect(logs.events('time_kept').map(({ ended }) => ended)).toEqual(['done', 'not-offered'])
  const said = logs.lines.join('\n')
  for (const needle of ['2026-11', 'Winnipeg', 'phone', 'busy', String(Date.parse(START))]) {
    expect(said.includes(needle) ? needle : '').toBe('')
  }
})
