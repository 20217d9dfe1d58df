import { beforeEach, describe, expect, it } from 'vitest'
import { practice } from '../../content/practice.ts'
import { DAY_MS } from '../../content/time/units.ts'
import { createDeskTeam } from '../../tests/support/access-team.ts'
import { listAuditLines } from '../../tests/support/audit-events.ts'
import { captureConsole } from '../../tests/support/console-logs.ts'
import { expectNoChange, queryRows } from '../../tests/support/database-rows.ts'
import { insertFamilyOfTwoParents } from '../../tests/support/desk-families.ts'
import { postJson } from '../../tests/support/desk-file.ts'
import { setPrivacyOfficer } from '../../tests/support/privacy-officers.ts'
import { setUpPortal, TEST_NOW } from '../../tests/support/set-up-portal.ts'
import { runScheduledWork, type Visitor } from '../../tests/support/test-portal.ts'

setUpPortal()

const PREVIEW_MS = practice.retention.previewDays * DAY_MS
const FILE = 'F11E-F11E'
const HOLD = { reason: 'claim', note: 'Court file 12', lastDay: null }

let team: Awaited<ReturnType<typeof createDeskTeam>>
beforeEach(async () => {
  setPrivacyOfficer('jules-hartwell')
  team = await createDeskTeam()
})

/** Inserts a closed file with a term that was computed a year ago. */
async function insertClosedFile(reference: string, expiresAt: number, acceptedAt: number | null = 1) {
  const closedAt = Date.UTC(2016, 10, 5)
  await insertFamilyOfTwoParents(reference, { file: { stage: 'closed', acceptedAt } })
  await queryRows(
    `insert into file_retentions (file_id, closed_at, expires_at, term_set_at) values (?, ?, ?, ?)`,
    ...[reference, closedAt, expiresAt, TEST_NOW - 365 * DAY_MS],
  )
}

const listPreview = async () =>
  (await (await team.jules.get('/desk/api/retentions')).json()) as {
    files: { reference: string; rule: string; erasedFrom: number | null; hold: object | null }[]
  }
const hold = (who: Visitor, body: object = HOLD) =>
  postJson(who, `/desk/api/files/${FILE}/retention-hold`, body)
const release = (who: Visitor) => postJson(who, `/desk/api/files/${FILE}/retention-release`, {})

it('shows what will be erased within the days of the preview, by which rule and when, and nobody’s name', async () => {
  await insertClosedFile('A11A-A11A', TEST_NOW + PREVIEW_MS + 1)
  await insertClosedFile('B22B-B22B', Date.UTC(2026, 11, 1))
  await insertClosedFile('C33C-C33C', TEST_NOW - DAY_MS, null)
  await queryRows('update file_retentions set term_set_at = ? where file_id = ?', TEST_NOW, 'C33C-C33C')
  const { files } = await listPreview()
  expect(files).toMatchObject([
    { reference: 'C33C-C33C', rule: 'untaken', erasedFrom: TEST_NOW + PREVIEW_MS, hold: null },
    { reference: 'B22B-B22B', rule: 'closing', erasedFrom: Date.UTC(2026, 11, 1), hold: null },
  ])
  expect(JSON.stringify(files)).not.toMatch(/Marchbanks|Ottilie/)
})

