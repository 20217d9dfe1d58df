import { describe, expect, it, vi } from 'vitest'
import { authorisationExamples } from '../../content/forms/contact-authorisation/examples.ts'
import { AUTHORISATION_EXPIRY_REMINDER_DAYS } from '../../content/limits.ts'
import { mailSubjectOptions } from '../../content/mail/mail-subjects.ts'
import { practice } from '../../content/practice.ts'
import { listAuditEvents } from '../../tests/support/audit-events.ts'
import { captureConsole } from '../../tests/support/console-logs.ts'
import { changesNothing, countRows, queryRows } from '../../tests/support/database-rows.ts'
import { composeParentMessage } from '../../tests/support/expected-messages.ts'
import { acceptDelivery, mockMailProvider, refuseDelivery } from '../../tests/support/mock-mail-provider.ts'
import {
  createParentWithAuthorisation,
  createParentWithFile,
  openFileWithCode,
  submitAuthorisationForm,
} from '../../tests/support/parent-with-file.ts'
import { createFailingD1 } from '../../tests/support/racing-databases.ts'
import { runScheduledAt, setUpPortal } from '../../tests/support/set-up-portal.ts'
import { bindings, createCountingD1, runScheduledWork } from '../../tests/support/test-portal.ts'
import { parseEnvironment } from '../environment.ts'
import { queueExpiryReminders } from './expiry-reminders.ts'

const env = parseEnvironment(bindings)
const { portalOrigin } = env
const NOW = Date.UTC(2026, 10, 22, 15)
const MINUTE = 60_000
const DAY = 1440 * MINUTE
/** The instant at which a parent is reminded of an authorisation granted now for sixty days. */
const DUE = NOW + (60 - AUTHORISATION_EXPIRY_REMINDER_DAYS) * DAY
const SAFE = { email: 'morgan@example.org', mailSubject: 'documents' } as const

const deliveries = setUpPortal({ now: NOW })

/** Gives a parent who has just granted an authorisation, with no message about it left to send. */
async function parentWithAuthorisation(
  options: Parameters<typeof createParentWithFile>[0] = { rules: SAFE },
) {
  const file = await createParentWithAuthorisation(undefined, options)
  await queryRows('delete from code_attempts')
  deliveries.length = 0
  return file
}

/**
 * Expects that the reminders change no row. Then runs the whole scheduled work twice: the first run may write what it
 * does once or once a day, such as the record of the keys, and the second must change nothing either.
 */
async function runsWithoutReminder() {
  await changesNothing(() => queueExpiryReminders(env, Date.now()))
  await runScheduledWork()
  await changesNothing(() => runScheduledWork())
}

/** Lists the audit events about the reminder. */
const listReminderEvents = async (fileId: string) =>
  (await listAuditEvents(fileId))
    .filter(({ action }) => action === 'authorisation_expiring')
    .map(({ actor, detail, happenedAt }) => [actor, detail, happenedAt])

