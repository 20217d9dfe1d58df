import { Hono } from 'hono'
import * as z from 'zod/mini'
import { type Coordinator, practice } from '../../content/practice.ts'
import { assignFile, closeFile, setLegalCoordinator, unassignFile } from '../../db/files.ts'
import type { AppEnv } from '../http/context.ts'
import { administrators, createNewFileOutboxRow } from '../mail/coordinator-messages.ts'
import { createJsonBodyValidator } from './api-error.ts'
import { requireFilePermission } from './file-access.ts'
import { respondToChangeAndDrainOutbox } from './file-change.ts'
import { buildFileAuditEvent } from './file-event.ts'

const lawyerCoordinators = practice.coordinators.filter(({ profession }) => profession === 'law')
const coordinatorIdSchema = (coordinators: readonly Coordinator[]) =>
  z.enum(coordinators.map(({ id }) => id) as [string])

/** The routes of decisions about a file: who leads it, who assists, and that it is closed. */
export const fileDecisionsApi = new Hono<AppEnv>()
  .post('/files/:reference/reassignment', requireFilePermission('requestReassignment'), async (c) => {
    const loaded = c.get('loaded')
    const event = buildFileAuditEvent(c.get('coordinator'), loaded, 'file_unassigned')
    const messages = await Promise.all(
      administrators.map((reader) =>
        createNewFileOutboxRow(c.get('env'), loaded.file, reader, 'unassigned', event.happenedAt),
      ),
    )
    return respondToChangeAndDrainOutbox(c, await unassignFile(c.get('env').db, event, messages))
  })
  .post(
    '/files/:reference/assignment',
    requireFilePermission('assign'),
    createJsonBodyValidator(z.object({ coordinator: coordinatorIdSchema(practice.coordinators) })),
    async (c) => {
      const loaded = c.get('loaded')
      const lead = c.req.valid('json').coordinator
      const reader = practice.coordinators.find(({ id }) => id === lead) as Coordinator
      const event = buildFileAuditEvent(c.get('coordinator'), loaded, 'assigned', { lead })
      const message = await createNewFileOutboxRow(
        c.get('env'),
        loaded.file,
        reader,
        'assigned',
        event.happenedAt,
      )
      return respondToChangeAndDrainOutbox(c, await assignFile(c.get('env').db, event, lead, message))
    },
  )
  .post(
    '/files/:reference/legal-coordinator',
    requireFilePermission('decideAssistance'),
    createJsonBodyValidator(z.object({ lawyer: z.nullable(coordinatorIdSchema(lawyerCoordinators)) })),
    async (c) => {
      const { lawyer } = c.req.valid('json')
      const event = buildFileAuditEvent(c.get('coordinator'), c.get('loaded'), 'assistance_decided', {
        ...(lawyer !== null && { lawyer }),
      })
      return respondToChangeAndDrainOutbox(c, await setLegalCoordinator(c.get('env').db, event, lawyer))
    },
  )
  .post('/files/:reference/closure', requireFilePermission('close'), async (c) =>
    respondToChangeAndDrainOutbox(
      c,
      await closeFile(c.get('env').db, buildFileAuditEvent(c.get('coordinator'), c.get('loaded'), 'closed')),
    ),
  )
