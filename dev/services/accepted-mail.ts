import * as z from 'zod'

const ADDRESS = '[!-;=?A-~]+@[a-z0-9-]+(?:[.][a-z0-9-]+)+'
const address = z
  .string()
  .regex(
    new RegExp(`^(?:${ADDRESS}|[^<>\r\n]*<${ADDRESS}>)$`, 'i'),
    'needs the form `email@example.com` or `Name <email@example.com>`',
  )

/** A mail as the SDK sends it for the portal. Anything else is refused, so that a test notices it. */
export const mailSchema = z.strictObject({
  from: address,
  to: z.union([address.transform((one) => [one]), z.array(address).min(1)]),
  subject: z.string().min(1),
  text: z.string().min(1),
  html: z.string().nullable().default(null),
  headers: z.record(z.string(), z.string()).default({}),
  attachments: z
    .array(z.strictObject({ filename: z.string().min(1), content: z.base64(), content_type: z.string() }))
    .transform((files) => files.map(({ content_type: contentType, ...file }) => ({ ...file, contentType })))
    .default([]),
})

/** A mail that was accepted. `receivedAt` is ISO 8601 in UTC; the content of an attachment is base64. */
export type AcceptedMail = z.output<typeof mailSchema> & {
  readonly id: string
  readonly idempotencyKey: string | null
  readonly receivedAt: string
}
