import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { changesNothing, queryRows } from '../tests/support/database-rows.ts'
import { buildMessageRow } from '../tests/support/file-rows.ts'
import { emptyDatabase, openTestDatabase, prepareDatabase } from '../tests/support/test-portal.ts'
import {
  CLAIM_SECONDS,
  cancelOutdatedMessagesStatement,
  claimDueMessages,
  endOutboxPause,
  postponeSealedMessage,
  recordDeliveryAttempt,
} from './outbox.ts'
import { files, outbox } from './schema.ts'

const db = openTestDatabase()
const NOW = Date.UTC(2026, 0, 5, 12)
const CLAIM_MS = CLAIM_SECONDS * 1000

beforeAll(prepareDatabase)
beforeEach(async () => {
  await emptyDatabase()
  await db
    .insert(files)
    .values({ id: 'file', reference: 'K7Q4-9MX2', route: 'consent', stage: 'new', createdAt: NOW })
})

const queueRow = (id: string, more: Partial<typeof outbox.$inferInsert> = {}) =>
  db
    .insert(outbox)
    .values(
      buildMessageRow('file', NOW - 1, { id, sealedMessage: `sealed ${id}`, nextAttemptAt: NOW, ...more }),
    )

const idsOf = (claimed: readonly { id: string }[]) => claimed.map(({ id }) => id).sort()

const deliveryColumns = async (id: string) =>
  (
    await queryRows(
      'select outcome, attempts, next_attempt_at, provider_id, last_error from outbox where id = ?',
      id,
    )
  )[0]

it('claims messages that are due, with what is needed to send them, and counts the attempt', async () => {
  await queueRow('due', { attempts: 2 })
  expect(await claimDueMessages(db, NOW, 10)).toEqual([
    {
      id: 'due',
      outcome: 'queued',
      sealedMessage: 'sealed due',
      attempts: 3,
      createdAt: NOW - 1,
      sharedEmailTokens: '[]',
      parentId: null,
      sealedContactRules: null,
      wasAccountRefused: null,
      claimedAt: NOW,
      uncertainSince: NOW,
    },
  ])
})

it('claims a message for a parent with how they may be reached now, not when it was written', async () => {
  await queryRows(
    "insert into parents (id, file_id, side, language, sealed_contact_rules) values ('ida', 'file', 'initiating', 'en', 'then')",
  )
  await queueRow('for Ida', { parentId: 'ida' })
  await queueRow('for a parent who was deleted', { parentId: 'deleted' })
  await queryRows("update parents set sealed_contact_rules = 'now'")
  const claimed = await claimDueMessages(db, NOW, 10)
  expect(claimed.map(({ parentId, sealedContactRules }) => [parentId, sealedContactRules]).sort()).toEqual([
    ['deleted', null],
    ['ida', 'now'],
  ])
})

it('claims a message that is about no file', async () => {
  await queueRow('about no file', { fileId: null })
  expect(idsOf(await claimDueMessages(db, NOW, 10))).toEqual(['about no file'])
})

it('queues no message about a file that does not exist', async () => {
  await changesNothing(async () => {
    await expect(queueRow('astray', { fileId: 'missing' })).rejects.toThrow()
  })
})

it('leaves alone what is not due yet, was sent or failed', async () => {
  await queueRow('later', { nextAttemptAt: NOW + 1 })
  await queueRow('sent', { outcome: 'sent', nextAttemptAt: 0 })
  await queueRow('failed', { outcome: 'failed', nextAttemptAt: 0 })
  expect(await changesNothing(() => claimDueMessages(db, NOW, 10))).toEqual([])
  expect(idsOf(await claimDueMessages(db, NOW + 1, 10))).toEqual(['later'])
})

it('claims no more than the limit, and what waited longest first', async () => {
  for (const n of [3, 1, 2]) await queueRow(`waiting since ${n}`, { nextAttemptAt: NOW - 10 + n })
  expect(idsOf(await claimDueMessages(db, NOW, 2))).toEqual(['waiting since 1', 'waiting since 2'])
  expect(idsOf(await claimDueMessages(db, NOW, 2))).toEqual(['waiting since 3'])
})

it('never lets two that claim at once have the same message', async () => {
  for (let n = 0; n < 20; n++) await queueRow(`message ${n}`)
  const claims = await Promise.all(Array.from({ length: 8 }, () => claimDueMessages(db, NOW, 4)))
  const claimed = claims.flatMap(idsOf)
  expect(claimed).toHaveLength(20)
  expect(new Set(claimed).size).toBe(20)
  expect(await queryRows('select distinct attempts from outbox')).toEqual([{ attempts: 1 }])
})

