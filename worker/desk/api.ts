import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import * as z from 'zod'
import { type Coordinator, practice } from '../../content/practice.ts'
import { appendAuditEvent } from '../../db/audit.ts'
import {
  assignFile,
  closeFile,
  listFiles,
  mergeFiles,
  recordFileRead,
  reviewConflicts,
  setLegalCoordinator,
  unassignFile,
} from '../../db/files.ts'
import type { AppEnv } from '../http/context.ts'
import { administrators, createNewFileMessage } from '../mail/coordinator-messages.ts'
import { normaliseCrockford } from '../privacy/crockford.ts'
import { parseJsonBody } from './api-error.ts'
import { appointmentsApi } from './appointments-api.ts'
import { availabilityApi } from './availability-api.ts'
import { calendarFeedApi } from './calendar-feed-api.ts'
import { callReadingsApi } from './call-readings-api.ts'
import { callsApi } from './calls-api.ts'
import { contactHoldsApi } from './contact-holds-api.ts'
import { coordinatorRef } from './coordinator-ref.ts'
import { parseLanguageQuery, respondWithFile } from './file-actions.ts'
import { unsealContactability, unsealTimeRequests } from './file-appointments.ts'
import { fileAppointmentsApi } from './file-appointments-api.ts'
import { createFileEvent } from './file-event.ts'
import { isLocked, toFileFacts, unsealAnswers, unsealSafety } from './file-facts.ts'
import { fileHeaderApi } from './file-header-api.ts'
import { fileMessagesApi } from './file-messages-api.ts'
import { decryptLatestAuthorisations } from './parent-calls.ts'
import { loadCurrentFile, requirePermission } from './permissions.ts'
import { readingsApi } from './readings-api.ts'
import { relatedFilesApi } from './related-files-api.ts'

/** Why a coordinator opens what a parent wrote about safety; recorded in the file's audit. */
const safetyReasonKeys = ['screening', 'first-call', 'new-concern', 'duty-to-report'] as const

const lawyerCoordinators = practice.coordinators.filter(({ profession }) => profession === 'law')
const coordinatorIdSchema = (coordinators: readonly Coordinator[]) =>
  z.enum(coordinators.map(({ id }) => id) as [string])

/**
 * What the desk asks the worker; `hono/client` reads its types. Every route needs a coordinator signed in and, reading
 * included, a request of the desk's own pages. No GET changes anything. A file's page asks for its header and for the
 * panels it shows, each in one call to the database and with the permission in it:
 *
 * - GET  /files/:reference/header         what the coordinator may do, and which panels there are
 * - GET  /files/:reference/related-files  { relatedFiles, callsShutBy }
 * - GET  /files/:reference/contact-holds  { contactHolds }
 * - GET  /files/:reference/calls          { calls }: of each parent who came
 * - GET  /files/:reference/appointments   { parents, booking, jointState, contactability }
 * - GET  /files/:reference/messages       { messages }
 *
 * Reading what a parent wrote is an event in the file's audit, so it is a POST of its own (all but `header` and
 * `related-files` answer `conflict_review_needed` while the file is locked):
 *
 * - POST /files/:reference/readings/answers         { language } → { parents, latestAuthorisations, timeRequests }
 * - POST /files/:reference/readings/safety-answers  { language, reason } → { parents }
 * - POST /files/:reference/readings/other-contact   { language, authorisation } → { sections }
 * - POST /files/:reference/readings/call-sheet      { authorisation? } → the sheet, without the file
 *
 * The routes that are to go once no page asks for them: GET /files/:reference, GET …/call-sheet, POST …/safety-answers
 * and …/other-contact; and the facts of the file that every action answers with.
 */
