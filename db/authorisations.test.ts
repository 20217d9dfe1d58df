import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { MessageKind } from '../content/mail/message-kinds.ts'
import { DAY_MS } from '../content/time/units.ts'
import { listAuditActions } from '../tests/support/audit-events.ts'
import { changesNothing, expectRefused, queryRows } from '../tests/support/database-rows.ts'
import {
  buildAuditEvent,
  buildFileRow,
  buildMessageRow,
  buildParentRow,
  emptyFormVersion,
} from '../tests/support/file-rows.ts'
import { emptyDatabase, openTestDatabase, prepareDatabase } from '../tests/support/test-portal.ts'
import { type AuditEvent, getFirstBrokenAuditSequence, listAuditRows } from './audit.ts'
import {
  type AuthorisationGrant,
  declineAuthorisation,
  declineUnrequestedAuthorisation,
  findLatestGrantWithReceipt,
  findReceiptOrCountWrongCode,
  grantAuthorisation,
  hasAuthorisationWithIdempotencyKey,
  listExpiringAuthorisations,
  recordExpiryReminderAndQueueMessage,
  withdrawAuthorisation,
} from './authorisations.ts'
import { insertFormVersionStatement } from './form-versions.ts'
import { loadParentFile } from './parent-file.ts'
import { authorisations, contactHolds, files, outbox, parents } from './schema.ts'

const db = openTestDatabase()
const NOW = Date.UTC(2026, 10, 22, 15)
const FILE = 'file'
const PARENT_ID = 'parent'
let now = NOW

beforeAll(prepareDatabase)
beforeEach(async () => {
  now = NOW
  await emptyDatabase()
  await insertFile(FILE, PARENT_ID, 'robin')
  // Stored before, so that what is refused changes nothing at all.
  await insertFormVersionStatement(db, emptyFormVersion)
})

/** Inserts a file with its parent. The parent’s id is also their access code hash. */
async function insertFile(id: string, parentId: string, lead: string | null) {
  await db.batch([
    db.insert(files).values(buildFileRow(id, { leadCoordinatorId: lead })),
    db
      .insert(parents)
      .values(
        buildParentRow(id, 'initiating', { id: parentId, route: 'one-parent', accessCodeHash: parentId }),
      ),
  ])
}

const event = (action: AuditEvent['action'], fileId = FILE) => buildAuditEvent(fileId, 'parent', action, now)
const messageRow = (id: string, fileId = FILE) => buildMessageRow(fileId, now, { id, kind: 'file-news' })
const grantedRow = (
  id: string,
  more: Partial<AuthorisationGrant['row']> = {},
): AuthorisationGrant['row'] => ({
  id,
  parentId: PARENT_ID,
  createdAt: now,
  grantedAt: now,
  expiresAt: now + 14 * DAY_MS,
  receiptHash: `receipt of ${id}`,
  sealedEvidence: `evidence of ${id}`,
  idempotencyKey: `key of ${id}`,
  ...more,
})
const grant = (
  row: AuthorisationGrant['row'],
  replaces: string | null,
  contactHold?: AuthorisationGrant['contactHold'],
  ended = false,
) =>
  grantAuthorisation(db, event('authorisation_granted'), {
    row,
    formVersion: emptyFormVersion,
    replaces: replaces === null ? undefined : { id: replaces, ended },
    contactHold,
    mail: [{ lead: { id: 'robin' }, row: messageRow(`message of ${row.id}`) }],
  })
const insertRequest = (id: string) =>
  db.insert(authorisations).values({ id, parentId: PARENT_ID, createdAt: now, requestedBy: 'robin' })
const currentAuthorisations = () =>
  queryRows("select id from authorisations where parent_id = 'parent' and superseded_at is null")