describe('a hold', () => {
  beforeEach(() => insertClosedFile(FILE, Date.UTC(2046, 0, 1)))

  it('shows with what was written about it, which is sealed, and stands on record without that', async () => {
    expect((await listPreview()).files).toEqual([])
    expect((await hold(team.jules)).status).toBe(204)
    expect((await listPreview()).files).toMatchObject([
      {
        ...{ reference: FILE, rule: 'birthday', erasedFrom: null },
        hold: {
          ...{ reason: 'claim', note: 'Court file 12', placedAt: TEST_NOW, lastDay: null },
          placedBy: { id: 'jules-hartwell', name: 'Jules Hartwell' },
        },
      },
    ])
    expect(JSON.stringify(await queryRows('select * from file_retentions'))).not.toContain('Court file')
    const events = await listAuditLines(FILE)
    expect(events.at(-1)).toContain('retention_held')
    expect(events.join()).not.toContain('Court file')
  })

  it('ends after its last day, and what it held back is shown once more before it goes', async () => {
    await queryRows('update file_retentions set expires_at = 1')
    expect((await hold(team.jules, { ...HOLD, note: '', lastDay: '2027-01-31' })).status).toBe(204)
    expect((await listPreview()).files).toMatchObject([
      {
        erasedFrom: Date.UTC(2027, 1, 1) + PREVIEW_MS,
        hold: { note: null, lastDay: '2027-01-31' },
      },
    ])
  })

  it('shows, without its note, when that does not open, and so do all others', async () => {
    const logs = captureConsole()
    await insertClosedFile('B22B-B22B', TEST_NOW)
    await hold(team.jules)
    await queryRows(`update file_retentions set sealed_hold_note = 'damaged' where held_at is not null`)
    expect((await listPreview()).files).toMatchObject([
      { reference: 'B22B-B22B' },
      { reference: FILE, hold: { reason: 'claim', note: null } },
    ])
    expect(logs.eventsNamed('value_unreadable')).toMatchObject([
      { column: 'file_retentions.sealed_hold_note', row: FILE },
    ])
  })

  it('shows no more once it is over and the term ends later', async () => {
    await hold(team.jules, { ...HOLD, lastDay: '2027-01-31' })
    expect((await listPreview()).files).toMatchObject([{ reference: FILE }])
    await queryRows('update file_retentions set hold_expires_at = ?', TEST_NOW)
    expect((await listPreview()).files).toEqual([])
  })

  it('has no last day that is over', async () => {
    await expectNoChange(422, () => hold(team.jules, { ...HOLD, lastDay: '2026-01-31' }))
  })

  it.each([
    ['while a colleague leads the file', `update files set lead_coordinator_id = 'camille-verdier'`],
    ['while nobody leads it', `update files set lead_coordinator_id = null`],
    [
      'once it was merged into another',
      `update files set merged_into_id = 'into', lead_coordinator_id = 'camille-verdier'`,
    ],
  ])(
    'is neither read, placed nor lifted by whoever works with one of the parents in another file, %s',
    async (_, change) => {
      await insertFamilyOfTwoParents('into')
      await queryRows(`delete from match_tokens`)
      await hold(team.jules)
      const { note } = HOLD
      await queryRows(`${change} where id = '${FILE}'`)
      expect((await listPreview()).files).toMatchObject([{ viewerHasConflict: false, hold: { note } }])
      await insertFamilyOfTwoParents('RE1A-TED0', {
        file: { acceptedAt: 1, leadCoordinatorId: 'jules-hartwell' },
      })
      await queryRows(`delete from match_tokens`)
      await queryRows(`insert into match_tokens (token, kind, file_id, side)
        select 'shared', 'email', coalesce(merged_into_id, id), 'initiating' from files where id = '${FILE}'
        union all values ('shared', 'email', 'RE1A-TED0', 'other')`)
      expect((await listPreview()).files).toMatchObject([{ viewerHasConflict: true, hold: { note: null } }])
      await expectNoChange(404, () => release(team.jules))
      expect(await queryRows('select held_at > 0 as is_held from file_retentions')).toEqual([{ is_held: 1 }])
      await queryRows('update file_retentions set held_at = null')
      await expectNoChange(404, () => hold(team.jules))
    },
  )

  it('is lifted on record, and what it held back is shown once more before it goes', async () => {
    await queryRows('update file_retentions set expires_at = 1')
    await hold(team.jules)
    expect((await release(team.jules)).status).toBe(204)
    expect((await listPreview()).files).toMatchObject([{ erasedFrom: TEST_NOW + PREVIEW_MS, hold: null }])
    expect((await listAuditLines(FILE)).at(-1)).toContain('retention_released')
    expect(await queryRows('select sealed_hold_note as note from file_retentions')).toEqual([{ note: null }])
  })
})

const OPEN = `delete from file_retentions; update files set stage = 'open'`
const OPEN_AND_HELD = `insert into file_retentions (file_id, closed_at, held_at, held_reason) values ('${FILE}', 1, 1, 'claim')`

