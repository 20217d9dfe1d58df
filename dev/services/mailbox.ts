import { randomUUID } from 'node:crypto'

export type MailAttachment = {
  filename: string
  contentType: string
  /** Bytes once decoded. */
  size: number
  /** Base64. */
  content: string
}

/** A mail as its sender composed it. */
export type ComposedMail = {
  from: string
  to: string[]
  cc: string[]
  bcc: string[]
  replyTo: string[]
  subject: string
  text: string | null
  html: string | null
  headers: Record<string, string>
  tags: { name: string; value: string }[]
  attachments: MailAttachment[]
}

/** A mail as it was accepted. `receivedAt` is ISO 8601, UTC. */
export type AcceptedMail = { id: string } & ComposedMail & {
    idempotencyKey: string | null
    receivedAt: string
  }

export type Mailbox = {
  newestFirst: () => AcceptedMail[]
  find: (id: string) => AcceptedMail | undefined
  deliver: (draft: ComposedMail, idempotencyKey: string | null) => AcceptedMail
  /** Removes the mail; the provider still remembers the idempotency keys it came with. */
  empty: () => void
}

/** Keeps accepted mail in memory, for as long as the services run. */
export function createMailbox(now: () => number): Mailbox {
  const mails = new Map<string, AcceptedMail>()
  return {
    newestFirst: () => [...mails.values()].reverse(),
    find: (id) => mails.get(id),
    deliver: (draft, idempotencyKey) => {
      const mail = { id: randomUUID(), ...draft, idempotencyKey, receivedAt: new Date(now()).toISOString() }
      mails.set(mail.id, mail)
      return mail
    },
    empty: () => mails.clear(),
  }
}
