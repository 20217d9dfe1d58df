import type { MessageDependencyOf, MessageKind, MessageKindTo } from '../../content/mail/message-kinds.ts'
import type { outbox } from '../../db/schema.ts'
import type { KeyRing } from '../privacy/key-ring.ts'
import { type SealContext, seal, unseal } from '../privacy/seal.ts'

/** An e-mail, exactly as every delivery attempt sends it. */
export interface Message {
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly attachments?: MessageAttachment[]
}

export interface MessageAttachment {
  readonly filename: string
  readonly content: string
  readonly contentType: string
}

/**
 * The kind of a message, the file and parent it is about, and what it depends on. A message to a parent names the parent,
 * because it is sent only while they call the address safe.
 */
export type MessageAbout<Kind extends MessageKind = MessageKind> = {
  readonly kind: Kind
  /** The id of the file; null for a message about a form that was not sent yet. */
  readonly fileId: string | null
  /** The facts by which delivery asks again whether the message should still leave. */
  readonly dependsOn: MessageDependencyOf<Kind>
} & (Kind extends MessageKindTo<'parent'> ? { readonly parentId: string } : unknown)

/** Creates a row for the outbox. The whole message is composed and sealed now, so that a retry repeats it exactly. */
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
    dependsOn: JSON.stringify(about.dependsOn),
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
