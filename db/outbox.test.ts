import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { changesNothing, rows } from '../tests/support/database-rows.ts'
import { bindings, emptyDatabase, prepareDatabase } from '../tests/support/test-portal.ts'
import { database } from './database.ts'
import { CLAIM_SECONDS, claimDue, endQueued, queueMail, recordAttempt } from './outbox.ts'
import { files, type outbox } from './schema.ts'

const db = database(bindings.DB)
const NOW = Date.UTC(2026, 0, 5, 12)
const CLAIM_MS = CLAIM_SECONDS * 1000

beforeAll(prepareDatabase)
beforeEach(async () => {
  await emptyDatabase()
  await db
    .insert(files)
    .values({ id: 'file', reference: 'K7Q4-9MX2', route: 'consent', stage: 'new', openedAt: NOW })
})

const queue = (id: string, more: Partial<typeof outbox.$inferInsert> = {}) =>
  queueMail(db, {
    id,
    fileId: 'file',
    kind: 'new-file',
    mail: `sealed ${id}`,
    outcome: 'queued',
    attempts: 0,
    nextAttemptAt: NOW,
    createdAt: NOW - 1,
    ...more,
  })

const idsOf = (claimed: readonly { id: string }[]) => claimed.map(({ id }) => id).sort()

const stateOf = async (id: string) =>
  (
    await rows(
      'select outcome, attempts, next_attempt_at, provider_id, last_error from outbox where id = ?',
      id,
    )
  )[0]

it('hands out mail that is due, with what is needed to send it, and counts the attempt', async () => {
  await queue('due', { attempts: 2 })
  expect(await claimDue(db, NOW, 10)).toEqual([
    { id: 'due', mail: 'sealed due', attempts: 3, createdAt: NOW - 1, parentId: null, contact: null },
  ])
})

it('hands out mail for a parent with how they may be reached now, not when it was written', async () => {
  await rows(
    "insert into parents (id, file_id, side, language, contact) values ('ida', 'file', 'initiating', 'en', 'then')",
  )
  await queue('for Ida', { parentId: 'ida' })
  await queue('for somebody who is gone', { parentId: 'gone' })
  await rows("update parents set contact = 'now'")
  const claimed = await claimDue(db, NOW, 10)
  expect(claimed.map(({ parentId, contact }) => [parentId, contact]).sort()).toEqual([
    ['gone', null],
    ['ida', 'now'],
  ])
})

it('hands out mail that is about no file', async () => {
  await queue('about no file', { fileId: null })
  expect(idsOf(await claimDue(db, NOW, 10))).toEqual(['about no file'])
})

it('queues no mail about a file there is not', async () => {
  await changesNothing(async () => {
    await expect(queue('astray', { fileId: 'gone' })).rejects.toThrow()
  })
})

it('leaves alone what is not due yet, was sent or was given up', async () => {
  await queue('later', { nextAttemptAt: NOW + 1 })
  await queue('sent', { outcome: 'sent', nextAttemptAt: 0 })
  await queue('failed', { outcome: 'failed', nextAttemptAt: 0 })
  expect(await changesNothing(() => claimDue(db, NOW, 10))).toEqual([])
  expect(idsOf(await claimDue(db, NOW + 1, 10))).toEqual(['later'])
})

it('hands out no more than was asked for, and what waited longest first', async () => {
  for (const n of [3, 1, 2]) await queue(`waiting since ${n}`, { nextAttemptAt: NOW - 10 + n })
  expect(idsOf(await claimDue(db, NOW, 2))).toEqual(['waiting since 1', 'waiting since 2'])
  expect(idsOf(await claimDue(db, NOW, 2))).toEqual(['waiting since 3'])
})

it('never hands the same mail to two that ask at once', async () => {
  for (let n = 0; n < 20; n++) await queue(`mail ${n}`)
  const claims = await Promise.all(Array.from({ length: 8 }, () => claimDue(db, NOW, 4)))
  const claimed = claims.flatMap(idsOf)
  expect(claimed).toHaveLength(20)
  expect(new Set(claimed).size).toBe(20)
  expect(await rows('select distinct attempts from outbox')).toEqual([{ attempts: 1 }])
})

it('holds a claim for its seconds to the millisecond, then lets another take over', async () => {
  await queue('mail')
  await claimDue(db, NOW, 10)
  expect(await claimDue(db, NOW + CLAIM_MS - 1, 10)).toEqual([])
  expect(await claimDue(db, NOW + CLAIM_MS, 10)).toMatchObject([{ id: 'mail', attempts: 2 }])
})

