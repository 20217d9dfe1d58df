import * as z from 'zod/mini'
import {
  type ContactOutcome,
  contactEntryChannels,
  contactOutcomesByDirection,
} from '../../content/file/contact-log.ts'
import { MAX_LISTED_LOG_ENTRIES, MAX_REMINDER_CHARACTERS } from '../../content/limits.ts'
import { logContact } from '../../db/contact-log.ts'
import { type LogPosition, loadDeskFileContactLog } from '../../db/desk-file-contact-log.ts'
import { createPlainTextSchema } from '../../forms/questions/plain-text.ts'
import { calendarDateSchema, heldAtSchema, idOrNullSchema } from '../http/bounded-schemas.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import { createJsonBodyValidator, createQueryValidator } from './api-error.ts'
import { toCoordinatorRef } from './coordinator-ref.ts'
import { requireFilePermission, requireUnlockedFile } from './file-access.ts'
import { respondToChangeAndDrainOutbox } from './file-change.ts'
import { buildFileAuditEvent } from './file-event.ts'
import { folderSchema, noteTextSchema, sealNote, signNote } from './note-text.ts'
import { sideSchema } from './parent-side.ts'
import { sealReminder } from './reminders-api.ts'

const outcomeSchema = (direction: keyof typeof contactOutcomesByDirection) =>
  z.enum(contactOutcomesByDirection[direction] as readonly ContactOutcome[] as [ContactOutcome])

const contactSchema = z.object({
  /** A random UUID from the page, so that pressing twice logs one. */
  id: z.uuid(),
  side: sideSchema,
  channel: z.enum(contactEntryChannels),
  /** Who got in touch, and how it ended. */
  ended: z.union([
    z.object({ direction: z.literal('outgoing'), outcome: outcomeSchema('outgoing') }),
    z.object({ direction: z.literal('incoming'), outcome: outcomeSchema('incoming') }),
  ]),
  happenedAt: heldAtSchema,
  /** The id of the entry that this one amends; null for none. */
  amends: idOrNullSchema,
  /** A note, which is signed with the entry; null for none. */
  note: z.nullable(z.object({ folder: folderSchema, text: noteTextSchema })),
  /** The next step, as a reminder of the coordinator’s own; null for none. */
  reminder: z.nullable(
    z.object({ dueOn: calendarDateSchema, text: createPlainTextSchema({ max: MAX_REMINDER_CHARACTERS }) }),
  ),
})

/** An instant, a point and an id. */
const MAX_POSITION_CHARACTERS = 96

/** The routes of the contact log: when the practice and a parent were in touch, and the notes beside. */
export const contactLogApi = new Hono<AppEnv>()
  .get(
    '/files/:reference/contact-log',
    createQueryValidator(
      z.object({ before: z.optional(z.string().check(z.maxLength(MAX_POSITION_CHARACTERS))) }),
    ),
    requireFilePermission('content', (db, query, { before }) =>
      loadDeskFileContactLog(db, query, parsePosition(before)),
    ),
    requireUnlockedFile,
    (c) => {
      const { contacts, notes } = c.get('loaded')
      const entries = [
        ...contacts.map(({ recordedBy, ...contact }) => ({
          ...{ ...contact, type: 'contact' as const, at: contact.happenedAt },
          recordedBy: toCoordinatorRef(recordedBy),
        })),
        ...notes.map(({ writtenBy, ...note }) => ({
          ...{ ...note, type: 'note' as const, at: note.writtenAt },
          writtenBy: toCoordinatorRef(writtenBy),
        })),
      ].sort((one, other) => other.at - one.at || (other.id > one.id ? 1 : -1))
      const last = entries[MAX_LISTED_LOG_ENTRIES - 1]
      return c.json({
        /** Contacts and notes, the newest first; each with when it was, and nothing of what a note says. */
        entries: entries.slice(0, MAX_LISTED_LOG_ENTRIES),
        /** Where the next page begins; null when there is none. */
        older: last && entries.length > MAX_LISTED_LOG_ENTRIES ? `${last.at}.${last.id}` : null,
      })
    },
  )
  .post(
    '/files/:reference/contacts',
    requireFilePermission('logContact'),
    requireUnlockedFile,
    createJsonBodyValidator(contactSchema),
    async (c) => {
      const { db, keys } = c.get('env')
      const who = c.get('coordinator')
      const { id, side, channel, ended, happenedAt, amends, note, reminder } = c.req.valid('json')
      const noteId = crypto.randomUUID()
      const event = buildFileAuditEvent(who, c.get('loaded'), amends ? 'contact_amended' : 'contact_logged', {
        ...{ side, direction: ended.direction, contactChannel: channel, contactOutcome: ended.outcome },
        ...(note && { noteFolder: note.folder, noteDigest: await signNote(db, noteId, note.text) }),
      })
      const contact = {
        entry: {
          ...{ ...ended, id, side, channel, amendsId: amends },
          happenedAt: Math.min(happenedAt, event.happenedAt),
        },
        note: note && { id: noteId, ...(await sealNote(keys, noteId, note)) },
        reminder: reminder && (await sealReminder(keys, { ...reminder, id: crypto.randomUUID() })),
      }
      return respondToChangeAndDrainOutbox(c, await logContact(db, event, contact, who.administrator))
    },
  )

/** Parses `?before=1796002717134.<id>`. What is malformed begins with the newest. */
function parsePosition(before: string | undefined): LogPosition | undefined {
  const [, at, id] = /^(\d{1,15})\.([\w-]{1,64})$/.exec(before ?? '') ?? []
  return at && id ? { at: Number(at), id } : undefined
}