describe('an authorisation', () => {
  it('is stored with its messages and its contact hold, all of it or nothing', async () => {
    const contactHold = {
      id: 'hold',
      parentId: PARENT_ID,
      reportedIn: 'contact-authorisation',
      reportedAt: now,
    } as const
    expect(await grant(grantedRow('authorisation'), null, contactHold)).toBe(true)
    expect(await queryRows('select id, parent_id, reported_at, lifted_at from contact_holds')).toEqual([
      { id: 'hold', parent_id: PARENT_ID, reported_at: NOW, lifted_at: null },
    ])
    expect(await queryRows('select id from outbox')).toEqual([{ id: 'message of authorisation' }])
    expect(await listAuditActions(FILE)).toEqual(['authorisation_granted'])
    const again = { ...contactHold, id: 'another hold' }
    await expectRefused(() => grant(grantedRow('other'), null, again))
    await queryRows("update files set stage = 'closed'")
    await expectRefused(() => grant(grantedRow('other'), 'authorisation', again))
  })

  it.each<[string, Partial<AuthorisationGrant['row']>]>([
    ['was requested', { grantedAt: null, expiresAt: null, requestedBy: 'robin' }],
    ['has expired', { expiresAt: NOW }],
  ])('takes the place of one unseen that %s', async (_, more) => {
    await db.insert(authorisations).values(grantedRow('before', more))
    expect(await grant(grantedRow('authorisation'), null)).toBe(true)
    expect(await currentAuthorisations()).toEqual([{ id: 'authorisation' }])
    expect(await queryRows("select superseded_at from authorisations where id = 'before'")).toEqual([
      { superseded_at: NOW },
    ])
  })

  it.each<[string, Partial<AuthorisationGrant['row']>]>([
    ['declined', { grantedAt: null, expiresAt: null, declinedAt: 1 }],
    ['withdrawn', { withdrawnAt: 1 }],
    ['withdrawn and expired', { withdrawnAt: 1, expiresAt: NOW }],
  ])('takes the place of one %s only when its parent saw that it was', async (_, more) => {
    await db.insert(authorisations).values(grantedRow('before', more))
    for (const replaces of [null, 'before', 'another'])
      await expectRefused(() => grant(grantedRow('authorisation'), replaces))
    await expectRefused(() => grant(grantedRow('authorisation'), 'another', undefined, true))
    expect(await grant(grantedRow('authorisation'), 'before', undefined, true)).toBe(true)
    expect(await currentAuthorisations()).toEqual([{ id: 'authorisation' }])
  })

  it('cancels the queued messages that request it, or say that the one before expires', async () => {
    const waiting = (kind: MessageKind) => ({ ...messageRow(kind), kind })
    await grant(grantedRow('before'), null)
    await db
      .insert(outbox)
      .values((['authorisation-requested', 'authorisation-expiring', 'receipt'] as const).map(waiting))
    const left = () => queryRows("select id from outbox where outcome = 'queued' and kind <> 'file-news'")
    await changesNothing(() => grant(grantedRow('authorisation'), null))
    await grant(grantedRow('authorisation'), 'before')
    expect(await left()).toEqual([{ id: 'receipt' }])
    await db
      .insert(outbox)
      .values([waiting('authorisation-expiring')].map((row) => ({ ...row, id: 'ending' })))
    now += 1
    await withdrawAuthorisation(db, event('authorisation_withdrawn'), PARENT_ID, [])
    expect(await left()).toEqual([{ id: 'receipt' }])
    await queryRows('update authorisations set superseded_at = 1')
    await insertRequest('requested')
    await db.insert(outbox).values([{ ...waiting('authorisation-requested'), id: 'request' }])
    await declineAuthorisation(db, event('authorisation_declined'), PARENT_ID, [])
    expect(await left()).toEqual([{ id: 'receipt' }])
  })

  it('takes the place of one in force only when that was seen', async () => {
    await grant(grantedRow('before'), null)
    for (const replaces of [null, '', 'another']) {
      await expectRefused(() => grant(grantedRow('authorisation'), replaces))
    }
    expect(await grant(grantedRow('authorisation'), 'before')).toBe(true)
    await expectRefused(() => grant(grantedRow('late'), 'before'))
    expect(await currentAuthorisations()).toEqual([{ id: 'authorisation' }])
  })

  it('leaves that of another parent alone, whatever it says it replaces', async () => {
    await insertFile('other file', 'other', 'robin')
    await db.insert(authorisations).values(grantedRow('theirs', { parentId: 'other', withdrawnAt: 1 }))
    await grant(grantedRow('authorisation'), 'theirs')
    expect(await queryRows("select superseded_at from authorisations where id = 'theirs'")).toEqual([
      { superseded_at: null },
    ])
  })

  it('posted before moves nothing that came after it', async () => {
    expect(await hasAuthorisationWithIdempotencyKey(db, ['key of authorisation'])).toBe(false)
    await grant(grantedRow('authorisation'), null)
    now += 1
    await withdrawAuthorisation(db, event('authorisation_withdrawn'), PARENT_ID, [])
    await queryRows('update authorisations set superseded_at = 1')
    await insertRequest('requested')
    const again = () => grant(grantedRow('again', { idempotencyKey: 'key of authorisation' }), null)
    await expectRefused(again)
    expect(await hasAuthorisationWithIdempotencyKey(db, ['key of authorisation'])).toBe(true)
    expect(await currentAuthorisations()).toEqual([{ id: 'requested' }])
  })

  it('is granted once by twenty at once, and the audit chain stays whole', async () => {
    const grants = Array.from({ length: 20 }, (_, n) => grant(grantedRow(`authorisation ${n}`), null))
    expect((await Promise.all(grants)).filter(Boolean)).toHaveLength(1)
    expect(await queryRows('select count(*) as n from outbox')).toEqual([{ n: 1 }])
    expect(await listAuditActions(FILE)).toHaveLength(1)
  })
})