describe('a hold on an open file', () => {
  const eraseParent = () =>
    postJson(team.jules, `/desk/api/files/${FILE}/erasure`, { side: 'other', reason: 'request' })

  beforeEach(async () => {
    await insertClosedFile(FILE, 1)
    for (const statement of OPEN.split('; ')) await queryRows(statement)
    await queryRows(`update parents set status = 'closed' where side = 'other'`)
  })

  it('shows with the others, without a term, and keeps the file from being erased until it is lifted', async () => {
    expect((await hold(team.jules)).status).toBe(204)
    expect((await listPreview()).files).toMatchObject([
      { reference: FILE, rule: null, erasedFrom: null, hold: { reason: 'claim', note: 'Court file 12' } },
    ])
    expect((await listAuditLines(FILE)).at(-1)).toContain('retention_held')
    await expectNoChange(409, eraseParent)
    // Its term is computed all the same, and erases nothing of an open file.
    await runScheduledWork()
    expect((await listPreview()).files).toMatchObject([{ rule: null, erasedFrom: null }])
    expect((await release(team.jules)).status).toBe(204)
    expect((await listPreview()).files).toEqual([])
    expect((await eraseParent()).status).toBe(204)
  })

  it('outlasts that the file is closed', async () => {
    await hold(team.jules)
    await queryRows(`update files set lead_coordinator_id = 'camille-verdier'`)
    const answer = await postJson(team.camille, `/desk/api/files/${FILE}/closure`, { reason: 'finished' })
    expect(answer.status).toBe(204)
    await runScheduledWork()
    await queryRows('update file_retentions set expires_at = 1, term_set_at = 1')
    await runScheduledWork()
    expect((await listPreview()).files).toMatchObject([{ reference: FILE, erasedFrom: null, hold: {} }])
  })
})

/** The states of a file, and how placing and lifting a hold is answered in each to the privacy officer. */
const states: Readonly<Record<string, readonly [change: string | undefined, hold: number, release: number]>> =
  {
    open: [OPEN, 204, 409],
    'open again': [`update files set stage = 'open'`, 204, 409],
    'open and held back': [`${OPEN}; ${OPEN_AND_HELD}`, 409, 204],
    merged: [`update files set merged_into_id = id, stage = 'closed'; delete from file_retentions`, 409, 409],
    'merged and held back': [
      `update files set merged_into_id = id, stage = 'closed'; update file_retentions set held_at = 1, held_reason = 'claim'`,
      409,
      204,
    ],
    'held back by one that was merged into it': [
      `insert into files (id, reference, route, stage, created_at, merged_into_id) select 'from', 'from', 'consent', 'closed', 1, id from files; insert into file_retentions (file_id, closed_at, held_at, held_reason) values ('from', 1, 1, 'claim')`,
      409,
      409,
    ],
    closed: [undefined, 204, 409],
    'held back': [`update file_retentions set held_at = 1, held_reason = 'claim'`, 409, 204],
    'no longer held back': [
      `update file_retentions set held_at = 1, held_reason = 'claim', hold_expires_at = 2`,
      204,
      204,
    ],
    erased: ['update file_retentions set erased_at = 1', 409, 409],
    'closed as not genuine': [`update files set stage = 'not-genuine'`, 204, 409],
  }

describe.each(Object.entries(states))('a file that is %s', (_, [change, placed, lifted]) => {
  beforeEach(async () => {
    await insertClosedFile(FILE, 1)
    for (const statement of change?.split('; ') ?? []) await queryRows(statement)
  })

  it.each([
    ['placing a hold', hold, placed],
    ['lifting it', release, lifted],
  ])('answers %s as its state allows, and to the privacy officer alone', async (_name, act, status) => {
    await expectNoChange(403, () => act(team.camille))
    await expectNoChange(403, () => act(team.robin))
    setPrivacyOfficer(null)
    await expectNoChange(404, () => act(team.jules))
    setPrivacyOfficer('jules-hartwell')
    expect((await act(team.jules)).status).toBe(status)
  })
})
