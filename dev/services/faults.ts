import { Hono } from 'hono'
import * as z from 'zod'
import { parseBareAddress } from './addresses.ts'
import { PROBLEM_NAMES } from './problems.ts'

const HELD_OPEN_MS = 30_000

const faultShape = z
  .strictObject({
    to: z.email().describe('only mails to this address'),
    count: z.int().min(1).describe('how many sends it strikes; without it, all until the faults are cleared'),
    latencyMs: z.int().min(0).max(60_000).describe('wait before answering'),
    status: z.int().min(400).max(599).describe('refuse with this status'),
    name: z
      .enum(PROBLEM_NAMES)
      .describe('refuse with this error; its documented status unless `status` is given'),
    message: z.string().min(1).describe('the error’s message; needs `status` or `name`'),
    retryAfterSeconds: z
      .int()
      .min(0)
      .max(86_400)
      .describe('the retry-after header; needs `status` or `name`'),
    timeoutAfterAccepting: z
      .union([z.boolean(), z.int().min(1).max(60_000)])
      .describe(
        `accept the mail, never answer, close the connection after this many ms (true: ${HELD_OPEN_MS})`,
      ),
    dropConnection: z.boolean().describe('close the connection without accepting the mail'),
  })
  .partial()

/** What goes wrong with a send. In force, `count` is how many sends it still strikes. */
export type Fault = z.infer<typeof faultShape>

const faultSchema = faultShape
  .refine((fault) => fault.latencyMs !== undefined || countOutcomes(fault) > 0, {
    error: 'say what goes wrong: `latencyMs`, `status`, `name`, `timeoutAfterAccepting` or `dropConnection`',
  })
  .refine((fault) => countOutcomes(fault) < 2, {
    error: 'only one of an error (`status`, `name`), `timeoutAfterAccepting` and `dropConnection` can happen',
  })
  .refine((fault) => isErrorFault(fault) || (fault.message ?? fault.retryAfterSeconds) === undefined, {
    error: '`message` and `retryAfterSeconds` need a `status` or a `name`',
  })

export type FaultStore = {
  inForce: () => Fault[]
  set: (fault: Fault) => void
  clear: () => void
  /** The fault that strikes a mail to these addresses, if any; the first one set goes first. */
  strike: (to: string[]) => Fault | undefined
}

export function createFaultStore(): FaultStore {
  let faults: Fault[] = []
  return {
    inForce: () => faults,
    set: (fault) => faults.push(fault),
    clear: () => {
      faults = []
    },
    strike: (to) => {
      const struck = faults.find((fault) => isAboutAddresses(fault, to))
      if (struck?.count !== undefined)
        faults = faults.flatMap((fault) => (fault === struck ? spendOneStrike(fault) : fault))
      return struck
    },
  }
}

/** `POST /faults` sets one, `GET` shows those in force, `DELETE` clears them. */
export function faultRoutes(faults: FaultStore) {
  const app = new Hono()
  app.get('/faults', (c) => c.json(faults.inForce()))
  app.post('/faults', async (c) => {
    const parsed = faultSchema.safeParse(await c.req.json().catch(() => undefined))
    if (!parsed.success)
      return c.json(
        { error: z.prettifyError(parsed.error), allowed: z.toJSONSchema(faultShape).properties },
        400,
      )
    faults.set(parsed.data)
    return c.json(parsed.data, 201)
  })
  app.delete('/faults', (c) => {
    faults.clear()
    return c.body(null, 204)
  })
  return app
}

/** How long a connection stays open unanswered, in milliseconds; undefined when it is answered. */
export function unansweredMs({ timeoutAfterAccepting }: Fault): number | undefined {
  if (timeoutAfterAccepting === true) return HELD_OPEN_MS
  return timeoutAfterAccepting || undefined
}

/** Whether the fault refuses with an error. */
export function isErrorFault({ status, name }: Fault): boolean {
  return status !== undefined || name !== undefined
}

function countOutcomes(fault: Fault): number {
  return [isErrorFault(fault), fault.timeoutAfterAccepting, fault.dropConnection].filter(Boolean).length
}

function isAboutAddresses({ to }: Fault, addresses: string[]): boolean {
  if (to === undefined) return true
  return addresses.some((address) => parseBareAddress(address)?.toLowerCase() === to.toLowerCase())
}

function spendOneStrike(fault: Fault): Fault[] {
  const left = (fault.count ?? 1) - 1
  return left > 0 ? [{ ...fault, count: left }] : []
}