describe('a week before an authorisation expires', () => {
  it('its parent is told once, discreetly, at the address they called safe', async () => {
    const { fileId } = await parentWithAuthorisation()
    vi.setSystemTime(DUE - 1)
    await runsWithoutReminder()
    await runScheduledAt(DUE)
    // The queued message is sent in the same run.
    const expected = composeParentMessage(
      'authorisation-expiring',
      { lastDay: 'January 21, 2027' },
      { subject: 'documents', portalOrigin },
      'en',
    )
    expect(deliveries.map(({ to, subject, text, html }) => ({ to, subject, text, html }))).toEqual([
      { to: 'morgan@example.org', ...expected },
    ])
    expect(expected.subject).toBe(mailSubjectOptions.documents.en)
    expect(JSON.parse(deliveries[0]?.body ?? '{}').from).toBe(practice.discreetMailFrom)
    const messageText = `${expected.subject} ${expected.text}`.replaceAll(/https:\/\/\S*/g, '')
    expect(messageText).not.toMatch(/lantern|coordinat|parent|child|call|authoris|K7/i)
    expect(expected.text).toContain(`${portalOrigin}/file/`)
    expect(await listReminderEvents(fileId)).toEqual([['system', { mailed: true }, DUE]])
    for (const later of [MINUTE, DAY, AUTHORISATION_EXPIRY_REMINDER_DAYS * DAY]) {
      vi.setSystemTime(DUE + later)
      await runsWithoutReminder()
    }
    expect(deliveries).toHaveLength(1)
  })

  it('its parent is told in their own language and by their own calendar', async () => {
    // 1:30 a.m. on the 22nd in Toronto is the evening of the 21st in Vancouver.
    vi.setSystemTime(Date.UTC(2026, 10, 22, 6, 30))
    await parentWithAuthorisation({
      language: 'fr',
      rules: { ...SAFE, mailSubject: 'reference', timeZone: 'America/Vancouver' },
    })
    await runScheduledAt(DUE)
    const expected = composeParentMessage(
      'authorisation-expiring',
      { lastDay: '20 janvier 2027' },
      { subject: 'reference', portalOrigin },
      'fr',
    )
    expect(deliveries.map(({ subject, text }) => [subject, text])).toEqual([
      [expected.subject, expected.text],
    ])
    expect(expected.text).toContain(`${portalOrigin}/fr/file/`)
  })

  it('nobody is written to who gave no safe address: an audit event says so, once', async () => {
    const { fileId } = await parentWithAuthorisation({ rules: {} })
    await runScheduledAt(DUE)
    await runScheduledWork()
    expect(deliveries).toEqual([])
    expect(await countRows('outbox')).toBe(1)
    expect(await listReminderEvents(fileId)).toEqual([['system', { mailed: false }, DUE]])
  })

  it('nobody is written to who told us nothing of themselves', async () => {
    const { fileId } = await parentWithAuthorisation({ parent: { sealedContactRules: null } })
    await runScheduledAt(DUE)
    expect(deliveries).toEqual([])
    expect(await listReminderEvents(fileId)).toEqual([['system', { mailed: false }, DUE]])
  })

  it.each([14, 30])('comes for an authorisation of %i days as well', async (days) => {
    const { fileId } = await createParentWithAuthorisation(
      { ...authorisationExamples.plain.fields, authorisedDays: [`${days}`] },
      { rules: SAFE },
    )
    await runScheduledAt(NOW + (days - AUTHORISATION_EXPIRY_REMINDER_DAYS) * DAY - 1)
    expect(await listReminderEvents(fileId)).toEqual([])
    await runScheduledAt(NOW + (days - AUTHORISATION_EXPIRY_REMINDER_DAYS) * DAY)
    expect(await listReminderEvents(fileId)).toHaveLength(1)
  })
})

describe('no reminder comes', () => {
  it.each<[string, (file: Awaited<ReturnType<typeof parentWithAuthorisation>>) => Promise<unknown>]>([
    ['after it was withdrawn', async ({ code }) => (await openFileWithCode(code)).post('/file/stop/')],
    ['once the file is closed', () => queryRows("update files set stage = 'closed'")],
    [
      'once it has expired',
      async () => {
        vi.setSystemTime(NOW + 60 * DAY)
      },
    ],
    [
      'when it was granted anew, until that expires',
      async ({ code }) => submitAuthorisationForm(await openFileWithCode(code)),
    ],
  ])('%s', async (_, happens) => {
    const file = await parentWithAuthorisation()
    vi.setSystemTime(DUE)
    await happens(file)
    deliveries.length = 0
    await runsWithoutReminder()
    expect([deliveries, await listReminderEvents(file.fileId)]).toEqual([[], []])
  })

  it('to whoever was only asked, or said no', async () => {
    for (const column of ['requested_by', 'declined_at']) {
      const { parentId } = await createParentWithFile({ rules: SAFE })
      await queryRows(
        `insert into authorisations (id, parent_id, created_at, ${column}) values (?, ?, ?, 1)`,
        column,
        parentId,
        NOW,
      )
    }
    await queryRows('delete from code_attempts')
    vi.setSystemTime(DUE)
    deliveries.length = 0
    await runsWithoutReminder()
    expect(deliveries).toEqual([])
  })
})

