import ICAL from 'ical.js'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { bookingNotices, checkPage as checkWords } from '../../../content/booking/page-wording.ts'
import { check } from '../../../content/forms/booking/index.ts'
import { sessionBookedMail } from '../../../content/mail/appointment-messages.ts'
import { fileNewsMail } from '../../../content/mail/file-news-message.ts'
import { mailSubjects } from '../../../content/mail/mail-subjects.ts'
import { practice } from '../../../content/practice.ts'
import { appendAudit, brokenAt, readAudit } from '../../../db/audit.ts'
import { encoded } from '../../../forms/example.ts'
import { languages, pathIn } from '../../../forms/language.ts'
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
import { watchLogs } from '../../../tests/support/console-logs.ts'
import { changesNothing, count, everyRow, rows } from '../../../tests/support/database-rows.ts'
import { type Delivery, mailProvider, unreachable } from '../../../tests/support/mock-mail-provider.ts'
import { seenPage } from '../../../tests/support/parse-visible-page.ts'
import {
  bindings,
  countingD1,
  prepareDatabase,
  type Visitor,
  visit,
  watchedD1,
} from '../../../tests/support/test-portal.ts'
import { environment } from '../../environment.ts'

let deliveries: Delivery[]
const { db, portalOrigin } = environment(bindings)
const PATH = '/file/book/check/'
const MINUTE = 60_000
const SOON = '2026-11-24T15:00Z'

