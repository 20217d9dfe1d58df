import * as z from 'zod/mini'
import { type MeetingMode, meetingModeOptions } from '../../content/booking/meeting-modes.ts'
import {
  MAX_SCREENING_NOTE_CHARACTERS,
  screeningFindings,
  screeningWaiverReasons,
} from '../../content/file/screenings.ts'
import { loadDeskFileWithParents } from '../../db/desk-file-parents.ts'
import { loadDeskFileScreeningsPanel, noteScreening } from '../../db/screenings.ts'
import { createPlainTextSchema } from '../../forms/questions/plain-text.ts'
import { heldAtSchema, idOrNullSchema } from '../http/bounded-schemas.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import { createJsonBodyValidator } from './api-error.ts'
import { toCoordinatorRef } from './coordinator-ref.ts'
import { requireFilePermission, requireUnlockedFile } from './file-access.ts'
import { respondToChangeAndDrainOutbox } from './file-change.ts'
import { buildFileAuditEvent } from './file-event.ts'
import { pickParentOnSide, pickParentsWithStatus, sideSchema } from './parent-side.ts'
import { sealScreeningNote } from './screening-note.ts'

const modeSchema = z.enum(Object.keys(meetingModeOptions) as [MeetingMode, ...MeetingMode[]])

const screeningSchema = z.object({
  side: sideSchema,
  /** When the talk was held and how, or why there was none. */
  talk: z.union([
    z.object({ heldAt: heldAtSchema, mode: modeSchema }),
    z.object({ waiver: z.enum(screeningWaiverReasons) }),
  ]),
  finding: z.enum(screeningFindings),
  note: createPlainTextSchema({ max: MAX_SCREENING_NOTE_CHARACTERS, lines: true }),
  /** The id of the newest screening of this parent that the page showed; null when it showed none. */
  seen: idOrNullSchema,
  /** Whether this amends that screening, and stands for no new talk. */
  amends: z.boolean(),
})

/** The routes of screenings: what coordinators found when they talked with each parent alone. */
export const screeningsApi = new Hono<AppEnv>()
  .get(
    '/files/:reference/screenings',
    requireFilePermission('content', loadDeskFileScreeningsPanel),
    requireUnlockedFile,
    (c) => {
      const { screenedParents, screenings } = c.get('loaded')
      return c.json({
        /** What each parent’s screening speaks against, and why none can be noted now; null for nothing. */
        parents: screenedParents,
        screenings: screenings.map(({ sealedNote, parentId, coversUntil, recordedBy, ...screening }) => ({
          ...screening,
          recordedBy: toCoordinatorRef(recordedBy),
          hasNote: sealedNote !== null,
        })),
      })
    },
  )
  .post(
    '/files/:reference/screenings',
    requireFilePermission('screen', loadDeskFileWithParents),
    requireUnlockedFile,
    createJsonBodyValidator(screeningSchema),
    async (c) => {
      const { db, keys } = c.get('env')
      const loaded = c.get('loaded')
      const { side, talk, finding, note, seen, amends } = c.req.valid('json')
      const parent = pickParentOnSide(pickParentsWithStatus(loaded), side)
      const id = crypto.randomUUID()
      const event = buildFileAuditEvent(
        c.get('coordinator'),
        loaded,
        amends ? 'screening_amended' : 'screening_noted',
        { side, screening: finding, ...('waiver' in talk ? { waiver: talk.waiver } : { mode: talk.mode }) },
      )
      const screening = {
        ...{ id, finding, seen, amends, ...talk },
        sealedNote: note === '' ? null : await sealScreeningNote(keys, id, note),
      }
      return respondToChangeAndDrainOutbox(
        c,
        parent !== undefined && (await noteScreening(db, event, { ...screening, parentId: parent.id })),
      )
    },
  )
