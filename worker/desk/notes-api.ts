import * as z from 'zod/mini'
import { noteKinds } from '../../content/file/notes.ts'
import { MAX_LISTED_LOG_ENTRIES } from '../../content/limits.ts'
import { safetyOpeningReasons } from '../../content/record/safety-opening-reasons.ts'
import { deleteNoteDraft, readSealedNotesWithAudit, saveNote } from '../../db/notes.ts'
import { idOrNullSchema, idSchema } from '../http/bounded-schemas.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import { createJsonBodyValidator, respondWithDeskError } from './api-error.ts'
import { requireFilePermission, requireUnlockedFile } from './file-access.ts'
import { respondToChangeAndDrainOutbox } from './file-change.ts'
import { buildFileAuditEvent } from './file-event.ts'
import { folderSchema, noteTextSchema, sealNote, signNote, unsealNote } from './note-text.ts'
import { sideSchema } from './parent-side.ts'

const noteSchema = z.object({
  /** A random UUID from the page, under which its author saves it again. */
  id: z.uuid(),
  kind: z.enum(noteKinds),
  folder: folderSchema,
  /** The parent whom it is about; null for neither alone. */
  side: z.nullable(sideSchema),
  text: noteTextSchema,
  /** The id of the signed note that this one amends; null for none. */
  amends: idOrNullSchema,
  /** Whether its author signs it, after which nobody changes it. */
  sign: z.boolean(),
})

const noteIdsSchema = z.array(idSchema).check(z.minLength(1), z.maxLength(MAX_LISTED_LOG_ENTRIES))

/** Notes of screening and mediation are opened for a reason, as the safety answers are. */
const noteReadingSchema = z.union([
  z.object({ folder: z.literal('decision'), ids: noteIdsSchema }),
  z.object({ folder: z.literal('screening'), ids: noteIdsSchema, reason: z.enum(safetyOpeningReasons) }),
])

/** The routes of notes: writing, signing, amending and reading them. */
export const notesApi = new Hono<AppEnv>()
  .post(
    '/files/:reference/notes',
    requireFilePermission('logContact'),
    requireUnlockedFile,
    createJsonBodyValidator(noteSchema),
    async (c) => {
      const { db, keys } = c.get('env')
      const who = c.get('coordinator')
      const { id, kind, folder, side, text, amends, sign } = c.req.valid('json')
      const event = sign
        ? buildFileAuditEvent(who, c.get('loaded'), amends ? 'note_amended' : 'note_signed', {
            ...{ ...(side && { side }), noteKind: kind, noteFolder: folder },
            noteDigest: await signNote(db, id, text),
          })
        : buildFileAuditEvent(who, c.get('loaded'), 'note_drafted')
      const sealed = await sealNote(keys, id, { folder, text })
      const note = { ...sealed, id, kind, side, amendsId: amends, isSigned: sign }
      return respondToChangeAndDrainOutbox(c, await saveNote(db, event, note, who.administrator))
    },
  )
  .post(
    '/files/:reference/note-draft-deletion',
    requireFilePermission('logContact'),
    requireUnlockedFile,
    createJsonBodyValidator(z.object({ note: idSchema })),
    async (c) => {
      const event = buildFileAuditEvent(c.get('coordinator'), c.get('loaded'), 'note_draft_deleted')
      const { note } = c.req.valid('json')
      return respondToChangeAndDrainOutbox(c, await deleteNoteDraft(c.get('env').db, event, note))
    },
  )
  .post(
    '/files/:reference/readings/notes',
    requireFilePermission('content'),
    requireUnlockedFile,
    createJsonBodyValidator(noteReadingSchema),
    async (c) => {
      const { db, keys } = c.get('env')
      const loaded = c.get('loaded')
      const reading = c.req.valid('json')
      const { folder } = reading
      const event = buildFileAuditEvent(c.get('coordinator'), loaded, 'notes_read', {
        ...{ noteFolder: folder, ...('reason' in reading && { reason: reading.reason }) },
      })
      const notes = await readSealedNotesWithAudit(db, event, reading, loaded.lastAuditRow)
      if (!notes) return respondWithDeskError(c, { code: 'file_not_taken' })
      return c.json({
        notes: await Promise.all(
          notes.map(async (note) => ({ id: note.id, text: await unsealNote(keys, note) })),
        ),
      })
    },
  )
