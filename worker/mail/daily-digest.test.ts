import { beforeEach, describe, expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import type { FileNews } from '../../content/mail/file-news-message.ts'
import { DAY_MS, HOUR_MS } from '../../content/time/units.ts'
import { queueMessagesToLeadStatement } from '../../db/lead-routing.ts'
import { createAccessTeam } from '../../tests/support/access-team.ts'
import { queryRows } from '../../tests/support/database-rows.ts'
import { sendIntake } from '../../tests/support/intake-drafts.ts'
import { runScheduledAt, setUpPortal } from '../../tests/support/set-up-portal.ts'
import { bindings, openTestDatabase, type Visitor } from '../../tests/support/test-portal.ts'
import { parseEnvironment } from '../environment.ts'
import { createLeadRoutedFileNewsMessages } from './coordinator-messages.ts'
import { getStartOfDay } from './daily-digest.ts'

/** A Monday, an hour after the day of Camille began, who works in Toronto from 10 and reads French. */
const NOW = Date.UTC(2026, 10, 23, 16)
const NEXT_START = Date.UTC(2026, 10, 24, 15)
const deliveries = setUpPortal({ now: NOW })
const db = openTestDatabase()
const CAMILLE = 'camille-verdier'

let team: Record<'camille' | 'robin', Visitor>
let file: { id: string; reference: string }
beforeEach(async () => {
  const access = await createAccessTeam()
  team = {
    camille: await access.createVisitor('camille@lantern-street.example.com'),
    robin: await access.createVisitor('robin@lantern-street.example.com'),
  }
  await sendIntake(intakeExamples.byOneParent.fields)
  const [sent] = await queryRows<typeof file>('select id, reference from files')
  if (sent) file = sent
  await leadBy(CAMILLE)
  deliveries.length = 0
})

const leadBy = (id: string) => queryRows('update files set lead_coordinator_id = ?', id)

const choose = (rhythm: string) =>
  team.camille.request('/desk/api/mail-rhythm', {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ rhythm }),
  })

async function queueNews(
  ...[first, ...more]: [FileNews | { startsAt: number }, ...FileNews[]]
): Promise<void> {
  const session = typeof first === 'object' ? first : {}
  for (const one of [...(typeof first === 'object' ? [] : [first]), ...more]) {
    const subject = { fileId: file.id, fileReference: file.reference, ...session }
    const messages = await createLeadRoutedFileNewsMessages(parseEnvironment(bindings), subject, one, NOW)
    await queueMessagesToLeadStatement(db, file.id, messages)
  }
}

const subjects = () => deliveries.map(({ subject }) => subject)