beforeEach(async () => {
  vi.setSystemTime(NOW)
  await prepareDatabase()
  deliveries = mailProvider()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

type File = Awaited<ReturnType<typeof parentWhoBooks>>

function sameParent(parent: Visitor, overrides: Readonly<Record<string, unknown>>): Visitor {
  const visitor = visit(overrides)
  visitor.cookie = parent.cookie
  return visitor
}
/** As every file has one: the record of its sending. */
const recordSending = ({ fileId }: File) =>
  appendAudit(db, { fileId, actor: 'parent', action: 'intake_sent', detail: {}, happenedAt: NOW })
const actionsOf = async ({ fileId }: File) => {
  const chain = await readAudit(db, fileId)
  expect(await brokenAt(chain)).toBeUndefined()
  return chain.map(({ actor, action, detail }) => [actor, action, detail])
}
const toParent = () => deliveries.filter(({ to }) => to === 'sam@example.org')
const entryOf = ({ body }: Delivery) => {
  const [file, ...more] = JSON.parse(body).attachments ?? []
  expect(more).toEqual([])
  return file && { ...file, content: Buffer.from(file.content, 'base64').toString() }
}
const isBooking = (sql: string) => /insert into appointments /.test(sql)
/** Somebody does something right before the next booking or moving is written. */
function justBefore(happens: () => Promise<unknown>) {
  let raced = false
  return watchedD1(async (statements, go) => {
    if (!raced && statements.some((sql) => isBooking(sql) || /update appointments/.test(sql))) {
      raced = true
      await happens()
    }
    return go()
  })
}

describe('booking', () => {
  it.each(languages)('writes the session down once and shows it, in %s', async (language) => {
    const file = await parentWhoBooks({ language })
    await recordSending(file)
    const answer = await books(file.parent, FAR, { language })
    const path = pathIn(language, '/file/appointment/')
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, path])
    expect(await rows('select * from appointments')).toEqual([
      {
        id: expect.any(String),
        file_id: file.fileId,
        coordinator: ROBIN,
        kind: 'individual',
        way: 'video',
        starts_at: Date.parse(FAR),
        ends_at: Date.parse(FAR) + 60 * MINUTE,
        taken_from: Date.parse(FAR),
        taken_until: Date.parse(FAR) + 75 * MINUTE,
        made_at: NOW,
        made_by: 'parent',
        kept_until: null,
        sequence: 0,
        cancelled_at: null,
        cancelled_by: null,
        outcome: null,
      },
    ])
    expect([await count('attendances'), await count('appointment_slots')]).toEqual([1, 5])
    expect(await actionsOf(file)).toEqual([
      ['parent', 'intake_sent', '{}'],
      [
        'parent',
        'appointment_booked',
        JSON.stringify({ kind: 'individual', way: 'video', coordinator: ROBIN }),
      ],
    ])
    const seen = await seenPage(await changesNothing(() => file.parent.get(path)))
    expect(seen.text).toContain(
      {
        en: 'Monday, December 7, 2026, 2:00 p.m., Eastern time (Toronto, Ottawa, Montréal), UTC−05:00',
        fr: 'lundi 7 décembre 2026, 14 h 00, heure de l’Est (Toronto, Ottawa, Montréal), UTC−05:00',
      }[language],
    )
  })

  it('takes two calls to the database', async () => {
    const { DB, calls } = countingD1()
    const file = await parentWhoBooks({ overrides: { DB } })
    await recordSending(file)
    await chooses(file.parent, FAR)
    const { path, fields } = await lookedOver(file.parent)
    calls.length = 0
    expect((await file.parent.post(path, fields)).status).toBe(303)
    expect(withoutMail(calls)).toHaveLength(2)
  })

  it('writes to a safe address when it is, in the parent’s time zone, with the entry for their calendar', async () => {
    const { parent, reference } = await parentWhoBooks({ language: 'fr' })
    await books(parent, FAR, { calendarTitle: 'busy', timeZone: ['America/St_Johns'] })
    const [mail, ...more] = toParent()
    expect(more).toEqual([])
    const when = 'lundi 7 décembre 2026, 15\u00a0h\u00a030, heure de Terre-Neuve, UTC−03:30'
    expect(mail).toMatchObject(sessionBookedMail({ subject: 'appointment', when, portalOrigin }, 'fr'))
    expect(mail?.subject).toBe(mailSubjects.appointment.fr)
    expect(JSON.parse(mail?.body ?? '{}').from).toBe(practice.discreetMailFrom)
    const entry = mail && entryOf(mail)
    expect(entry).toMatchObject({
      filename: 'calendar.ics',
      content_type: 'text/calendar; charset=utf-8; method=PUBLISH',
    })
    const [event] = new ICAL.Component(ICAL.parse(entry.content)).getAllSubcomponents('vevent')
    const [attendance] = await rows<{ id: string }>('select id from attendances')
    expect([event?.getFirstPropertyValue('uid'), event?.getFirstPropertyValue('summary')]).toEqual([
      `${attendance?.id}@ls-office.example.com`,
      'Occupé',
    ])
    const start = event?.getFirstPropertyValue('dtstart') as ICAL.Time
    expect(start.toJSDate().getTime()).toBe(Date.parse(FAR))
    // Nothing of who, where, with whom or why.
    const said = [mail?.subject, mail?.text, mail?.html, entry.content]
      .join('\n')
      .replaceAll(/https:\/\/[^\s"<]*/g, '')
    expect(said).not.toMatch(/lantern|ashdown|coordin|parent|enfant|rencontre/i)
    expect(said).not.toContain(reference)
    expect(await rows("select parent_id from outbox where kind = 'session'")).toEqual([
      { parent_id: expect.any(String) },
    ])
  })

  it('tells whoever leads the file that there is a session, not when', async () => {
    const { parent, reference } = await parentWhoBooks()
    await books(parent, FAR)
    const news = deliveries.filter(({ to }) => to === 'robin@lantern-street.example.com')
    const expected = fileNewsMail({ reference, news: 'session-booked', portalOrigin }, 'en')
    expect(news.map(({ text }) => text)).toEqual([expected.text])
    expect(expected.text).not.toMatch(/2026|December/)
  })

  it('leaves the calendar alone for whoever chose so', async () => {
    const { parent } = await parentWhoBooks()
    await books(parent, FAR, { calendarTitle: 'none' })
    expect(toParent()).toHaveLength(1)
    expect(JSON.parse(toParent()[0]?.body ?? '{}').attachments).toBeUndefined()
  })

  it('writes to nobody without a safe address', async () => {
    const { parent } = await parentWhoBooks({ rules: { email: undefined as never } })
    await books(parent, FAR)
    expect(deliveries.map(({ to }) => to)).toEqual(['robin@lantern-street.example.com'])
    expect(await rows('select kind from outbox')).toEqual([{ kind: 'file-news' }])
    expect(await count('appointments')).toBe(1)
  })

  it('answers what was asked for when no time was found', async () => {
    const { parent } = await parentWhoBooks()
    await parent.post('/file/book/request/', { preferredParts: ['any'], preferredTimes: [''] })
    await books(parent, FAR)
    expect(await rows('select ended_at from time_requests')).toEqual([{ ended_at: NOW }])
  })

  it('asks what the calendar may say, with everything else as it was', async () => {
    const { parent } = await parentWhoBooks()
    await chooses(parent, FAR)
    const { path, fields } = await lookedOver(parent)
    for (const calendarTitle of [[], [''], ['Custody']]) {
      const answer = await changesNothing(() => parent.post(path, { ...fields, calendarTitle }))
      expect(answer.status).toBe(422)
      const page = await seenPage(answer)
      expect(page.title).toMatch(/^Error: /)
      expect(page.summary?.problems.map(({ href }) => href)).toEqual(['#calendarTitle'])
      expect(page.filled).toMatchObject({ start: [FAR], way: ['video'], timeZone: ['America/Toronto'] })
      expect(page.text).toContain('Monday, December 7, 2026, 2:00 p.m.')
      expect(page.shown).toContain('booking-kept')
    }
    const empty = await seenPage(await parent.post(path, { ...fields, calendarTitle: [''] }))
    expect(empty.summary?.problems[0]?.text).toBe(check.questions.calendarTitle.required.en)
  })

  it.each([
    ['far', NOW, FAR, false],
    ['tomorrow', NOW, SOON, true],
    // From Monday, two working days back is Thursday of the week before.
    ['two working days and a moment away', Date.parse('2026-12-03T19:00Z') - 1, FAR, false],
    ['two working days away', Date.parse('2026-12-03T19:00Z'), FAR, true],
  ])('says beforehand whether it can later be changed only by calling: %s', async (_, now, start, near) => {
    vi.setSystemTime(now)
    const { parent } = await parentWhoBooks()
    await chooses(parent, start)
    const { shown, text } = await seenPage(await parent.get(PATH))
    expect([shown.has('booking-near'), text.includes(checkWords.near.en.replace(/\s/g, ' '))]).toEqual([
      near,
      near,
    ])
  })

  it.each([
    ['no time', { start: [''] }],
    ['an unknown way', { way: ['by letter'] }],
    ['an unknown time zone', { timeZone: ['Mars/Olympus'] }],
    ['two titles', { calendarTitle: ['busy', 'none'] }],
    ['a field of their own', { length: ['240'] }],
  ])('is refused with %s', async (_, other) => {
    const { parent } = await parentWhoBooks()
    await chooses(parent, FAR)
    const { path, fields } = await lookedOver(parent)
    const answer = await changesNothing(() => parent.post(path, { ...fields, ...other }))
    expect(answer.status).toBe(400)
    expect((await seenPage(answer)).summary?.notice).toBe(bookingNotices.notAsExpected.en)
  })

  it('is possible again after a session that was missed or cancelled, and not after one they came to', async () => {
    const file = await parentWhoBooks()
    const past = NOW - 7 * 86_400_000
    await hasSession([file], past, { outcome: 'missed' })
    await hasSession([file], past + 7_200_000, { cancelledAt: past, cancelledBy: 'parent' })
    expect((await books(file.parent, FAR)).status).toBe(303)
    const other = await parentWhoBooks()
    await hasSession([other], past + 14_400_000)
    const answer = await changesNothing(() =>
      other.parent.post(PATH, {
        start: ['2026-12-08T19:00Z'],
        way: ['video'],
        timeZone: ['America/Toronto'],
        calendarTitle: ['busy'],
      }),
    )
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/file/yours/'])
  })
})

describe('pressing more than once', () => {
  it('fifty times, at once and one after another, is one session with one mail, and every press is answered alike', async () => {
    const file = await parentWhoBooks()
    await recordSending(file)
    await chooses(file.parent, FAR)
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
    expect([
      await count('appointments'),
      await count('attendances'),
      await count('appointment_slots'),
      await count('outbox'),
    ]).toEqual([1, 1, 5, 2])
    expect((await actionsOf(file)).map(([, action]) => action)).toEqual(['intake_sent', 'appointment_booked'])
    expect(deliveries.map(({ to }) => to).toSorted()).toEqual([
      'robin@lantern-street.example.com',
      'sam@example.org',
    ])
  })

  it('is one session when the database’s answer is lost', async () => {
    const { parent } = await parentWhoBooks()
    await chooses(parent, FAR)
    const { path, fields } = await lookedOver(parent)
    const DB = watchedD1(async (statements, go) => {
      const answer = await go()
      if (statements.some(isBooking)) throw new Error('Lost')
      return answer
    })
    const answer = await sameParent(parent, { DB }).post(path, fields)
    expect(answer.status).toBe(500)
    const page = await seenPage(answer)
    expect(page.summary?.notice).toBe(bookingNotices.notBooked.en)
    expect(page.filled).toEqual({ ...fields })
    const again = await parent.post(path, page.filled)
    expect([again.status, again.headers.get('Location')]).toEqual([303, '/file/appointment/'])
    expect([await count('appointments'), await count('outbox')]).toEqual([1, 2])
  })

  it('does not book a second time from another window', async () => {
    const { parent } = await parentWhoBooks()
    await chooses(parent, FAR)
    const old = await lookedOver(parent)
    await books(parent, '2026-12-08T19:00Z')
    // The old page said nothing of a session that would move: it is shown once more, now saying so.
    const answer = await parent.post(old.path, old.fields)
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, PATH])
    expect(await rows('select starts_at from appointments where kept_until is null')).toEqual([
      { starts_at: Date.parse('2026-12-08T19:00Z') },
    ])
    const page = await seenPage(await parent.get(PATH))
    expect(page.text).toContain('Tuesday, December 8, 2026, 2:00 p.m.')
    expect(page.shown).toContain('booking-moving')
  })
})

