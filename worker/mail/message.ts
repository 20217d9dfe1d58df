import type { outbox } from '../../db/schema.ts'
import type { KeyRing } from '../privacy/key-ring.ts'
import { open, type Place, seal } from '../privacy/seal.ts'

/** An e-mail as it will be sent, every time it is tried. */
export interface Mail {
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly attachments?: Attachment[]
}

/** A file that goes with an e-mail. */
export interface Attachment {
  readonly filename: string
  readonly content: string
  readonly contentType: string
}

/** What an e-mail is about. */
export interface About {
  /** The file; nothing for mail about a form that was not sent yet. */
  readonly fileId: string | null
  /** Which e-mail: `new-file`. */
  readonly kind: string
  /** The parent whose safe address it goes to: whether it still is one is looked at when it leaves. */
  readonly parentId?: string
}

/** A row for the outbox: the mail is rendered and frozen here, so that a retry repeats it to the letter. */
export async function queuedMail(
  keys: KeyRing,
  { fileId, kind, parentId }: About,
  mail: Mail,
  now: number,
): Promise<typeof outbox.$inferInsert> {
  const id = crypto.randomUUID()
  const sealed = await seal(keys, 'mail', placeOf(id), mail)
  return {
    id,
    fileId,
    parentId: parentId ?? null,
    kind,
    mail: sealed,
    outcome: 'queued',
    attempts: 0,
    nextAttemptAt: now,
    createdAt: now,
  }
}

export const openMail = async (keys: KeyRing, id: string, sealed: string): Promise<Mail> =>
  (await open(keys, 'mail', placeOf(id), sealed)) as Mail

const placeOf = (id: string): Place => `outbox.mail:${id}`
