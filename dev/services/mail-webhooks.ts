import { createHmac, randomUUID } from 'node:crypto'
import * as z from 'zod'
import type { AcceptedMail } from './accepted-mail.ts'

/** The events that the provider reports of a mail that it accepted (resend.com/docs/dashboard/webhooks/event-types). */
export const mailEventSchema = z.strictObject({
  type: z.enum(['email.delivered', 'email.bounced', 'email.complained', 'email.suppressed', 'email.failed']),
  /** Of a bounce: whether the address takes no e-mail at all, or not now. */
  bounceType: z.enum(['Permanent', 'Transient', 'Undetermined']).default('Permanent'),
})
type MailEvent = z.infer<typeof mailEventSchema>

interface WebhookSettings {
  readonly portalOrigin: string
  /** The secret with which calls are signed: `whsec_` and Base64. */
  readonly webhookSecret: string
}

/** Calls the portal’s webhook about a mail, as the provider does, and gives the status that it answered. */
export async function reportMailEvent(
  { portalOrigin, webhookSecret }: WebhookSettings,
  { id, from, to, subject }: AcceptedMail,
  { type, bounceType }: MailEvent,
): Promise<number> {
  const now = new Date()
  const body = JSON.stringify({
    type,
    created_at: now.toISOString(),
    data: {
      ...{ created_at: now.toISOString(), email_id: id, message_id: `<${id}@mail>`, from, to, subject },
      ...(type === 'email.bounced' && {
        bounce: { type: bounceType, subType: 'General', message: 'The address refused the mail.' },
      }),
    },
  })
  const { status } = await fetch(`${portalOrigin}/webhooks/resend`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...signWebhook(webhookSecret, body, now) },
    body,
  })
  return status
}

/** The headers by which a call is verified, under the names that the provider gives them (standardwebhooks.com). */
function signWebhook(webhookSecret: string, body: string, now: Date): Record<string, string> {
  const id = `msg_${randomUUID()}`
  const timestamp = String(Math.floor(now.getTime() / 1000))
  const key = Buffer.from(webhookSecret.replace(/^whsec_/, ''), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': `v1,${signature}` }
}
