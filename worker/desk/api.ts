import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import * as z from 'zod'
import { type Coordinator, practice } from '../../content/practice.ts'
import { appendAudit } from '../../db/audit.ts'
import {
  assignFile,
  clearFile,
  closeFile,
  decideAssistance,
  joinFiles,
  listFiles,
  markOpened,
  passOn,
  readFile,
} from '../../db/files.ts'
import type { AppEnv } from '../http/context.ts'
import { administrators, newFileTo } from '../mail/coordinator-messages.ts'
import { tidyCrockford } from '../privacy/crockford.ts'
import { agendaApi } from './appointments-api.ts'
import { availabilityApi } from './availability-api.ts'
import { feedApi } from './calendar-feed-api.ts'
import { outreachApi } from './calls-api.ts'
import { personOf } from './coordinator-ref.ts'
import { body, done, eventOf, inLanguage } from './file-actions.ts'
import { reachOf, wishesOf } from './file-appointments.ts'
import { sessionsApi } from './file-appointments-api.ts'
import { answersOf, factsOf, isClosed, safetyOf } from './file-facts.ts'
import { authorisedOf } from './parent-calls.ts'
import { fileTo } from './permissions.ts'

/** Why a coordinator opens what a parent wrote about safety; the file's record keeps it. */
const safetyReasons = ['screening', 'first-call', 'new-concern', 'duty-to-report'] as const

const lawyers = practice.coordinators.filter(({ profession }) => profession === 'law')
const idOf = (among: readonly Coordinator[]) => z.enum(among.map(({ id }) => id) as [string])

/** What the desk asks the worker; `hono/client` reads its types. Every route needs a coordinator signed in. */
export const deskApi = new Hono<AppEnv>()
  .get('/me', (c) => {
    const { id, name, administrator } = c.get('coordinator')
    const named = ({ id, name, profession }: Coordinator) => ({ id, name, profession })
    return c.json({ id, name, administrator, coordinators: practice.coordinators.map(named) })
  })
  .get('/files', async (c) => {
    const { files, more, waiting } = await listFiles(c.get('env').db, c.get('coordinator'), Date.now())
    const led = ({ leadCoordinator, ...row }: (typeof files)[number]) => ({
      ...row,
      lead: personOf(leadCoordinator),
    })
    return c.json({ files: files.map(led), more, waiting: waiting.map(led) })
  })
  .get('/files/:reference', fileTo('read'), inLanguage, async (c) => {
    const opened = c.get('opened')
    const facts = factsOf(c.get('coordinator'), opened)
    if (facts.closed) return c.json({ ...facts, parents: [], authorised: [], wishes: [], reach: [] })
    const { keys } = c.get('env')
    const { language } = c.req.valid('query')
    const [parents, authorised, wishes, reach] = await Promise.all([
      Promise.all(opened.sent.map((submission) => answersOf(keys, submission, language))),
      authorisedOf(keys, opened, language),
      wishesOf(c.get('env'), opened, language),
      reachOf(c.get('env'), opened),
    ])
    await markOpened(c.get('env').db, eventOf(c.get('coordinator'), opened, 'answers_opened'))
    return c.json({ ...facts, parents, authorised, wishes, reach })
  })
  .post('/files/:reference/clear', fileTo('content'), body(z.object({ seenUntil: z.int() })), async (c) => {
    const event = eventOf(c.get('coordinator'), c.get('opened'), 'cleared')
    return done(c, await clearFile(c.get('env').db, event, c.req.valid('json').seenUntil))
  })
  .post('/files/:reference/pass-on', fileTo('passOn'), async (c) => {
    const opened = c.get('opened')
    const event = eventOf(c.get('coordinator'), opened, 'passed_on')
    const mail = await Promise.all(
      administrators.map((reader) =>
        newFileTo(c.get('env'), opened.file, reader, 'unassigned', event.happenedAt),
      ),
    )
    return done(c, await passOn(c.get('env').db, event, mail))
  })
  .post(
    '/files/:reference/assign',
    fileTo('assign'),
    body(z.object({ coordinator: idOf(practice.coordinators) })),
    async (c) => {
      const opened = c.get('opened')
      const lead = c.req.valid('json').coordinator
      const reader = practice.coordinators.find(({ id }) => id === lead) as Coordinator
      const event = eventOf(c.get('coordinator'), opened, 'assigned', { lead })
      const mail = await newFileTo(c.get('env'), opened.file, reader, 'assigned', event.happenedAt)
      return done(c, await assignFile(c.get('env').db, event, lead, mail))
    },
  )
  .post(
    '/files/:reference/assistant',
    fileTo('decideAssistance'),
    body(z.object({ lawyer: idOf(lawyers).nullable() })),
    async (c) => {
      const { lawyer } = c.req.valid('json')
      const event = eventOf(c.get('coordinator'), c.get('opened'), 'assistance_decided', {
        lawyer: lawyer ?? '',
      })
      return done(c, await decideAssistance(c.get('env').db, event, lawyer))
    },
  )
  .post('/files/:reference/join', fileTo('join'), body(z.object({ into: z.string() })), async (c) => {
    const { db } = c.get('env')
    const who = c.get('coordinator')
    const from = c.get('opened')
    const asked = tidyCrockford(c.req.valid('json').into)
    const other = factsOf(who, from).known.find(({ reference, mayRead }) => mayRead && reference === asked)
    const into = other && (await readFile(db, other.reference))
    if (!into) return c.json({ error: 404 } as const, 404)
    if (!other.mayJoin) return c.json({ error: 409 } as const, 409)
    const events = {
      from: eventOf(who, from, 'joined', { into: into.file.reference }),
      into: eventOf(who, into, 'joined', { from: from.file.reference }),
    }
    return done(c, await joinFiles(db, events))
  })
  .post(
    '/files/:reference/safety',
    fileTo('content'),
    inLanguage,
    body(z.object({ reason: z.enum(safetyReasons) })),
    async (c) => {
      const opened = c.get('opened')
      if (isClosed(opened)) return c.json({ error: 409 } as const, 409)
      // On record first: what cannot be recorded is not opened.
      await appendAudit(
        c.get('env').db,
        eventOf(c.get('coordinator'), opened, 'safety_opened', c.req.valid('json')),
      )
      const { language } = c.req.valid('query')
      return c.json({
        parents: await Promise.all(opened.sent.map((sent) => safetyOf(c.get('env').keys, sent, language))),
      })
    },
  )
  .post('/files/:reference/close', fileTo('close'), async (c) =>
    done(c, await closeFile(c.get('env').db, eventOf(c.get('coordinator'), c.get('opened'), 'closed'))),
  )
  .route('/', outreachApi)
  .route('/', sessionsApi)
  .route('/', agendaApi)
  .route('/', availabilityApi)
  .route('/', feedApi)

// What hono itself refuses: a body that is no JSON.
deskApi.onError((error, c) => {
  if (!(error instanceof HTTPException)) throw error
  return c.json({ error: error.status }, error.status)
})

export type DeskApi = typeof deskApi
