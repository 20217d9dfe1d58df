import * as z from 'zod/mini'
import { answersUnsafeCall, callReopeningReasons } from '../../content/authorisation/call-attempts.ts'
import { practice } from '../../content/practice.ts'
import { reopenCalls } from '../../db/call-reopenings.ts'
import { loadDeskFileWithParents } from '../../db/desk-file-parents.ts'
import { seenUntilSchema } from '../http/bounded-schemas.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import { createJsonBodyValidator } from './api-error.ts'
import { requireFilePermission, requireUnlockedFile } from './file-access.ts'
import { respondToChangeAndDrainOutbox } from './file-change.ts'
import { buildFileAuditEvent } from './file-event.ts'
import { pickParentOnSide, pickParentsWithStatus, sideSchema } from './parent-side.ts'

/**
 * The route by which the lead coordinator reopens calls to a person who said no, or whom the practice called as often as
 * it may. The reason goes into the file's audit.
 */
export const callReopeningsApi = new Hono<AppEnv>().post(
  '/files/:reference/call-reopening',
  requireFilePermission('reopenCalls', loadDeskFileWithParents),
  requireUnlockedFile,
  createJsonBodyValidator(
    z.object({
      /** The parent whose other parent may be called again. */
      side: sideSchema,
      reason: z.enum(callReopeningReasons),
      /** When the last call attempt that the page showed was recorded. */
      coversUntil: seenUntilSchema,
    }),
  ),
  async (c) => {
    const loaded = c.get('loaded')
    const { side, reason, coversUntil } = c.req.valid('json')
    const parent = pickParentOnSide(pickParentsWithStatus(loaded), side)
    const event = buildFileAuditEvent(c.get('coordinator'), loaded, 'calls_reopened', {
      side,
      reopeningReason: reason,
    })
    const reopening = {
      ...{ id: crypto.randomUUID(), reason, coversUntil },
      answersUnsafe: answersUnsafeCall(reason),
    }
    return respondToChangeAndDrainOutbox(
      c,
      parent !== undefined &&
        (await reopenCalls(c.get('env').db, event, { ...reopening, parentId: parent.id }, practice.attempts)),
    )
  },
)