describe('a time that is not kept any more', () => {
  it('is booked all the same while nobody has it', async () => {
    const { parent } = await parentWhoBooks()
    await chooses(parent, FAR)
    const { path, fields } = await lookedOver(parent)
    vi.setSystemTime(NOW + 20 * MINUTE)
    await rows('delete from appointment_slots')
    await rows('delete from attendances')
    await rows('delete from appointments')
    expect((await parent.post(path, fields)).headers.get('Location')).toBe('/file/appointment/')
    expect(await rows('select starts_at, kept_until from appointments')).toEqual([
      { starts_at: Date.parse(FAR), kept_until: null },
    ])
  })

  it('is gone once another has it: the nearest come back, and the title is kept', async () => {
    const { parent } = await parentWhoBooks()
    await chooses(parent, FAR, { way: ['phone'], timeZone: ['America/Regina'] })
    const { path, fields } = await lookedOver(parent, 'busy')
    vi.setSystemTime(NOW + 11 * MINUTE)
    const other = await parentWhoBooks()
    await books(other.parent, FAR)
    const answer = await changesNothing(() => parent.post(path, fields))
    expect(answer.status).toBe(409)
    const starts = await startsShown(answer.clone())
    expect(starts).toHaveLength(12)
    expect(starts).not.toContain(FAR)
    const page = await seenPage(answer)
    expect(page.summary?.notice).toBe(bookingNotices.gone.en)
    expect(page.filled.calendarTitle).toEqual(['busy'])
    expect(page.filled.way).toContain('phone')
    expect(page.filled.timeZone).toContain('America/Regina')
    // And what is kept goes along to the next page.
    await chooses(parent, starts[0] ?? '', { calendarTitle: ['busy'] })
    expect((await seenPage(await parent.get(PATH))).filled.calendarTitle).toEqual(['busy'])
  })

  it('counts the notice from when it was kept, while it is', async () => {
    const { parent } = await parentWhoBooks()
    const first = '2026-11-23T15:00Z'
    await chooses(parent, first)
    const { path, fields } = await lookedOver(parent)
    vi.setSystemTime(NOW + 9 * MINUTE)
    expect((await parent.post(path, fields)).headers.get('Location')).toBe('/file/appointment/')
    const late = await parentWhoBooks()
    vi.setSystemTime(NOW)
    await chooses(late.parent, '2026-11-23T18:00Z')
    const held = await lookedOver(late.parent)
    vi.setSystemTime(NOW + 3 * 60 * MINUTE + 11 * MINUTE)
    await late.parent.post('/file/', { code: [late.code] })
    expect((await late.parent.post(held.path, held.fields)).status).toBe(409)
  })
})

