import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { practice } from '../../content/practice.ts'
import { bookAppointment, loadBookingContext, type Reservation } from '../../db/booking.ts'
import { openDatabase } from '../../db/database.ts'
import { loadDeskFileRelatedFilesPanel } from '../../db/desk-file-related.ts'
import { insertDraftWithFirstSection } from '../../db/drafts.ts'
import { insertNewFileAndDeleteDraft, loadIntakeSubmissionContext, type NewFile } from '../../db/intake.ts'
import { type FileListQuery, loadClosedFiles, loadOpenFiles } from '../../db/listed-files.ts'
import { loadFilesWithNextStepFacts } from '../../db/next-steps.ts'
import { files, parents } from '../../db/schema.ts'
import { recordSearchAndFindFiles } from '../../db/search.ts'
import { parseForm } from '../../forms/parse.ts'
import { buildContactRulesSealContext } from '../../worker/contact/contact-rules.ts'
import type { Bindings } from '../../worker/environment.ts'
import { buildFormVersionRow } from '../../worker/forms/form-version.fixture.ts'
import worker, { app } from '../../worker/index.ts'
import { deriveMatchTokens } from '../../worker/privacy/blind-index.ts'
import { generatePrivateCode, hashCode } from '../../worker/privacy/code.ts'
import { seal } from '../../worker/privacy/seal.ts'
import { deriveSearchTokens } from '../../worker/privacy/search-tokens.ts'
import { createDatabaseWork, createMeteredD1, type DatabaseWork } from './metered-d1.ts'
import { getTakenOpeningStart, seedAppointments } from './seed-appointments.ts'
import { seedFiles } from './seed-files.ts'
import { WORK_HEADER } from './work-header.ts'

/**
 * The portal with the reference it is measured against: a route of the same worker whose handler does one bare INSERT
 * of a row as large as what was posted, and nothing else. And with a route that counts the rows its queries read.
 */
app.post('/bench/insert', async (c) => {
  const row = await c.req.text()
  await c.env.DB.prepare('insert into drafts (id, form, created_at) values (?, ?, ?)')
    .bind(crypto.randomUUID(), row, Date.now())
    .run()
  return c.redirect('/', 303)
})

app.post('/bench/reads/:files', async (c) => {
  await seedFiles(c.env.DB, Number(c.req.param('files')))
  const [administrator, coordinator] = practice.coordinators
  if (!administrator || !coordinator) throw new Error('The practice has too few coordinators')
  const now = Date.now()
  const builtFile = await buildFullFile()
  const counted = async (what: (db: ReturnType<typeof openDatabase>) => PromiseLike<unknown>) => {
    const work = createDatabaseWork()
    await what(openDatabase(createMeteredD1(c.env.DB, work), c.get('env').db.auditSigner))
    return work.rowsRead
  }
  await insertDraftWithFirstSection(
    c.get('env').db,
    intakeForm.id,
    { draftId: builtFile.draft.id, section: 'start', sealedFields: '', expiresAt: now + 60_000, revision: 1 },
    now,
  )
  const ids = practice.coordinators.map(({ id }) => id)
  const query = { now, maxAttempts: practice.attempts }
  const lists: Record<'ofAdministrator' | 'ofCoordinator', FileListQuery> = {
    ofAdministrator: { ...query, viewerId: administrator.id, isAdministrator: true },
    ofCoordinator: { ...query, viewerId: coordinator.id, isAdministrator: false },
  }
  const choice = await insertParentAndChooseOpening(c.get('env').db, coordinator.id, now)
  return c.json({
    'for-the-open-files-of-an-administrator': await counted((db) => loadOpenFiles(db, lists.ofAdministrator)),
    'for-the-open-files-of-a-coordinator': await counted((db) => loadOpenFiles(db, lists.ofCoordinator)),
    'for-the-closed-files-of-an-administrator': await counted((db) =>
      loadClosedFiles(db, lists.ofAdministrator),
    ),
    'for-the-closed-files-of-a-coordinator': await counted((db) => loadClosedFiles(db, lists.ofCoordinator)),
    'to-find-a-rare-name': await counted((db) =>
      recordSearchAndFindFiles(db, {
        ...{ viewer: coordinator, now, reference: undefined },
        tokens: [['surname of 7'], ['common beginning']],
      }),
    ),
    'to-find-a-common-beginning': await counted((db) =>
      recordSearchAndFindFiles(db, {
        ...{ viewer: administrator, now, reference: undefined },
        tokens: [['common beginning'], ['other common beginning']],
      }),
    ),
    'for-today': await counted((db) =>
      loadFilesWithNextStepFacts(db, {
        viewerId: coordinator.id,
        now,
        maxAttempts: practice.attempts,
        formerLeadIds: [],
      }),
    ),
    'before-sending': await counted((db) =>
      loadIntakeSubmissionContext(
        db,
        builtFile.draft.id,
        ids,
        now,
        bounds,
        builtFile.formVersion?.hash ?? '',
      ),
    ),
    'for-assignment-and-conflict-check': await counted((db) => insertNewFileAndDeleteDraft(db, builtFile)),
    'for-the-openings': await counted((db) => loadBookingContext(db, choice.accessCodeHash, now)),
    'for-booking-a-time': await counted((db) => bookAppointment(db, choice.event, undefined, choice, [])),
    'for-a-file-and-its-related-files': await counted((db) =>
      loadDeskFileRelatedFilesPanel(db, {
        ...{ reference: builtFile.file.reference, viewerId: coordinator.id, now },
        maxAttempts: practice.attempts,
      }),
    ),
  })
})