describe('a coordinator’s e-mail', () => {
  it('comes at once to whoever never chose, and says so', async () => {
    const { rhythm } = (await (await team.camille.get('/desk/api/mail-rhythm')).json()) as { rhythm: string }
    await queueNews('appointment-booked')
    await runScheduledAt(NOW + 60_000)
    expect([rhythm, subjects()]).toEqual(['immediate', [`Du nouveau au dossier ${file.reference}`]])
  })

  it('comes once a day at the start of the day, as counts and references, to whoever chose that', async () => {
    expect((await choose('daily')).status).toBe(204)
    await runScheduledAt(NOW + 60_000)
    await queueNews('appointment-booked', 'authorised', 'time-requested')
    await runScheduledAt(NEXT_START - 60_000)
    expect(subjects()).toEqual([])
    await runScheduledAt(NEXT_START)
    await runScheduledAt(NEXT_START + 60_000)
    expect(subjects()).toEqual(['Vos dossiers depuis hier'])
    const [digest] = deliveries
    expect(digest?.to).toBe('camille@lantern-street.example.com')
    expect(digest?.text).toContain('Nouveaux dossiers : 0.')
    expect(digest?.text).toContain(`Autres nouvelles : 3 (${file.reference}).`)
    expect(digest?.text).not.toContain('réservé')
    expect(await queryRows("select outcome, last_error from outbox where kind = 'file-news'")).toEqual(
      Array(3).fill({ outcome: 'sent', last_error: 'digest' }),
    )
    await runScheduledAt(NEXT_START + DAY_MS)
    expect(subjects()).toHaveLength(1)
  })

  it.each<FileNews>([
    'urgent',
    'withdrawn',
    'declined',
    'other-declined',
    'authorised-on-hold',
    'hold-put-back',
    'order-expired',
    'contact-rules-changed',
    'application-withdrawn',
    'joint-consent-withdrawn',
    'told-more',
    'other-intake',
  ])('comes at once all the same about safety or what may be urgent: %s', async (news) => {
    await choose('daily')
    await queueNews(news)
    await runScheduledAt(NOW + 60_000)
    expect(subjects()).toEqual([`Du nouveau au dossier ${file.reference}`])
  })

  it.each<[startsInHours: number, news: FileNews, told: boolean]>([
    [2, 'appointment-booked', true],
    [36, 'appointment-moved', true],
    [36, 'appointment-cancelled', true],
    [37, 'appointment-cancelled', false],
    [37, 'appointment-booked', false],
  ])(
    'of a session in %i hours comes at once if no digest is sure to come before: %s',
    async (hours, news, told) => {
      await choose('daily')
      await runScheduledAt(NOW + 60_000)
      await queueNews({ startsAt: NOW + hours * HOUR_MS }, news)
      await runScheduledAt(NOW + 120_000)
      expect(subjects()).toEqual(told ? [`Du nouveau au dossier ${file.reference}`] : [])
    },
  )

  it.each([
    ['waits for the digest when it is not urgent', 'weeks', 'digest'],
    ['comes at once when it is urgent', 'today', null],
  ])('about a new file %s', async (_, urgency, lastError) => {
    await queryRows(`insert into coordinator_mail_settings
      select value, 'daily', '2026-11-23', 1 from json_each('["robin-ashdown", "camille-verdier", "jules-hartwell"]')`)
    deliveries.length = 0
    await sendIntake({ ...intakeExamples.byOneParent.fields, urgency: [urgency] })
    const told = await queryRows(
      "select last_error as error from outbox where kind = 'new-file' and file_id <> ?",
      file.id,
    )
    expect(told).toEqual([{ error: lastError }])
    expect(subjects()).toHaveLength(lastError ? 0 : 1)
  })

  it('leaves out of the digest a file that somebody else leads by then', async () => {
    await choose('daily')
    await runScheduledAt(NOW + 60_000)
    await queueNews('appointment-booked')
    await leadBy('jules-hartwell')
    await runScheduledAt(NEXT_START)
    expect(subjects()).toEqual([])
  })

  it('leaves at once when the digest is no longer wanted, and by itself should no digest come', async () => {
    await choose('daily')
    await runScheduledAt(NOW + 60_000)
    await queueNews('appointment-booked')
    await choose('immediate')
    await runScheduledAt(NOW + 120_000)
    expect(subjects()).toEqual([`Du nouveau au dossier ${file.reference}`])
    await choose('daily')
    await queueNews('appointment-moved')
    await queryRows("update coordinator_mail_settings set coordinator_id = 'somebody-gone'")
    await runScheduledAt(NOW + 37 * HOUR_MS)
    expect(subjects()).toHaveLength(2)
    // Each left by itself, so neither is told at the desk as part of a digest.
    expect(
      await queryRows("select distinct outcome, last_error from outbox where kind = 'file-news'"),
    ).toEqual([{ outcome: 'sent', last_error: null }])
  })

  it('is each one’s own to choose, and nothing else than the two can be chosen', async () => {
    await choose('daily')
    expect(await (await team.robin.get('/desk/api/mail-rhythm')).json()).toEqual({ rhythm: 'immediate' })
    expect((await choose('never')).status).toBe(422)
    expect(await queryRows('select coordinator_id, rhythm from coordinator_mail_settings')).toEqual([
      { coordinator_id: CAMILLE, rhythm: 'daily' },
    ])
  })
})

it.each([
  ['2026-11-23', '09:30'],
  ['2026-11-24', '08:15'],
  // A Saturday.
  ['2026-11-28', '08:15'],
])('begins the day with its first hours, or the earliest of the week: %s', (day, start) => {
  const weekly = [
    { weekday: 1, from: '13:00', until: '16:00' },
    { weekday: 1, from: '09:30', until: '12:00' },
    { weekday: 2, from: '08:15', until: '12:00' },
  ]
  expect(getStartOfDay({ weekly }, day)).toBe(start)
  expect(getStartOfDay({ weekly: [] }, day)).toBe('08:00')
})