export const deskApi = new Hono<AppEnv>()
  .get('/me', (c) => {
    const { id, name, administrator } = c.get('coordinator')
    const toColleague = ({ id, name, profession }: Coordinator) => ({ id, name, profession })
    return c.json({ id, name, administrator, coordinators: practice.coordinators.map(toColleague) })
  })
  .get('/files', async (c) => {
    const { files, more, waiting } = await listFiles(c.get('env').db, c.get('coordinator'), Date.now())
    const toListedFile = ({ leadCoordinatorId, ...row }: (typeof files)[number]) => ({
      ...row,
      lead: coordinatorRef(leadCoordinatorId),
    })
    return c.json({ files: files.map(toListedFile), more, waiting: waiting.map(toListedFile) })
  })
  .get('/files/:reference', requirePermission('read'), parseLanguageQuery, async (c) => {
    const opened = c.get('opened')
    const facts = toFileFacts(c.get('coordinator'), opened)
    if (facts.locked)
      return c.json({ ...facts, parents: [], latestAuthorisations: [], timeRequests: [], contactability: [] })
    const { keys } = c.get('env')
    const { language } = c.req.valid('query')
    const [parents, latestAuthorisations, timeRequests, contactability] = await Promise.all([
      Promise.all(opened.intakes.map((intake) => unsealAnswers(keys, intake, language))),
      decryptLatestAuthorisations(keys, opened, language),
      unsealTimeRequests(c.get('env'), opened, language),
      unsealContactability(c.get('env'), opened),
    ])
    await recordFileRead(c.get('env').db, createFileEvent(c.get('coordinator'), opened, 'answers_read'))
    return c.json({ ...facts, parents, latestAuthorisations, timeRequests, contactability })
  })
  .post(
    '/files/:reference/conflict-review',
    requirePermission('content'),
    parseJsonBody(z.object({ reviewedUntil: z.int() })),
    async (c) => {
      const event = createFileEvent(c.get('coordinator'), c.get('opened'), 'conflicts_reviewed')
      return respondWithFile(
        c,
        await reviewConflicts(c.get('env').db, event, c.req.valid('json').reviewedUntil),
      )
    },
  )
  .post('/files/:reference/reassignment', requirePermission('requestReassignment'), async (c) => {
    const opened = c.get('opened')
    const event = createFileEvent(c.get('coordinator'), opened, 'file_unassigned')
    const messages = await Promise.all(
      administrators.map((reader) =>
        createNewFileMessage(c.get('env'), opened.file, reader, 'unassigned', event.happenedAt),
      ),
    )
    return respondWithFile(c, await unassignFile(c.get('env').db, event, messages))
  })
  .post(
    '/files/:reference/assignment',
    requirePermission('assign'),
    parseJsonBody(z.object({ coordinator: coordinatorIdSchema(practice.coordinators) })),
    async (c) => {
      const opened = c.get('opened')
      const lead = c.req.valid('json').coordinator
      const reader = practice.coordinators.find(({ id }) => id === lead) as Coordinator
      const event = createFileEvent(c.get('coordinator'), opened, 'assigned', { lead })
      const message = await createNewFileMessage(
        c.get('env'),
        opened.file,
        reader,
        'assigned',
        event.happenedAt,
      )
      return respondWithFile(c, await assignFile(c.get('env').db, event, lead, message))
    },
  )
  .post(
    '/files/:reference/legal-coordinator',
    requirePermission('decideAssistance'),
    parseJsonBody(z.object({ lawyer: coordinatorIdSchema(lawyerCoordinators).nullable() })),
    async (c) => {
      const { lawyer } = c.req.valid('json')
      const event = createFileEvent(c.get('coordinator'), c.get('opened'), 'assistance_decided', {
        lawyer: lawyer ?? '',
      })
      return respondWithFile(c, await setLegalCoordinator(c.get('env').db, event, lawyer))
    },
  )
  .post(
    '/files/:reference/merge',
    requirePermission('merge'),
    parseJsonBody(z.object({ mergeInto: z.string() })),
    async (c) => {
      const { db } = c.get('env')
      const who = c.get('coordinator')
      const from = c.get('opened')
      const targetReference = normaliseCrockford(c.req.valid('json').mergeInto)
      const other = toFileFacts(who, from).relatedFiles.find(
        ({ reference, mayRead }) => mayRead && reference === targetReference,
      )
      const into = other && (await loadCurrentFile(db, other.reference))
      if (!into) return c.json({ error: 404 } as const, 404)
      if (!other.mayMerge) return c.json({ error: 409 } as const, 409)
      const events = {
        from: createFileEvent(who, from, 'files_merged', { into: into.file.reference }),
        into: createFileEvent(who, into, 'files_merged', { from: from.file.reference }),
      }
      return respondWithFile(c, await mergeFiles(db, events))
    },
  )
  .post(
    '/files/:reference/safety-answers',
    requirePermission('content'),
    parseLanguageQuery,
    parseJsonBody(z.object({ reason: z.enum(safetyReasonKeys) })),
    async (c) => {
      const opened = c.get('opened')
      if (isLocked(opened)) return c.json({ error: 409 } as const, 409)
      // The audit event comes first: what cannot be recorded is not opened.
      await appendAuditEvent(
        c.get('env').db,
        createFileEvent(c.get('coordinator'), opened, 'safety_answers_read', c.req.valid('json')),
      )
      const { language } = c.req.valid('query')
      return c.json({
        parents: await Promise.all(
          opened.intakes.map((intake) => unsealSafety(c.get('env').keys, intake, language)),
        ),
      })
    },
  )
  .post('/files/:reference/closure', requirePermission('close'), async (c) =>
    respondWithFile(
      c,
      await closeFile(c.get('env').db, createFileEvent(c.get('coordinator'), c.get('opened'), 'closed')),
    ),
  )
  .route('/', fileHeaderApi)
  .route('/', relatedFilesApi)
  .route('/', contactHoldsApi)
  .route('/', readingsApi)
  .route('/', callReadingsApi)
  .route('/', fileMessagesApi)
  .route('/', callsApi)
  .route('/', fileAppointmentsApi)
  .route('/', appointmentsApi)
  .route('/', availabilityApi)
  .route('/', calendarFeedApi)

// What hono itself refuses: a body that is no JSON.
deskApi.onError((error, c) => {
  if (!(error instanceof HTTPException)) throw error
  return c.json({ error: error.status }, error.status)
})

export type DeskApi = typeof deskApi
