import * as z from 'zod/mini'
import { callAttemptNextSteps, callAttemptOutcomes } from '../../content/authorisation/call-attempts.ts'
import { practice } from '../../content/practice.ts'
import { isCallAllowedNow, recordCallAttempt, requestAuthorisation } from '../../db/call-attempts.ts'
import { loadDeskFileCallsPanel } from '../../db/desk-file-calls.ts'
import { loadDeskFileWithParents } from '../../db/desk-file-parents.ts'
import { unsealUnsharedContactRules } from '../contact/contact-rules.ts'
import type { Environment } from '../environment.ts'
import { attemptedAtSchema, idSchema } from '../http/bounded-schemas.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import { createParentMessageOutboxRow } from '../mail/parent-message.ts'
import { normaliseCrockford } from '../privacy/crockford.ts'
import { createJsonBodyValidator, createQueryValidator, respondWithDeskError } from './api-error.ts'
import { requireFilePermission, requireUnlockedFile } from './file-access.ts'
import { drainOutboxAfterResponse, respondToChangeAndDrainOutbox } from './file-change.ts'
import { buildFileAuditEvent } from './file-event.ts'
import { toParentsWithCalls } from './parent-calls.ts'
import { pickParentOnSide, sideSchema } from './parent-side.ts'

/** Parses `?authorisation=…` as the id of an authorisation; '' means the latest one. */
const parseAuthorisationQuery = createQueryValidator(z.object({ authorisation: z._default(idSchema, '') }))

/**
 * A page that shows the contact details asks this every few seconds. One small statement answers it, and nothing of the
 * file is read.
 */
const callGateApi = new Hono<AppEnv>().get(
  '/files/:reference/call-gate',
  parseAuthorisationQuery,
  async (c) => {
    const reference = normaliseCrockford(c.req.param('reference'))
    const gateCheck = {
      authorisationId: c.req.valid('query').authorisation,
      coordinatorId: c.get('coordinator').id,
      at: Date.now(),
    }
    return c.json({
      isGateOpen: await isCallAllowedNow(c.get('env').db, reference, gateCheck, practice.attempts),
    })
  },
)

/**
 * The routes of calling the other parent, from requesting an authorisation to recording attempts. Only whoever
 * acts as the lead may use them.
 */
export const callsApi = callGateApi
  .get(
    '/files/:reference/calls',
    requireFilePermission('content', loadDeskFileCallsPanel),
    requireUnlockedFile,
    (c) => c.json({ calls: toParentsWithCalls(c.get('loaded'), Date.now()) }),
  )
  .post(
    '/files/:reference/authorisation-request',
    requireFilePermission('callOtherParent', loadDeskFileWithParents),
    requireUnlockedFile,
    createJsonBodyValidator(z.object({ side: sideSchema })),
    async (c) => {
      const { db } = c.get('env')
      const loaded = c.get('loaded')
      const parent = pickParentOnSide(loaded.parents, c.req.valid('json').side)
      if (!parent) return respondWithDeskError(c, { code: 'stale' })
      const row = { id: crypto.randomUUID(), parentId: parent.id }
      const message = await createAuthorisationRequestMessage(c.get('env'), loaded, parent, row.id)
      const event = buildFileAuditEvent(c.get('coordinator'), loaded, 'authorisation_requested', {
        side: parent.side,
        mailed: message !== undefined,
      })
      if (!(await requestAuthorisation(db, event, row, message)))
        return respondWithDeskError(c, { code: 'stale' })
      drainOutboxAfterResponse(c)
      return c.json({ mailed: message !== undefined })
    },
  )
  .post(
    '/files/:reference/call-attempts',
    requireFilePermission('callOtherParent'),
    requireUnlockedFile,
    createJsonBodyValidator(
      z.object({
        id: z.uuid(),
        authorisation: idSchema,
        attemptedAt: attemptedAtSchema,
        channel: z.literal('phone'),
        outcome: z.enum(callAttemptOutcomes),
        nextStep: z.enum(callAttemptNextSteps),
      }),
    ),
    async (c) => {
      const { authorisation, ...attempt } = c.req.valid('json')
      const { channel, outcome, nextStep } = attempt
      const event = buildFileAuditEvent(c.get('coordinator'), c.get('loaded'), 'call_attempt_recorded', {
        channel,
        outcome,
        nextStep,
      })
      // A device's clock may run ahead, but a call is never recorded before it was made.
      const ahead = attempt.attemptedAt - event.happenedAt
      const attemptedAt = ahead > 0 && ahead < MAX_CLOCK_AHEAD_MS ? event.happenedAt : attempt.attemptedAt
      const row = { ...attempt, attemptedAt, authorisationId: authorisation }
      return respondToChangeAndDrainOutbox(
        c,
        await recordCallAttempt(c.get('env').db, event, row, practice.attempts),
      )
    },
  )

/** The most by which a coordinator's clock may be ahead. */
const MAX_CLOCK_AHEAD_MS = 5 * 60_000

type LoadedParents = NonNullable<Awaited<ReturnType<typeof loadDeskFileWithParents>>>

/** Builds the message that requests an authorisation; undefined unless the parent has an address they called safe. */
async function createAuthorisationRequestMessage(
  env: Environment,
  { file }: LoadedParents,
  parent: LoadedParents['parents'][number],
  authorisationId: string,
) {
  const { id: parentId, language } = parent
  const contactRules = await unsealUnsharedContactRules(env, parent)
  const about = { kind: 'authorisation-requested', fileId: file.id, parentId, language } as const
  const dependsOn = { authorisationId }
  return createParentMessageOutboxRow(
    env,
    { ...about, dependsOn, contactRules, facts: undefined },
    Date.now(),
  )
}
