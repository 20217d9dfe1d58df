import type { D1Database } from '@cloudflare/workers-types'
import { intakeExamples } from '../content/forms/intake/examples.ts'
import { intake } from '../content/forms/intake/index.ts'
import { readForm } from '../content/forms/read.ts'
import { practice } from '../content/practice.ts'
import { database } from '../db/database.ts'
import { beginDraft } from '../db/drafts.ts'
import { listFiles, readFile } from '../db/files.ts'
import { type NewFile, openFile, readBeforeSending } from '../db/intake.ts'
import worker, { app } from '../worker/index.ts'
import { matchTokensOf } from '../worker/privacy/blind-index.ts'
import { seedFiles } from './seed-files.ts'

/**
 * The portal with the reference it is measured against: a route of the same worker whose handler does one bare INSERT
 * of a row as large as what was posted, and nothing else. And with a route that counts the rows its queries read.
 */
app.post('/bench/insert', async (c) => {
  const row = await c.req.text()
  await c.env.DB.prepare('insert into drafts (id, form, started_at) values (?, ?, ?)')
    .bind(crypto.randomUUID(), row, Date.now())
    .run()
  return c.redirect('/', 303)
})

app.post('/bench/reads/:files', async (c) => {
  await seedFiles(c.env.DB, Number(c.req.param('files')))
  const [administrator, coordinator] = practice.coordinators
  if (!administrator || !coordinator) throw new Error('The practice has too few coordinators')
  const now = Date.now()
  const made = await newFile()
  const counted = async (what: (db: ReturnType<typeof database>) => PromiseLike<unknown>) => {
    const { DB, read } = countingRows(c.env.DB)
    await what(database(DB))
    return read()
  }
  await beginDraft(
    c.get('env').db,
    intake.id,
    { draftId: made.draft.id, section: 'start', typed: '', keptUntil: now + 60_000 },
    now,
  )
  const ids = practice.coordinators.map(({ id }) => id)
  return c.json({
    'for-the-list-of-an-administrator': await counted((db) => listFiles(db, administrator, now)),
    'for-the-list-of-a-coordinator': await counted((db) => listFiles(db, coordinator, now)),
    'before-sending': await counted((db) => readBeforeSending(db, made.draft.id, ids, now)),
    'for-assignment-and-conflict-check': await counted((db) => openFile(db, made)),
    'for-a-file-and-who-is-known-elsewhere': await counted((db) => readFile(db, made.file.reference)),
  })
})

/** A file with everything filled in, whose people are known from one of the seeded files. */
async function newFile(): Promise<NewFile> {
  // A secret of its own each time: a family that the time before would not know again.
  const secret = crypto.getRandomValues(new Uint8Array(32))
  const reading = readForm(intake, intakeExamples.full.fields)
  if (!reading.ok) throw new Error('The full example is incomplete')
  const id = crypto.randomUUID()
  const tokens = await matchTokensOf(secret, intake, reading.answers)
  const parentId = crypto.randomUUID()
  return {
    file: { id, reference: id, route: 'one-parent', openedAt: Date.now() },
    ranking: { leads: practice.coordinators.map((one) => one.id), waiting: false, assistants: [] },
    parents: [{ id: parentId, fileId: id, side: 'initiating', language: 'en' }],
    submission: {
      id,
      fileId: id,
      parentId,
      form: intake.id,
      version: intake.version,
      answers: 'sealed',
      idempotencyKey: id,
      sentAt: Date.now(),
    },
    tokens: [...tokens, { kind: 'email', side: 'initiating', token: 'email of 7' }],
    mail: [],
    audit: [],
    draft: { id, revision: 1 },
  }
}

/** A D1 that adds up the rows its statements read. */
function countingRows(d1: D1Database): { DB: D1Database; read: () => number } {
  let rows = 0
  const add = <Result extends { meta: { rows_read?: number } }>(result: Result): Result => {
    rows += result.meta.rows_read ?? 0
    return result
  }
  const originals = new WeakMap<object, object>()
  const counted = (statement: object): object => {
    const proxy = new Proxy(statement, {
      get(target, property) {
        const value = Reflect.get(target, property)
        if (typeof value !== 'function') return value
        if (property === 'bind') return (...args: unknown[]) => counted(Reflect.apply(value, target, args))
        // `raw` tells nothing of what was read, and `all` does.
        if (property === 'raw') {
          return async () =>
            add(await Reflect.apply(Reflect.get(target, 'all'), target, [])).results.map(Object.values)
        }
        return async (...args: unknown[]) => add(await Reflect.apply(value, target, args))
      },
    })
    originals.set(proxy, statement)
    return proxy
  }
  const DB = new Proxy(d1, {
    get(target, property) {
      if (property === 'prepare') return (query: string) => counted(target.prepare(query))
      if (property === 'batch') {
        return async (statements: object[]) =>
          (await target.batch(statements.map((one) => originals.get(one) ?? one) as never)).map(add)
      }
      const value = Reflect.get(target, property)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  return { DB, read: () => rows }
}

export default worker
