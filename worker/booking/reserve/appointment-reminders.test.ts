import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { sessionReminderMail } from '../../../content/mail/appointment-messages.ts'
import { mailSubjects } from '../../../content/mail/mail-subjects.ts'
import { practice } from '../../../content/practice.ts'
import { parents } from '../../../db/schema.ts'
import {
  books,
  chooses,
  FAR,
  hasSession,
  NOW,
  otherParentOf,
  parentWhoBooks,
} from '../../../tests/support/booking-actions.ts'
import { watchLogs } from '../../../tests/support/console-logs.ts'
import { changesNothing, count, rows } from '../../../tests/support/database-rows.ts'
import { type Delivery, mailProvider, unreachable } from '../../../tests/support/mock-mail-provider.ts'
import { bindings, prepareDatabase, scheduled, watchedD1 } from '../../../tests/support/test-portal.ts'
import { environment } from '../../environment.ts'
import { contactPlace } from '../../intake/contact-rules.ts'
import { seal } from '../../privacy/seal.ts'
import { remindOfSessions } from './appointment-reminders.ts'

let deliveries: Delivery[]
const env = environment(bindings)
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const AHEAD = practice.reminderHours * HOUR
/** When a session on Monday, 7 December, 2 p.m. in Toronto is first spoken of again. */
const DUE = Date.parse(FAR) - AHEAD