it('holds a claim for its seconds to the millisecond, then lets another take over', async () => {
  await queueRow('message')
  await claimDueMessages(db, NOW, 10)
  expect(await claimDueMessages(db, NOW + CLAIM_MS - 1, 10)).toEqual([])
  expect(await claimDueMessages(db, NOW + CLAIM_MS, 10)).toMatchObject([{ id: 'message', attempts: 2 }])
})

it('records that a message was sent, and lets nobody claim it any more', async () => {
  await queueRow('message')
  await queueRow('beside')
  await claimDueMessages(db, NOW, 10)
  await recordDeliveryAttempt(db, 'message', { outcome: 'sent', providerId: 'provider-1' })
  expect(await deliveryColumns('message')).toMatchObject({ outcome: 'sent', provider_id: 'provider-1' })
  expect(await deliveryColumns('beside')).toMatchObject({ outcome: 'queued', provider_id: null })
  expect(idsOf(await claimDueMessages(db, NOW + CLAIM_MS, 10))).toEqual(['beside'])
})

it('records that a message failed, and lets nobody claim it any more', async () => {
  await queueRow('message')
  await claimDueMessages(db, NOW, 10)
  await recordDeliveryAttempt(db, 'message', { outcome: 'failed', lastError: 'validation_error' })
  expect(await deliveryColumns('message')).toMatchObject({
    outcome: 'failed',
    last_error: 'validation_error',
  })
  expect(await claimDueMessages(db, NOW + CLAIM_MS, 10)).toEqual([])
})

it('lets a message be claimed again when its next attempt is due, not before', async () => {
  await queueRow('message')
  await claimDueMessages(db, NOW, 10)
  const result = { outcome: 'queued', lastError: 'rate_limit_exceeded', nextAttemptAt: NOW + 5000 } as const
  await recordDeliveryAttempt(db, 'message', result)
  expect(await deliveryColumns('message')).toMatchObject({ attempts: 1, last_error: 'rate_limit_exceeded' })
  expect(await claimDueMessages(db, NOW + 4999, 10)).toEqual([])
  expect(idsOf(await claimDueMessages(db, NOW + 5000, 10))).toEqual(['message'])
})

it.each([
  [{ outcome: 'sent', providerId: 'provider-1' } as const, ''],
  [{ outcome: 'failed', lastError: 'validation_error', isContentStored: true } as const, 'sealed message'],
  [{ outcome: 'failed', lastError: 'not_safe', isContentStored: false } as const, ''],
  [{ outcome: 'queued', lastError: 'timeout', nextAttemptAt: NOW } as const, 'sealed message'],
])('leaves of a message after an attempt that ended as %j the text “%s”', async (result, sealedMessage) => {
  await queueRow('message')
  await recordDeliveryAttempt(db, 'message', result)
  expect(await queryRows('select sealed_message from outbox')).toEqual([{ sealed_message: sealedMessage }])
})

it('leaves no text of a failed message about no file, which nobody at the desk can send again', async () => {
  await queueRow('message', { fileId: null })
  await recordDeliveryAttempt(db, 'message', {
    outcome: 'failed',
    lastError: 'validation_error',
    isContentStored: true,
  })
  expect(await queryRows('select sealed_message from outbox')).toEqual([{ sealed_message: '' }])
})

it.each([
  { outcome: 'queued', lastError: 'timeout', nextAttemptAt: NOW } as const,
  { outcome: 'failed', lastError: 'unreadable' } as const,
])('leaves a message sent when an attempt that outlived its claim ends as $outcome', async (late) => {
  await queueRow('message')
  await recordDeliveryAttempt(db, 'message', { outcome: 'sent', providerId: 'provider-1' })
  await changesNothing(async () => {
    await recordDeliveryAttempt(db, 'message', late)
  })
  expect(await claimDueMessages(db, NOW, 10)).toEqual([])
})

it('takes a late result that a message was sent over one that it failed', async () => {
  await queueRow('message')
  await recordDeliveryAttempt(db, 'message', { outcome: 'failed', lastError: 'application_error' })
  await recordDeliveryAttempt(db, 'message', { outcome: 'sent', providerId: 'provider-1' })
  expect(await deliveryColumns('message')).toMatchObject({ outcome: 'sent', provider_id: 'provider-1' })
})

