import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ContactHoldReason } from '../content/authorisation/order-readings.ts'
import { DAY_MS } from '../content/time/units.ts'
import { listAuditActions } from '../tests/support/audit-events.ts'
import { expectRefused, queryRows } from '../tests/support/database-rows.ts'
import { buildAuditEvent, buildFileRow, buildMessageRow, buildParentRow } from '../tests/support/file-rows.ts'
import { buildOrderReading } from '../tests/support/order-readings.ts'
import { emptyDatabase, openTestDatabase, prepareDatabase } from '../tests/support/test-portal.ts'
import {
  listExpiredOrders,
  type OrderReading,
  putBackContactHold,
  recordOrderExpiryAndQueueMessages,
  recordOrderReading,
} from './contact-holds.ts'
import { contactHoldStateSql } from './gate.ts'
import { contactHolds, files, matchTokens, parents } from './schema.ts'

const db = openTestDatabase()
const NOW = Date.UTC(2026, 10, 20, 18)

beforeAll(prepareDatabase)
beforeEach(async () => {
  await emptyDatabase()
  for (const id of ['file', 'another'])
    await db.batch([
      db.insert(files).values(buildFileRow(id, { leadCoordinatorId: 'robin', legalCoordinatorId: 'jules' })),
      db
        .insert(parents)
        .values([buildParentRow(id, 'initiating', { status: 'received' }), buildParentRow(id, 'other')]),
    ])
})

const auditEvent = (
  action: 'order_read' | 'contact_hold_put_back' | 'order_expired',
  actor: string,
  at = NOW,
) => buildAuditEvent('file', actor, action, at)

const placeHold = (parentId = 'initiating file', reportedAt = NOW - DAY_MS) =>
  db.insert(contactHolds).values({ id: `hold of ${parentId}`, parentId, reportedIn: 'intake', reportedAt })

const read = (reading: OrderReading | 'nothing-forbids' | 'forbids', actor = 'robin', until = NOW) =>
  recordOrderReading(
    db,
    auditEvent('order_read', actor),
    typeof reading === 'string' ? buildOrderReading(reading) : reading,
    until,
  )

const getState = async () =>
  (
    await db
      .select({ state: contactHoldStateSql().as('state') })
      .from(files)
      .where(eq(files.id, 'file'))
  )[0]?.state

const putBack = (actor = 'robin', reason: ContactHoldReason = 'lifted-by-mistake') =>
  putBackContactHold(
    db,
    auditEvent('contact_hold_put_back', actor, NOW + 1000),
    { liftedId: 'hold of initiating file', reason, administratorIds: ['ada'] },
    [{ lead: { id: 'robin' }, row: buildMessageRow('file', NOW, { id: 'news' }) }],
  )

describe('having read an order', () => {
  it('lifts the holds of both parents when nothing in it forbids contact', async () => {
    await placeHold()
    await placeHold('other file')
    await placeHold('initiating another')
    expect(await read(buildOrderReading('nothing-forbids', { id: 'reading' }))).toBe(true)
    expect(
      await queryRows(
        'select parent_id, order_read_by, finding, order_reading_id, lifted_at from contact_holds order by 1',
      ),
    ).toEqual([
      {
        parent_id: 'initiating another',
        order_read_by: null,
        finding: null,
        order_reading_id: null,
        lifted_at: null,
      },
      {
        parent_id: 'initiating file',
        order_read_by: 'robin',
        finding: 'nothing-forbids',
        order_reading_id: 'reading',
        lifted_at: NOW,
      },
      {
        parent_id: 'other file',
        order_read_by: 'robin',
        finding: 'nothing-forbids',
        order_reading_id: 'reading',
        lifted_at: NOW,
      },
    ])
    expect(await listAuditActions('file')).toEqual(['order_read'])
    expect(await getState()).toBe(null)
    await expectRefused(() => read('forbids'))
  })

  it('says that an order forbids contact until it is read again, and stores both readings', async () => {
    await placeHold()
    expect(await getState()).toBe('on-hold')
    expect(await read('forbids')).toBe(true)
    expect(await getState()).toBe('order-forbids')
    expect(await read('nothing-forbids')).toBe(true)
    expect(await getState()).toBe(null)
    expect(await queryRows('select finding, read_by from order_readings order by rowid')).toEqual([
      { finding: 'forbids', read_by: 'robin' },
      { finding: 'nothing-forbids', read_by: 'robin' },
    ])
  })

  it('lifts nothing that was reported after the page was read', async () => {
    await placeHold('initiating file', NOW - 1)
    await expectRefused(() => read('nothing-forbids', 'robin', NOW - 2))
  })

  it('is for whoever leads, in an open file', async () => {
    await placeHold()
    await expectRefused(() => read('nothing-forbids', 'jules'))
    await db.update(files).set({ stage: 'closed' })
    await expectRefused(() => read('nothing-forbids'))
  })
})

