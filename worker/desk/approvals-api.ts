import * as z from 'zod/mini'
import { answerApprovalRequest } from '../../db/approvals.ts'
import { sequenceSchema } from '../http/bounded-schemas.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import { createJsonBodyValidator, respondWithDeskError } from './api-error.ts'
import { requireFilePermission } from './file-access.ts'
import { respondToChangeAndDrainOutbox } from './file-change.ts'
import { buildFileAuditEvent } from './file-event.ts'

/** The route by which a second person approves a decision, or does not. Whoever asked decides then, or asks another. */
export const approvalsApi = new Hono<AppEnv>().post(
  '/files/:reference/approvals',
  requireFilePermission('approve'),
  createJsonBodyValidator(z.object({ request: sequenceSchema, approves: z.boolean() })),
  async (c) => {
    const { request, approves } = c.req.valid('json')
    const loaded = c.get('loaded')
    const asked = loaded.file.approval
    if (asked?.sequence !== request) return respondWithDeskError(c, { code: 'stale' })
    const event = buildFileAuditEvent(
      c.get('coordinator'),
      loaded,
      approves ? 'approval_given' : 'approval_declined',
      { ...asked.detail, askedBy: asked.actor },
    )
    return respondToChangeAndDrainOutbox(c, await answerApprovalRequest(c.get('env').db, event, request))
  },
)
