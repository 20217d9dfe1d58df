import * as z from 'zod/mini'
import { appendAuditEvent } from '../../db/audit.ts'
import { removeParentEmail } from '../../db/desk-appointments.ts'
import { loadDeskFileMessagesPanel } from '../../db/desk-file-messages.ts'
import { loadDeskFileWithParents } from '../../db/desk-file-parents.ts'
import { dropFailedMessage, queueFailedMessageAgain } from '../../db/outbox.ts'
import { sealRulesWithoutEmail, unsealContactRules } from '../contact/contact-rules.ts'
import { idSchema } from '../http/bounded-schemas.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import { createJsonBodyValidator, respondWithDeskError } from './api-error.ts'
import { requireFilePermission, requireUnlockedFile } from './file-access.ts'
import { respondToChangeAndDrainOutbox } from './file-change.ts'
import { buildFileAuditEvent } from './file-event.ts'
import { pickParentOnSide, pickParentsWithStatus, sideSchema } from './parent-side.ts'

/** The routes of the messages about a file: their kinds and outcomes, never their text or recipients. */
export const fileMessagesApi = new Hono<AppEnv>()
  .get(
    '/files/:reference/messages',
    requireFilePermission('content', loadDeskFileMessagesPanel),
    requireUnlockedFile,
    (c) => c.json({ messages: c.get('loaded').messages }),
  )
  .post(
    '/files/:reference/message-repeat',
    requireFilePermission('resendMessages'),
    requireUnlockedFile,
    createJsonBodyValidator(z.object({ message: idSchema })),
    async (c) => {
      const event = buildFileAuditEvent(c.get('coordinator'), c.get('loaded'), 'message_queued_again')
      const { message } = c.req.valid('json')
      return respondToChangeAndDrainOutbox(c, await queueFailedMessageAgain(c.get('env').db, event, message))
    },
  )
  .post(
    '/files/:reference/message-removal',
    requireFilePermission('dropMessages'),
    requireUnlockedFile,
    createJsonBodyValidator(z.object({ message: idSchema })),
    async (c) => {
      const event = buildFileAuditEvent(c.get('coordinator'), c.get('loaded'), 'message_dropped')
      const { message } = c.req.valid('json')
      return respondToChangeAndDrainOutbox(c, await dropFailedMessage(c.get('env').db, event, message))
    },
  )
  // The portal sends no text messages: a person writes them, and this records that they did.
  .post(
    '/files/:reference/text-message',
    requireFilePermission('book'),
    requireUnlockedFile,
    createJsonBodyValidator(z.object({ side: sideSchema })),
    async (c) => {
      const loaded = c.get('loaded')
      const event = buildFileAuditEvent(c.get('coordinator'), loaded, 'text_sent', c.req.valid('json'))
      await appendAuditEvent(c.get('env').db, event, loaded.lastAuditRow)
      return c.body(null, 204)
    },
  )
  .post(
    '/files/:reference/mail-stop',
    requireFilePermission('content', loadDeskFileWithParents),
    requireUnlockedFile,
    createJsonBodyValidator(z.object({ side: sideSchema })),
    async (c) => {
      const { db } = c.get('env')
      const { side } = c.req.valid('json')
      const loaded = c.get('loaded')
      const parent = pickParentOnSide(pickParentsWithStatus(loaded), side)
      const rules = parent && (await unsealContactRules(c.get('env'), parent.id, parent.sealedContactRules))
      if (!parent?.sealedContactRules || rules?.email === undefined)
        return respondWithDeskError(c, { code: 'stale' })
      const sealedContactRules = await sealRulesWithoutEmail(c.get('env'), parent.id, rules)
      const event = buildFileAuditEvent(c.get('coordinator'), loaded, 'parent_email_removed', { side })
      const isStopped = await removeParentEmail(db, event, parent.id, {
        previousSealedContactRules: parent.sealedContactRules,
        sealedContactRules,
      })
      return respondToChangeAndDrainOutbox(c, isStopped)
    },
  )