describe('a hold that was lifted by a slip', () => {
  beforeEach(async () => {
    await placeHold()
    await read('nothing-forbids')
  })

  it.each(['robin', 'jules', 'ada'])(
    'is put back by %s, with a reason, as a hold of its own',
    async (actor) => {
      expect(await putBack(actor, 'not-sure-any-more')).toBe(true)
      expect(await getState()).toBe('on-hold')
      expect(
        await queryRows(
          'select reported_in, reported_at, placed_by, placed_reason, finding, lifted_at from contact_holds order by rowid',
        ),
      ).toEqual([
        {
          reported_in: 'intake',
          reported_at: NOW - DAY_MS,
          placed_by: null,
          placed_reason: null,
          finding: 'nothing-forbids',
          lifted_at: NOW,
        },
        {
          reported_in: 'desk',
          reported_at: NOW + 1000,
          placed_by: actor,
          placed_reason: 'not-sure-any-more',
          finding: null,
          lifted_at: null,
        },
      ])
      expect(await listAuditActions('file')).toEqual(['order_read', 'contact_hold_put_back'])
      expect(await queryRows('select id from outbox')).toEqual([{ id: 'news' }])
      await expectRefused(() => putBack(actor))
      // A new reading lifts it again.
      expect(await read('nothing-forbids', 'robin', NOW + 1000)).toBe(true)
      expect(await getState()).toBe(null)
    },
  )

  it('is not put back by anybody else, in a closed file, or by somebody with a conflict of interest', async () => {
    await expectRefused(() => putBack('camille'))
    await db.batch([
      db
        .insert(files)
        .values(buildFileRow('conflict', { leadCoordinatorId: 'ada', legalCoordinatorId: 'jules' })),
      db.insert(matchTokens).values([
        { token: 'same', kind: 'email', fileId: 'file', side: 'initiating' },
        { token: 'same', kind: 'email', fileId: 'conflict', side: 'initiating' },
      ]),
    ])
    await expectRefused(() => putBack('ada'))
    await expectRefused(() => putBack('jules'))
    await db.update(files).set({ stage: 'closed' })
    await expectRefused(() => putBack())
  })
})

describe('the day after the last day of an order', () => {
  const tell = () =>
    recordOrderExpiryAndQueueMessages(db, auditEvent('order_expired', 'system'), 'reading', [
      { lead: { id: 'robin' }, row: buildMessageRow('file', NOW, { id: 'expired' }) },
    ])
  const listed = async (today: string) => (await listExpiredOrders(db, today)).map(({ id }) => id)

  it('tells whoever leads once, and lifts nothing', async () => {
    await placeHold()
    await read(buildOrderReading('forbids', { id: 'reading', expiresOn: '2026-11-30' }))
    expect(await listed('2026-11-30')).toEqual([])
    expect(await listed('2026-12-01')).toEqual(['reading'])
    expect(await tell()).toBe(true)
    expect(await queryRows('select id from outbox')).toEqual([{ id: 'expired' }])
    expect(await listed('2026-12-01')).toEqual([])
    await expectRefused(tell)
    expect(await getState()).toBe('order-forbids')
  })

  it('is nobody’s news when the order forbade nothing, or a newer reading took its place', async () => {
    await placeHold()
    await read(buildOrderReading('forbids', { id: 'reading', expiresOn: '2026-11-19' }))
    await read('forbids')
    expect(await listed('2026-12-01')).toEqual([])
    await read(buildOrderReading('nothing-forbids', { expiresOn: '2026-11-19' }))
    expect(await listed('2026-12-01')).toEqual([])
  })
})
