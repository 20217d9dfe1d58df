import { eq, sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { queryRows } from '../tests/support/database-rows.ts'
import {
  createCountingD1,
  emptyDatabase,
  openTestDatabase,
  prepareDatabase,
} from '../tests/support/test-portal.ts'
import { insertJsonRowsIfStatement, insertRowIfStatement, jsonRowsSql } from './insert.ts'
import { codeAttempts, draftSections, drafts } from './schema.ts'

const db = openTestDatabase()

beforeAll(prepareDatabase)
beforeEach(emptyDatabase)

const draft = { id: 'draft', form: 'intake', createdAt: 1 }
const attempt = { connectionHash: 'hash', hour: 1, attempts: 1 }

describe('a row inserted under a condition', () => {
  it('is written in one statement if the condition holds, and not otherwise', async () => {
    const { DB, calls } = createCountingD1()
    const counted = openTestDatabase(DB)
    await insertRowIfStatement(counted, codeAttempts, attempt, sql`not exists (select 1 from code_attempts)`)
    await insertRowIfStatement(
      counted,
      codeAttempts,
      { ...attempt, hour: 2 },
      sql`not exists (select 1 from code_attempts)`,
    )
    expect(calls.map((statements) => statements.length)).toEqual([1, 1])
    expect(await db.select().from(codeAttempts)).toEqual([attempt])
  })

  it('has each value in its own column, whatever the order they are named in', async () => {
    await insertRowIfStatement(db, codeAttempts, { attempts: 3, hour: 2, connectionHash: 'hash' }, sql`true`)
    expect(await queryRows('select connection_hash, hour, attempts from code_attempts')).toEqual([
      { connection_hash: 'hash', hour: 2, attempts: 3 },
    ])
  })

  it('has the default of a column that is not given, or null', async () => {
    await insertRowIfStatement(db, drafts, draft, sql`true`)
    await insertRowIfStatement(
      db,
      draftSections,
      { draftId: 'draft', section: 'you', sealedFields: '', revision: 1 },
      sql`true`,
    )
    expect(await db.select().from(drafts)).toMatchObject([
      { resumeCodeHash: null, invitationId: null, joiningCodeId: null },
    ])
    expect(await db.select().from(draftSections)).toMatchObject([{ expiresAt: 0 }])
  })

  it('may select a value, and is changed where there is one already', async () => {
    await insertRowIfStatement(db, drafts, draft, sql`true`)
    const copy = { ...draft, id: 'copy', form: sql`(select form || ' again' from drafts where id = 'draft')` }
    await insertRowIfStatement(db, drafts, copy, sql`true`)
    await insertRowIfStatement(db, drafts, { ...draft, createdAt: 2 }, sql`true`).onConflictDoUpdate({
      target: drafts.id,
      set: { createdAt: sql`excluded.created_at` },
    })
    expect(await db.select().from(drafts).where(eq(drafts.id, 'copy'))).toMatchObject([
      { form: 'intake again' },
    ])
    expect(await db.select().from(drafts).where(eq(drafts.id, 'draft'))).toMatchObject([{ createdAt: 2 }])
  })

  it('keeps what somebody wrote as it is, quotes and all', async () => {
    const form = `'); drop table drafts; -- "é`
    await insertRowIfStatement(db, drafts, { ...draft, form }, sql`true`)
    expect(await db.select({ form: drafts.form }).from(drafts)).toEqual([{ form }])
  })
})

describe('rows inserted from a list', () => {
  const rows = [attempt, { ...attempt, hour: 2, attempts: 5 }]

  it('are all written if the condition holds, and none otherwise', async () => {
    await insertJsonRowsIfStatement(db, codeAttempts, jsonRowsSql(rows), sql`false`)
    expect(await db.select().from(codeAttempts)).toEqual([])
    await insertJsonRowsIfStatement(db, codeAttempts, jsonRowsSql(rows), sql`true`)
    expect(await db.select().from(codeAttempts)).toEqual(rows)
  })

  it('have the columns that SQL computes, from the row or not', async () => {
    await insertJsonRowsIfStatement(db, codeAttempts, jsonRowsSql([7, 8]), sql`row > 7`, {
      connectionHash: sql`${'hash'}`,
      hour: sql`row`,
      attempts: sql`row * 2`,
    })
    expect(await db.select().from(codeAttempts)).toEqual([{ connectionHash: 'hash', hour: 8, attempts: 16 }])
  })

  it('are null where a row has no value', async () => {
    await insertJsonRowsIfStatement(db, drafts, jsonRowsSql([draft]), sql`true`)
    expect(await db.select().from(drafts)).toEqual([
      { ...draft, resumeCodeHash: null, sealedResumeToken: null, invitationId: null, joiningCodeId: null },
    ])
  })
})
