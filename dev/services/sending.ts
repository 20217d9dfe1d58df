import { getMimeType } from 'hono/utils/mime'
import * as z from 'zod'
import { parseBareAddress } from './addresses.ts'
import type { ComposedMail, MailAttachment } from './mailbox.ts'
import { createProblem, type ProviderProblem } from './problems.ts'

// At most 50 addresses, and 40 MB counted after base64 encoding:
// https://resend.com/docs/api-reference/emails/send-email
const TO_MAX_ADDRESSES = 50
const EMAIL_MAX_BYTES = 40_000_000
const UNSUPPORTED = ['template', 'scheduled_at', 'topic_id'] as const

const addressList = z
  .union([z.string(), z.array(z.string())])
  .transform((written) => (typeof written === 'string' ? [written] : written))

const tagPart = z
  .string()
  .regex(/^[\w-]{1,256}$/, 'Tags take ASCII letters, numbers, underscores and dashes, 256 at most.')

const fileSchema = z.object({
  filename: z.string().min(1).optional(),
  content: z.string().optional(),
  path: z.string().optional(),
  content_type: z.string().min(1).optional(),
})

const sendSchema = z
  .object({
    from: z.string(),
    to: addressList,
    cc: addressList,
    bcc: addressList,
    reply_to: addressList,
    subject: z.string(),
    html: z.string(),
    text: z.string(),
    headers: z.record(z.string(), z.string()),
    tags: z.array(z.object({ name: tagPart, value: tagPart })),
    attachments: z.array(fileSchema),
    template: z.unknown(),
    scheduled_at: z.unknown(),
    topic_id: z.unknown(),
  })
  .partial()

type SendBody = z.infer<typeof sendSchema>
type ReadResult<T> = { ok: true; value: T } | { ok: false; problem: ProviderProblem }

/** Reads the body of `POST /emails` as the provider does: the mail, or the problem it would answer with. */
export function parseSendRequest(body: string): ReadResult<ComposedMail> {
  if (Buffer.byteLength(body) > EMAIL_MAX_BYTES) return failAsInvalid('The email is larger than 40 MB.')
  const parsed = parseSendBody(body)
  if (!parsed.ok) return parsed
  const send = parsed.value

  const { from, to, subject, html = null, text = null } = send
  if (!from) return failAsMissingField('from')
  if (!to?.length) return failAsMissingField('to')
  if (!subject) return failAsMissingField('subject')
  // Unlike the fields above, the provider answers this one with `validation_error`.
  if (!html && !text) return failAsInvalid('Missing `html` or `text` field.')

  const wrong = findUnsupportedField(send) ?? findWrongAddress(send) ?? findTooManyRecipients(to)
  if (wrong) return failAsInvalid(wrong)
  const attachments = parseAttachments(send.attachments ?? [])
  if (!attachments.ok) return attachments

  const { cc = [], bcc = [], reply_to: replyTo = [], headers = {}, tags = [] } = send
  const value = {
    from,
    to,
    cc,
    bcc,
    replyTo,
    subject,
    text,
    html,
    headers,
    tags,
    attachments: attachments.value,
  }
  return { ok: true, value }
}

function parseSendBody(body: string): ReadResult<SendBody> {
  const json = parseJsonObject(body)
  if (json === undefined) {
    return failWith(
      createProblem('validation_error', { statusCode: 400, message: 'The body is not a JSON object.' }),
    )
  }
  const parsed = sendSchema.safeParse(json)
  if (parsed.success) return { ok: true, value: parsed.data }
  const [issue] = parsed.error.issues
  return failAsInvalid(`Invalid \`${issue?.path.join('.')}\` field. ${issue?.message}`)
}

/** The object written; undefined when it is none. A field that is null counts as absent. */
function parseJsonObject(body: string): object | undefined {
  try {
    const json: unknown = JSON.parse(body, (_key, value: unknown) => value ?? undefined)
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? json : undefined
  } catch {
    return undefined
  }
}

function findUnsupportedField(send: SendBody): string | undefined {
  const field = UNSUPPORTED.find((name) => send[name] !== undefined)
  return field && `This stand-in for the mail provider does not know \`${field}\`.`
}

function findWrongAddress({ from, to, cc, bcc, reply_to }: SendBody): string | undefined {
  const fields = { from: from ? [from] : [], to, cc, bcc, reply_to }
  for (const [field, written = []] of Object.entries(fields)) {
    if (written.some((address) => !parseBareAddress(address))) {
      return `Invalid \`${field}\` field. The email address needs to follow the \`email@example.com\` or \`Name <email@example.com>\` format.`
    }
  }
  return undefined
}

function findTooManyRecipients(to: string[]): string | undefined {
  return to.length > TO_MAX_ADDRESSES
    ? `Invalid \`to\` field. There are ${to.length} addresses; ${TO_MAX_ADDRESSES} is the most.`
    : undefined
}

function parseAttachments(files: z.infer<typeof fileSchema>[]): ReadResult<MailAttachment[]> {
  const attachments: MailAttachment[] = []
  for (const { filename, content, path, content_type } of files) {
    if (path !== undefined)
      return failAsUnusableAttachment(
        'This stand-in for the mail provider does not fetch an attachment’s `path`.',
      )
    if (content === undefined) return failWith(createProblem('invalid_attachment'))
    if (!filename) return failAsUnusableAttachment('Attachment must have a `filename`.')
    const bytes = Buffer.from(content, 'base64')
    if (bytes.toString('base64') !== content)
      return failAsUnusableAttachment(`The content of \`${filename}\` is not base64.`)
    const contentType = content_type ?? getMimeType(filename) ?? 'application/octet-stream'
    attachments.push({ filename, contentType, size: bytes.length, content })
  }
  return { ok: true, value: attachments }
}

const failWith = (problem: ProviderProblem) => ({ ok: false as const, problem })
const failAsInvalid = (message: string) => failWith(createProblem('validation_error', { message }))
const failAsUnusableAttachment = (message: string) =>
  failWith(createProblem('invalid_attachment', { message }))
const failAsMissingField = (field: string) =>
  failWith(createProblem('missing_required_field', { message: `Missing \`${field}\` field.` }))
