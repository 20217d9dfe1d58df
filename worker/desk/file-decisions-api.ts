import * as z from 'zod/mini'
import { closureReasons, reassignmentReasons } from '../../content/file/decision-reasons.ts'
import { type Coordinator, practice } from '../../content/practice.ts'
import { loadSealedIntakesAndLastAuditRow } from '../../db/desk-file-readings.ts'
import { assignFile, closeFile, setLegalCoordinator, unassignFile } from '../../db/files.ts'
import { seenEventSchema } from '../http/bounded-schemas.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import { administrators, createNewFileOutboxRow } from '../mail/coordinator-messages.ts'
import { createJsonBodyValidator, respondWithDeskError } from './api-error.ts'
import { guardAssignment, overrideSchema, unguarded } from './decision-guard.ts'
import { requireFilePermission } from './file-access.ts'
import { respondToChangeAndDrainOutbox } from './file-change.ts'
import { buildFileAuditEvent } from './file-event.ts'
import { getPermissionsOnFile } from './permissions.ts'

const lawyerCoordinators = practice.coordinators.filter(({ profession }) => profession === 'law')
const coordinatorIdSchema = (coordinators: readonly Coordinator[]) =>
  z.enum(coordinators.map(({ id }) => id) as [string])

/** The routes of decisions about a file: who leads it, who assists, and that it is closed. */
export const fileDecisionsApi = new Hono<AppEnv>()
  .post(
    '/files/:reference/reassignment',
    requireFilePermission('requestReassignment'),
    createJsonBodyValidator(z.object({ reason: z.enum(reassignmentReasons) })),
    async (c) => {
      const loaded = c.get('loaded')
      const who = c.get('coordinator')
      const event = buildFileAuditEvent(who, loaded, 'file_unassigned', {
        reassignmentReason: c.req.valid('json').reason,
      })
      const messages = await Promise.all(
        administrators
          .filter(({ id }) => id !== who.id)
          .map((reader) =>
            createNewFileOutboxRow(c.get('env'), loaded.file, reader, 'unassigned', event.happenedAt),
          ),
      )
      return respondToChangeAndDrainOutbox(c, await unassignFile(c.get('env').db, event, messages))
    },
  )
  .post(
    '/files/:reference/assignment',
    requireFilePermission('read', loadSealedIntakesAndLastAuditRow),
    createJsonBodyValidator(
      z.extend(overrideSchema, {
        coordinator: coordinatorIdSchema(practice.coordinators),
        // Whoever takes a file that nobody leads decides over nobody.
        seen: z.optional(seenEventSchema),
      }),
    ),
    async (c) => {
      const loaded = c.get('loaded')
      const { coordinator: lead, seen = 0, ...override } = c.req.valid('json')
      const who = c.get('coordinator')
      const may = getPermissionsOnFile(who, loaded.file)
      const takes = may.take && lead === who.id
      if (!takes && !may.assign) return respondWithDeskError(c, { code: 'not_permitted' })
      const reader = practice.coordinators.find(({ id }) => id === lead) as Coordinator
      const guard = await guardAssignment(c, loaded, 'assignment', reader, override)
      if ('error' in guard) return respondWithDeskError(c, guard.error)
      const event = buildFileAuditEvent(who, loaded, 'assigned', { lead, ...guard.detail })
      const write = (to: Coordinator, state: 'assigned' | 'reassigned') =>
        createNewFileOutboxRow(c.get('env'), loaded.file, to, state, event.happenedAt, { leadId: lead })
      const previous = practice.coordinators.find(({ id }) => id === loaded.file.leadCoordinatorId)
      const assignment = {
        transition: takes ? 'take' : 'assign',
        coordinatorId: lead,
        previousLeadId: loaded.file.leadCoordinatorId,
        message: lead === who.id ? undefined : await write(reader, 'assigned'),
        messageToPrevious:
          previous && previous.id !== who.id ? await write(previous, 'reassigned') : undefined,
        allowedCondition: guard.condition,
        ...(!takes && { seen }),
      } as const
      return respondToChangeAndDrainOutbox(c, await assignFile(c.get('env').db, event, assignment))
    },
  )
  .post(
    '/files/:reference/legal-coordinator',
    requireFilePermission('decideAssistance', loadSealedIntakesAndLastAuditRow),
    createJsonBodyValidator(
      z.extend(overrideSchema, {
        lawyer: z.nullable(coordinatorIdSchema(lawyerCoordinators)),
        seen: seenEventSchema,
      }),
    ),
    async (c) => {
      const { lawyer, seen, ...override } = c.req.valid('json')
      const person = lawyerCoordinators.find(({ id }) => id === lawyer)
      const guard = person
        ? await guardAssignment(c, c.get('loaded'), 'assistance', person, override)
        : unguarded
      if ('error' in guard) return respondWithDeskError(c, guard.error)
      const event = buildFileAuditEvent(c.get('coordinator'), c.get('loaded'), 'assistance_decided', {
        ...(lawyer !== null && { lawyer }),
        ...guard.detail,
      })
      const { db } = c.get('env')
      return respondToChangeAndDrainOutbox(
        c,
        await setLegalCoordinator(db, event, { legalCoordinatorId: lawyer, seen }, guard.condition),
      )
    },
  )
  .post(
    '/files/:reference/closure',
    requireFilePermission('close'),
    createJsonBodyValidator(z.object({ seen: seenEventSchema, reason: z.enum(closureReasons) })),
    async (c) => {
      const who = c.get('coordinator')
      const { seen, reason } = c.req.valid('json')
      const event = buildFileAuditEvent(who, c.get('loaded'), 'closed', { closureReason: reason })
      const closing = { administrator: who.administrator, seen }
      return respondToChangeAndDrainOutbox(c, await closeFile(c.get('env').db, event, closing))
    },
  )