describe('what comes between the look and the press', () => {
  const press = async (file: File, happens: () => Promise<unknown>) => {
    await chooses(file.parent, FAR)
    const { path, fields } = await lookedOver(file.parent)
    return sameParent(file.parent, { DB: justBefore(happens) }).post(path, fields)
  }

  it('rules that still offer the time book it', async () => {
    const file = await parentWhoBooks()
    const answer = await press(file, () => saveRules({ minutesAfter: 30 }))
    expect(answer.headers.get('Location')).toBe('/file/appointment/')
    expect(await count('appointment_slots')).toBe(6)
  })

  it('rules that do not offer it any more bring the page back', async () => {
    const file = await parentWhoBooks()
    const answer = await press(file, () =>
      saveRules({ closed: [{ from: '2026-12-01', until: '2026-12-31' }] }),
    )
    expect(answer.status).toBe(409)
    expect(await rows('select id from appointments where kept_until is null')).toEqual([])
    expect(deliveries).toEqual([])
  })

  it('a day that fills up brings the page back', async () => {
    await saveRules({ mostADay: 1 })
    const file = await parentWhoBooks()
    const other = await parentWhoBooks()
    const answer = await press(file, () => hasSession([other], Date.parse('2026-12-07T14:00Z')))
    expect(answer.status).toBe(409)
    expect(await count('appointments')).toBe(1)
  })

  it('a coordinator who is given the file brings back their own times', async () => {
    const file = await parentWhoBooks()
    const answer = await press(file, () =>
      rows("update parents set books_with = 'camille-verdier' where id = ?", file.parentId),
    )
    expect(answer.status).toBe(409)
    expect((await seenPage(answer)).text).toContain('Camille Verdier')
  })

  it.each([
    ['a file that closes', "update files set stage = 'closed'"],
    ['a parent who waits', "update parents set standing = 'waiting' where standing is not null"],
  ])('%s leaves nothing booked', async (_, sql) => {
    const file = await parentWhoBooks()
    await press(file, () => rows(sql))
    expect(await rows('select id from appointments where kept_until is null')).toEqual([])
    expect(deliveries).toEqual([])
  })

  it('another event on the file’s record is no obstacle', async () => {
    const file = await parentWhoBooks()
    await recordSending(file)
    const answer = await press(file, () =>
      appendAudit(db, {
        fileId: file.fileId,
        actor: ROBIN,
        action: 'answers_opened',
        detail: {},
        happenedAt: NOW,
      }),
    )
    expect(answer.headers.get('Location')).toBe('/file/appointment/')
    expect((await actionsOf(file)).map(([, action]) => action)).toEqual([
      'intake_sent',
      'answers_opened',
      'appointment_booked',
    ])
  })
})

