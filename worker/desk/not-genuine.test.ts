import { describe, expect, it } from 'vitest'
import { practice } from '../../content/practice.ts'
import { DAY_MS } from '../../content/time/units.ts'
import { closeFile, dismissFile } from '../../db/files.ts'
import { appointmentSlots, files, matchTokens, outbox, parents } from '../../db/schema.ts'
import { createAccessTeam } from '../../tests/support/access-team.ts'
import { insertAttendedAppointment } from '../../tests/support/attended-appointments.ts'
import { changesNothing, expectNoChange, queryRows } from '../../tests/support/database-rows.ts'
import {
  buildAuditEvent,
  buildFileRow,
  buildMessageRow,
  buildParentRow,
} from '../../tests/support/file-rows.ts'
import { setUpPortal, TEST_NOW } from '../../tests/support/set-up-portal.ts'
import { openTestDatabase } from '../../tests/support/test-portal.ts'

setUpPortal()
const team = await createAccessTeam()
const db = openTestDatabase()
const coordinatorOf = (administrator: boolean) =>
  practice.coordinators.find((one) => one.administrator === administrator) ?? expect.unreachable()
const [lead, administrator] = [coordinatorOf(false), coordinatorOf(true)]

const postAs = async (email: string, path: string, body: unknown = {}) =>
  (await team.createVisitor(email)).request(`/desk/api${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json' },
  })

const reason = 'many-alike'
const mistake = { reason: 'closed-by-mistake' }

const stages = () => queryRows('select id, stage, accepted_at from files order by id')

it('closes many files at once as not genuine, on record, and only those that one may close', async () => {
  for (const id of ['AAAA-AAAA', 'BBBB-BBBB', 'CCCC-CCCC']) {
    const leadCoordinatorId = id === 'CCCC-CCCC' ? administrator.id : lead.id
    await db.insert(files).values(buildFileRow(id, { leadCoordinatorId }))
    await db.insert(matchTokens).values({ token: 'shared', kind: 'email', fileId: id, side: 'initiating' })
  }
  const references = ['AAAA-AAAA', 'BBBB-BBBB', 'CCCC-CCCC', 'ZZZZ-ZZZZ']
  const answer = await postAs(lead.email, '/not-genuine-closures', { references, reason })
  expect(await answer.json()).toEqual({ closed: ['AAAA-AAAA', 'BBBB-BBBB'] })
  expect(await stages()).toEqual([
    { id: 'AAAA-AAAA', stage: 'not-genuine', accepted_at: null },
    { id: 'BBBB-BBBB', stage: 'not-genuine', accepted_at: null },
    { id: 'CCCC-CCCC', stage: 'open', accepted_at: 1 },
  ])
  const event = { actor: lead.id, action: 'dismissed', detail: JSON.stringify({ dismissalReason: reason }) }
  expect(await queryRows('select actor, action, detail from audit_events')).toEqual([event, event])
})

it.each([
  ['no reason', { references: ['AAAA-AAAA'] }, ['reason']],
  ['a reason that is none', { references: ['AAAA-AAAA'], reason: 'Kanari' }, ['reason']],
  ['no file', { references: [], reason }, ['references']],
  ['more than fifty files', { references: Array(51).fill('AAAA-AAAA'), reason }, ['references']],
])('closes nothing when there is %s', async (_, body, paths) => {
  await db.insert(files).values(buildFileRow('AAAA-AAAA', { leadCoordinatorId: lead.id }))
  const answer = await postAs(lead.email, '/not-genuine-closures', body)
  expect([answer.status, await answer.json()]).toEqual([422, { code: 'invalid', paths }])
  expect(await stages()).toMatchObject([{ stage: 'open' }])
})

it('takes a reference as it is spoken, and the same one once', async () => {
  await db.insert(files).values(buildFileRow('AAAA-AAAA', { leadCoordinatorId: lead.id }))
  const references = ['aaaa aaaa', 'AAAA-AAAA']
  const answer = await postAs(lead.email, '/not-genuine-closures', { references, reason })
  expect(await answer.json()).toEqual({ closed: ['AAAA-AAAA'] })
})

it('cancels the queued messages and the sessions to come, tells nobody, and resurrects neither', async () => {
  await db.insert(files).values(buildFileRow('AAAA-AAAA', { leadCoordinatorId: lead.id }))
  await db.insert(parents).values(buildParentRow('AAAA-AAAA', 'initiating', { status: 'received' }))
  const parentId = 'initiating AAAA-AAAA'
  const startsAt = TEST_NOW + DAY_MS
  const to = { startsAt, endsAt: startsAt + 1, busyFrom: startsAt, busyUntil: startsAt + 1 }
  await insertAttendedAppointment('AAAA-AAAA', parentId, { ...to, outcome: null })
  const appointmentId = `attended by ${parentId}`
  await db.insert(appointmentSlots).values({ coordinatorId: lead.id, quarter: 7, appointmentId })
  const kinds = ['receipt', 'appointment-booked', 'file-news', 'record-broken'] as const
  for (const kind of kinds)
    await db
      .insert(outbox)
      .values(buildMessageRow('AAAA-AAAA', 1, { id: kind, kind, parentId, nextAttemptAt: TEST_NOW + DAY_MS }))

  await postAs(lead.email, '/not-genuine-closures', { references: ['AAAA-AAAA'], reason })
  const cancelled = { outcome: 'failed', last_error: 'ended', sealed_message: '' }
  const left = async () =>
    Object.fromEntries(
      (await queryRows<{ id: string }>('select id, outcome, last_error, sealed_message from outbox')).map(
        ({ id, ...row }) => [id, row],
      ),
    )
  expect(await left()).toEqual({
    receipt: cancelled,
    'appointment-booked': cancelled,
    'file-news': cancelled,
    'record-broken': { outcome: 'queued', last_error: null, sealed_message: 'sealed' },
  })
  const appointment = { cancelled_at: TEST_NOW, cancelled_by: lead.id, sequence: 1 }
  const appointmentFacts = () => queryRows('select cancelled_at, cancelled_by, sequence from appointments')
  expect(await appointmentFacts()).toEqual([appointment])
  expect(await queryRows('select 1 from appointment_slots')).toEqual([])

  await postAs(lead.email, '/files/AAAA-AAAA/restoration', mistake)
  await postAs(administrator.email, '/files/AAAA-AAAA/restoration', mistake)
  expect(await appointmentFacts()).toEqual([appointment])
  const {
    receipt,
    'appointment-booked': booked,
    'file-news': news,
    'record-broken': _,
    ...toLead
  } = await left()
  expect([receipt, booked, news]).toEqual([cancelled, cancelled, cancelled])
  expect(Object.values(toLead)).toHaveLength(1)
  expect(await queryRows("select status from parents where side = 'initiating'")).toEqual([
    { status: 'received' },
  ])
})

it.each([
  ['dismissed', dismissFile],
  ['closed', closeFile],
] as const)('closes nothing of a file that somebody else leads by then: %s', async (action, end) => {
  await db.insert(files).values(buildFileRow('AAAA-AAAA', { leadCoordinatorId: administrator.id }))
  await db.insert(outbox).values(buildMessageRow('AAAA-AAAA', 1))
  const event = buildAuditEvent('AAAA-AAAA', lead.id, action, TEST_NOW)
  expect(await changesNothing(() => end(db, event, { ...lead, seen: 1000 }))).toBe(false)
})

describe('an administrator who works with one of the parents in another file', () => {
  const insert = (facts: Partial<typeof files.$inferInsert>) =>
    db.batch([
      db
        .insert(files)
        .values([
          buildFileRow('AAAA-AAAA', facts),
          buildFileRow('BBBB-BBBB', { leadCoordinatorId: administrator.id }),
        ]),
      db.insert(matchTokens).values(
        ['AAAA-AAAA', 'BBBB-BBBB'].map((fileId) => ({
          ...({ token: 'shared', kind: 'email', side: 'initiating' } as const),
          fileId,
        })),
      ),
    ])
  const dismissAsAdministrator = async () =>
    (await postAs(administrator.email, '/not-genuine-closures', { references: ['AAAA-AAAA'], reason })).json()

  it.each([lead.id, null])(
    'ends no file that a coordinator accepted: led by %s',
    async (leadCoordinatorId) => {
      await insert({ leadCoordinatorId })
      await expectNoChange(403, () =>
        postAs(administrator.email, '/files/AAAA-AAAA/closure', { seen: 1000, reason: 'finished' }),
      )
      expect(await changesNothing(dismissAsAdministrator)).toEqual({ closed: [] })
      // Nor does the statement, if the other file was accepted a moment ago.
      const event = buildAuditEvent('AAAA-AAAA', administrator.id, 'closed', TEST_NOW)
      for (const end of [closeFile, dismissFile])
        expect(await changesNothing(() => end(db, event, { ...administrator, seen: 1000 }))).toBe(false)
    },
  )

  it('dismisses one that nobody accepted: a flood in one person’s name gives everybody a conflict', async () => {
    await insert({ acceptedAt: null })
    expect(await dismissAsAdministrator()).toEqual({ closed: ['AAAA-AAAA'] })
  })

  it('ends a file that they lead', async () => {
    await insert({ leadCoordinatorId: administrator.id })
    expect(
      (await postAs(administrator.email, '/files/AAAA-AAAA/closure', { seen: 1000, reason: 'finished' }))
        .status,
    ).toBe(204)
  })
})

it('lets only an administrator open one again, on record, as a file that nobody has read', async () => {
  await db.insert(files).values(buildFileRow('AAAA-AAAA', { leadCoordinatorId: lead.id }))
  await postAs(lead.email, '/not-genuine-closures', { references: ['AAAA-AAAA'], reason })
  expect((await postAs(lead.email, '/files/AAAA-AAAA/restoration', mistake)).status).toBe(403)
  expect((await postAs(administrator.email, '/files/AAAA-AAAA/restoration', mistake)).status).toBe(204)
  expect(await stages()).toEqual([{ id: 'AAAA-AAAA', stage: 'new', accepted_at: null }])
  const [last] = await queryRows("select actor, detail from audit_events where action = 'restored'")
  expect(last).toEqual({
    actor: administrator.id,
    detail: JSON.stringify({ restorationReason: 'closed-by-mistake' }),
  })
  expect((await postAs(administrator.email, '/files/AAAA-AAAA/restoration', mistake)).status).toBe(409)
})

it('opens a file again for no parent who had withdrawn before', async () => {
  await db.insert(files).values(buildFileRow('AAAA-AAAA', { leadCoordinatorId: lead.id }))
  await db
    .insert(parents)
    .values([
      buildParentRow('AAAA-AAAA', 'initiating', { status: 'closed', applicationWithdrawnAt: 1 }),
      buildParentRow('AAAA-AAAA', 'other', { status: 'received' }),
    ])
  await postAs(lead.email, '/not-genuine-closures', { references: ['AAAA-AAAA'], reason })
  await postAs(administrator.email, '/files/AAAA-AAAA/restoration', mistake)
  expect(await queryRows('select side, status from parents order by side')).toEqual([
    { side: 'initiating', status: 'closed' },
    { side: 'other', status: 'received' },
  ])
})
