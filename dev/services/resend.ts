import { setTimeout as wait } from 'node:timers/promises'
import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { type Context, Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { type Fault, type FaultStore, isErrorFault, unansweredMs } from './faults.ts'
import type { IdempotencyStore, IdempotentAttempt } from './idempotency.ts'
import type { ComposedMail, Mailbox } from './mailbox.ts'
import { createProblem, findProblemName, type ProviderProblem } from './problems.ts'
import { parseSendRequest } from './sending.ts'

type MailProviderParts = {
  apiKey: string
  mailbox: Mailbox
  faults: FaultStore
  idempotency: IdempotencyStore
  closing: AbortSignal
}

type SendContext = Context<{ Bindings: HttpBindings }>
type AcceptedSend = {
  draft: ComposedMail
  idempotencyKey: string | null
  attempt: Exclude<IdempotentAttempt, { kind: 'refused' }>
}

/**
 * `POST /emails` as the mail provider answers it: 200 `{ id }`, or `{ statusCode, name, message }`.
 *
 * A fault strikes a request that would otherwise be accepted, replays included, the way an outage would. Only
 * an accepted mail is remembered under its idempotency key.
 */
export function resendRoutes(provider: MailProviderParts) {
  const app = new Hono<{ Bindings: HttpBindings }>()
  app.post('/emails', async (c) => {
    const unauthorised = checkApiKey(c.req.header('authorization'), provider.apiKey)
    if (unauthorised) return answerProblem(c, unauthorised)
    const body = await c.req.text()
    const read = parseSendRequest(body)
    if (!read.ok) return answerProblem(c, read.problem)

    const idempotencyKey = c.req.header('idempotency-key') ?? null
    const attempt = provider.idempotency.begin(idempotencyKey, body)
    if (attempt.kind === 'refused') return answerProblem(c, createProblem(attempt.name))
    const fault = provider.faults.strike(read.value.to) ?? {}
    return answerSend(c, { draft: read.value, idempotencyKey, attempt }, fault, provider)
  })
  return app
}

async function answerSend(
  c: SendContext,
  { draft, idempotencyKey, attempt }: AcceptedSend,
  fault: Fault,
  provider: MailProviderParts,
) {
  if (fault.latencyMs) await wait(fault.latencyMs, undefined, { signal: provider.closing })
  if (fault.dropConnection || isErrorFault(fault)) {
    if (attempt.kind === 'fresh') attempt.abandon()
    return fault.dropConnection ? closeUnansweredAfter(c, 0) : answerFault(c, fault)
  }
  const { id } = attempt.kind === 'replay' ? attempt : provider.mailbox.deliver(draft, idempotencyKey)
  if (attempt.kind === 'fresh') attempt.accept(id)
  const silence = unansweredMs(fault)
  return silence === undefined ? c.json({ id }) : closeUnansweredAfter(c, silence)
}

function checkApiKey(authorization: string | undefined, apiKey: string): ProviderProblem | undefined {
  const key = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1]
  if (!key) return createProblem('missing_api_key')
  return key === apiKey ? undefined : createProblem('invalid_api_key')
}

function answerProblem(c: SendContext, refusal: ProviderProblem) {
  return c.json(refusal, refusal.statusCode as ContentfulStatusCode)
}

function answerFault(c: SendContext, { status, name, message, retryAfterSeconds }: Fault) {
  if (retryAfterSeconds !== undefined) c.header('retry-after', String(retryAfterSeconds))
  const said = {
    ...(status !== undefined && { statusCode: status }),
    ...(message !== undefined && { message }),
  }
  return answerProblem(c, createProblem(name ?? findProblemName(status ?? 500), said))
}

/** Never answers: the caller gives up first, or finds the connection closed. */
function closeUnansweredAfter(c: SendContext, milliseconds: number) {
  const { outgoing } = c.env
  const timer = setTimeout(() => outgoing.destroy(), milliseconds)
  outgoing.once('close', () => clearTimeout(timer))
  return RESPONSE_ALREADY_SENT
}
