import { bodyLimit } from 'hono/body-limit'
import { Resend } from 'resend'
import * as z from 'zod/mini'
import type { AddressProblem, EmailProblem } from '../../content/mail/email-problems.ts'
import { practice } from '../../content/practice.ts'
import { HOUR_MS } from '../../content/time/units.ts'
import {
  findMessageByProviderId,
  recordAddressProblemAndQueueMessages,
  recordEmailProblem,
} from '../../db/email-problems.ts'
import { sealRulesWithoutEmail, unsealContactRules } from '../contact/contact-rules.ts'
import type { Environment } from '../environment.ts'
import type { AppEnv, Context } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import { limitRequests } from '../http/rate-limit.ts'
import { log } from '../log.ts'
import { createLeadRoutedFileNewsMessages } from '../mail/coordinator-messages.ts'
import { normaliseEmail } from '../privacy/normalise.ts'

/** An event holds a message’s subject and addresses, never its text. */
const MAX_WEBHOOK_BYTES = 64 * 1024

/**
 * What the mail provider calls when something happens to a message that it accepted. It signs each call
 * (standardwebhooks.com), and one that is older than five minutes is refused. A second report about a message changes
 * nothing. The answer is 204, or 503 when the provider should call again, which it does for about ten hours
 * (resend.com/docs/dashboard/webhooks/introduction).
 */
export const webhookRoutes = new Hono<AppEnv>()
  .use(limitRequests())
  .post('/resend', bodyLimit({ maxSize: MAX_WEBHOOK_BYTES }), async (c) => {
    const event = await readSignedEvent(c)
    if (!event) {
      log('webhook_refused', { request: c.get('requestId') })
      return c.body(null, 401)
    }
    const problem = getEmailProblem(event)
    const isRecorded = !problem || (await recordReportedProblem(c, event, problem))
    return c.body(null, isRecorded ? 204 : 503)
  })

/** What the portal reads of an event, by the provider’s list of events (resend.com/docs/dashboard/webhooks/event-types). */
const eventSchema = z.object({
  type: z.string(),
  created_at: z.string(),
  data: z.object({
    email_id: z._default(z.string(), ''),
    to: z._default(z.array(z.string()), []),
    bounce: z.optional(z.object({ type: z.string() })),
  }),
})
type MailEvent = z.infer<typeof eventSchema>

/** Reads an event that the provider signed; undefined if it did not, or while no secret is set. */
async function readSignedEvent(c: Context): Promise<MailEvent | undefined> {
  const { key, webhookSecret } = c.get('env').mail
  if (!webhookSecret) return undefined
  const headers = {
    id: c.req.header('svix-id') ?? '',
    timestamp: c.req.header('svix-timestamp') ?? '',
    signature: c.req.header('svix-signature') ?? '',
  }
  const payload = await c.req.text()
  const resend = new Resend(key)
  try {
    return eventSchema.parse(resend.webhooks.verify({ payload, headers, webhookSecret }))
  } catch {
    return undefined
  }
}

/** Gives the trouble that an event reports; undefined for any other event. */
function getEmailProblem({ type, data }: MailEvent): EmailProblem | undefined {
  // A mailbox that is full today takes e-mail tomorrow.
  if (type === 'email.bounced') return data.bounce?.type === 'Permanent' ? 'bounced' : 'undelivered'
  return emailProblemByEventType.get(type)
}

const emailProblemByEventType: ReadonlyMap<string, EmailProblem> = new Map([
  // The provider sends nothing to an address that bounced or complained before.
  ['email.suppressed', 'bounced'],
  ['email.complained', 'complained'],
  ['email.failed', 'undelivered'],
])

/** Records the trouble that an event reports. Gives false when the provider should report it again. */
async function recordReportedProblem(
  c: Context,
  { created_at: reportedAt, data }: MailEvent,
  problem: EmailProblem,
): Promise<boolean> {
  const env = c.get('env')
  const message = await findMessageByProviderId(env.db, data.email_id)
  if (!message) {
    log('webhook_message_unknown', { request: c.get('requestId') })
    return !(Date.now() - Date.parse(reportedAt) < UNKNOWN_MESSAGE_HOURS * HOUR_MS)
  }
  if (message.emailProblem !== null && message.emailProblem !== 'undelivered') return true
  const parent = problem === 'undelivered' ? undefined : await findReportedParent(env, message, data.to)
  const recorded = { mail: message.id, name: problem, stopped: parent !== undefined }
  if (parent && problem !== 'undelivered') {
    // The parent’s rules may have changed meanwhile.
    if (!(await recordAddressProblem(env, message.id, parent, problem))) return false
    log('email_problem_reported', recorded)
  } else if (await recordEmailProblem(env.db, message.id, problem, findCoordinatorId(message, data.to)))
    log('email_problem_reported', recorded)
  return true
}

/**
 * An address that refuses at once may be reported before the provider’s answer to the message is recorded. A report that
 * stays unknown for longer is about another deployment of the same account.
 */
const UNKNOWN_MESSAGE_HOURS = 1

type ReportedMessage = NonNullable<Awaited<ReturnType<typeof findMessageByProviderId>>>

/** Gives the parent whose address was reported, with their rules; undefined when they gave another one since. */
async function findReportedParent(
  env: Environment,
  { parentId, fileId, fileReference, side, sealedContactRules }: ReportedMessage,
  recipients: readonly string[],
) {
  if (!parentId || !fileId || !fileReference || !side || !sealedContactRules) return undefined
  const rules = await unsealContactRules(env, parentId, sealedContactRules)
  const { email } = rules ?? {}
  if (!rules || !email || !recipients.some((one) => normaliseEmail(one) === normaliseEmail(email)))
    return undefined
  return { parentId, fileId, fileReference, side, sealedContactRules, rules }
}

type ReportedParent = NonNullable<Awaited<ReturnType<typeof findReportedParent>>>

/** Gives the coordinator whose address a message went to; null for a message to a parent, or to nobody of the practice. */
function findCoordinatorId({ parentId }: ReportedMessage, recipients: readonly string[]): string | null {
  const isRecipient = (email: string) =>
    recipients.some((one) => normaliseEmail(one) === normaliseEmail(email))
  return parentId ? null : (practice.coordinators.find(({ email }) => isRecipient(email))?.id ?? null)
}

/** Stops e-mail to an address, and tells the lead. Gives false when the parent’s rules changed meanwhile. */
async function recordAddressProblem(
  env: Environment,
  messageId: string,
  {
    rules,
    parentId,
    fileId,
    fileReference,
    side,
    sealedContactRules: previousSealedContactRules,
  }: ReportedParent,
  emailProblem: AddressProblem,
): Promise<boolean> {
  const now = Date.now()
  const sealedContactRules = await sealRulesWithoutEmail(env, parentId, {
    ...rules,
    addressProblem: emailProblem,
  })
  const messages = await createLeadRoutedFileNewsMessages(
    env,
    { fileId, fileReference, parentId },
    'email-returned',
    now,
  )
  return recordAddressProblemAndQueueMessages(
    env.db,
    { fileId, actor: 'system', action: 'email_returned', detail: { side }, happenedAt: now },
    { messageId, parentId, emailProblem, previousSealedContactRules, sealedContactRules },
    messages,
  )
}
