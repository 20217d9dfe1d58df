import * as z from 'zod/mini'
import { MAX_REMINDER_CHARACTERS } from '../../content/limits.ts'
import { addReminder, finishReminder, reopenReminder } from '../../db/reminders.ts'
import { createPlainTextSchema } from '../../forms/questions/plain-text.ts'
import { calendarDateSchema, idSchema } from '../http/bounded-schemas.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import type { KeyRing } from '../privacy/key-ring.ts'
import { type SealContext, seal, unseal } from '../privacy/seal.ts'
import { createJsonBodyValidator } from './api-error.ts'
import { requireFilePermission, requireUnlockedFile } from './file-access.ts'
import { respondToChangeAndDrainOutbox } from './file-change.ts'
import { buildFileAuditEvent } from './file-event.ts'

const reminderSchema = z.object({
  /** A random UUID from the page, so that pressing twice adds one. */
  id: z.uuid(),
  dueOn: calendarDateSchema,
  text: createPlainTextSchema({ max: MAX_REMINDER_CHARACTERS }),
})

const namedReminderValidator = createJsonBodyValidator(z.object({ reminder: idSchema }))

/** The routes of reminders, which their writer alone sees, on the page Today. */
export const remindersApi = new Hono<AppEnv>()
  .post(
    '/files/:reference/reminders',
    requireFilePermission('remind'),
    requireUnlockedFile,
    createJsonBodyValidator(reminderSchema),
    async (c) => {
      const { db, keys } = c.get('env')
      const event = buildFileAuditEvent(c.get('coordinator'), c.get('loaded'), 'reminder_added')
      const reminder = await sealReminder(keys, c.req.valid('json'))
      return respondToChangeAndDrainOutbox(c, await addReminder(db, event, reminder))
    },
  )
  .post(
    '/files/:reference/reminder-completion',
    requireFilePermission('remind'),
    requireUnlockedFile,
    namedReminderValidator,
    async (c) => {
      const event = buildFileAuditEvent(c.get('coordinator'), c.get('loaded'), 'reminder_finished')
      const { reminder } = c.req.valid('json')
      return respondToChangeAndDrainOutbox(c, await finishReminder(c.get('env').db, event, reminder))
    },
  )
  // The other two undo these: each is an event of its own.
  .post(
    '/files/:reference/reminder-removal',
    requireFilePermission('remind'),
    requireUnlockedFile,
    namedReminderValidator,
    async (c) => {
      const event = buildFileAuditEvent(c.get('coordinator'), c.get('loaded'), 'reminder_removed')
      const { reminder } = c.req.valid('json')
      // The row stays, so that a repeat of the request that added it adds nothing.
      return respondToChangeAndDrainOutbox(c, await finishReminder(c.get('env').db, event, reminder))
    },
  )
  .post(
    '/files/:reference/reminder-reopening',
    requireFilePermission('remind'),
    requireUnlockedFile,
    namedReminderValidator,
    async (c) => {
      const event = buildFileAuditEvent(c.get('coordinator'), c.get('loaded'), 'reminder_reopened')
      const { reminder } = c.req.valid('json')
      return respondToChangeAndDrainOutbox(c, await reopenReminder(c.get('env').db, event, reminder))
    },
  )

/** Seals the text of a reminder. */
export const sealReminder = async (
  keys: KeyRing,
  { id, dueOn, text }: { readonly id: string; readonly dueOn: string; readonly text: string },
) => ({ id, dueOn, sealedText: await seal(keys, 'answers', buildReminderSealContext(id), text) })

/** Unseals the text of a reminder. */
export const unsealReminder = (
  keys: KeyRing,
  { id, sealedText }: { readonly id: string; readonly sealedText: string },
) => unseal(keys, 'answers', buildReminderSealContext(id), sealedText) as Promise<string>

const buildReminderSealContext = (id: string): SealContext => `reminders.sealed_text:${id}`
