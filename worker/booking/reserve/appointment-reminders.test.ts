import { eq } from 'drizzle-orm'
import { describe, expect, it, vi } from 'vitest'
import { mailSubjectOptions } from '../../../content/mail/mail-subjects.ts'
import { practice } from '../../../content/practice.ts'
import { parents } from '../../../db/schema.ts'
import { writeTimeLines } from '../../../tests/support/appointment-times.ts'
import {
  BOOKING_NOW,
  bookAppointmentThroughPages,
  CHANGEABLE_START,
  chooseOpeningOnPage,
  createBookingParent,
  createOtherBookingParent,
  createParentWithAppointment,
  insertAppointmentForParents,
} from '../../../tests/support/booking-actions.ts'
import { captureConsole } from '../../../tests/support/console-logs.ts'
import { countRows, queryRows } from '../../../tests/support/database-rows.ts'
import { composeParentMessage } from '../../../tests/support/expected-messages.ts'
import {
  acceptDelivery,
  failConnection,
  mockMailProvider,
} from '../../../tests/support/mock-mail-provider.ts'
import { insertContactHold } from '../../../tests/support/parent-with-file.ts'
import { createD1ActingBefore } from '../../../tests/support/racing-databases.ts'
import { runScheduledAt, setUpPortal } from '../../../tests/support/set-up-portal.ts'
import { bindings } from '../../../tests/support/test-portal.ts'
import { buildContactRulesSealContext } from '../../contact/contact-rules.ts'
import { parseEnvironment } from '../../environment.ts'
import { seal } from '../../privacy/seal.ts'
import { queueAppointmentReminders } from './appointment-reminders.ts'

const env = parseEnvironment(bindings)
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const AHEAD = practice.reminderHours * HOUR
/** The instant at which the reminder of a session on Monday, 7 December, 2 p.m. in Toronto is due. */
const DUE = Date.parse(CHANGEABLE_START) - AHEAD

const deliveries = setUpPortal({ now: BOOKING_NOW })

const listRemindedAt = () => queryRows('select reminded_at from attendances order by rowid')
const listReminderMessages = () =>
  queryRows("select outcome, last_error from outbox where kind = 'appointment-reminder'")