beforeEach(async () => {
  vi.setSystemTime(NOW)
  await prepareDatabase()
  deliveries = mailProvider()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const runAt = async (time: number) => {
  vi.setSystemTime(time)
  await scheduled()
}
const reminded = () => rows('select reminded_at from attendances order by rowid')
const reminders = () => rows("select outcome, last_error from outbox where kind = 'session-reminder'")

describe('a reminder', () => {
  it.each([
    [
      'en',
      'America/Vancouver',
      'Monday, December 7, 2026, 12:00\u00a0p.m., Pacific time (Vancouver, Victoria), UTC−07:00',
    ],
    ['fr', 'America/St_Johns', 'lundi 7 décembre 2026, 15\u00a0h\u00a030, heure de Terre-Neuve, UTC−03:30'],
    ['en', 'America/Regina', 'Monday, December 7, 2026, 1:00\u00a0p.m., Saskatchewan time, UTC−06:00'],
  ] as const)('leaves once as the session comes near, in %s for %s', async (language, timeZone, when) => {
    const { parent, reference } = await parentWhoBooks({ language })
    await books(parent, FAR, { timeZone: [timeZone], language })
    deliveries.length = 0
    await runAt(DUE - 1)
    expect(deliveries).toEqual([])
    for (const minutes of [0, 1, 2, 60]) await runAt(DUE + minutes * MINUTE)
    const [mail, ...more] = deliveries
    expect(more).toEqual([])
    expect(mail).toMatchObject({
      to: 'sam@example.org',
      ...sessionReminderMail({ subject: 'appointment', when, portalOrigin: env.portalOrigin }, language),
    })
    expect(mail?.subject).toBe(mailSubjects.appointment[language])
    const body = JSON.parse(mail?.body ?? '{}')
    expect([body.from, body.attachments]).toEqual([practice.discreetMailFrom, undefined])
    const said = `${mail?.text} ${mail?.html}`.replaceAll(/https:\/\/[^\s"<]*/g, '')
    expect(said).not.toMatch(/lantern|ashdown|coordin|parent|child|session|rencontre/i)
    expect(said).not.toContain(reference)
    expect(await reminded()).toEqual([{ reminded_at: DUE }])
    expect(await reminders()).toEqual([{ outcome: 'sent', last_error: null }])
  })

  it('is not sent to an address that nobody called safe, and not tried again', async () => {
    const file = await parentWhoBooks({ rules: { email: undefined as never } })
    await hasSession([file], Date.parse(FAR))
    await runAt(DUE)
    expect(await reminded()).toEqual([{ reminded_at: DUE }])
    expect([deliveries, await count('outbox')]).toEqual([[], 0])
    await changesNothing(() => runAt(DUE + MINUTE))
  })

  it('is not needed for what was booked this near', async () => {
    const { parent } = await parentWhoBooks()
    await books(parent, '2026-11-24T15:00Z')
    expect(await reminded()).toEqual([{ reminded_at: NOW }])
    deliveries.length = 0
    await runAt(NOW + HOUR)
    expect(deliveries).toEqual([])
  })

  it('is of a session that is booked and to come', async () => {
    const [one, two, three, four] = await Promise.all([1, 2, 3, 4].map(() => parentWhoBooks()))
    if (!one || !two || !three || !four) throw new Error('There should be four')
    await hasSession([one], Date.parse(FAR), { cancelledAt: NOW, cancelledBy: 'parent' })
    await hasSession([two], Date.parse(FAR) + 2 * HOUR, { keptUntil: DUE + HOUR })
    await hasSession([three], DUE)
    await hasSession([four], DUE - 2 * HOUR)
    await runAt(DUE)
    expect(deliveries).toEqual([])
    expect(await reminded()).toEqual([1, 2, 3, 4].map(() => ({ reminded_at: null })))
  })

  it('of a session that moves between the look and the writing is left for its new time', async () => {
    const { parent } = await parentWhoBooks()
    await books(parent, FAR)
    deliveries.length = 0
    vi.setSystemTime(DUE)
    let raced = false
    const DB = watchedD1(async (statements, go) => {
      if (!raced && statements.some((sql) => /update attendances set reminded_at/.test(sql))) {
        raced = true
        await rows('update appointments set starts_at = starts_at + 86400000, sequence = sequence + 1')
      }
      return go()
    })
    await remindOfSessions(environment({ ...bindings, DB }), DUE)
    expect(raced).toBe(true)
    expect(await reminded()).toEqual([{ reminded_at: null }])
    expect(await reminders()).toEqual([])
  })

  it('leaves once when two runs meet', async () => {
    const { parent } = await parentWhoBooks()
    await books(parent, FAR)
    deliveries.length = 0
    vi.setSystemTime(DUE)
    await Promise.all([1, 2, 3].map(() => remindOfSessions(env, DUE)))
    expect(await reminders()).toHaveLength(1)
  })

  it('that fails keeps no other waiting', async () => {
    const [broken, whole] = [await parentWhoBooks(), await parentWhoBooks()]
    await hasSession([broken], Date.parse(FAR))
    await rows("update attendances set details = 'unreadable'")
    await hasSession([whole], Date.parse(FAR) + 2 * HOUR)
    const logs = watchLogs()
    await runAt(DUE + 2 * HOUR)
    expect(deliveries).toHaveLength(1)
    expect(logs.events('reminder_fault')).toHaveLength(1)
    expect(logs.lines.join('\n')).not.toMatch(/2026-12|sam@/)
    expect(await reminded()).toEqual([{ reminded_at: null }, { reminded_at: DUE + 2 * HOUR }])
  })
})

describe('of a joint session', () => {
  async function jointly() {
    const mine = await parentWhoBooks()
    const theirs = await otherParentOf(mine)
    await hasSession([mine, theirs], Date.parse(FAR))
    return { mine, theirs }
  }

  it('each parent is reminded by themselves', async () => {
    await jointly()
    await runAt(DUE)
    expect(deliveries.map(({ to, subject }) => [to, subject]).toSorted()).toEqual([
      ['alex@example.net', mailSubjects.documents.fr],
      ['sam@example.org', mailSubjects.appointment.en],
    ])
    for (const { to, body } of deliveries) {
      expect(body).not.toContain(to === 'sam@example.org' ? 'alex' : 'sam@')
    }
  })

  it.each(['mine', 'theirs'] as const)('nobody is, while an order is left to read: %s', async (whose) => {
    const family = await jointly()
    await rows(
      "insert into freezes (id, parent_id, said_in, said_at) values ('order', ?, 'intake', 1)",
      family[whose].parentId,
    )
    await runAt(DUE)
    expect(deliveries).toEqual([])
    expect(await reminded()).toEqual([{ reminded_at: DUE }, { reminded_at: DUE }])
  })

  it('an order that was read stands in nobody’s way, nor one in the file of an individual session', async () => {
    const { mine } = await jointly()
    await rows(
      "insert into freezes (id, parent_id, said_in, said_at, lifted_at) values ('read', ?, 'intake', 1, 2)",
      mine.parentId,
    )
    const alone = await parentWhoBooks()
    await hasSession([alone], Date.parse(FAR) + 2 * HOUR)
    await rows(
      "insert into freezes (id, parent_id, said_in, said_at) values ('order', ?, 'intake', 1)",
      alone.parentId,
    )
    await runAt(DUE + 2 * HOUR)
    expect(deliveries).toHaveLength(3)
  })
})

describe('mail of a session whose parent takes their address back before it leaves', () => {
  /** Their contact rules anew: nothing safe any more, or another address. */
  const tells = async (parentId: string, told: object) =>
    env.db
      .update(parents)
      .set({ contact: await seal(env.keys, 'answers', contactPlace(parentId), told) })
      .where(eq(parents.id, parentId))

  it.each([
    ['no address is safe any more', { mailSubject: 'appointment' }],
    ['another address is', { mailSubject: 'appointment', email: 'new@example.org' }],
  ])('is not sent when %s', async (_, told) => {
    mailProvider(unreachable)
    const { parent, parentId } = await parentWhoBooks()
    await books(parent, FAR)
    await tells(parentId, told)
    deliveries = mailProvider()
    await runAt(NOW + 10 * MINUTE)
    expect(await rows("select outcome, last_error, mail from outbox where kind = 'session'")).toEqual([
      { outcome: 'failed', last_error: 'not_safe', mail: '' },
    ])
    expect(deliveries.map(({ to }) => to)).toEqual(['robin@lantern-street.example.com'])
  })

  it('is not sent as a reminder either, between its queueing and its leaving', async () => {
    const { parent, parentId } = await parentWhoBooks()
    await books(parent, FAR)
    mailProvider(unreachable)
    await runAt(DUE)
    expect(await reminders()).toMatchObject([{ outcome: 'queued' }])
    await tells(parentId, { mailSubject: 'appointment' })
    deliveries = mailProvider()
    await runAt(DUE + 10 * MINUTE)
    expect(await reminders()).toEqual([{ outcome: 'failed', last_error: 'not_safe' }])
    expect(deliveries).toEqual([])
  })
})

it('times that are kept no longer are forgotten every minute, and those booked are not', async () => {
  const [one, two] = [await parentWhoBooks(), await parentWhoBooks()]
  await books(one.parent, FAR)
  await chooses(two.parent, '2026-12-08T19:00Z')
  await runAt(NOW + practice.holdMinutes * MINUTE - 1)
  expect(await count('appointments')).toBe(2)
  await runAt(NOW + practice.holdMinutes * MINUTE)
  expect(await rows('select starts_at from appointments')).toEqual([{ starts_at: Date.parse(FAR) }])
  expect([await count('attendances'), await count('appointment_slots')]).toEqual([1, 5])
})
