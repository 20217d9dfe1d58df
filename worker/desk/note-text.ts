import * as z from 'zod/mini'
import { MAX_NOTE_CHARACTERS, type NoteFolder, noteFolders } from '../../content/file/notes.ts'
import type { Database } from '../../db/database.ts'
import type { notes } from '../../db/schema.ts'
import { createPlainTextSchema } from '../../forms/questions/plain-text.ts'
import type { KeyRing } from '../privacy/key-ring.ts'
import { type SealContext, seal, unseal } from '../privacy/seal.ts'

export const folderSchema = z.enum(noteFolders)

export const noteTextSchema = createPlainTextSchema({ max: MAX_NOTE_CHARACTERS, lines: true }).check(
  z.minLength(1),
)

type SealedNote = Pick<typeof notes.$inferSelect, 'folder' | 'sealedText' | 'sealedScreeningText'>

/** Seals the text of a note into the column of its folder. Each has a key of its own. */
export async function sealNote(
  keys: KeyRing,
  id: string,
  { folder, text }: { readonly folder: NoteFolder; readonly text: string },
): Promise<SealedNote> {
  return folder === 'screening'
    ? {
        folder,
        sealedText: null,
        sealedScreeningText: await seal(keys, 'safety', screeningContext(id), text),
      }
    : {
        folder,
        sealedText: await seal(keys, 'answers', decisionContext(id), text),
        sealedScreeningText: null,
      }
}

/** Unseals the text of a note. */
export const unsealNote = (
  keys: KeyRing,
  { id, sealedText, sealedScreeningText }: Omit<SealedNote, 'folder'> & { readonly id: string },
) =>
  (sealedScreeningText === null
    ? unseal(keys, 'answers', decisionContext(id), sealedText ?? '')
    : unseal(keys, 'safety', screeningContext(id), sealedScreeningText)) as Promise<string>

const decisionContext = (id: string): SealContext => `notes.sealed_text:${id}`
const screeningContext = (id: string): SealContext => `notes.sealed_screening_text:${id}`

/**
 * Gives the keyed hash of a signed note, which its audit event states. It stays right when the note is sealed anew, and
 * without the key of the audit nobody can try words against it.
 */
export const signNote = ({ auditSigner }: Pick<Database, 'auditSigner'>, id: string, text: string) =>
  auditSigner.sign(JSON.stringify(['note', id, text]))
