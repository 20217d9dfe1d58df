import * as z from 'zod/mini'
import { MAX_HOLD_NOTE_CHARACTERS, retentionHoldReasonKeys } from '../../content/file/erasures.ts'
import { findDecidingRule } from '../../content/file/retention-term.ts'
import { practice } from '../../content/practice.ts'
import { addDaysToIsoDate } from '../../content/time/local-time.ts'
import { DAY_MS } from '../../content/time/units.ts'
import { liftRetentionHold, listRetentionPreview, placeRetentionHold } from '../../db/retentions.ts'
import { createPlainTextSchema } from '../../forms/questions/plain-text.ts'
import type { Environment } from '../environment.ts'
import { calendarDateSchema } from '../http/bounded-schemas.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import { getErrorLogFields, log } from '../log.ts'
import { type SealContext, seal, unseal } from '../privacy/seal.ts'
import { createJsonBodyValidator, respondWithDeskError } from './api-error.ts'
import { toCoordinatorRef } from './coordinator-ref.ts'
import { requireFilePermission } from './file-access.ts'
import { respondToChangeAndDrainOutbox } from './file-change.ts'
import { buildFileAuditEvent } from './file-event.ts'

type Retention = Awaited<ReturnType<typeof listRetentionPreview>>[number]

const MAX_LISTED = 2000

/** The routes with which a privacy officer sees what will be erased and when, holds a file back, and no longer does. */
export const retentionsApi = new Hono<AppEnv>()
  .get('/retentions', async (c) => {
    const { db, keys } = c.get('env')
    const { id, privacyOfficer } = c.get('coordinator')
    if (!privacyOfficer) return respondWithDeskError(c, { code: 'not_permitted' })
    const rows = await listRetentionPreview(db, id, Date.now(), practice.retention, MAX_LISTED)
    return c.json({
      previewDays: practice.retention.previewDays,
      files: await Promise.all(
        rows.map(async (row) => ({
          reference: row.reference,
          /** Whoever works with one of its parents in another file neither holds it back nor lifts that. */
          viewerHasConflict: row.viewerHasConflict,
          isHoldable: row.isHoldable,
          closedAt: row.closedAt,
          /** What its term counts from and when it ends; null for an open file, which has none. */
          rule:
            row.isOpen || row.expiresAt === null
              ? null
              : findDecidingRule(row, row.expiresAt, practice.retention),
          erasedFrom: row.isOpen ? null : row.erasedFrom,
          hold:
            !row.hasHold || row.heldReason === null
              ? null
              : {
                  reason: row.heldReason,
                  note: await unsealHoldNote(keys, row),
                  placedAt: row.heldAt ?? 0,
                  placedBy: toCoordinatorRef(row.heldBy),
                  /** The last day of the hold; null for one that somebody lifts. */
                  lastDay:
                    row.holdExpiresAt === null
                      ? null
                      : new Date(row.holdExpiresAt - DAY_MS).toISOString().slice(0, 10),
                },
        })),
      ),
    })
  })
  .post(
    '/files/:reference/retention-hold',
    requireFilePermission('handlePersonalData'),
    createJsonBodyValidator(
      z.object({
        reason: z.enum(retentionHoldReasonKeys),
        note: createPlainTextSchema({ max: MAX_HOLD_NOTE_CHARACTERS }),
        /** The last day of it; null for one that somebody lifts. */
        lastDay: z.nullable(calendarDateSchema),
      }),
    ),
    async (c) => {
      const { db, keys } = c.get('env')
      const loaded = c.get('loaded')
      const { reason, note, lastDay } = c.req.valid('json')
      const event = buildFileAuditEvent(c.get('coordinator'), loaded, 'retention_held', {
        retentionReason: reason,
      })
      const expiresAt = lastDay === null ? null : Date.parse(addDaysToIsoDate(lastDay, 1))
      if (expiresAt !== null && expiresAt <= event.happenedAt)
        return respondWithDeskError(c, { code: 'invalid', paths: ['lastDay'] })
      const sealedNote =
        note === '' ? null : await seal(keys, 'answers', buildHoldNoteContext(loaded.file.id), note)
      return respondToChangeAndDrainOutbox(
        c,
        await placeRetentionHold(db, event, { reason, sealedNote, expiresAt }),
      )
    },
  )
  .post('/files/:reference/retention-release', requireFilePermission('handlePersonalData'), async (c) => {
    const event = buildFileAuditEvent(c.get('coordinator'), c.get('loaded'), 'retention_released')
    return respondToChangeAndDrainOutbox(c, await liftRetentionHold(c.get('env').db, event))
  })

const buildHoldNoteContext = (fileId: string): SealContext => `file_retentions.sealed_hold_note:${fileId}`

/**
 * Unseals what was written about a hold; null for nothing, for who has a conflict of interest, and for what does not open,
 * which the log tells.
 */
async function unsealHoldNote(
  keys: Environment['keys'],
  { fileId, sealedHoldNote, viewerHasConflict }: Retention,
): Promise<string | null> {
  if (!sealedHoldNote || viewerHasConflict) return null
  try {
    return (await unseal(keys, 'answers', buildHoldNoteContext(fileId), sealedHoldNote)) as string
  } catch (error) {
    log('value_unreadable', {
      ...{ column: 'file_retentions.sealed_hold_note', row: fileId },
      ...getErrorLogFields(error),
    })
    return null
  }
}
