import { beforeEach, describe, expect, it } from 'vitest'
import { DAY_MS } from '../../content/time/units.ts'
import { appendAuditEvent } from '../../db/audit.ts'
import { files } from '../../db/schema.ts'
import { createDeskTeam } from '../../tests/support/access-team.ts'
import { captureConsole } from '../../tests/support/console-logs.ts'
import { expectNoChange, queryRows } from '../../tests/support/database-rows.ts'
import { postJson } from '../../tests/support/desk-file.ts'
import { buildAuditEvent, buildFileRow } from '../../tests/support/file-rows.ts'
import { runScheduledAt, setUpPortal } from '../../tests/support/set-up-portal.ts'
import { bindings, openTestDatabase, withoutTriggers } from '../../tests/support/test-portal.ts'
import type { AnchorFinding } from './verify-anchor.ts'

const NIGHT = Date.UTC(2026, 10, 24, 8, 1)
const MINUTE = 60_000
const db = openTestDatabase()

const deliveries = setUpPortal({ now: NIGHT })

/** Three files with three events each, an hour before the check. */
beforeEach(async () => {
  for (const id of ['A111-AAAA', 'B222-BBBB', 'C333-CCCC']) {
    await db.insert(files).values(buildFileRow(id, { leadCoordinatorId: 'robin-ashdown' }))
    for (const minute of [1, 2, 3])
      await appendAuditEvent(
        db,
        buildAuditEvent(id, 'robin-ashdown', 'answers_read', NIGHT - 3_600_000 + minute),
      )
  }
})

/** Changes the record as whoever writes the database could, who would first take the triggers away. */
const tamper = (sql: string) => withoutTriggers(['audit_events'], [bindings.DB.prepare(sql)])

const linesSent = () =>
  deliveries.flatMap(
    ({ text }) => /evenhand-record .*/.exec(text.replace(/\s+/g, ' ').replace(/(mac=\w{64}).*/, '$1')) ?? [],
  )
const alertsSent = () => deliveries.filter(({ subject }) => /altered|altéré/.test(subject))

async function findingOf(line: string): Promise<AnchorFinding['finding']> {
  const { team } = await createDeskTeam()
  const administrator = await team.createVisitor('robin@lantern-street.example.com')
  const answer = await expectNoChange(200, () => postJson(administrator, '/desk/api/record-checks', { line }))
  return ((await answer.json()) as AnchorFinding).finding
}

describe('the daily check', () => {
  it('goes through every file at night, and mails one signed line to the administrator', async () => {
    const logs = captureConsole()
    await runScheduledAt(NIGHT)
    await runScheduledAt(NIGHT + MINUTE)
    expect(linesSent()).toEqual([
      expect.stringMatching(
        /^evenhand-record 2026-11-24T07:51:00.000Z files=3 events=9 heads=\w{64} key=audit-test mac=/,
      ),
    ])
    expect(logs.eventsNamed('record_checked')).toMatchObject([{ files: 3, events: 9, broken: 0 }])
    expect(alertsSent()).toEqual([])
  })

  it('is made once a day, also when no run came at night', async () => {
    await runScheduledAt(NIGHT - 2 * 3_600_000)
    expect(linesSent()).toHaveLength(0)
    await runScheduledAt(NIGHT)
    await runScheduledAt(NIGHT + DAY_MS - MINUTE)
    expect(linesSent()).toHaveLength(2)
    await runScheduledAt(NIGHT + 2 * DAY_MS + 5 * 3_600_000)
    expect(linesSent()).toHaveLength(3)
  })

  it('takes bounded steps', async () => {
    const rows = Array.from({ length: 200 }, (_, n) => n)
    for (const _ of rows.slice(0, 250 - 9 + 1))
      await appendAuditEvent(db, buildAuditEvent('A111-AAAA', 'system', 'closed', NIGHT - 3_600_000))
    for (const _ of rows.slice(0, 60))
      await appendAuditEvent(db, buildAuditEvent('B222-BBBB', 'system', 'closed', NIGHT - 3_600_000))
    await runScheduledAt(NIGHT)
    expect(linesSent()).toHaveLength(0)
    await runScheduledAt(NIGHT + MINUTE)
    expect(linesSent()).toEqual([expect.stringContaining('files=3 events=269 ')])
    expect(await findingOf(linesSent()[0] ?? '')).toBe('unchanged')
  })

  it.each([
    ['altered', "update audit_events set actor = 'nobody' where file_id = 'B222-BBBB' and sequence = 2", 2],
    ['removed', "delete from audit_events where file_id = 'B222-BBBB' and sequence = 1", 2],
    [
      'signed by nobody',
      "update audit_events set key_id = '' where file_id = 'B222-BBBB' and sequence = 3",
      3,
    ],
  ])('tells the administrator which file has a row that was %s, and no more', async (_, sql, sequence) => {
    const logs = captureConsole()
    await tamper(sql)
    await runScheduledAt(NIGHT)
    expect(alertsSent().map(({ subject }) => subject)).toEqual([expect.stringContaining('B222-BBBB')])
    expect(alertsSent()[0]?.text).not.toMatch(/robin|nobody|answers_read/)
    expect(logs.eventsNamed('record_broken')).toMatchObject([{ file: 'B222-BBBB', sequence }])
    expect(logs.eventsNamed('record_checked')).toMatchObject([{ broken: 1 }])
  })

  it('begins anew when somebody without the key says that it is done', async () => {
    await runScheduledAt(NIGHT)
    await queryRows("update audit_checks set state = json_set(state, '$.startedAt', ?)", NIGHT + 9 * DAY_MS)
    await runScheduledAt(NIGHT + DAY_MS)
    expect(linesSent()).toHaveLength(2)
  })
})

describe('the line of an earlier day', () => {
  let line: string
  beforeEach(async () => {
    await runScheduledAt(NIGHT)
    line = linesSent()[0] ?? ''
  })

  it('finds the record unchanged, whatever was recorded since', async () => {
    await appendAuditEvent(db, buildAuditEvent('A111-AAAA', 'robin-ashdown', 'closed', NIGHT + 1))
    await db.insert(files).values(buildFileRow('D444-DDDD'))
    await appendAuditEvent(db, buildAuditEvent('D444-DDDD', 'parent', 'intake_sent', NIGHT + 1))
    expect(await findingOf(`  > ${line.replace(' heads', '\n> heads').replace('> heads', 'heads')} `)).toBe(
      'unchanged',
    )
  })

  it.each([
    [
      'the last rows of a file were removed',
      "delete from audit_events where file_id = 'C333-CCCC' and sequence > 1",
    ],
    ['the whole record of a file was removed', "delete from audit_events where file_id = 'C333-CCCC'"],
    ['the last row was signed anew', 'update audit_events set hash = previous_hash where sequence = 3'],
  ])('finds that %s', async (_, sql) => {
    await tamper(sql)
    expect(await findingOf(line)).toBe('changed')
  })

  it('is not taken from anybody else', async () => {
    for (const forged of [
      line.replace('files=3', 'files=2'),
      line.replace(/mac=.*/, `mac=${'0'.repeat(64)}`),
      '',
      'Kanari',
    ])
      expect(await findingOf(forged)).toBe('not_ours')
  })

  it('is checked by administrators only', async () => {
    const { jules } = await createDeskTeam()
    expect((await postJson(jules, '/desk/api/record-checks', { line })).status).toBe(403)
  })
})
