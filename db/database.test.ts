import { DrizzleQueryError } from 'drizzle-orm/errors'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import {
  createCountingD1,
  emptyDatabase,
  openTestDatabase,
  prepareDatabase,
} from '../tests/support/test-portal.ts'
import { isWriteConflictError, runNamedBatch } from './database.ts'
import { drafts, files, parents } from './schema.ts'

const db = openTestDatabase()
const file = { id: 'file', reference: 'file', route: 'consent', stage: 'new', createdAt: 0 } as const

beforeAll(prepareDatabase)
beforeEach(async () => {
  await emptyDatabase()
  await db.insert(files).values(file)
})

/** Gives the error that an action throws. */
async function thrownBy(action: PromiseLike<unknown>): Promise<unknown> {
  try {
    await action
  } catch (error) {
    return error
  }
  throw new Error('The database was to refuse this')
}

it.each([
  ['a primary key that is taken', () => db.insert(files).values({ ...file, reference: 'other' })],
  ['a value that must be unique', () => db.insert(files).values({ ...file, id: 'other' })],
  [
    'a row whose parent is missing',
    () => db.insert(parents).values({ id: 'p', fileId: 'missing', side: 'other', language: 'en' }),
  ],
  ['the same in a batch', () => db.batch([db.insert(files).values(file)])],
])('takes %s for a race lost', async (_, action) => {
  expect(isWriteConflictError(await thrownBy(action()))).toBe(true)
})

it.each([
  [
    'a column that was left empty',
    () => db.insert(drafts).values({ id: 'd', form: null as unknown as string, createdAt: 0 }),
  ],
  ['a table that does not exist', () => db.run('select * from nothing')],
  ['a statement that is none', () => db.run('UNIQUE constraint failed')],
])('takes %s for a fault', async (_, action) => {
  expect(isWriteConflictError(await thrownBy(action()))).toBe(false)
})

it('reads the database’s own message only, never what somebody typed into a row', () => {
  const sealedFields = 'UNIQUE constraint failed: files.reference'
  const error = new DrizzleQueryError(
    'insert into files',
    [sealedFields],
    new Error('D1_ERROR: Network connection lost.'),
  )
  expect(error.message).toContain(sealedFields)
  expect(isWriteConflictError(error)).toBe(false)
})

it.each([undefined, null, 'UNIQUE constraint failed', { message: 'UNIQUE constraint failed' }])(
  'takes %j for no error of the database’s',
  (thrown) => {
    expect(isWriteConflictError(thrown)).toBe(false)
  },
)

it('gives each result of a batch by the name of its statement, in one call and in the order named', async () => {
  const { DB, calls } = createCountingD1()
  const draft = (id: string) => db.insert(drafts).values({ id, form: 'intake', createdAt: 0 })
  const results = await runNamedBatch(openTestDatabase(DB), {
    before: db.select({ id: drafts.id }).from(drafts),
    inserted: [draft('first'), draft('second')],
    neither: undefined,
    none: [],
    after: db.select({ id: drafts.id }).from(drafts),
  })
  expect(results).toMatchObject({
    before: [],
    inserted: [{ meta: { changes: 1 } }, { meta: { changes: 1 } }],
    neither: undefined,
    none: [],
    after: [{ id: 'first' }, { id: 'second' }],
  })
  expect(Object.keys(results)).toEqual(['before', 'inserted', 'neither', 'none', 'after'])
  expect(calls.map((statements) => statements.length)).toEqual([4])
})