describe('a message of which nobody knows whether the provider has it', () => {
  const claimAt = async (at: number) => (await claimDueMessages(db, at, 10))[0]
  const retryAt = (at: number, uncertainSince: number | null) =>
    recordDeliveryAttempt(
      db,
      'message',
      { outcome: 'queued', lastError: 'application_error', nextAttemptAt: at },
      uncertainSince,
    )

  it('counts from the first such attempt, and from the claim while one is under way', async () => {
    await queueRow('message')
    expect(await claimAt(NOW)).toMatchObject({ claimedAt: NOW, uncertainSince: NOW })
    expect(await claimAt(NOW + CLAIM_MS)).toMatchObject({ claimedAt: NOW + CLAIM_MS, uncertainSince: NOW })
  })

  it('counts anew after an attempt that was refused', async () => {
    await queueRow('message')
    await claimAt(NOW)
    await retryAt(NOW + 5, null)
    expect(await claimAt(NOW + 5)).toMatchObject({ uncertainSince: NOW + 5 })
    await retryAt(NOW + 9, NOW + 5)
    expect(await claimAt(NOW + 9)).toMatchObject({ claimedAt: NOW + 9, uncertainSince: NOW + 5 })
  })
})

describe('an outbox that is paused', () => {
  const refuse = (id: string, nextAttemptAt: number) =>
    recordDeliveryAttempt(db, id, {
      ...{ outcome: 'queued', lastError: 'invalid_api_key', nextAttemptAt, accountRefused: true },
    })

  it('lets only the message leave that waits the longest, and all once it was accepted', async () => {
    for (const id of ['first', 'second', 'third']) await queueRow(id)
    await refuse('first', NOW + 1000)
    await refuse('second', NOW + 2000)
    expect(await claimDueMessages(db, NOW + 1999, 10)).toEqual([])
    const claimed = await claimDueMessages(db, NOW + 2000, 10)
    expect(claimed).toMatchObject([{ id: 'second', wasAccountRefused: true }])
    await recordDeliveryAttempt(db, 'second', { outcome: 'sent', providerId: 'provider-1' })
    await endOutboxPause(db)
    expect(idsOf(await claimDueMessages(db, NOW + 2000, 10)).toSorted()).toEqual(['first', 'third'])
  })

  it('goes on when the message that tried for all is over for another reason', async () => {
    await queueRow('first', { kind: 'invitation' })
    await queueRow('second')
    await refuse('first', NOW + 1000)
    await cancelQueued()
    expect(idsOf(await claimDueMessages(db, NOW, 10))).toEqual(['second'])
  })

  it('does not wait for a message that could not even be unsealed', async () => {
    await queueRow('first')
    await queueRow('second')
    await refuse('first', NOW + 1000)
    expect(idsOf(await claimDueMessages(db, NOW + 1000, 10))).toEqual(['first'])
    await postponeSealedMessage(db, 'first', 'unreadable', NOW + 9000, null)
    expect(idsOf(await claimDueMessages(db, NOW + 1000, 10))).toEqual(['second'])
  })
})

const cancelQueued = (condition = sql`true`) =>
  db.batch([cancelOutdatedMessagesStatement(db, 'file', 'invitations-ended', condition)])

it('cancels queued messages of one kind about one file, and stores nothing of their text', async () => {
  await db
    .insert(files)
    .values({ id: 'another', reference: 'another', route: 'consent', stage: 'new', createdAt: NOW })
  await queueRow('message', { kind: 'invitation', attempts: 2, lastError: 'timeout' })
  await queueRow('of another kind')
  await queueRow('of another file', { kind: 'invitation', fileId: 'another' })
  await queueRow('sent', { kind: 'invitation', outcome: 'sent' })
  await queueRow('failed', { kind: 'invitation', outcome: 'failed', lastError: 'validation_error' })
  await changesNothing(() => cancelQueued(sql`false`))
  await cancelQueued()
  expect(
    await queryRows("select outcome, last_error, sealed_message from outbox where id = 'message'"),
  ).toEqual([{ outcome: 'failed', last_error: 'ended', sealed_message: '' }])
  expect(idsOf(await claimDueMessages(db, NOW, 10))).toEqual(['of another file', 'of another kind'])
  expect(await deliveryColumns('sent')).toMatchObject({ outcome: 'sent' })
  expect(await deliveryColumns('failed')).toMatchObject({ last_error: 'validation_error' })
})

it.each([
  { outcome: 'queued', lastError: 'timeout', nextAttemptAt: NOW } as const,
  { outcome: 'failed', lastError: 'unreadable' } as const,
])('never revives a message that was cancelled while an attempt was under way: $outcome', async (late) => {
  await queueRow('message', { kind: 'invitation' })
  await claimDueMessages(db, NOW, 10)
  await cancelQueued()
  await changesNothing(async () => {
    await recordDeliveryAttempt(db, 'message', late)
  })
  await recordDeliveryAttempt(db, 'message', { outcome: 'sent', providerId: 'provider-1' })
  expect(await deliveryColumns('message')).toMatchObject({ outcome: 'sent', provider_id: 'provider-1' })
})
