import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { practice } from '../../content/practice.ts'
import { HOUR_MS } from '../../content/time/units.ts'
import * as schema from '../../db/schema.ts'
import { queryRows } from '../../tests/support/database-rows.ts'
import { createTestKey, withKeys } from '../../tests/support/key-rings.ts'
import {
  acceptDelivery,
  type DeliveryHandler,
  failConnection,
  mockMailProvider,
  refuseDelivery,
} from '../../tests/support/mock-mail-provider.ts'
import { bindings, prepareDatabase } from '../../tests/support/test-portal.ts'
import { type Environment, parseEnvironment } from '../environment.ts'
import { drainOutbox } from './drain.ts'
import { createOutboxRow } from './message.ts'

const NOW = Date.UTC(2026, 10, 22, 15)
const env = parseEnvironment(bindings)
const withMailKey = (kid: string) =>
  parseEnvironment({ ...bindings, ...withKeys({ mail: [createTestKey(kid)] }) })

/** Every fault of the way to the provider that passes by itself; null where it accepts the message and nobody hears of it. */
const faults: readonly (readonly [name: string, answering: DeliveryHandler | null])[] = [
  ['nobody answers', failConnection],
  ['it accepts and the connection is lost', null],
  ['it fails', refuseDelivery(500, 'internal_server_error')],
  ['a gateway fails in HTML', () => new Response('<h1>Bad gateway</h1>', { status: 502 })],
  ['a gateway fails and says nothing', () => new Response(null, { status: 504 })],
  ['it was too fast', refuseDelivery(429, 'rate_limit_exceeded')],
  ['the same key is under way', refuseDelivery(409, 'concurrent_idempotent_requests')],
  ['the answer breaks off', () => new Response('{"id": "1', { status: 200 })],
  ['the answer is not an object', () => Response.json(null)],
]

/** A slip of whoever configures the portal: what the provider answers meanwhile, and with what settings the portal runs. */
interface Slip {
  readonly answering?: DeliveryHandler
  /** The settings of the slip; null while they are malformed, so that no run begins. */
  readonly settings?: Environment | null
}

const slips: readonly (readonly [name: string, slip: Slip])[] = [
  ['the API key is missing', { answering: refuseDelivery(401, 'missing_api_key') }],
  ['the API key is restricted', { answering: refuseDelivery(401, 'restricted_api_key') }],
  ['the API key is wrong', { answering: refuseDelivery(403, 'invalid_api_key') }],
  ['the domain is not verified', { answering: refuseDelivery(403, 'validation_error') }],
  ['the plan of the day is used up', { answering: refuseDelivery(429, 'daily_quota_exceeded') }],
  ['the plan of the month is used up', { answering: refuseDelivery(429, 'monthly_quota_exceeded') }],
  ['the mail key left the ring', { settings: withMailKey('mail-2') }],
  ['the mail key is another one', { settings: withMailKey('mail-test') }],
  ['the settings are malformed', { settings: null }],
]

/** The clock of these tests, which moves only when a test sets it. */
let now = NOW

beforeEach(async () => {
  now = NOW
  await prepareDatabase()
  await queryRows(
    "insert into files (id, reference, route, stage, created_at) values ('file', 'AAAA-AAAA', 'consent', 'new', 0)",
  )
})
afterEach(() => {
  vi.restoreAllMocks()
})

async function queueMessages(count: number): Promise<string[]> {
  const rows = await Promise.all(
    Array.from({ length: count }, (_, number) =>
      createOutboxRow(
        env.keys,
        { fileId: 'file', kind: 'new-file', dependsOn: { leadId: null } },
        { from: practice.mailFrom, to: `n${number}@example.com`, subject: 's', text: 't', html: 'h' },
        now,
      ),
    ),
  )
  await env.db.insert(schema.outbox).values(rows)
  return rows.map(({ id }) => id)
}

/** For so long the provider knows an idempotency key (resend.com/docs/dashboard/emails/idempotency-keys). */
const KNOWN_KEY_MS = 24 * HOUR_MS

describe.each(slips)('while %s', (_, { answering, settings = env }) => {
  it.each(faults)('every message leaves once, around a fault: %s', async (_, fault) => {
    let phase: 'fault' | 'slip' | 'well' = 'fault'
    const acceptedAt = new Map<string, number[]>()
    const accept: DeliveryHandler = (delivery, attempt) => {
      const key = delivery.idempotencyKey ?? ''
      const times = acceptedAt.get(key) ?? []
      // The provider answers a key that it knows as it did before, and sends nothing.
      if (!times.some((at) => now - at < KNOWN_KEY_MS)) acceptedAt.set(key, [...times, now])
      return acceptDelivery(delivery, attempt)
    }
    let strikes = 0
    mockMailProvider((delivery, attempt) => {
      if (phase === 'slip' && answering) return answering(delivery, attempt)
      // Of two requests the fault strikes one.
      if (phase !== 'fault' || strikes++ % 2 === 1) return accept(delivery, attempt)
      if (fault) return fault(delivery, attempt)
      accept(delivery, attempt)
      return failConnection(delivery, attempt)
    })
    const ids: string[] = []
    /** Runs the scheduled work after so many seconds each. */
    const runEach = async (seconds: readonly number[], environment: Environment | null = env) => {
      for (const step of seconds) {
        now += step * 1000
        if (environment) await drainOutbox(environment, () => now, { wait: async () => undefined })
      }
    }

    ids.push(...(await queueMessages(6)))
    await runEach([0, 5])
    phase = 'slip'
    ids.push(...(await queueMessages(3)))
    await runEach([60, 60, 600, 3600, 3600], settings)
    phase = 'fault'
    ids.push(...(await queueMessages(3)))
    await runEach([300, 300])
    phase = 'well'
    await runEach([300, 300, 3600, 3600, 6 * 3600, 6 * 3600])

    expect(await queryRows("select id, outcome, last_error from outbox where outcome <> 'sent'")).toEqual([])
    expect([...acceptedAt.keys()].toSorted()).toEqual(ids.toSorted())
    expect([...acceptedAt.values()].filter((times) => times.length > 1)).toEqual([])
  })
})
