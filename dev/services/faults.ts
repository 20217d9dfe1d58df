import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import * as z from 'zod'

/** The status of every documented error of sending (resend.com/docs/api-reference/errors). */
export const MAIL_ERROR_STATUS_BY_NAME = {
  validation_error: 422,
  missing_api_key: 401,
  invalid_api_key: 403,
  invalid_idempotent_request: 409,
  concurrent_idempotent_requests: 409,
  rate_limit_exceeded: 429,
  daily_quota_exceeded: 429,
  monthly_quota_exceeded: 429,
  security_error: 451,
  internal_server_error: 500,
  application_error: 500,
} as const satisfies Record<string, number>

export type ErrorName = keyof typeof MAIL_ERROR_STATUS_BY_NAME

const faultSchema = z
  .strictObject({
    service: z
      .enum(['mail', 'turnstile'])
      .describe('which service it strikes; without it, the mail provider'),
    latencyMs: z.int().min(0).describe('wait before answering'),
    status: z.int().min(400).max(599).describe('refuse with this status'),
    name: z
      .enum(Object.keys(MAIL_ERROR_STATUS_BY_NAME) as ErrorName[])
      .describe('refuse with this error; its documented status unless `status` is given'),
    timeoutAfterAccepting: z
      .union([z.literal(true), z.int().min(1)])
      .describe('accept the mail, never answer, and close the connection after so many ms, if a number'),
    count: z
      .int()
      .min(1)
      .describe('how many requests it strikes; without it, all until the faults are cleared'),
  })
  .partial()

/** A fault that strikes requests. Once in force, `count` is the number of requests it still strikes. */
type Fault = z.infer<typeof faultSchema>

/** Serves `/faults`: `POST` adds one, `GET` lists those in force, `DELETE` clears them. The oldest strikes first. */
export function createFaultsWithRoutes() {
  let inForce: Fault[] = []
  const strike = (service: NonNullable<Fault['service']> = 'mail'): Fault | undefined => {
    const fault = inForce.find((one) => (one.service ?? 'mail') === service)
    if (fault?.count !== undefined && --fault.count === 0) inForce = inForce.filter((one) => one !== fault)
    return fault
  }
  const routes = new Hono<{ Bindings: HttpBindings }>()
  routes.get('/faults', (c) => c.json(inForce))
  routes.post('/faults', async (c) => {
    const fault = faultSchema.safeParse(await c.req.json().catch(() => undefined))
    if (!fault.success) {
      const allowed = z.toJSONSchema(faultSchema).properties
      return c.json({ error: z.prettifyError(fault.error), allowed }, 400)
    }
    inForce = [...inForce, fault.data]
    return c.json(fault.data, 201)
  })
  routes.delete('/faults', (c) => {
    inForce = []
    return c.body(null, 204)
  })
  return { faults: { strike }, routes }
}
