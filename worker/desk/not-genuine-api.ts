import * as z from 'zod/mini'
import { dismissalReasons, restorationReasons } from '../../content/file/dismissals.ts'
import { MAX_DISMISSED_AT_ONCE } from '../../content/limits.ts'
import { type Coordinator, practice } from '../../content/practice.ts'
import { loadDeskFileAndLastAuditRow } from '../../db/desk-file-parents.ts'
import { dismissFile, restoreFile } from '../../db/files.ts'
import { idSchema } from '../http/bounded-schemas.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import { createNewFileOutboxRow } from '../mail/coordinator-messages.ts'
import { normaliseCrockford } from '../privacy/crockford.ts'
import { createJsonBodyValidator } from './api-error.ts'
import { requireFilePermission } from './file-access.ts'
import { respondToChangeAndDrainOutbox } from './file-change.ts'
import { buildFileAuditEvent } from './file-event.ts'
import { getPermissionsOnFile } from './permissions.ts'

/** The routes that close files as not genuine, many at once, and open one of them again, each for a declared reason. */
export const notGenuineApi = new Hono<AppEnv>()
  .post(
    '/not-genuine-closures',
    createJsonBodyValidator(
      z.object({
        references: z.array(idSchema).check(z.minLength(1), z.maxLength(MAX_DISMISSED_AT_ONCE)),
        reason: z.enum(dismissalReasons),
      }),
    ),
    async (c) => {
      const who = c.get('coordinator')
      const { db } = c.get('env')
      const { references, reason } = c.req.valid('json')
      const closed: string[] = []
      for (const reference of new Set(references.map((one) => normaliseCrockford(one)))) {
        const query = { reference, viewerId: who.id, now: Date.now(), maxAttempts: practice.attempts }
        const loaded = await loadDeskFileAndLastAuditRow(db, query)
        if (!loaded || !getPermissionsOnFile(who, loaded.file).dismiss) continue
        const event = buildFileAuditEvent(who, loaded, 'dismissed', { dismissalReason: reason })
        if (await dismissFile(db, event, who)) closed.push(reference)
      }
      return c.json({ closed })
    },
  )
  .post(
    '/files/:reference/restoration',
    requireFilePermission('restore'),
    createJsonBodyValidator(z.object({ reason: z.enum(restorationReasons) })),
    async (c) => {
      const { env, loaded, coordinator: who } = c.var
      const restorationReason = c.req.valid('json').reason
      const event = buildFileAuditEvent(who, loaded, 'restored', { restorationReason })
      const lead = findOtherLead(who, loaded.file.leadCoordinatorId)
      const message =
        lead && (await createNewFileOutboxRow(env, loaded.file, lead, 'assigned', event.happenedAt))
      return respondToChangeAndDrainOutbox(c, await restoreFile(env.db, event, message))
    },
  )

/** Finds the lead of a file, if that is not whoever acts. */
const findOtherLead = (who: Coordinator, leadId: string | null): Coordinator | undefined =>
  practice.coordinators.find(({ id }) => id === leadId && id !== who.id)
