import ICAL from 'ical.js'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { bookPage, checkPage } from '../../../content/booking/page-wording.ts'
import { sessionMovedMail } from '../../../content/mail/appointment-messages.ts'
import { fileNewsMail } from '../../../content/mail/file-news-message.ts'
import { appendAudit, brokenAt, readAudit } from '../../../db/audit.ts'
import {
  books,
  chooses,
  FAR,
  hasSession,
  lookedOver,
  NOW,
  parentWhoBooks,
  ROBIN,
  saveRules,
  startsShown,
  withoutMail,
} from '../../../tests/support/booking-actions.ts'
import { changesNothing, count, rows } from '../../../tests/support/database-rows.ts'
import { type Delivery, mailProvider, unreachable } from '../../../tests/support/mock-mail-provider.ts'
import { seenPage } from '../../../tests/support/parse-visible-page.ts'
import {
  bindings,
  countingD1,
  prepareDatabase,
  visit,
  watchedD1,
} from '../../../tests/support/test-portal.ts'
import { environment } from '../../environment.ts'

let deliveries: Delivery[]
const { db, portalOrigin } = environment(bindings)
const MINUTE = 60_000
const LATER = '2026-12-08T19:00Z'

beforeEach(async () => {
  vi.setSystemTime(NOW)
  await prepareDatabase()
  deliveries = mailProvider()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const booked = () =>
  rows<{ starts_at: number; sequence: number; way: string }>(
    'select starts_at, sequence, way from appointments where kept_until is null',
  )
const quarters = async () =>
  (await rows<{ quarter: number }>('select quarter from appointment_slots order by quarter')).map(
    ({ quarter }) => quarter * 15 * MINUTE,
  )
const quartersFrom = (start: string, many: number) =>
  Array.from({ length: many }, (_, index) => Date.parse(start) + index * 15 * MINUTE)
const toParent = () => deliveries.filter(({ to }) => to === 'sam@example.org')
const entryOf = ({ body }: Delivery) => {
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
    const { parent } = await parentWhoBooks()
    await books(parent, FAR, { way: ['phone'], timeZone: ['America/Halifax'], calendarTitle: 'busy' })
    const page = await parent.get('/file/book/?from=2026-12-07')
    const starts = await startsShown(page.clone())
    for (const time of ['18:30', '19:00', '19:30']) expect(starts).toContain(`2026-12-07T${time}Z`)
    const seen = await seenPage(page)
    expect(seen.text).toContain(
      `${bookPage.moving.en} Monday, December 7, 2026, 3:00 p.m., Atlantic time, UTC−04:00`,
    )
    expect(seen.filled.way).toContain('phone')
    expect(seen.filled.timeZone).toContain('America/Halifax')
    expect(seen.filled.calendarTitle).toEqual(['busy'])
    await chooses(parent, LATER)
    expect(await booked()).toMatchObject([{ starts_at: Date.parse(FAR), sequence: 0 }])
    const check = await seenPage(await parent.get('/file/book/check/'))
    expect(check.text).toContain(`${checkPage.moving.en} Monday, December 7, 2026, 3:00 p.m.`)
    expect(check.filled).toMatchObject({ calendarTitle: ['busy'], start: [LATER], way: ['phone'] })
  })

  it('keeps the session and its place in the calendar, and counts up, over three moves and a cancelling', async () => {
    const file = await parentWhoBooks()
    const { parent, reference } = file
    await books(parent, FAR)
    const [{ id } = { id: '' }] = await rows<{ id: string }>('select id from appointments')
    const [attendance] = await rows<{ id: string }>('select id from attendances')
    const starts = [LATER, '2026-12-09T14:00Z', '2026-12-10T20:30Z']
    for (const [index, start] of starts.entries()) {
      vi.setSystemTime(NOW + (index + 1) * MINUTE)
      const answer = await books(parent, start, { timeZone: ['America/Regina'] })
      expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/file/appointment/'])
      expect(await booked()).toEqual([{ starts_at: Date.parse(start), sequence: index + 1, way: 'video' }])
      expect(await quarters()).toEqual(quartersFrom(start, 5))
    }
    expect(await rows('select id from appointments')).toEqual([{ id }])
    expect(await rows('select id from attendances')).toEqual([attendance])
    await parent.post('/file/appointment/cancel/', { start: ['2026-12-10T20:30Z'] })
    const uid = `${attendance?.id}@ls-office.example.com`
    expect(toParent().map(entryOf)).toEqual([
      { method: 'PUBLISH', uid, sequence: 0, startsAt: Date.parse(FAR) },
      ...starts.map((start, index) => ({
        method: 'PUBLISH',
        uid,
        sequence: index + 1,
        startsAt: Date.parse(start),
      })),
      { method: 'CANCEL', uid, sequence: 4, startsAt: Date.parse('2026-12-10T20:30Z') },
    ])
    const when = 'Wednesday, December 9, 2026, 8:00\u00a0a.m., Saskatchewan time, UTC−06:00'
    expect(toParent()[2]).toMatchObject(
      sessionMovedMail({ subject: 'appointment', when, portalOrigin }, 'en'),
    )
    const moved = fileNewsMail({ reference, news: 'session-moved', portalOrigin }, 'en').text
    expect(deliveries.filter(({ text }) => text === moved)).toHaveLength(3)
    const chain = await readAudit(db, file.fileId)
    expect(await brokenAt(chain)).toBeUndefined()
    expect(chain.map(({ action }) => action)).toEqual([
      'appointment_booked',
      ...starts.map(() => 'appointment_moved'),
      'appointment_cancelled',
    ])
  })

  it('takes two calls to the database', async () => {
    const { DB, calls } = countingD1()
    const file = await parentWhoBooks({ overrides: { DB } })
    await appendAudit(db, {
      fileId: file.fileId,
      actor: 'parent',
      action: 'intake_sent',
      detail: {},
      happenedAt: NOW,
    })
    await books(file.parent, FAR)
    await chooses(file.parent, LATER)
    const { path, fields } = await lookedOver(file.parent)
    calls.length = 0
    expect((await file.parent.post(path, fields)).status).toBe(303)
    expect(withoutMail(calls)).toHaveLength(2)
  })

  it('may overlap where the session is now', async () => {
    const { parent } = await parentWhoBooks()
    await books(parent, FAR)
    expect((await books(parent, '2026-12-07T19:30Z')).status).toBe(303)
    expect(await quarters()).toEqual(quartersFrom('2026-12-07T19:30Z', 5))
    const other = await parentWhoBooks()
    expect(await startsShown(await other.parent.get('/file/book/?from=2026-12-07'))).toContain(
      '2026-12-07T18:00Z',
    )
  })

  it('may change how they meet at the same time', async () => {
    const { parent } = await parentWhoBooks()
    await books(parent, FAR)
    await books(parent, FAR, { way: ['in-person'] })
    expect(await booked()).toEqual([{ starts_at: Date.parse(FAR), sequence: 1, way: 'in-person' }])
    // Half an hour is kept free on both sides of it.
    expect(await quarters()).toEqual(quartersFrom('2026-12-07T18:30Z', 8))
  })

  it('to where it is already changes nothing', async () => {
    const { parent } = await parentWhoBooks()
    await books(parent, FAR)
    const answer = await changesNothing(() =>
      parent.post('/file/book/', { start: [FAR], way: ['video'], timeZone: ['America/Toronto'] }),
    )
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/file/appointment/'])
  })

  it('fifty times, at once and one after another, moves it once with one mail', async () => {
    const file = await parentWhoBooks()
    await books(file.parent, FAR)
    await chooses(file.parent, LATER)
    const { path, fields } = await lookedOver(file.parent)
    const press = async () => {
      const { status, headers } = await file.parent.post(path, fields)
      return `${status} ${headers.get('Location')}`
    }
    const answers = new Set(await Promise.all(Array.from({ length: 25 }, press)))
    await changesNothing(async () => {
      for (let times = 0; times < 25; times++) answers.add(await press())
    })
    expect([...answers]).toEqual(['303 /file/appointment/'])
    expect(await booked()).toEqual([{ starts_at: Date.parse(LATER), sequence: 1, way: 'video' }])
    expect(await quarters()).toEqual(quartersFrom(LATER, 5))
    expect(toParent()).toHaveLength(2)
    expect((await readAudit(db, file.fileId)).map(({ action }) => action)).toEqual([
      'appointment_booked',
      'appointment_moved',
    ])
  })

  it('leaves the session where it is when another was faster', async () => {
    const { parent } = await parentWhoBooks()
    await books(parent, FAR)
    await chooses(parent, LATER)
    const { path, fields } = await lookedOver(parent)
    vi.setSystemTime(NOW + 11 * MINUTE)
    const other = await parentWhoBooks()
    await books(other.parent, LATER)
    const answer = await changesNothing(() => parent.post(path, fields))
    expect(answer.status).toBe(409)
    expect((await seenPage(answer)).shown).toContain('booking-moving')
    expect((await booked()).map(({ starts_at }) => starts_at).toSorted()).toEqual(
      [FAR, LATER].map((start) => Date.parse(start)).toSorted(),
    )
  })

  it('does not undo a cancelling in the same moment', async () => {
    const { parent } = await parentWhoBooks()
    await books(parent, FAR)
    await chooses(parent, LATER)
    const { path, fields } = await lookedOver(parent)
    let raced = false
    const DB = watchedD1(async (statements, go) => {
      if (!raced && statements.some((sql) => /update appointments set coordinator/.test(sql))) {
        raced = true
        await parent.post('/file/appointment/cancel/', { start: [FAR] })
      }
      return go()
    })
    const visitor = visit({ DB })
    visitor.cookie = parent.cookie
    await visitor.post(path, fields)
    expect(raced).toBe(true)
    const [first] = await rows('select cancelled_at, sequence, starts_at from appointments order by rowid')
    expect(first).toEqual({ cancelled_at: NOW, sequence: 1, starts_at: Date.parse(FAR) })
  })

  it('goes into the calendar of whoever they book with by then', async () => {
    const { parent, parentId } = await parentWhoBooks()
    await books(parent, FAR)
    await rows("update parents set books_with = 'camille-verdier' where id = ?", parentId)
    expect((await books(parent, '2026-12-08T16:00Z')).status).toBe(303)
    expect(await rows('select coordinator, sequence from appointments')).toEqual([
      { coordinator: 'camille-verdier', sequence: 1 },
    ])
    expect(await rows('select distinct coordinator from appointment_slots')).toEqual([
      { coordinator: 'camille-verdier' },
    ])
  })

  it('ends the mail that still waited to tell of the time before', async () => {
    mailProvider(unreachable)
    const { parent } = await parentWhoBooks()
    await books(parent, FAR)
    await books(parent, LATER)
    expect(
      await rows("select outcome, last_error from outbox where kind = 'session' order by rowid"),
    ).toEqual([
      { outcome: 'failed', last_error: 'ended' },
      { outcome: 'queued', last_error: expect.any(String) },
    ])
  })

  it('makes a reminder due again, unless it is too near to need one', async () => {
    const { parent } = await parentWhoBooks()
    await books(parent, FAR)
    await rows('update attendances set reminded_at = 1')
    await books(parent, LATER)
    expect(await rows('select reminded_at from attendances')).toEqual([{ reminded_at: null }])
    await books(parent, '2026-11-24T14:00Z')
    expect(await rows('select reminded_at from attendances')).toEqual([{ reminded_at: NOW }])
  })
})

