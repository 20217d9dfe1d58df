import { beforeAll, beforeEach, expect, it } from 'vitest'
import { bindings, countingD1, emptyDatabase, prepareDatabase } from '../worker/testing/portal.ts'
import { database } from './database.ts'
import { listFiles, readFile } from './files.ts'
import { files, outbox, parents, submissions } from './schema.ts'

const db = database(bindings.DB)
const NOW = Date.UTC(2026, 0, 5, 12)

beforeAll(prepareDatabase)
beforeEach(emptyDatabase)

/** A file with the parent and the intake it began with; its reference is its id. */
async function recordFile(id: string, leadCoordinator: string | null, openedAt = NOW): Promise<void> {
  const common = { form: 'intake', version: 1, answers: `sealed ${id}`, parentId: `parent ${id}`, fileId: id }
  await db.batch([
    db.insert(files).values({ id, reference: id, route: 'consent', stage: 'new', leadCoordinator, openedAt }),
    db.insert(parents).values({ id: `parent ${id}`, fileId: id, side: 'initiating', language: 'en' }),
    db.insert(submissions).values({ ...common, id: `intake ${id}`, idempotencyKey: id, sentAt: openedAt }),
  ])
}

const queueMail = (fileId: string, outcome: 'queued' | 'sent' | 'failed', createdAt: number) =>
  db.insert(outbox).values({
    id: crypto.randomUUID(),
    fileId,
    kind: 'new-file',
    mail: 'sealed',
    outcome,
    attempts: 0,
    nextAttemptAt: createdAt,
    createdAt,
  })

const listed = async (id: string, administrator: boolean, until = NOW) =>
  (await listFiles(db, { id, administrator }, until)).map(({ reference }) => reference)

it('shows a coordinator their own files and nobody’s, newest first, and none of another', async () => {
  await recordFile('old own', 'robin', NOW - 3)
  await recordFile('nobody’s', null, NOW - 2)
  await recordFile('another’s', 'camille', NOW - 1)
  await recordFile('new own', 'robin', NOW)
  expect(await listed('robin', false)).toEqual(['new own', 'nobody’s', 'old own'])
  expect(await listed('camille', false)).toEqual(['another’s', 'nobody’s'])
  expect(await listed('jules', false)).toEqual(['nobody’s'])
})

it('shows an administrator every file, newest first', async () => {
  await recordFile('first', 'robin', NOW - 2)
  await recordFile('second', null, NOW - 1)
  await recordFile('third', 'camille', NOW)
  expect(await listed('robin', true)).toEqual(['third', 'second', 'first'])
})

it('says of each file what the list needs and nothing that is sealed', async () => {
  await recordFile('file', 'robin')
  expect(await listFiles(db, { id: 'robin', administrator: false }, NOW)).toEqual([
    {
      reference: 'file',
      route: 'consent',
      stage: 'new',
      leadCoordinator: 'robin',
      openedAt: NOW,
      mailOutcome: null,
    },
  ])
})

it.each([true, false])(
  'says how the latest mail about a file ended (administrator: %s)',
  async (administrator) => {
    await recordFile('file', 'robin')
    await recordFile('beside', 'robin', NOW - 1)
    await queueMail('file', 'sent', NOW)
    await queueMail('file', 'failed', NOW + 1)
    await queueMail('beside', 'queued', NOW + 2)
    const outcomes = await listFiles(db, { id: 'robin', administrator }, NOW)
    expect(outcomes.map(({ reference, mailOutcome }) => [reference, mailOutcome])).toEqual([
      ['file', 'failed'],
      ['beside', 'queued'],
    ])
  },
)

it.each([true, false])(
  'shows the newest two hundred, in one call (administrator: %s)',
  async (administrator) => {
    const many = Array.from({ length: 201 }, (_, n) => ({
      id: `file ${n}`,
      reference: `file ${n}`,
      route: 'consent' as const,
      stage: 'new' as const,
      leadCoordinator: n % 2 ? 'robin' : null,
      openedAt: NOW + n,
    }))
    for (let from = 0; from < many.length; from += 16)
      await db.insert(files).values(many.slice(from, from + 16))
    const { DB, calls } = countingD1()
    const page = await listFiles(database(DB), { id: 'robin', administrator }, NOW + 201)
    expect(calls).toHaveLength(1)
    expect(page.map(({ reference }) => reference)).toEqual(
      many
        .map(({ reference }) => reference)
        .slice(1)
        .reverse(),
    )
  },
)

it.each([true, false])(
  'reads no more rows of ten times as many files (administrator: %s)',
  async (administrator) => {
    const thousands = (count: number) =>
      bindings.DB.prepare(
        `with recursive n(n) as (select 1 union all select n + 1 from n where n < ?)
       insert or ignore into files (id, reference, route, stage, lead_coordinator, opened_at)
       select n, n, 'consent', iif(n % 5 = 0, 'open', 'closed'), iif(n % 3 = 0, null, iif(n % 3 = 1, 'robin', 'camille')), n
       from n`,
      )
        .bind(count)
        .run()
    const rowsRead = async () => {
      const { sql, params } = listFiles(db, { id: 'robin', administrator }, NOW).toSQL()
      const { meta, results } = await bindings.DB.prepare(sql)
        .bind(...params)
        .all()
      expect(results).toHaveLength(200)
      return meta.rows_read
    }
    await thousands(1000)
    const few = await rowsRead()
    await thousands(10_000)
    expect(await rowsRead()).toBeLessThanOrEqual(1.2 * few)
  },
)

it('reads a file with the intake it began with, sealed as stored', async () => {
  await recordFile('file', 'robin')
  await recordFile('another', 'robin')
  await db.insert(submissions).values({
    id: 'later',
    fileId: 'file',
    parentId: 'parent file',
    form: 'authorisation',
    version: 1,
    answers: 'sealed later',
    safety: 'sealed too',
    otherContact: 'sealed as well',
    idempotencyKey: 'later',
    sentAt: NOW + 1,
  })
  expect(await readFile(db, 'file')).toEqual({
    id: 'file',
    reference: 'file',
    route: 'consent',
    stage: 'new',
    leadCoordinator: 'robin',
    openedAt: NOW,
    submission: { id: 'intake file', answers: 'sealed file', hasSafety: 0, hasOtherContact: 0 },
  })
})

it('says that safety answers and the other parent’s contact details are there without giving them', async () => {
  await recordFile('file', 'robin')
  await db.update(submissions).set({ safety: 'sealed safety', otherContact: 'sealed contact' })
  const file = await readFile(db, 'file')
  expect(file?.submission).toMatchObject({ hasSafety: 1, hasOtherContact: 1 })
  expect(JSON.stringify(file)).not.toMatch(/sealed (safety|contact)/)
})

it('finds no file of an unknown reference', async () => {
  await recordFile('file', 'robin')
  for (const reference of ['', 'fil', 'FILE', '%']) expect(await readFile(db, reference)).toBeUndefined()
})
