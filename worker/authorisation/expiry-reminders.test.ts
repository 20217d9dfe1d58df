import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { authorisationExamples } from '../../content/forms/contact-authorisation/examples.ts'
import { mailSubjects } from '../../content/mail/mail-subjects.ts'
import { endingMail } from '../../content/mail/parent-messages.ts'
import { practice } from '../../content/practice.ts'
import { brokenAt, readAudit } from '../../db/audit.ts'
import { watchLogs } from '../../tests/support/console-logs.ts'
import { changesNothing, count, rows } from '../../tests/support/database-rows.ts'
import { type Delivery, mailProvider, refused } from '../../tests/support/mock-mail-provider.ts'
import { parentWithFile, signs, withFileOpen } from '../../tests/support/parent-with-file.ts'
import {
  bindings,
  countingD1,
  prepareDatabase,
  scheduled,
  watchedD1,
} from '../../tests/support/test-portal.ts'
import { environment } from '../environment.ts'
import { REMIND_DAYS } from './expiry-reminders.ts'

let deliveries: Delivery[]
const { db, portalOrigin } = environment(bindings)
const NOW = Date.UTC(2026, 10, 22, 15)
const MINUTE = 60_000
const DAY = 1440 * MINUTE
/** When a word given now for sixty days is announced to end. */
const DUE = NOW + (60 - REMIND_DAYS) * DAY
const SAFE = { email: 'morgan@example.org', mailSubject: 'documents' } as const