describe('when the file is closed meanwhile', () => {
  it('what they looked over is still there, to be booked once it is open again', async () => {
    const { parent, code } = await parentWhoBooks()
    await chooses(parent, FAR, { way: ['phone'] })
    const { path, fields } = await lookedOver(parent, 'busy')
    await parent.post('/file/close/')
    const answer = await changesNothing(() => parent.post(path, fields))
    expect(answer.status).toBe(410)
    const page = await seenPage(answer)
    expect(page.summary?.notice).toBe(bookingNotices.fileClosed.en)
    expect(page.text).toContain('Monday, December 7, 2026, 2:00 p.m.')
    expect(page.shown).not.toContain('session-known')
    expect(page.filled).toEqual(fields)
    await parent.post('/file/', { code: [code] })
    expect((await parent.post(path, page.filled)).headers.get('Location')).toBe('/file/appointment/')
    expect(await rows('select way from appointments')).toEqual([{ way: 'phone' }])
  })

  it('there is nothing to keep of what is no time', async () => {
    const answer = await visit().post(PATH, { start: ['soon'] })
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/file/'])
  })
})

describe('when the database fails', () => {
  it.each([
    ['before anything is read', () => true],
    ['while it is booked', (statements: readonly string[]) => statements.some(isBooking)],
  ] as const)('%s, everything is still there', async (_, fails) => {
    const { parent } = await parentWhoBooks()
    await chooses(parent, FAR)
    const { path, fields } = await lookedOver(parent, 'none')
    const DB = watchedD1(async (statements, go) => {
      if (fails(statements)) throw new Error('No answer')
      return go()
    })
    const answer = await changesNothing(() => sameParent(parent, { DB }).post(path, fields))
    expect(answer.status).toBe(500)
    const page = await seenPage(answer)
    expect(page.summary?.notice).toBe(bookingNotices.notBooked.en)
    expect(page.filled).toEqual(fields)
    expect((await parent.post(path, page.filled)).headers.get('Location')).toBe('/file/appointment/')
  })

  it('or the mail cannot leave, the session stands and the mail leaves later', async () => {
    mailProvider(unreachable)
    const { parent } = await parentWhoBooks()
    expect((await books(parent, SOON)).status).toBe(303)
    expect(await rows('select distinct outcome from outbox')).toEqual([{ outcome: 'queued' }])
  })
})