it('records that a mail was sent, and hands it out no more', async () => {
  await queue('mail')
  await queue('beside')
  await claimDue(db, NOW, 10)
  await recordAttempt(db, 'mail', { outcome: 'sent', providerId: 'provider-1' })
  expect(await stateOf('mail')).toMatchObject({ outcome: 'sent', provider_id: 'provider-1' })
  expect(await stateOf('beside')).toMatchObject({ outcome: 'queued', provider_id: null })
  expect(idsOf(await claimDue(db, NOW + CLAIM_MS, 10))).toEqual(['beside'])
})

it('records that a mail was given up, and hands it out no more', async () => {
  await queue('mail')
  await claimDue(db, NOW, 10)
  await recordAttempt(db, 'mail', { outcome: 'failed', lastError: 'validation_error' })
  expect(await stateOf('mail')).toMatchObject({ outcome: 'failed', last_error: 'validation_error' })
  expect(await claimDue(db, NOW + CLAIM_MS, 10)).toEqual([])
})

it('hands out a mail again when its next attempt is due, not before', async () => {
  await queue('mail')
  await claimDue(db, NOW, 10)
  const ending = { outcome: 'queued', lastError: 'rate_limit_exceeded', nextAttemptAt: NOW + 5000 } as const
  await recordAttempt(db, 'mail', ending)
  expect(await stateOf('mail')).toMatchObject({ attempts: 1, last_error: 'rate_limit_exceeded' })
  expect(await claimDue(db, NOW + 4999, 10)).toEqual([])
  expect(idsOf(await claimDue(db, NOW + 5000, 10))).toEqual(['mail'])
})

it.each([
  [{ outcome: 'sent', providerId: 'provider-1' } as const, ''],
  [{ outcome: 'failed', lastError: 'validation_error' } as const, ''],
  [{ outcome: 'queued', lastError: 'timeout', nextAttemptAt: NOW } as const, 'sealed mail'],
])('keeps of a mail that ended as %j the words “%s”', async (ending, kept) => {
  await queue('mail')
  await recordAttempt(db, 'mail', ending)
  expect(await rows('select mail from outbox')).toEqual([{ mail: kept }])
})

it.each([
  { outcome: 'queued', lastError: 'timeout', nextAttemptAt: NOW } as const,
  { outcome: 'failed', lastError: 'unreadable' } as const,
])('keeps a mail sent when an attempt that outlived its claim ends as $outcome', async (late) => {
  await queue('mail')
  await recordAttempt(db, 'mail', { outcome: 'sent', providerId: 'provider-1' })
  await changesNothing(async () => {
    await recordAttempt(db, 'mail', late)
  })
  expect(await claimDue(db, NOW, 10)).toEqual([])
})

it('takes a late word that a mail was sent over one that it failed', async () => {
  await queue('mail')
  await recordAttempt(db, 'mail', { outcome: 'failed', lastError: 'application_error' })
  await recordAttempt(db, 'mail', { outcome: 'sent', providerId: 'provider-1' })
  expect(await stateOf('mail')).toMatchObject({ outcome: 'sent', provider_id: 'provider-1' })
})

const end = (condition = sql`true`) => db.batch([endQueued(db, 'file', 'invitation', condition)])

it('ends waiting mail of one kind about one file, and keeps nothing of its words', async () => {
  await db
    .insert(files)
    .values({ id: 'another', reference: 'another', route: 'consent', stage: 'new', openedAt: NOW })
  await queue('mail', { kind: 'invitation', attempts: 2, lastError: 'timeout' })
  await queue('of another kind')
  await queue('of another file', { kind: 'invitation', fileId: 'another' })
  await queue('sent', { kind: 'invitation', outcome: 'sent' })
  await queue('failed', { kind: 'invitation', outcome: 'failed', lastError: 'validation_error' })
  await changesNothing(() => end(sql`false`))
  await end()
  expect(await rows("select outcome, last_error, mail from outbox where id = 'mail'")).toEqual([
    { outcome: 'failed', last_error: 'ended', mail: '' },
  ])
  expect(idsOf(await claimDue(db, NOW, 10))).toEqual(['of another file', 'of another kind'])
  expect(await stateOf('sent')).toMatchObject({ outcome: 'sent' })
  expect(await stateOf('failed')).toMatchObject({ last_error: 'validation_error' })
})

it.each([
  { outcome: 'queued', lastError: 'timeout', nextAttemptAt: NOW } as const,
  { outcome: 'failed', lastError: 'unreadable' } as const,
])('never brings back mail that was ended while an attempt was under way: $outcome', async (late) => {
  await queue('mail', { kind: 'invitation' })
  await claimDue(db, NOW, 10)
  await end()
  await changesNothing(async () => {
    await recordAttempt(db, 'mail', late)
  })
  await recordAttempt(db, 'mail', { outcome: 'sent', providerId: 'provider-1' })
  expect(await stateOf('mail')).toMatchObject({ outcome: 'sent', provider_id: 'provider-1' })
})