describe('a reminder', () => {
  it.each([
    [
      'en',
      'America/Vancouver',
      writeTimeLines('Monday, December 7, 2026', '12:00 p.m. to 1:00 p.m.', 'Pacific time, UTC−07:00'),
    ],
    [
      'fr',
      'America/St_Johns',
      writeTimeLines('lundi 7 décembre 2026', '15 h 30 à 16 h 30', 'Heure de Terre-Neuve, UTC−03:30'),
    ],
    [
      'en',
      'America/Regina',
      writeTimeLines('Monday, December 7, 2026', '1:00 p.m. to 2:00 p.m.', 'Saskatchewan time, UTC−06:00'),
    ],
  ] as const)('leaves once as the session comes near, in %s for %s', async (language, timeZone, when) => {
    const { reference } = await createParentWithAppointment(
      CHANGEABLE_START,
      { timeZone: [timeZone], language },
      { language },
    )
    deliveries.length = 0
    await runScheduledAt(DUE - 1)
    expect(deliveries).toEqual([])
    for (const minutes of [0, 1, 2, 60]) await runScheduledAt(DUE + minutes * MINUTE)
    const [mail, ...more] = deliveries
    expect(more).toEqual([])
    expect(mail).toMatchObject({
      to: 'sam@example.org',
      ...composeParentMessage(
        'appointment-reminder',
        { when },
        { subject: 'appointment', portalOrigin: env.portalOrigin },
        language,
      ),
    })
    expect(mail?.subject).toBe(mailSubjectOptions.appointment[language])
    const body = JSON.parse(mail?.body ?? '{}')
    expect([body.from, body.attachments]).toEqual([practice.discreetMailFrom, undefined])
    const messageText = `${mail?.text} ${mail?.html}`.replaceAll(/https:\/\/[^\s"<]*/g, '')
    expect(messageText).not.toMatch(/lantern|ashdown|coordin|parent|child|session|rencontre/i)
    expect(messageText).not.toContain(reference)
    expect(await listRemindedAt()).toEqual([{ reminded_at: DUE }])
    expect(await listReminderMessages()).toEqual([{ outcome: 'sent', last_error: null }])
  })

  it('is not sent to an address that nobody called safe, and not tried again', async () => {
    const file = await createBookingParent({ rules: { email: undefined as never } })
    await insertAppointmentForParents([file], Date.parse(CHANGEABLE_START))
    await runScheduledAt(DUE)
    expect(await listRemindedAt()).toEqual([{ reminded_at: DUE }])
    expect([deliveries, await countRows('outbox')]).toEqual([[], 0])
    await runScheduledAt(DUE + MINUTE)
    expect(await listRemindedAt()).toEqual([{ reminded_at: DUE }])
    expect([deliveries, await countRows('outbox')]).toEqual([[], 0])
  })

  it('is not needed for what was booked this near', async () => {
    await createParentWithAppointment('2026-11-24T15:00Z')
    expect(await listRemindedAt()).toEqual([{ reminded_at: BOOKING_NOW }])
    deliveries.length = 0
    await runScheduledAt(BOOKING_NOW + HOUR)
    expect(deliveries).toEqual([])
  })

  it('is of a session that is booked and to come', async () => {
    const [one, two, three, four] = await Promise.all([1, 2, 3, 4].map(() => createBookingParent()))
    if (!one || !two || !three || !four) throw new Error('There should be four')
    await insertAppointmentForParents([one], Date.parse(CHANGEABLE_START), {
      cancelledAt: BOOKING_NOW,
      cancelledBy: 'parent',
    })
    await insertAppointmentForParents([two], Date.parse(CHANGEABLE_START) + 2 * HOUR, {
      heldUntil: DUE + HOUR,
    })
    await insertAppointmentForParents([three], DUE)
    await insertAppointmentForParents([four], DUE - 2 * HOUR)
    await runScheduledAt(DUE)
    expect(deliveries).toEqual([])
    expect(await listRemindedAt()).toEqual([1, 2, 3, 4].map(() => ({ reminded_at: null })))
  })

  it('of a session that moves between the look and the writing is left for its new time', async () => {
    await createParentWithAppointment()
    deliveries.length = 0
    vi.setSystemTime(DUE)
    const DB = createD1ActingBefore(/update attendances set reminded_at/, () =>
      queryRows('update appointments set starts_at = starts_at + 86400000, sequence = sequence + 1'),
    )
    await queueAppointmentReminders(parseEnvironment({ ...bindings, DB }), DUE)
    expect(await listRemindedAt()).toEqual([{ reminded_at: null }])
    expect(await listReminderMessages()).toEqual([])
  })

  it('leaves once when two runs meet', async () => {
    await createParentWithAppointment()
    deliveries.length = 0
    vi.setSystemTime(DUE)
    await Promise.all([1, 2, 3].map(() => queueAppointmentReminders(env, DUE)))
    expect(await listReminderMessages()).toHaveLength(1)
  })

  it('that fails does not hold up the others', async () => {
    const [broken, whole] = [await createBookingParent(), await createBookingParent()]
    await insertAppointmentForParents([broken], Date.parse(CHANGEABLE_START))
    await queryRows("update attendances set sealed_details = 'unreadable'")
    await insertAppointmentForParents([whole], Date.parse(CHANGEABLE_START) + 2 * HOUR)
    const logs = captureConsole()
    await runScheduledAt(DUE + 2 * HOUR)
    expect(deliveries).toHaveLength(1)
    expect(logs.eventsNamed('reminder_failed')).toHaveLength(1)
    expect(logs.lines.join('\n')).not.toMatch(/2026-12|sam@/)
    expect(await listRemindedAt()).toEqual([{ reminded_at: null }, { reminded_at: DUE + 2 * HOUR }])
  })
})

describe('of a joint session', () => {
  async function jointly() {
    const mine = await createBookingParent()
    const theirs = await createOtherBookingParent(mine)
    await insertAppointmentForParents([mine, theirs], Date.parse(CHANGEABLE_START))
    return { mine, theirs }
  }

  it('each parent is reminded by themselves', async () => {
    await jointly()
    await runScheduledAt(DUE)
    expect(deliveries.map(({ to, subject }) => [to, subject]).toSorted()).toEqual([
      ['alex@example.net', mailSubjectOptions.documents.fr],
      ['sam@example.org', mailSubjectOptions.appointment.en],
    ])
    for (const { to, body } of deliveries) {
      expect(body).not.toContain(to === 'sam@example.org' ? 'alex' : 'sam@')
    }
  })

  it.each(['mine', 'theirs'] as const)('nobody is, while an order is left to read: %s', async (whose) => {
    const family = await jointly()
    await insertContactHold(family[whose].parentId)
    await runScheduledAt(DUE)
    expect(deliveries).toEqual([])
    expect(await listRemindedAt()).toEqual([{ reminded_at: DUE }, { reminded_at: DUE }])
  })

  it('an order that was read holds nothing back, nor does one in the file of an individual session', async () => {
    const { mine } = await jointly()
    await insertContactHold(mine.parentId, { liftedAt: 2 })
    const alone = await createBookingParent()
    await insertAppointmentForParents([alone], Date.parse(CHANGEABLE_START) + 2 * HOUR)
    await insertContactHold(alone.parentId)
    await runScheduledAt(DUE + 2 * HOUR)
    expect(deliveries).toHaveLength(3)
  })
})

describe('mail of a session whose parent takes their address back before it leaves', () => {
  /** Stores new contact rules of a parent: no safe address any longer, or another one. */
  const tells = async (parentId: string, told: object) =>
    env.db
      .update(parents)
      .set({
        sealedContactRules: await seal(env.keys, 'answers', buildContactRulesSealContext(parentId), told),
      })
      .where(eq(parents.id, parentId))

  it.each([
    ['no address is safe any more', { mailSubject: 'appointment' }],
    ['another address is', { mailSubject: 'appointment', email: 'new@example.org' }],
  ])('is not sent when %s', async (_, told) => {
    mockMailProvider(failConnection)
    const { parentId } = await createParentWithAppointment()
    await tells(parentId, told)
    deliveries.length = 0
    mockMailProvider(acceptDelivery, deliveries)
    await runScheduledAt(BOOKING_NOW + 10 * MINUTE)
    expect(
      await queryRows(
        "select outcome, last_error, sealed_message from outbox where kind = 'appointment-booked'",
      ),
    ).toEqual([{ outcome: 'failed', last_error: 'not_safe', sealed_message: '' }])
    expect(deliveries.map(({ to }) => to)).toEqual(['robin@lantern-street.example.com'])
  })

  it('is not sent as a reminder either, between its queueing and its leaving', async () => {
    const { parentId } = await createParentWithAppointment()
    mockMailProvider(failConnection)
    await runScheduledAt(DUE)
    expect(await listReminderMessages()).toMatchObject([{ outcome: 'queued' }])
    await tells(parentId, { mailSubject: 'appointment' })
    deliveries.length = 0
    mockMailProvider(acceptDelivery, deliveries)
    await runScheduledAt(DUE + 10 * MINUTE)
    expect(await listReminderMessages()).toEqual([{ outcome: 'failed', last_error: 'not_safe' }])
    expect(deliveries).toEqual([])
  })
})

it('holds that have expired are deleted every minute, and appointments are not', async () => {
  const [one, two] = [await createBookingParent(), await createBookingParent()]
  await bookAppointmentThroughPages(one.parent, CHANGEABLE_START)
  await chooseOpeningOnPage(two.parent, '2026-12-08T19:00Z')
  await runScheduledAt(BOOKING_NOW + practice.holdMinutes * MINUTE - 1)
  expect(await countRows('appointments')).toBe(2)
  await runScheduledAt(BOOKING_NOW + practice.holdMinutes * MINUTE)
  expect(await queryRows('select starts_at from appointments')).toEqual([
    { starts_at: Date.parse(CHANGEABLE_START) },
  ])
  expect([await countRows('attendances'), await countRows('appointment_slots')]).toEqual([1, 5])
})