beforeEach(async () => {
  vi.setSystemTime(NOW)
  await prepareDatabase()
  deliveries = mailProvider()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** A parent who gave their word now, with nothing left of that to send or to forget. */
async function signed(wanted: Parameters<typeof parentWithFile>[0] = { rules: SAFE }) {
  const file = await parentWithFile(wanted)
  await signs(file.parent)
  await rows('delete from code_tries')
  deliveries.length = 0
  return file
}

/** What the record says of the reminder. */
const reminders = async (fileId: string) => {
  const chain = await readAudit(db, fileId)
  expect(await brokenAt(chain)).toBeUndefined()
  return chain
    .filter(({ action }) => action === 'authorisation_ending')
    .map(({ actor, detail, happenedAt }) => [actor, JSON.parse(detail), happenedAt])
}

describe('a week before a word ends', () => {
  it('its parent is told once, discreetly, at the address they called safe', async () => {
    const { fileId } = await signed()
    vi.setSystemTime(DUE - 1)
    await changesNothing(() => scheduled())
    vi.setSystemTime(DUE)
    await scheduled()
    // What is queued leaves in the same run.
    const expected = endingMail({ subject: 'documents', lastDay: 'January 21, 2027', portalOrigin }, 'en')
    expect(deliveries.map(({ to, subject, text, html }) => ({ to, subject, text, html }))).toEqual([
      { to: 'morgan@example.org', ...expected },
    ])
    expect(expected.subject).toBe(mailSubjects.documents.en)
    expect(JSON.parse(deliveries[0]?.body ?? '{}').from).toBe(practice.discreetMailFrom)
    const said = `${expected.subject} ${expected.text}`.replaceAll(/https:\/\/\S*/g, '')
    expect(said).not.toMatch(/lantern|coordinat|parent|child|call|authoris|K7/i)
    expect(expected.text).toContain(`${portalOrigin}/file/`)
    expect(await reminders(fileId)).toEqual([['system', { mailed: true }, DUE]])
    for (const later of [MINUTE, DAY, REMIND_DAYS * DAY]) {
      vi.setSystemTime(DUE + later)
      await changesNothing(() => scheduled())
    }
    expect(deliveries).toHaveLength(1)
  })

  it('its parent is told in their own language and by their own calendar', async () => {
    // Half past one in the night of the 22nd in Toronto is the evening of the 21st in Vancouver.
    vi.setSystemTime(Date.UTC(2026, 10, 22, 6, 30))
    await signed({
      language: 'fr',
      rules: { ...SAFE, mailSubject: 'reference', timeZone: 'America/Vancouver' },
    })
    vi.setSystemTime(DUE)
    await scheduled()
    const expected = endingMail({ subject: 'reference', lastDay: '20 janvier 2027', portalOrigin }, 'fr')
    expect(deliveries.map(({ subject, text }) => [subject, text])).toEqual([
      [expected.subject, expected.text],
    ])
    expect(expected.text).toContain(`${portalOrigin}/fr/file/`)
  })

  it('nobody is written to who gave no safe address: the record says so, once', async () => {
    const { fileId } = await signed({ rules: {} })
    vi.setSystemTime(DUE)
    await scheduled()
    await scheduled()
    expect(deliveries).toEqual([])
    expect(await count('outbox')).toBe(1)
    expect(await reminders(fileId)).toEqual([['system', { mailed: false }, DUE]])
  })

  it('nobody is written to who told us nothing of themselves', async () => {
    const { fileId } = await signed({ parent: { contact: null } })
    vi.setSystemTime(DUE)
    await scheduled()
    expect(deliveries).toEqual([])
    expect(await reminders(fileId)).toEqual([['system', { mailed: false }, DUE]])
  })

  it.each([14, 30])('comes for a word of %i days as well', async (days) => {
    const { parent, fileId } = await parentWithFile({ rules: SAFE })
    await signs(parent, { ...authorisationExamples.plain.fields, authorisedDays: [`${days}`] })
    vi.setSystemTime(NOW + (days - REMIND_DAYS) * DAY - 1)
    await scheduled()
    expect(await reminders(fileId)).toEqual([])
    vi.setSystemTime(NOW + (days - REMIND_DAYS) * DAY)
    await scheduled()
    expect(await reminders(fileId)).toHaveLength(1)
  })
})

describe('no reminder comes', () => {
  it.each<[string, (file: Awaited<ReturnType<typeof signed>>) => Promise<unknown>]>([
    ['after it was taken back', async ({ code }) => (await withFileOpen(code)).post('/file/stop/')],
    ['once the file is closed', () => rows("update files set stage = 'closed'")],
    [
      'once it is over',
      async () => {
        vi.setSystemTime(NOW + 60 * DAY)
      },
    ],
    ['when it was given anew, until that ends', async ({ code }) => signs(await withFileOpen(code))],
  ])('%s', async (_, happens) => {
    const file = await signed()
    vi.setSystemTime(DUE)
    await happens(file)
    deliveries.length = 0
    await changesNothing(() => scheduled())
    expect([deliveries, await reminders(file.fileId)]).toEqual([[], []])
  })

  it('to whoever was only asked, or said no', async () => {
    for (const column of ['asked_by', 'declined_at']) {
      const { parentId } = await parentWithFile({ rules: SAFE })
      await rows(
        `insert into authorisations (id, parent_id, made_at, ${column}) values (?, ?, ?, 1)`,
        column,
        parentId,
        NOW,
      )
    }
    await rows('delete from code_tries')
    vi.setSystemTime(DUE)
    await changesNothing(() => scheduled())
  })
})

describe('a reminder', () => {
  it('is made once by runs at the same time, and by one right after', async () => {
    const { fileId } = await signed()
    vi.setSystemTime(DUE)
    await Promise.all([scheduled(), scheduled(), scheduled()])
    await scheduled()
    expect([deliveries.length, await reminders(fileId)]).toEqual([1, [['system', { mailed: true }, DUE]]])
  })

  it('leaves when mail works again, once', async () => {
    const { fileId } = await signed()
    deliveries = mailProvider(refused(503, 'service_unavailable'))
    vi.setSystemTime(DUE)
    await scheduled()
    expect(await rows("select outcome from outbox where kind = 'authorisation-ending'")).toEqual([
      { outcome: 'queued' },
    ])
    deliveries = mailProvider()
    for (const minutes of [30, 60]) {
      vi.setSystemTime(DUE + minutes * MINUTE)
      await scheduled()
    }
    expect(deliveries.map(({ to }) => to)).toEqual(['morgan@example.org'])
    expect(await reminders(fileId)).toHaveLength(1)
  })

  it('that cannot be made keeps no other waiting, and is made later', async () => {
    const logs = watchLogs()
    const broken = await signed()
    const [{ contact } = { contact: '' }] = await rows<{ contact: string }>(
      'select contact from parents where id = ?',
      broken.parentId,
    )
    await rows("update parents set contact = 'Kanari' where id = ?", broken.parentId)
    const other = await signed({ rules: { ...SAFE, email: 'other@example.org' } })
    vi.setSystemTime(DUE)
    await scheduled()
    expect(deliveries.map(({ to }) => to)).toEqual(['other@example.org'])
    expect(await reminders(broken.fileId)).toEqual([])
    expect(logs.events('reminder_fault')).toHaveLength(1)
    expect(logs.lines.join('\n')).not.toContain('Kanari')
    await rows('update parents set contact = ? where id = ?', contact, broken.parentId)
    await scheduled()
    expect(deliveries.map(({ to }) => to)).toEqual(['other@example.org', 'morgan@example.org'])
    expect(await reminders(other.fileId)).toHaveLength(1)
  })

  it('is made in turns when many are due at once', async () => {
    await signed()
    const [word] = await rows('select * from authorisations')
    const insert = (table: string, row: object) => {
      const marks = Object.keys(row).map(() => '?')
      return rows(`insert into ${table} (${Object.keys(row)}) values (${marks})`, ...Object.values(row))
    }
    for (let n = 0; n < 25; n++) {
      const [id, parent] = [`file ${n}`, `parent ${n}`]
      await insert('files', { id, reference: id, route: 'consent', stage: 'open', opened_at: 0 })
      await insert('parents', { id: parent, file_id: id, side: 'initiating', language: 'en' })
      const own = { id: `word ${n}`, parent_id: parent, receipt_hash: n, idempotency_key: n }
      await insert('authorisations', { ...word, ...own })
    }
    vi.setSystemTime(DUE)
    const left = () => rows('select 1 from authorisations where reminded_at is null')
    await scheduled()
    expect(await left()).toHaveLength(6)
    await scheduled()
    expect(await left()).toHaveLength(0)
    expect(deliveries).toHaveLength(1)
  })

  it('costs a run with none due one call, and one that fails stops nothing else', async () => {
    await signed()
    const { DB, calls } = countingD1()
    await scheduled({ DB })
    expect(calls.filter(([sql]) => sql?.includes('authorisations'))).toHaveLength(1)
    const logs = watchLogs()
    await rows("update outbox set outcome = 'queued', mail = 'unreadable', next_attempt_at = 0")
    const failing = watchedD1(async ([sql = ''], go) => {
      if (sql.includes('from "authorisations"')) throw new Error('Kanari')
      return go()
    })
    await expect(scheduled({ DB: failing })).rejects.toThrow('The scheduled work failed')
    expect(await rows('select outcome from outbox')).toEqual([{ outcome: 'failed' }])
    expect(logs.events('scheduled_fault')).toHaveLength(1)
    expect(logs.lines.join('\n')).not.toContain('Kanari')
  })
})
