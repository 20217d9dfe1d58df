import type { MessageKind, MessageKindTo } from '../../content/mail/message-kinds.ts'
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

/** What a message is about. One to a parent names them, since it only leaves while they call the address safe. */
export type MessageAbout<Kind extends MessageKind = MessageKind> = {
  readonly kind: Kind
  /** The file; nothing for a message about a form that was not sent yet. */
  readonly fileId: string | null
} & (Kind extends MessageKindTo<'parent'> ? { readonly parentId: string } : unknown)

/** A row for the outbox: the message is sealed here as composed, so that a retry repeats it to the letter. */
export async function createOutboxRow<Kind extends MessageKind>(
  keys: KeyRing,
  about: MessageAbout<Kind> & { readonly parentId?: string },
  message: Message,
  now: number,
): Promise<typeof outbox.$inferInsert> {
  const id = crypto.randomUUID()
  const sealedMessage = await seal(keys, 'mail', messageSealContext(id), message)
  return {
    id,
    fileId: about.fileId,
    parentId: about.parentId ?? null,
    kind: about.kind,
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
