import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { MAX_WRONG_CODES_PER_HOUR } from '../content/limits.ts'
import { changesNothing, queryRows } from '../tests/support/database-rows.ts'
import { emptyDatabase, openTestDatabase, prepareDatabase } from '../tests/support/test-portal.ts'
import { deleteOldCodeAttempts, findRowsOrCountWrongCode } from './code-attempts.ts'
import { drafts } from './schema.ts'

const db = openTestDatabase()

beforeAll(prepareDatabase)
beforeEach(emptyDatabase)

const tryCode = (code: string, connectionHash = 'connection', hour = 100) =>
  findRowsOrCountWrongCode(
    db,
    { connectionHash, hour },
    db.select({ id: drafts.id }).from(drafts).where(sql`id = ${code}`),
  )

const countedAttempts = async (connectionHash = 'connection', hour = 100) =>
  (
    await queryRows<{ attempts: number }>(
      'select attempts from code_attempts where connection_hash = ? and hour = ?',
      connectionHash,
      hour,
    )
  )[0]?.attempts

it('counts wrong codes only, each hour and each connection apart', async () => {
  await db.insert(drafts).values({ id: 'right', form: 'intake', createdAt: 1 })
  await tryCode('wrong')
  expect(await changesNothing(() => tryCode('right'))).toEqual({
    rows: [{ id: 'right' }],
    hasTooManyWrongCodes: false,
  })
  await tryCode('wrong', 'another connection')
  await tryCode('wrong', 'connection', 101)
  await tryCode('wrong')
  expect([
    await countedAttempts(),
    await countedAttempts('another connection'),
    await countedAttempts('connection', 101),
  ]).toEqual([2, 1, 1])
})

it('tells when they are too many, counts no further, and finds the right one all the same', async () => {
  await db.insert(drafts).values({ id: 'right', form: 'intake', createdAt: 1 })
  for (let count = 0; count < MAX_WRONG_CODES_PER_HOUR; count++)
    expect((await tryCode('wrong')).hasTooManyWrongCodes).toBe(false)
  expect(await tryCode('wrong')).toEqual({ rows: [], hasTooManyWrongCodes: true })
  await changesNothing(async () => {
    expect(await tryCode('wrong')).toEqual({ rows: [], hasTooManyWrongCodes: true })
    expect(await tryCode('right')).toEqual({ rows: [{ id: 'right' }], hasTooManyWrongCodes: false })
  })
  expect(await countedAttempts()).toBe(MAX_WRONG_CODES_PER_HOUR + 1)
})

it('counts all when fifty come at once', async () => {
  await Promise.all(Array.from({ length: 50 }, () => tryCode('wrong')))
  expect(await countedAttempts()).toBe(50)
})

it('deletes what was counted with its hour, and nothing of this hour', async () => {
  for (const hour of [98, 99, 100])
    await queryRows("insert into code_attempts values ('connection', ?, 1)", hour)
  await deleteOldCodeAttempts(db, 100)
  expect(await queryRows('select hour, attempts from code_attempts')).toEqual([{ hour: 100, attempts: 1 }])
})