describe('until two working days before', () => {
  // Monday, 7 December, 2 p.m. in Toronto: until Thursday, 3 December, 2 p.m.
  const LIMIT = Date.parse('2026-12-03T19:00Z')

  it('a session can be moved and cancelled, and the page says until when', async () => {
    const { parent, code } = await parentWhoBooks()
    await books(parent, FAR, { timeZone: ['America/Vancouver'] })
    vi.setSystemTime(LIMIT - 1)
    await parent.post('/file/', { code: [code] })
    const page = await seenPage(await parent.get('/file/appointment/'))
    expect(page.text).toContain('Thursday, December 3, 2026, 12:00 p.m., Pacific time')
    for (const slot of ['can-move', 'can-cancel']) expect(page.shown).toContain(slot)
    expect(page.shown).not.toContain('too-late')
    expect((await parent.get('/file/book/')).status).toBe(200)
    expect((await parent.get('/file/appointment/cancel/')).status).toBe(200)
  })

  it('and later only by phone', async () => {
    const { parent, code } = await parentWhoBooks()
    await books(parent, FAR)
    vi.setSystemTime(LIMIT)
    await parent.post('/file/', { code: [code] })
    const page = await seenPage(await parent.get('/file/appointment/'))
    expect(page.shown).toContain('too-late')
    for (const slot of ['can-move', 'can-cancel']) expect(page.shown).not.toContain(slot)
    await changesNothing(async () => {
      const chosen = { start: [LATER], way: ['video'], timeZone: ['America/Toronto'] }
      const answers = [
        await parent.get('/file/book/'),
        await parent.post('/file/book/', chosen),
        await parent.get('/file/book/check/'),
        await parent.post('/file/book/check/', { ...chosen, calendarTitle: ['busy'] }),
        await parent.get('/file/appointment/cancel/'),
        await parent.post('/file/appointment/cancel/', { start: [FAR] }),
      ]
      for (const { status, headers } of answers) {
        expect([status, headers.get('Location')]).toEqual([303, '/file/appointment/'])
      }
    })
  })

  it('is reckoned in the time zone that the coordinator saved', async () => {
    const { parent, code } = await parentWhoBooks()
    await saveRules({
      weekly: [{ weekday: 7, from: '18:00', until: '24:00' }],
      timeZone: 'America/Vancouver',
    })
    await books(parent, '2026-12-07T06:00Z')
    // Sunday, 11 p.m. in Vancouver: until Thursday, 11 p.m. In Toronto it is Monday, and would be a day less.
    vi.setSystemTime(Date.parse('2026-12-04T06:00Z') - 1)
    await parent.post('/file/', { code: [code] })
    expect((await seenPage(await parent.get('/file/appointment/'))).shown).toContain('can-move')
    vi.setSystemTime(Date.parse('2026-12-04T06:00Z'))
    expect((await seenPage(await parent.get('/file/appointment/'))).shown).toContain('too-late')
  })
})

describe('a joint session', () => {
  it('is not moved by one parent', async () => {
    const file = await parentWhoBooks()
    await hasSession([file, { fileId: file.fileId, parentId: `other of ${file.fileId}` }], Date.parse(FAR))
    const page = await seenPage(await file.parent.get('/file/appointment/'))
    expect(page.shown).toContain('kind-joint')
    expect(page.shown).toContain('can-cancel')
    expect(page.shown).not.toContain('can-move')
    const chosen = { start: [LATER], way: ['video'], timeZone: ['America/Toronto'], calendarTitle: ['busy'] }
    await changesNothing(async () => {
      for (const path of ['/file/book/', '/file/book/check/']) {
        expect((await file.parent.post(path, chosen)).headers.get('Location')).toBe('/file/appointment/')
      }
    })
    expect(await count('appointments')).toBe(1)
    expect(await rows('select coordinator from appointments')).toEqual([{ coordinator: ROBIN }])
  })
})
