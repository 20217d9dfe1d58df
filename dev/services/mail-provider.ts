import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context } from 'hono'
import * as z from 'zod'
import { type AcceptedMail, mailSchema } from './accepted-mail.ts'
import { createFaultsWithRoutes, type ErrorName, MAIL_ERROR_STATUS_BY_NAME } from './faults.ts'
import { mailEventSchema, reportMailEvent } from './mail-webhooks.ts'
import { buildPageResponseHeaders, renderMailboxPage } from './pages.ts'

/**
 * Serves the mail provider: `POST /emails` as the SDK calls it, which answers `{ id }` or
 * `{ statusCode, name, message }`. For tests and people it also has a mailbox (`GET` and `DELETE /emails`, a page at
 * `/`), `/faults`, and `POST /emails/ID/events`, which calls the portal’s webhook about a mail: `{ "type": "email.bounced" }`.
 *
 * It remembers the mail of each idempotency key until it stops; a send that failed leaves no trace
 * (resend.com/docs/dashboard/emails/idempotency-keys). A fault strikes a request that would otherwise be accepted,
 * including a replay, as an outage would.
 */
export function createMailProvider(settings: {
  resendApiKey: string
  portalOrigin: string
  audience: string
  webhookSecret: string
}) {
  const { faults, routes: app } = createFaultsWithRoutes()
  const sends = new Map<string | null, Send>()
  let mails: AcceptedMail[] = []
  const accept = (mail: z.output<typeof mailSchema>, idempotencyKey: string | null): string => {
    const id = randomUUID()
    mails = [{ ...mail, id, idempotencyKey, receivedAt: new Date().toISOString() }, ...mails]
    return id
  }

  app.get('/', (c) => c.html(renderMailboxPage(settings, mails), 200, buildPageResponseHeaders(settings)))
  app.get('/emails', (c) => c.json(mails))
  app.delete('/emails', (c) => {
    mails = []
    return c.body(null, 204)
  })
  app.post('/emails/:id/events', async (c) => {
    const mail = mails.find(({ id }) => id === c.req.param('id'))
    const isForm = c.req.header('content-type') !== 'application/json'
    const event = mailEventSchema.safeParse(
      await (isForm ? c.req.parseBody() : c.req.json()).catch(() => undefined),
    )
    if (!mail) return c.json({ error: 'No such mail' }, 404)
    if (!event.success) return c.json({ error: z.prettifyError(event.error) }, 400)
    const status = await reportMailEvent(settings, mail, event.data)
    return isForm ? c.redirect('/', 303) : c.json({ status })
  })
  app.post('/emails', async (c) => {
    const keyError = checkApiKey(c, settings.resendApiKey)
    if (keyError) return refuse(c, keyError)
    const body = await c.req.text()
    const mail = mailSchema.safeParse(await c.req.json().catch(() => undefined))
    if (!mail.success) return refuse(c, 'validation_error', z.prettifyError(mail.error))

    const idempotencyKey = c.req.header('idempotency-key') ?? null
    const earlier = sends.get(idempotencyKey)
    const conflict = earlier && findConflict(earlier, body)
    if (conflict) return refuse(c, conflict)
    const send = earlier ?? { body }
    if (idempotencyKey !== null) sends.set(idempotencyKey, send)

    const fault = faults.strike()
    if (fault?.latencyMs) await wait(fault.latencyMs, undefined, { ref: false })
    if (fault?.status || fault?.name) {
      if (!earlier) sends.delete(idempotencyKey)
      return refuse(c, fault.name ?? nameOfStatus(fault.status), 'A fault was asked for.', fault.status)
    }
    send.id ??= accept(mail.data, idempotencyKey)
    const silence = fault?.timeoutAfterAccepting
    return silence ? leaveUnanswered(c, silence) : c.json({ id: send.id })
  })
  return { faults, routes: app }
}

/** The request that an idempotency key came with. It has no id while it is under way. */
interface Send {
  readonly body: string
  id?: string
}

function checkApiKey(c: Context, apiKey: string): ErrorName | undefined {
  const [, given] = /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '') ?? []
  if (given === undefined) return 'missing_api_key'
  return given === apiKey ? undefined : 'invalid_api_key'
}

function findConflict(earlier: Send, body: string): ErrorName | undefined {
  if (earlier.id === undefined) return 'concurrent_idempotent_requests'
  return earlier.body === body ? undefined : 'invalid_idempotent_request'
}

const refuse = (
  c: Context,
  name: ErrorName,
  message: string = name,
  status: number = MAIL_ERROR_STATUS_BY_NAME[name],
) => c.json({ statusCode: status, name, message }, status as 400)

/** The first documented error with a status, or the provider's own error when there is none. */
const nameOfStatus = (status = 500): ErrorName =>
  (Object.keys(MAIL_ERROR_STATUS_BY_NAME) as ErrorName[]).find(
    (name) => MAIL_ERROR_STATUS_BY_NAME[name] === status,
  ) ?? 'internal_server_error'

/** Never answers: the caller gives up first, or the connection is closed `after` so many milliseconds. */
function leaveUnanswered({ env }: Context<{ Bindings: HttpBindings }>, after: number | true) {
  if (after !== true) setTimeout(() => env.outgoing.destroy(), after).unref()
  return RESPONSE_ALREADY_SENT
}
