import type { outbox } from '../../db/schema.ts'
import type { KeyRing } from '../privacy/key-ring.ts'
import { type SealContext, seal, unseal } from '../privacy/seal.ts'

/** An e-mail as it will be sent, every time it is tried. */
export interface Message {
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly attachments?: MessageAttachment[]
}

/** A file that goes with an e-mail. */
export interface MessageAttachment {
  readonly filename: string
  readonly content: string
  readonly contentType: string
}

/** Which e-mail it is: what cancels queued ones, and what looks one up again, goes by its kind. */
type MessageKind =
  | 'authorisation-expiring'
  | 'authorisation-requested'
  | 'file-news'
  | 'invitation'
  | 'new-file'
  | 'receipt'
  | 'resume'
  | 'session'
  | 'session-reminder'

/** What an e-mail is about. */
export interface MessageSubject {
  /** The file; nothing for mail about a form that was not sent yet. */
  readonly fileId: string | null
  readonly kind: MessageKind
  /** The parent whose safe address it goes to: whether it still is one is looked at when it leaves. */
  readonly parentId?: string
}

/** A row for the outbox: the message is sealed here as composed, so that a retry repeats it to the letter. */
export async function createOutboxRow(
  keys: KeyRing,
  { fileId, kind, parentId }: MessageSubject,
  message: Message,
  now: number,
): Promise<typeof outbox.$inferInsert> {
  const id = crypto.randomUUID()
  const sealedMessage = await seal(keys, 'mail', messageSealContext(id), message)
  return {
    id,
    fileId,
    parentId: parentId ?? null,
    kind,
    sealedMessage,
    outcome: 'queued',
    attempts: 0,
    nextAttemptAt: now,
    createdAt: now,
  }
}

export const unsealMessage = async (keys: KeyRing, id: string, sealed: string): Promise<Message> =>
  (await unseal(keys, 'mail', messageSealContext(id), sealed)) as Message

const messageSealContext = (id: string): SealContext => `outbox.sealed_message:${id}`