describe('a reminder', () => {
  it('is made once by runs at the same time, and by one right after', async () => {
    const { fileId } = await parentWithAuthorisation()
    vi.setSystemTime(DUE)
    await Promise.all([runScheduledWork(), runScheduledWork(), runScheduledWork()])
    await runScheduledWork()
    expect([deliveries.length, await listReminderEvents(fileId)]).toEqual([
      1,
      [['system', { mailed: true }, DUE]],
    ])
  })

  it('leaves when mail works again, once', async () => {
    const { fileId } = await parentWithAuthorisation()
    mockMailProvider(refuseDelivery(503, 'service_unavailable'))
    await runScheduledAt(DUE)
    expect(await queryRows("select outcome from outbox where kind = 'authorisation-expiring'")).toEqual([
      { outcome: 'queued' },
    ])
    mockMailProvider(acceptDelivery, deliveries)
    for (const minutes of [30, 60]) {
      await runScheduledAt(DUE + minutes * MINUTE)
    }
    expect(deliveries.map(({ to }) => to)).toEqual(['morgan@example.org'])
    expect(await listReminderEvents(fileId)).toHaveLength(1)
  })

  it('that cannot be made does not hold up the others, and is made later', async () => {
    const logs = captureConsole()
    const broken = await parentWithAuthorisation()
    const [parent] = await queryRows<{ sealed_contact_rules: string }>(
      'select sealed_contact_rules from parents where id = ?',
      broken.parentId,
    )
    await queryRows("update parents set sealed_contact_rules = 'Kanari' where id = ?", broken.parentId)
    const other = await parentWithAuthorisation({ rules: { ...SAFE, email: 'other@example.org' } })
    await runScheduledAt(DUE)
    expect(deliveries.map(({ to }) => to)).toEqual(['other@example.org'])
    expect(await listReminderEvents(broken.fileId)).toEqual([])
    expect(logs.eventsNamed('reminder_failed')).toHaveLength(1)
    expect(logs.lines.join('\n')).not.toContain('Kanari')
    await queryRows(
      'update parents set sealed_contact_rules = ? where id = ?',
      parent?.sealed_contact_rules,
      broken.parentId,
    )
    await runScheduledWork()
    expect(deliveries.map(({ to }) => to)).toEqual(['other@example.org', 'morgan@example.org'])
    expect(await listReminderEvents(other.fileId)).toHaveLength(1)
  })

  it('is made in turns when many are due at once', async () => {
    await parentWithAuthorisation()
    const [authorisation] = await queryRows('select * from authorisations')
    const insert = (table: string, row: object) => {
      const marks = Object.keys(row).map(() => '?')
      return queryRows(`insert into ${table} (${Object.keys(row)}) values (${marks})`, ...Object.values(row))
    }
    for (let n = 0; n < 25; n++) {
      const [id, parent] = [`file ${n}`, `parent ${n}`]
      await insert('files', { id, reference: id, route: 'consent', stage: 'open', created_at: 0 })
      await insert('parents', { id: parent, file_id: id, side: 'initiating', language: 'en' })
      const own = { id: `authorisation ${n}`, parent_id: parent, receipt_hash: n, idempotency_key: n }
      await insert('authorisations', { ...authorisation, ...own })
    }
    vi.setSystemTime(DUE)
    const left = () => queryRows('select 1 from authorisations where reminded_at is null')
    await runScheduledWork()
    expect(await left()).toHaveLength(6)
    await runScheduledWork()
    expect(await left()).toHaveLength(0)
    expect(deliveries).toHaveLength(1)
  })

  it('costs a run with none due one call, and one that fails stops nothing else', async () => {
    await parentWithAuthorisation()
    const { DB, calls } = createCountingD1()
    await queueExpiryReminders(parseEnvironment({ ...bindings, DB }), NOW)
    expect(calls).toEqual([[expect.stringContaining('from "authorisations"')]])
    // The whole run asks that once as well. Its claim of due messages only asks what they depend on.
    calls.length = 0
    await runScheduledWork({ DB })
    expect(calls.filter(([sql]) => sql?.includes('authorisations'))).toEqual([
      [expect.stringContaining('from "authorisations"')],
      [expect.stringMatching(/^update "outbox"/)],
    ])
    const logs = captureConsole()
    await queryRows(
      "update outbox set outcome = 'queued', sealed_message = 'unreadable', next_attempt_at = 0",
    )
    const failing = createFailingD1(/from "authorisations"/, 'Kanari')
    await expect(runScheduledWork({ DB: failing })).rejects.toThrow('The scheduled work failed')
    // The messages are still gone through: one that cannot be unsealed waits for its key.
    expect(await queryRows('select outcome, last_error from outbox')).toEqual([
      { outcome: 'queued', last_error: 'unreadable' },
    ])
    expect(logs.eventsNamed('scheduled_error')).toHaveLength(1)
    expect(logs.lines.join('\n')).not.toContain('Kanari')
  })
})