/** Fills the days to come, and gives the code of a parent who books with one of the coordinators. */
app.post('/bench/appointments/:appointments', async (c) => {
  await seedAppointments(c.env.DB, Number(c.req.param('appointments')))
  const { db, keys } = c.get('env')
  const [code, parentId] = [generatePrivateCode(), crypto.randomUUID()]
  const sealedContactRules = await seal(keys, 'answers', buildContactRulesSealContext(parentId), {
    mailSubject: 'reference',
  })
  const accessCodeHash = await hashCode(keys.draft, 'file', code)
  await insertOpenFile(db, {
    parentId,
    accessCodeHash,
    sealedContactRules,
    bookingCoordinatorId: practice.coordinators[0]?.id ?? '',
  })
  return c.json({ code, takenStart: getTakenOpeningStart() })
})

/** How often the page of openings asks the database, and for how many rows. */
app.post('/bench/openings', async (c) => {
  const work = createDatabaseWork()
  const request = new Request(new URL('/file/book/', c.req.url), { headers: c.req.raw.headers })
  const page = await app.fetch(request, { ...c.env, DB: createMeteredD1(c.env.DB, work) }, c.executionCtx)
  if (page.status !== 200) throw new Error(`The page of openings answered ${page.status}`)
  await page.text()
  return c.json({ calls: work.calls, rows: work.rowsRead })
})

/** Lets an hour pass for what the portal bounds by the hour: a benchmark sends in minutes what a practice sends in days. */
app.post('/bench/hour', async (c) => {
  await c.env.DB.prepare('delete from code_attempts').run()
  return c.body(null, 204)
})

/** Lets the practice of this run be as large as its intakes need: the example’s three coordinators carry thirty files. */
app.post('/bench/room', (c) => {
  for (const coordinator of practice.coordinators) coordinator.capacity = 1_000_000
  practice.unreadIntakes = 1_000_000
  return c.body(null, 204)
})

/** Runs the scheduled work of a minute. */
app.post('/bench/minute', async (c) => {
  await worker.scheduled(
    undefined as never,
    countedBindings(c.env, 'scheduled work'),
    c.executionCtx as never,
  )
  return c.body(null, 204)
})

/** Ends every draft, as the days after the one that is counted would. */
app.post('/bench/drafts-end', async (c) => {
  await c.env.DB.prepare('update draft_sections set expires_at = 1').run()
  return c.body(null, 204)
})

/** What each kind of work asked of the database. */
app.get('/bench/work', (c) => c.json(Object.fromEntries(works)))

const works = new Map<string, DatabaseWork>()
const bindingsByWork = new Map<string, Bindings>()

/** An open file of one parent who came. */
async function insertOpenFile(
  db: ReturnType<typeof openDatabase>,
  parent: {
    parentId: string
    accessCodeHash: string
    sealedContactRules: string | null
    bookingCoordinatorId: string
  },
): Promise<void> {
  const { parentId: id, ...rest } = parent
  await db.batch([
    db.insert(files).values({ id, reference: id, route: 'consent', stage: 'open', createdAt: Date.now() }),
    db
      .insert(parents)
      .values({ ...rest, id, fileId: id, side: 'initiating', language: 'en', status: 'received' }),
  ])
}

