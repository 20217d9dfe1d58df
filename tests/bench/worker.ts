import type { D1Database } from '@cloudflare/workers-types'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intake } from '../../content/forms/intake/index.ts'
import { practice } from '../../content/practice.ts'
import { bookTime, type Chosen, readBooking } from '../../db/booking.ts'
import { database } from '../../db/database.ts'
import { beginDraft } from '../../db/drafts.ts'
import { listFiles, readFile } from '../../db/files.ts'
import { type NewFile, openFile, readBeforeSending } from '../../db/intake.ts'
import { files, parents } from '../../db/schema.ts'
import { readForm } from '../../forms/parse.ts'
import worker, { app } from '../../worker/index.ts'
import { contactPlace } from '../../worker/intake/contact-rules.ts'
import { matchTokensOf } from '../../worker/privacy/blind-index.ts'
import { codeId, newCode } from '../../worker/privacy/code.ts'
import { seal } from '../../worker/privacy/seal.ts'
import { seedAppointments, takenTime } from './seed-appointments.ts'
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
  const chosen = await chosenTime(c.get('env').db, coordinator.id, now)
  return c.json({
    'for-the-list-of-an-administrator': await counted((db) => listFiles(db, administrator, now)),
    'for-the-list-of-a-coordinator': await counted((db) => listFiles(db, coordinator, now)),
    'before-sending': await counted((db) => readBeforeSending(db, made.draft.id, ids, now)),
    'for-assignment-and-conflict-check': await counted((db) => openFile(db, made)),
    'for-the-openings': await counted((db) => readBooking(db, chosen.accessId, now)),
    'for-booking-a-time': await counted((db) => bookTime(db, chosen.event, undefined, chosen, [])),
    'for-a-file-and-who-is-known-elsewhere': await counted((db) => readFile(db, made.file.reference)),
  })
})

/** Fills the days to come, and gives the code of a parent who books with one of the coordinators. */
app.post('/bench/appointments/:appointments', async (c) => {
  await seedAppointments(c.env.DB, Number(c.req.param('appointments')))
  const { db, keys, draftSecret } = c.get('env')
  const [code, parentId] = [newCode(), crypto.randomUUID()]
  const contact = await seal(keys, 'answers', contactPlace(parentId), { mailSubject: 'reference' })
  const accessId = await codeId(draftSecret, 'file', code)
  await fileOf(db, { parentId, accessId, contact, booksWith: practice.coordinators[0]?.id ?? '' })
  return c.json({ code, taken: takenTime() })
})

/** How often the page of openings asks the database, and for how many rows. */
app.post('/bench/openings', async (c) => {
  const { DB, read, calls } = countingRows(c.env.DB)
  const request = new Request(new URL('/file/book/', c.req.url), { headers: c.req.raw.headers })
  const page = await app.fetch(request, { ...c.env, DB }, c.executionCtx)
  if (page.status !== 200) throw new Error(`The page of openings answered ${page.status}`)
  await page.text()
  return c.json({ calls: calls(), rows: read() })
})

/** An open file of one parent who came. */
async function fileOf(
  db: ReturnType<typeof database>,
  parent: { parentId: string; accessId: string; contact: string | null; booksWith: string },
): Promise<void> {
  const { parentId: id, ...rest } = parent
  await db.batch([
    db.insert(files).values({ id, reference: id, route: 'consent', stage: 'open', openedAt: Date.now() }),
    db
      .insert(parents)
      .values({ ...rest, id, fileId: id, side: 'initiating', language: 'en', standing: 'received' }),
  ])
}

/** A time a parent chose, on a day that nobody else has chosen. */
async function chosenTime(db: ReturnType<typeof database>, coordinator: string, now: number) {
  const parentId = crypto.randomUUID()
  const accessId = `access ${parentId}`
  await fileOf(db, { parentId, accessId, contact: null, booksWith: coordinator })
  const { results } = await db.$client.prepare('select count(*) as n from appointments').all<{ n: number }>()
  const quarter = Math.floor(now / QUARTER) + 96 * 400 + 8 * (results[0]?.n ?? 0)
  const [startsAt, endsAt] = [quarter * QUARTER, (quarter + 4) * QUARTER]
  const session: Chosen['session'] = {
    id: crypto.randomUUID(),
    fileId: parentId,
    coordinator,
    kind: 'individual',
    way: 'video',
    startsAt,
    endsAt,
    takenFrom: startsAt,
    takenUntil: endsAt,
    madeAt: now,
    madeBy: 'parent',
    quarters: [0, 1, 2, 3].map((each) => quarter + each),
  }
  return {
    accessId,
    session,
    attendance: { id: crypto.randomUUID(), parentId, details: 'sealed' },
    offered: { revision: 0, day: { from: startsAt - 12 * HOUR, until: startsAt + 12 * HOUR }, mostADay: 100 },
    moves: undefined,
    event: { fileId: parentId, actor: 'parent', action: 'appointment_booked', detail: {}, happenedAt: now },
  } as const satisfies Chosen & Record<string, unknown>
}

const QUARTER = 15 * 60_000
const HOUR = 4 * QUARTER

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

/** A D1 that counts how often it is called, and adds up the rows its statements read. */
function countingRows(d1: D1Database): { DB: D1Database; read: () => number; calls: () => number } {
  let rows = 0
  let calls = 0
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
        const called = property === 'raw' ? Reflect.get(target, 'all') : value
        return async (...args: unknown[]) => {
          calls += 1
          const result = add(await Reflect.apply(called, target, property === 'raw' ? [] : args))
          return property === 'raw' ? result.results.map(Object.values) : result
        }
      },
    })
    originals.set(proxy, statement)
    return proxy
  }
  const DB = new Proxy(d1, {
    get(target, property) {
      if (property === 'prepare') return (query: string) => counted(target.prepare(query))
      if (property === 'batch') {
        return async (statements: object[]) => {
          calls += 1
          return (await target.batch(statements.map((one) => originals.get(one) ?? one) as never)).map(add)
        }
      }
      const value = Reflect.get(target, property)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  return { DB, read: () => rows, calls: () => calls }
}

export default worker