describe('ending an authorisation', () => {
  const withdrawNow = () =>
    withdrawAuthorisation(db, event('authorisation_withdrawn'), PARENT_ID, [
      { lead: 'anybody', row: messageRow(`${now}`) },
    ])
  const declineNow = () =>
    declineAuthorisation(db, event('authorisation_declined'), PARENT_ID, [
      { lead: 'anybody', row: messageRow(`${now}`) },
    ])
  const declineUnrequestedNow = () =>
    declineUnrequestedAuthorisation(
      db,
      event('authorisation_declined'),
      { id: `no ${now}`, parentId: PARENT_ID, createdAt: now, declinedAt: now },
      [{ lead: 'anybody', row: messageRow(`${now}`) }],
    )

  it('withdraws the one in force and no other', async () => {
    await insertFile('other file', 'other', 'robin')
    await db.insert(authorisations).values(grantedRow('theirs', { parentId: 'other' }))
    await grant(grantedRow('before'), null)
    await grant(grantedRow('authorisation'), 'before')
    expect(await withdrawNow()).toBe(true)
    expect(await queryRows('select id from authorisations where withdrawn_at is not null')).toEqual([
      { id: 'authorisation' },
    ])
    now += 1
    await expectRefused(withdrawNow)
  })

  it('withdraws nothing that has expired, was requested or was declined', async () => {
    await grant(grantedRow('authorisation', { expiresAt: now }), null)
    await expectRefused(withdrawNow)
    await queryRows('update authorisations set superseded_at = 1')
    await insertRequest('requested')
    await expectRefused(withdrawNow)
    expect(await declineNow()).toBe(true)
    now += 1
    await expectRefused(withdrawNow)
    await expectRefused(declineNow)
  })

  it('declines what was requested only, and unrequested only while there is none', async () => {
    await expectRefused(declineNow)
    expect(await declineUnrequestedNow()).toBe(true)
    now += 1
    await expectRefused(declineUnrequestedNow)
    await grant(grantedRow('authorisation'), null)
    now += 1
    await expectRefused(declineNow)
    await expectRefused(declineUnrequestedNow)
  })
})

