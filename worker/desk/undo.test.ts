import { beforeEach, expect, it } from 'vitest'
import { createDeskTeam } from '../../tests/support/access-team.ts'
import { listAuditLines } from '../../tests/support/audit-events.ts'
import { expectNoChange, queryRows, selectAllTables } from '../../tests/support/database-rows.ts'
import { postJson } from '../../tests/support/desk-file.ts'
import { insertTableFile, TABLE_FILE } from '../../tests/support/desk-route-table.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'

setUpPortal()

let team: Awaited<ReturnType<typeof createDeskTeam>>
beforeEach(async () => {
  team = await createDeskTeam()
  await insertTableFile({ prepare: ['update appointments set starts_at = 1, ends_at = 2'] })
})

/** Each action of the desk that offers to be undone, what undoes it, and what the record holds then. */
const undoneActions = [
  {
    path: `files/${TABLE_FILE}/reminder-completion`,
    body: { reminder: 'reminder' },
    undo: [`files/${TABLE_FILE}/reminder-reopening`, { reminder: 'reminder' }],
    recorded: ['reminder_finished', 'reminder_reopened'],
  },
  {
    path: `files/${TABLE_FILE}/time-request-answer`,
    body: { timeRequest: 'request' },
    undo: [`files/${TABLE_FILE}/time-request-reopening`, { timeRequest: 'request' }],
    recorded: ['time_request_answered', 'time_request_reopened'],
  },
  {
    path: 'appointments/appointment/outcome',
    body: { outcome: 'missed', previous: null },
    undo: ['appointments/appointment/outcome', { outcome: null, previous: 'missed' }],
    recorded: ['appointment_missed', 'appointment_outcome_removed'],
  },
] as const

it.each(undoneActions)(
  '$path is undone as if nothing had been done, with both on record and nobody told',
  async (action) => {
    const before = await selectAllTables()
    expect((await postJson(team.camille, `/desk/api/${action.path}`, action.body)).status).toBe(204)
    const [path, body] = action.undo
    const undo = () => postJson(team.camille, `/desk/api/${path}`, body)
    expect((await undo()).status).toBe(204)
    const { audit_events: events = [], ...after } = await selectAllTables()
    expect(after).toEqual({ ...before, audit_events: undefined })
    expect(events.length).toBe((before.audit_events ?? []).length + 2)
    expect((await listAuditLines(TABLE_FILE)).slice(-2)).toEqual(
      action.recorded.map((name) => `camille-verdier ${name}`),
    )
    // A second press undoes nothing more.
    await expectNoChange(409, undo)
  },
)

it('a reminder that was added is not to do any more, and a repeat of the request adds none', async () => {
  const id = '5d0c1d8e-7f0e-4c6a-8d5e-2b3c4d5e6f70'
  const add = () =>
    postJson(team.camille, `/desk/api/files/${TABLE_FILE}/reminders`, {
      id,
      dueOn: '2026-12-01',
      text: 'Passport',
    })
  expect((await add()).status).toBe(204)
  const undo = await postJson(team.camille, `/desk/api/files/${TABLE_FILE}/reminder-removal`, {
    reminder: id,
  })
  expect(undo.status).toBe(204)
  await expectNoChange(409, add)
  expect(await queryRows('select id from reminders where finished_at is null')).toEqual([{ id: 'reminder' }])
  expect((await listAuditLines(TABLE_FILE)).slice(-2)).toEqual([
    'camille-verdier reminder_added',
    'camille-verdier reminder_removed',
  ])
})

it('undoes nothing of somebody else’s', async () => {
  await queryRows('update reminders set finished_at = 2')
  await queryRows("update files set legal_coordinator_id = 'jules-hartwell'")
  await expectNoChange(409, () =>
    postJson(team.jules, `/desk/api/files/${TABLE_FILE}/reminder-reopening`, { reminder: 'reminder' }),
  )
})