/** A time a parent chose, on a day that nobody else has chosen. */
async function insertParentAndChooseOpening(
  db: ReturnType<typeof openDatabase>,
  coordinatorId: string,
  now: number,
) {
  const parentId = crypto.randomUUID()
  const accessCodeHash = `access ${parentId}`
  await insertOpenFile(db, {
    parentId,
    accessCodeHash,
    sealedContactRules: null,
    bookingCoordinatorId: coordinatorId,
  })
  const { results } = await db.$client.prepare('select count(*) as n from appointments').all<{ n: number }>()
  const quarter = Math.floor(now / QUARTER_MS) + 96 * 400 + 8 * (results[0]?.n ?? 0)
  const [startsAt, endsAt] = [quarter * QUARTER_MS, (quarter + 4) * QUARTER_MS]
  const appointment: Reservation['appointment'] = {
    id: crypto.randomUUID(),
    fileId: parentId,
    coordinatorId,
    kind: 'individual',
    mode: 'video',
    startsAt,
    endsAt,
    busyFrom: startsAt,
    busyUntil: endsAt,
    createdAt: now,
    createdBy: 'parent',
    quarters: [0, 1, 2, 3].map((each) => quarter + each),
  }
  return {
    accessCodeHash,
    appointment,
    attendance: { id: crypto.randomUUID(), parentId, sealedDetails: 'sealed' },
    offered: {
      revision: 0,
      day: { from: startsAt - 12 * HOUR_MS, until: startsAt + 12 * HOUR_MS },
      mostADay: 100,
    },
    moves: undefined,
    event: { fileId: parentId, actor: 'parent', action: 'appointment_booked', detail: {}, happenedAt: now },
  } as const satisfies Reservation & Record<string, unknown>
}

const QUARTER_MS = 15 * 60_000
const HOUR_MS = 4 * QUARTER_MS

/** A file with everything filled in, to which one of the seeded files is related. */
async function buildFullFile(): Promise<NewFile> {
  // A key of its own each time, so that the family of one run does not match that of another.
  const key = { kid: 'index-bench', secret: crypto.getRandomValues(new Uint8Array(32)) }
  const reading = parseForm(intakeForm, intakeExamples.full.fields)
  if (!reading.ok) throw new Error('The full example is incomplete')
  const id = crypto.randomUUID()
  const tokens = await deriveMatchTokens([key], intakeForm, reading.answers)
  const parentId = crypto.randomUUID()
  return {
    file: { id, reference: id, route: 'one-parent', createdAt: Date.now() },
    bounds,
    ranking: {
      leads: practice.coordinators.map((one) => one.id),
      waiting: false,
      familyLeads: [],
      assistants: [],
    },
    parents: [{ id: parentId, fileId: id, side: 'initiating', language: 'en' }],
    submission: {
      id,
      fileId: id,
      parentId,
      form: intakeForm.id,
      version: intakeForm.version,
      sealedAnswers: 'sealed',
      idempotencyKey: id,
      sentAt: Date.now(),
    },
    formVersion: await buildFormVersionRow(intakeForm),
    tokens: [...tokens, { kind: 'email', side: 'initiating', token: 'email of 7' }],
    searchTokens: await deriveSearchTokens([key], intakeForm, reading.answers),
    mail: [],
    audit: [],
    draft: { id, revision: 1 },
  }
}

/** The bindings with a database that counts under a kind of work; the same each time, since the worker parses each once. */
function countedBindings(bindings: Bindings, kind: string): Bindings {
  const counted = bindingsByWork.get(kind)
  if (counted) return counted
  const work = createDatabaseWork()
  works.set(kind, work)
  const created = { ...bindings, DB: createMeteredD1(bindings.DB, work) }
  bindingsByWork.set(kind, created)
  return created
}

export default {
  ...worker,
  /** Counts what a request asks of the database, if it names the kind of work that it is. */
  fetch(request: Request, bindings: Bindings, context: ExecutionContext) {
    const kind = request.headers.get(WORK_HEADER)
    return app.fetch(request, kind ? countedBindings(bindings, kind) : bindings, context)
  },
}

/** Bounds as the worker asks for them. */
const bounds = { sends: { hour: 1, limits: [{ key: 'send network', max: 10 }] }, maxUnread: 200 }
