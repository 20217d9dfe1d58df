import * as z from 'zod/mini'
import { MAX_HOLD_NOTE_CHARACTERS, retentionHoldReasonKeys } from '../../content/file/erasures.ts'
import { findDecidingRule } from '../../content/file/retention-term.ts'
import { practice } from '../../content/practice.ts'
import { addDaysToIsoDate } from '../../content/time/local-time.ts'
import { DAY_MS } from '../../content/time/units.ts'
import { listRetentionsEndingUntil, setRetentionHold } from '../../db/retentions.ts'
import { createPlainTextSchema } from '../../forms/questions/plain-text.ts'
import { calendarDateSchema } from '../http/bounded-schemas.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import { type SealContext, seal, unseal } from '../privacy/seal.ts'
import { createJsonBodyValidator, respondWithDeskError } from './api-error.ts'
import { toCoordinatorRef } from './coordinator-ref.ts'
import { requireFilePermission } from './file-access.ts'
import { respondToChangeAndDrainOutbox } from './file-change.ts'
import { buildFileAuditEvent } from './file-event.ts'

type Retention = Awaited<ReturnType<typeof listRetentionsEndingUntil>>[number]

const PREVIEW_MS = practice.retention.previewDays * DAY_MS
const MAX_LISTED = 200

/** The routes with which a privacy officer sees what will be erased and when, holds a closed file back, and no longer does. */
export const retentionsApi = new Hono<AppEnv>()
  .get('/retentions', async (c) => {
    const { db, keys } = c.get('env')
    if (!c.get('coordinator').privacyOfficer) return respondWithDeskError(c, { code: 'not_permitted' })
    const now = Date.now()
    const rows = await listRetentionsEndingUntil(db, now + PREVIEW_MS, MAX_LISTED)
    return c.json({
      previewDays: practice.retention.previewDays,
      files: await Promise.all(
        rows.map(async (row) => ({
          reference: row.reference,
          closedAt: row.closedAt,
          rule: row.expiresAt === null ? null : findDecidingRule(row, row.expiresAt, practice.retention),
          erasedFrom: getInstantOfErasure(row),
          hold:
            row.heldReason === null || isOver(row, now)
              ? null
              : {
                  reason: row.heldReason,
                  note:
                    row.sealedHoldNote &&
                    ((await unseal(
                      keys,
                      'answers',
                      buildHoldNoteContext(row.fileId),
                      row.sealedHoldNote,
                    )) as string),
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
        await setRetentionHold(db, event, { reason, sealedNote, expiresAt }),
      )
    },
  )
  .post('/files/:reference/retention-release', requireFilePermission('handlePersonalData'), async (c) => {
    const event = buildFileAuditEvent(c.get('coordinator'), c.get('loaded'), 'retention_released')
    return respondToChangeAndDrainOutbox(c, await setRetentionHold(c.get('env').db, event, null))
  })

const buildHoldNoteContext = (fileId: string): SealContext => `file_retentions.sealed_hold_note:${fileId}`

const isOver = ({ holdExpiresAt }: Pick<Retention, 'holdExpiresAt'>, now: number): boolean =>
  holdExpiresAt !== null && holdExpiresAt <= now

/** Gives the instant (ms) from which what a file holds is erased; null for one that is held back until somebody lifts that. */
function getInstantOfErasure({ expiresAt, termSetAt, heldAt, holdExpiresAt }: Retention): number | null {
  if (expiresAt === null || termSetAt === null || (heldAt !== null && holdExpiresAt === null)) return null
  return Math.max(expiresAt, Math.max(termSetAt, holdExpiresAt ?? 0) + PREVIEW_MS)
}