describe('what a parent reads', () => {
  it('is the latest authorisation they granted, however it ended and whatever was requested since', async () => {
    expect(await findLatestGrantWithReceipt(db, PARENT_ID)).toBeUndefined()
    await insertRequest('requested')
    expect(await findLatestGrantWithReceipt(db, PARENT_ID)).toBeUndefined()
    await grant(grantedRow('first'), null)
    await grant(grantedRow('second'), 'first')
    expect(await findLatestGrantWithReceipt(db, PARENT_ID)).toMatchObject({
      id: 'second',
      hasContactHold: false,
    })
    await queryRows('update authorisations set withdrawn_at = 2, superseded_at = 3')
    await insertRequest('requested again')
    expect(await findLatestGrantWithReceipt(db, PARENT_ID)).toMatchObject({ id: 'second', withdrawnAt: 2 })
    expect(await findLatestGrantWithReceipt(db, 'nobody')).toBeUndefined()
  })

  it('tells of an active contact hold that they caused themselves, and of no other', async () => {
    await insertFile('other file', 'other', 'robin')
    await queryRows("update parents set file_id = 'file', side = 'other' where id = 'other'")
    await grant(grantedRow('authorisation'), null)
    const placeHold = (id: string, parentId: string, liftedAt?: number) =>
      db.insert(contactHolds).values({ id, parentId, reportedIn: 'intake', reportedAt: 1, liftedAt })
    await placeHold('theirs', 'other')
    await placeHold('lifted', PARENT_ID, 2)
    const seen = async () => [
      (await findLatestGrantWithReceipt(db, PARENT_ID))?.hasContactHold,
      (await loadParentFile(db, PARENT_ID, NOW))?.hasContactHold,
    ]
    expect(await seen()).toEqual([false, false])
    await placeHold('mine', PARENT_ID)
    expect(await seen()).toEqual([true, true])
  })

  it('is known by its hash, whoever asks and however it ended, and each unknown one counts', async () => {
    await grant(grantedRow('first'), null)
    await grant(grantedRow('second'), 'first')
    await queryRows('update authorisations set withdrawn_at = 1')
    const find = async (receiptHash: string) =>
      (await findReceiptOrCountWrongCode(db, { connectionHash: 'connection', hour: 1 }, receiptHash)).rows[0]
    for (const receipt of ['receipt of first', 'receipt of second'])
      expect(await changesNothing(() => find(receipt))).toBeDefined()
    for (const [index, receipt] of ['receipt of third', ''].entries()) {
      expect(await find(receipt)).toBeUndefined()
      expect(await queryRows('select attempts from code_attempts')).toEqual([{ attempts: index + 1 }])
    }
  })
})

describe('authorisations that expire soon', () => {
  const due = async () => (await listExpiringAuthorisations(db, now, now + 7 * DAY_MS)).map(({ id }) => id)
  const told = (id: string) =>
    recordExpiryReminderAndQueueMessage(
      db,
      { ...event('authorisation_expiring'), actor: 'system' },
      id,
      messageRow(`reminder ${now}`),
    )

  it('are found from a week before to the end, soonest first', async () => {
    await insertFile('other file', 'other', 'robin')
    await grant(grantedRow('authorisation', { expiresAt: now + 7 * DAY_MS }), null)
    await db
      .insert(authorisations)
      .values(grantedRow('sooner', { parentId: 'other', expiresAt: now + DAY_MS }))
    expect(await due()).toEqual(['sooner', 'authorisation'])
    now -= 1
    expect(await due()).toEqual(['sooner'])
    now = NOW + DAY_MS
    expect(await due()).toEqual(['authorisation'])
  })

  it.each([
    ['told', 'update authorisations set reminded_at = 1'],
    ['withdrawn', 'update authorisations set withdrawn_at = 1'],
    ['superseded', 'update authorisations set superseded_at = 1'],
  ])('are told of once, and not when they were %s meanwhile', async (_, happens) => {
    await grant(grantedRow('authorisation', { expiresAt: now + DAY_MS }), null)
    expect(await due()).toEqual(['authorisation'])
    await queryRows(happens)
    expect(await due()).toEqual([])
    await expectRefused(() => told('authorisation'))
  })

  it('are recorded as told together with the message that tells it, by one of many', async () => {
    await grant(grantedRow('authorisation', { expiresAt: now + DAY_MS }), null)
    const ends = await Promise.all(
      [1, 2, 3].map((n) =>
        recordExpiryReminderAndQueueMessage(
          db,
          event('authorisation_expiring'),
          'authorisation',
          messageRow(`${n}`),
        ),
      ),
    )
    expect(ends.filter(Boolean)).toHaveLength(1)
    expect(await queryRows("select 1 from outbox where id <> 'message of authorisation'")).toHaveLength(1)
    expect(await queryRows('select reminded_at from authorisations')).toEqual([{ reminded_at: NOW }])
    expect(await getFirstBrokenAuditSequence(db, await listAuditRows(db, FILE))).toBeUndefined()
  })
})