it('is not done by opening an address or by another site', async () => {
  const { parent } = await parentWhoBooks()
  await chooses(parent, FAR)
  const { path, fields } = await lookedOver(parent)
  await changesNothing(async () => {
    await parent.get(`${path}?${new URLSearchParams({ start: FAR, way: 'video', calendarTitle: 'busy' })}`)
    const forged = await parent.request(path, {
      method: 'POST',
      body: encoded(fields),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'cross-site' },
    })
    expect(forged.status).toBe(403)
    expect((await parent.request(path, { method: 'DELETE' })).status).toBe(405)
  })
})

it('leaves no time, time zone or title in the log, and neither in clear in the database', async () => {
  const logs = watchLogs()
  const { parent } = await parentWhoBooks()
  await books(parent, FAR, { calendarTitle: 'busy', timeZone: ['America/Winnipeg'] })
  await parent.get('/file/appointment/')
  await parent.get('/file/appointment/calendar/')
  expect(logs.events('session_booked')).toEqual([
    { event: 'session_booked', request: expect.any(String), ended: 'done', moved: false },
  ])
  const said = logs.lines.join('\n')
  for (const needle of ['2026-12', 'Winnipeg', 'busy', 'Busy', String(Date.parse(FAR))]) {
    expect(said.includes(needle) ? needle : '').toBe('')
  }
  const stored = JSON.stringify(await everyRow())
  for (const needle of ['Winnipeg', 'busy', 'Busy']) expect(stored.includes(needle) ? needle : '').toBe('')
})
