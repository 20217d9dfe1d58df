import { setTimeout as wait } from 'node:timers/promises'
import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { type Context, Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { type Fault, type Faults, isError, silenceMs } from './faults.ts'
import type { Attempt, Idempotency } from './idempotency.ts'
import type { Draft, Mailbox } from './mailbox.ts'
import { type Problem, problem, problemNameFor } from './problems.ts'
import { readSend } from './sending.ts'

type Provider = {
  apiKey: string
  mailbox: Mailbox
  faults: Faults
  idempotency: Idempotency
  closing: AbortSignal
}

type SendContext = Context<{ Bindings: HttpBindings }>
type Send = { draft: Draft; idempotencyKey: string | null; attempt: Exclude<Attempt, { kind: 'refused' }> }

/**
 * `POST /emails` as the mail provider answers it: 200 `{ id }`, or `{ statusCode, name, message }`.
 *
 * A fault strikes a request that would otherwise be accepted, replays included, the way an outage would. Only
 * an accepted mail is remembered under its idempotency key.
 */
export function resendRoutes(provider: Provider) {
  const app = new Hono<{ Bindings: HttpBindings }>()
  app.post('/emails', async (c) => {
    const unauthorised = checkKey(c.req.header('authorization'), provider.apiKey)
    if (unauthorised) return refuse(c, unauthorised)
    const body = await c.req.text()
    const read = readSend(body)
    if (!read.ok) return refuse(c, read.problem)

    const idempotencyKey = c.req.header('idempotency-key') ?? null
    const attempt = provider.idempotency.begin(idempotencyKey, body)
    if (attempt.kind === 'refused') return refuse(c, problem(attempt.name))
    const fault = provider.faults.strike(read.value.to) ?? {}
    return send(c, { draft: read.value, idempotencyKey, attempt }, fault, provider)
  })
  return app
}

async function send(
  c: SendContext,
  { draft, idempotencyKey, attempt }: Send,
  fault: Fault,
  provider: Provider,
) {
  if (fault.latencyMs) await wait(fault.latencyMs, undefined, { signal: provider.closing })
  if (fault.dropConnection || isError(fault)) {
    if (attempt.kind === 'fresh') attempt.abandon()
    return fault.dropConnection ? closeAfter(c, 0) : refuseAsFault(c, fault)
  }
  const { id } = attempt.kind === 'replay' ? attempt : provider.mailbox.deliver(draft, idempotencyKey)
  if (attempt.kind === 'fresh') attempt.accept(id)
  const silence = silenceMs(fault)
  return silence === undefined ? c.json({ id }) : closeAfter(c, silence)
}

function checkKey(authorization: string | undefined, apiKey: string): Problem | undefined {
  const key = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1]
  if (!key) return problem('missing_api_key')
  return key === apiKey ? undefined : problem('invalid_api_key')
}

function refuse(c: SendContext, refusal: Problem) {
  return c.json(refusal, refusal.statusCode as ContentfulStatusCode)
}

function refuseAsFault(c: SendContext, { status, name, message, retryAfterSeconds }: Fault) {
  if (retryAfterSeconds !== undefined) c.header('retry-after', String(retryAfterSeconds))
  const said = {
    ...(status !== undefined && { statusCode: status }),
    ...(message !== undefined && { message }),
  }
  return refuse(c, problem(name ?? problemNameFor(status ?? 500), said))
}

/** Never answers: the caller gives up first, or finds the connection closed. */
function closeAfter(c: SendContext, milliseconds: number) {
  const { outgoing } = c.env
  const timer = setTimeout(() => outgoing.destroy(), milliseconds)
  outgoing.once('close', () => clearTimeout(timer))
  return RESPONSE_ALREADY_SENT
}
