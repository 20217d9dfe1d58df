import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { intakeForm } from '../../content/forms/intake/index.ts'
import { practice } from '../../content/practice.ts'
import { CLAIM_SECONDS } from '../../db/outbox.ts'
import * as schema from '../../db/schema.ts'
import { captureConsole } from '../../tests/support/console-logs.ts'
import { queryRows } from '../../tests/support/database-rows.ts'
import { createTestKey, withKeys } from '../../tests/support/key-rings.ts'
import {
  acceptDelivery,
  createHangingHandler,
  type DeliveryHandler,
  failConnection,
  type MailDelivery,
  mockMailProvider,
  refuseDelivery,
} from '../../tests/support/mock-mail-provider.ts'
import { bindings, createWatchedD1, prepareDatabase } from '../../tests/support/test-portal.ts'
import { buildContactRulesSealContext } from '../contact/contact-rules.ts'
import { parseEnvironment } from '../environment.ts'
import { deriveMatchTokens } from '../privacy/blind-index.ts'
import { seal } from '../privacy/seal.ts'
import { drainOutbox } from './drain.ts'
import { createOutboxRow, type MessageAbout, type MessageAttachment } from './message.ts'

const NOW = Date.UTC(2026, 10, 22, 15)
const env = parseEnvironment(bindings)

/** The clock of these tests, which moves only when a test sets it. */
let now = NOW
const clock = () => now
const drain = () => drainOutbox(env, clock, { wait: async () => undefined })
const pass = (seconds: number) => {
  now += seconds * 1000
}

/** Drains the outbox after some seconds. */
const drainAfter = (seconds: number) => {
  pass(seconds)
  return drain()
}

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

/** Queues a message that is due now, and gives its id. */
async function queue(
  to = 'robin@lantern-street.example.com',
  createdAt = now,
  about: MessageAbout = { fileId: 'file', kind: 'new-file', dependsOn: { leadId: null } },
  from = practice.mailFrom,
): Promise<string> {
  const mail = { from, to, subject: `For ${to}`, text: 'Text', html: '<p>Text</p>' }
  const row = await createOutboxRow(env.keys, about, mail, createdAt)
  await env.db.insert(schema.outbox).values(row)
  return row.id
}

const outbox = () =>
  queryRows<{
    id: string
    outcome: string
    attempts: number
    next_attempt_at: number
    provider_id: string | null
    last_error: string | null
  }>('select id, outcome, attempts, next_attempt_at, provider_id, last_error from outbox order by rowid')

describe('a mail that is due', () => {
  it('is sent once, under its own id as the key, and never again', async () => {
    const deliveries = mockMailProvider()
    const id = await queue()
    await drain()
    for (let minute = 0; minute < 5; minute++) {
      await drainAfter(60)
    }
    expect(deliveries).toEqual([
      {
        url: 'https://api.resend.com/emails',
        authorization: 'Bearer re_tests',
        idempotencyKey: id,
        body: expect.any(String),
        to: 'robin@lantern-street.example.com',
        subject: 'For robin@lantern-street.example.com',
        text: 'Text',
        html: '<p>Text</p>',
      },
    ])
    expect(JSON.parse(deliveries[0]?.body ?? '')).toEqual({
      from: 'Lantern Street <intake@lantern-street.example.com>',
      to: 'robin@lantern-street.example.com',
      subject: 'For robin@lantern-street.example.com',
      text: 'Text',
      html: '<p>Text</p>',
    })
    expect(await outbox()).toMatchObject([
      { outcome: 'sent', attempts: 1, provider_id: `provider-${id}`, last_error: null },
    ])
  })

  it('leaves under the sender it was written with, and may be about no file', async () => {
    const deliveries = mockMailProvider()
    await queryRows(
      "insert into drafts (id, form, created_at, resume_code_hash) values ('draft', 'intake', 0, 'hash')",
    )
    await queryRows(
      `insert into draft_sections (draft_id, section, sealed_fields, revision, expires_at)
        values ('draft', 'reaching-you', 'sealed', 2, ?)`,
      now + 1,
    )
    const dependsOn = { resumeCodeHash: 'hash', sections: ['reaching-you'], revision: 2 }
    const about = { fileId: null, kind: 'resume-code', dependsOn } as const
    await queue('parent@example.org', now, about, practice.discreetMailFrom)
    await drain()
    expect(JSON.parse(deliveries[0]?.body ?? '').from).toBe('L. S. Office <office@ls-office.example.com>')
    expect(await queryRows('select file_id, outcome from outbox')).toEqual([
      { file_id: null, outcome: 'sent' },
    ])
  })

  it('leaves once when two runs meet', async () => {
    const deliveries = mockMailProvider()
    const ids = await Promise.all([1, 2, 3, 4, 5].map((number) => queue(`person-${number}@example.com`)))
    await Promise.all([drain(), drain(), drain()])
    expect(deliveries.map(({ idempotencyKey }) => idempotencyKey).toSorted()).toEqual(ids.toSorted())
    expect((await outbox()).map(({ outcome, attempts }) => [outcome, attempts])).toEqual(
      ids.map(() => ['sent', 1]),
    )
  })

  it('is left alone before its time', async () => {
    const deliveries = mockMailProvider()
    await queue()
    await queryRows('update outbox set next_attempt_at = ?', now + 1)
    await drain()
    expect(deliveries).toEqual([])
    await drainAfter(1)
    expect(deliveries).toHaveLength(1)
  })

  it('leaves in the order it was due, four at a time, and all in one run', async () => {
    const { handler, release } = createHangingHandler()
    const deliveries: MailDelivery[] = mockMailProvider((delivery, attempt) =>
      (deliveries.length <= 4 ? handler : acceptDelivery)(delivery, attempt),
    )
    const ids = []
    for (let number = 0; number < 25; number++)
      ids.push(await queue(`n${number}@example.com`, now - 1000 + number))
    const draining = drain()
    await expect.poll(() => deliveries).toHaveLength(4)
    release()
    await draining
    const sent = deliveries.map(({ idempotencyKey }) => idempotencyKey)
    for (let first = 0; first < ids.length; first += 4)
      expect(sent.slice(first, first + 4).toSorted()).toEqual(ids.slice(first, first + 4).toSorted())
    expect(sent).toHaveLength(25)
  })

  it('leaves no faster than four a second, and a run ends before its time is over', async () => {
    const deliveries = mockMailProvider()
    for (let number = 0; number < 130; number++) await queue(`n${number}@example.com`)
    const sentAt: number[] = []
    const wait = async (ms: number) => {
      now += ms
      sentAt.push(now)
    }
    await drainOutbox(env, clock, { wait })
    expect(deliveries.length).toBeGreaterThan(90)
    expect(deliveries.length).toBeLessThanOrEqual(104)
    expect(now - NOW).toBeLessThanOrEqual(26_000)
    for (const [index, at] of sentAt.entries())
      expect(
        sentAt.filter((other) => other > at - 1000 && other <= at).length,
        `${index}`,
      ).toBeLessThanOrEqual(4)
    const first = deliveries.length
    await drainOutbox(env, clock, { wait })
    expect(deliveries).toHaveLength(130)
    expect(first).toBeLessThan(130)
  })
})

describe('a mail that was not taken', () => {
  const passing: [string, DeliveryHandler][] = [
    ['nobody answers', failConnection],
    ['the provider fails', refuseDelivery(500, 'internal_server_error')],
    ['a gateway fails and says so in HTML', () => new Response('<h1>Bad gateway</h1>', { status: 502 })],
    ['a gateway fails and says nothing', () => new Response(null, { status: 504 })],
    ['it was too fast', refuseDelivery(429, 'rate_limit_exceeded')],
    ['the same key is under way', refuseDelivery(409, 'concurrent_idempotent_requests')],
    ['the answer breaks off', () => new Response('{"id": "1', { status: 200 })],
    ['the answer is not an object', () => Response.json(null)],
    ['the error is none that is known', () => Response.json({ error: { deep: true } }, { status: 500 })],
  ]

  it.each(passing)('is repeated to the letter under the same key until it is: %s', async (_, answering) => {
    const deliveries = mockMailProvider((delivery, attempt) =>
      attempt < 4 ? answering(delivery, attempt) : acceptDelivery(delivery, attempt),
    )
    const id = await queue()
    for (const seconds of [0, 5, 10, 20]) {
      await drainAfter(seconds)
    }
    expect(deliveries).toHaveLength(4)
    expect(new Set(deliveries.map(({ idempotencyKey }) => idempotencyKey))).toEqual(new Set([id]))
    expect(new Set(deliveries.map(({ body }) => body)).size).toBe(1)
    expect(await outbox()).toMatchObject([{ outcome: 'sent', attempts: 4 }])
  })

  it('is not tried again before its wait is over', async () => {
    const deliveries = mockMailProvider(failConnection)
    await queue()
    await drain()
    await drainAfter(4)
    expect(deliveries).toHaveLength(1)
    await drainAfter(1)
    expect(deliveries).toHaveLength(2)
  })

  it.each([
    ['in seconds', '90', 90],
    ['in a fraction of them', '12.5', 12.5],
    ['as something else', 'Wed, 21 Oct 2026 07:28:00 GMT', 5],
    ['as nothing', '0', 5],
    ['as less than nothing', '-30', 5],
  ])('waits as long as the provider asks, %s', async (_, timeouts, seconds) => {
    mockMailProvider(refuseDelivery(429, 'rate_limit_exceeded', { 'Retry-After': timeouts }))
    await queue()
    await drain()
    expect(await outbox()).toMatchObject([
      { outcome: 'queued', next_attempt_at: now + seconds * 1000, last_error: 'rate_limit_exceeded' },
    ])
  })

  it.each([
    [422, 'validation_error'],
    [400, 'validation_error'],
    [404, 'not_found'],
    [409, 'invalid_idempotent_request'],
  ])('is given up, shown as failed, and kept for somebody to decide: %i %s', async (status, name) => {
    const deliveries = mockMailProvider(refuseDelivery(status, name))
    await queue()
    const [before] = await queryRows('select sealed_message, depends_on from outbox')
    await drain()
    await drainAfter(3600)
    expect(deliveries).toHaveLength(1)
    expect(await outbox()).toMatchObject([{ outcome: 'failed', attempts: 1, last_error: name }])
    expect(await queryRows('select sealed_message, depends_on from outbox')).toEqual([before])
  })

  it('stops within 24 hours, and is shown as failed', async () => {
    const deliveries = mockMailProvider(failConnection)
    await queue()
    await drain()
    await queryRows('update outbox set next_attempt_at = ?, attempts = 0', now + 24 * 3_600_000 - 50_000)
    await drainAfter(24 * 3600 - 50)
    expect(await outbox()).toMatchObject([{ outcome: 'queued' }])
    await drainAfter(5)
    await drainAfter(10)
    await drainAfter(20)
    expect(await outbox()).toMatchObject([{ outcome: 'failed', last_error: 'application_error' }])
    const last = deliveries.length
    await drainAfter(3600)
    expect(deliveries).toHaveLength(last)
    expect(await queryRows("select id from outbox where sealed_message = ''")).toEqual([])
  })

  it('is not sent a second time when it was left lying for more than 24 hours', async () => {
    const deliveries = mockMailProvider()
    await queue('robin@lantern-street.example.com', now - 24 * 3_600_000)
    // An attempt was under way when everything stopped, so nobody knows whether the message arrived.
    await queryRows('update outbox set attempts = 1, uncertain_since = created_at')
    await drain()
    expect(deliveries).toEqual([])
    expect(await outbox()).toMatchObject([{ outcome: 'failed', last_error: 'too_old' }])
  })

  it('is due again when the worker ended in the middle, under the same key', async () => {
    const { handler, release } = createHangingHandler()
    const deliveries = mockMailProvider((delivery, attempt) =>
      attempt === 1 ? handler(delivery, attempt) : acceptDelivery(delivery, attempt),
    )
    const id = await queue()
    const ended = drain()
    await expect.poll(() => deliveries).toHaveLength(1)
    await drainAfter(CLAIM_SECONDS - 1)
    expect(deliveries).toHaveLength(1)
    await drainAfter(1)
    expect(deliveries.map(({ idempotencyKey }) => idempotencyKey)).toEqual([id, id])
    expect(deliveries[1]?.body).toBe(deliveries[0]?.body)
    release()
    await ended
    expect(await outbox()).toMatchObject([{ outcome: 'sent' }])
  })

  it('is tried for as long as it takes when the provider refused it each time, and counts a day only from a doubt', async () => {
    const answers: DeliveryHandler[] = [
      refuseDelivery(429, 'rate_limit_exceeded', { 'Retry-After': `${20 * 3600}` }),
      refuseDelivery(429, 'rate_limit_exceeded', { 'Retry-After': `${20 * 3600}` }),
      failConnection,
      refuseDelivery(429, 'rate_limit_exceeded', { 'Retry-After': `${20 * 3600}` }),
      acceptDelivery,
    ]
    const deliveries = mockMailProvider((delivery, attempt) =>
      (answers[attempt - 1] ?? acceptDelivery)(delivery, attempt),
    )
    await queue()
    for (const seconds of [0, 20 * 3600, 20 * 3600, 20, 20 * 3600]) await drainAfter(seconds)
    expect(deliveries).toHaveLength(5)
    expect(await outbox()).toMatchObject([{ outcome: 'sent' }])
  })

  it('says in the log which and why, and not to whom or what', async () => {
    const logs = captureConsole()
    mockMailProvider(refuseDelivery(422, 'validation_error'))
    const id = await queue('kanari@example.com')
    await drain()
    expect(logs.eventsNamed('message_not_sent')).toEqual([
      { event: 'message_not_sent', mail: id, attempts: 1, name: 'validation_error', stopped: true },
    ])
    expect(logs.lines.join('\n')).not.toMatch(/kanari|A message about|re_tests/)
  })

  it('keeps a name that the provider never had out of the way', async () => {
    mockMailProvider(() => Response.json({ name: { a: 1 }, statusCode: 'many' }, { status: 400 }))
    await queue()
    await drain()
    expect(await outbox()).toMatchObject([{ outcome: 'queued', last_error: 'application_error' }])
  })
})

describe('a mail to a parent', () => {
  const SAFE = 'ida@example.net'

  /** Stores Ida’s new contact rules. */
  const says = async (rules: object | null) =>
    queryRows(
      'update parents set sealed_contact_rules = ?',
      rules &&
        (await seal(env.keys, 'answers', buildContactRulesSealContext('ida'), {
          mailSubject: 'reference',
          ...rules,
        })),
    )

  async function queueForIda(attachments?: MessageAttachment[]): Promise<void> {
    const mail = { from: practice.discreetMailFrom, to: SAFE, subject: 'Form', text: 'Text', html: '<p></p>' }
    const about = { fileId: 'file', kind: 'receipt', parentId: 'ida', dependsOn: {} } as const
    const row = await createOutboxRow(env.keys, about, { ...mail, ...(attachments && { attachments }) }, now)
    await env.db.insert(schema.outbox).values(row)
  }

  beforeEach(async () => {
    await queryRows(
      "insert into parents (id, file_id, side, language) values ('ida', 'file', 'initiating', 'en')",
    )
    await says({ email: SAFE })
  })

  it('leaves for the address they still call safe, with the files that go with it', async () => {
    const deliveries = mockMailProvider()
    await queueForIda([{ filename: 'calendar.ics', content: 'QkVHSU4=', contentType: 'text/calendar' }])
    await drain()
    expect(JSON.parse(deliveries[0]?.body ?? '{}')).toMatchObject({
      to: SAFE,
      attachments: [{ filename: 'calendar.ics', content: 'QkVHSU4=', content_type: 'text/calendar' }],
    })
    expect(await outbox()).toMatchObject([{ outcome: 'sent' }])
  })

  it.each([
    ['is safe no more', {}],
    ['is another now', { email: 'ida.new@example.net' }],
    ['nobody knows any more', null],
  ])('never leaves for an address that %s', async (_, rules) => {
    const deliveries = mockMailProvider()
    await queueForIda()
    await says(rules)
    await drain()
    await drainAfter(3600)
    expect(deliveries).toEqual([])
    expect(await queryRows('select outcome, attempts, last_error, sealed_message from outbox')).toEqual([
      { outcome: 'failed', attempts: 1, last_error: 'not_safe', sealed_message: '' },
    ])
  })

  it.each([
    ['the other parent gave it as their own, in another spelling', 'other', 'reach-email', 'failed'],
    ['it is that of the other parent’s lawyer', 'other', 'lawyer-email', 'failed'],
    ['it was given for this parent alone', 'initiating', 'reach-email', 'sent'],
  ] as const)('when %s', async (_, side, kind, outcome) => {
    const deliveries = mockMailProvider()
    const tokens = await deriveMatchTokens(env.keys.index, intakeForm, { email: `  ${SAFE.toUpperCase()}` })
    const { token } = tokens.find((one) => one.kind === 'reach-email') ?? expect.unreachable()
    await insertMatchToken(token, 'reach-email', 'initiating')
    if (side === 'other') await insertMatchToken(token, kind, side)
    await queueForIda()
    await drain()
    expect(deliveries).toHaveLength(outcome === 'sent' ? 1 : 0)
    expect(await queryRows('select outcome, last_error from outbox')).toEqual([
      { outcome, last_error: outcome === 'sent' ? null : 'not_safe' },
    ])
  })

  const insertMatchToken = (token: string, kind: string, side: string) =>
    queryRows(
      'insert into match_tokens (token, kind, file_id, side) values (?, ?, ?, ?)',
      token,
      kind,
      'file',
      side,
    )

  it('is looked at each time it is tried: what was safe at the first attempt may not be at the second', async () => {
    const deliveries = mockMailProvider(failConnection)
    await queueForIda()
    await drain()
    await says({})
    await drainAfter(3600)
    expect(deliveries).toHaveLength(1)
    expect(await outbox()).toMatchObject([{ outcome: 'failed', last_error: 'not_safe' }])
  })
})

describe('one mail among others', () => {
  const others = ['one@example.com', 'two@example.com', 'three@example.com']
  const only =
    (to: string, answering: DeliveryHandler): DeliveryHandler =>
    (delivery, attempt) =>
      delivery.to === to ? answering(delivery, attempt) : acceptDelivery(delivery, attempt)
  const outcomes = async () => (await outbox()).map(({ outcome }) => outcome)

  it('delays none of them when its address hangs, and is tried again itself', async () => {
    const timeout = new AbortController()
    const timeouts = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(timeout.signal)
    const { handler } = createHangingHandler()
    mockMailProvider(only('two@example.com', handler))
    for (const to of others) await queue(to)
    const draining = drain()
    await expect.poll(outcomes).toEqual(['sent', 'queued', 'sent'])
    const [[milliseconds = 0] = []] = timeouts.mock.calls
    expect(milliseconds).toBeGreaterThan(0)
    expect(milliseconds).toBeLessThan(CLAIM_SECONDS * 1000)
    timeout.abort(new DOMException('The operation timed out.', 'TimeoutError'))
    await draining
    expect((await outbox())[1]).toMatchObject({ outcome: 'queued', attempts: 1, next_attempt_at: now + 5000 })
  })

  it('stops none of them when it is refused', async () => {
    mockMailProvider(only('one@example.com', refuseDelivery(422, 'validation_error')))
    for (const to of others) await queue(to)
    await drain()
    expect(await outcomes()).toEqual(['failed', 'sent', 'sent'])
  })

  it('stops none of them when sending it throws', async () => {
    mockMailProvider(
      only('one@example.com', () => {
        throw new Error('Something nobody thought of')
      }),
    )
    for (const to of others) await queue(to)
    await drain()
    expect(await outcomes()).toEqual(['queued', 'sent', 'sent'])
  })

  it('stops none of them when its outcome cannot be recorded, and is repeated under the same key', async () => {
    const logs = captureConsole()
    const deliveries: MailDelivery[] = mockMailProvider()
    const ids = []
    for (const to of others) ids.push(await queue(to))
    let failed = false
    const DB = createWatchedD1(async ([sql = ''], go) => {
      if (!sql.includes('returning') && !failed) {
        failed = true
        throw new Error('D1_ERROR: Kanari')
      }
      return go()
    })
    await drainOutbox(parseEnvironment({ ...bindings, DB }), clock)
    expect(failed).toBe(true)
    expect((await outcomes()).toSorted()).toEqual(['queued', 'sent', 'sent'])
    expect(logs.eventsNamed('message_error')).toHaveLength(1)
    expect(logs.lines.join('\n')).not.toContain('Kanari')

    await drainAfter(CLAIM_SECONDS)
    expect(await outcomes()).toEqual(['sent', 'sent', 'sent'])
    expect(deliveries).toHaveLength(4)
    expect(new Set(deliveries.map(({ idempotencyKey }) => idempotencyKey))).toEqual(new Set(ids))
  })

  it('that cannot be opened stays, with its content, and stops none of them', async () => {
    const deliveries = mockMailProvider()
    const [broken] = await Promise.all(others.map((to) => queue(to)))
    await queryRows("update outbox set sealed_message = 'not sealed at all' where id = ?", broken)
    await drain()
    await drainAfter(3600)
    expect(deliveries.map(({ to }) => to).toSorted()).toEqual(['three@example.com', 'two@example.com'])
    const [row] = await queryRows('select outcome, attempts, last_error from outbox where id = ?', broken)
    expect(row).toEqual({ outcome: 'queued', attempts: 0, last_error: 'unreadable' })
    expect(await queryRows('select sealed_message from outbox where id = ?', broken)).toEqual([
      { sealed_message: 'not sealed at all' },
    ])
  })

  it('that was moved into another’s place is not sent', async () => {
    const deliveries = mockMailProvider()
    const [one = '', two = ''] = await Promise.all(others.slice(0, 2).map((to) => queue(to)))
    const [{ sealed_message } = { sealed_message: '' }] = await queryRows<{ sealed_message: string }>(
      'select sealed_message from outbox where id = ?',
      one,
    )
    await queryRows('update outbox set sealed_message = ? where id = ?', sealed_message, two)
    await drain()
    expect(deliveries.map(({ to }) => to)).toEqual(['one@example.com'])
    const [row] = await queryRows('select outcome from outbox where id = ?', two)
    expect(row).toEqual({ outcome: 'queued' })
  })
})

describe('a mail whose key is missing or wrong', () => {
  it.each([
    ['missing', 'mail-2'],
    ['wrong', 'mail-test'],
  ])('waits for days with its content, and leaves once when the key is back: %s', async (_, kid) => {
    const deliveries = mockMailProvider()
    const id = await queue()
    const sealed = await queryRows('select sealed_message from outbox')
    const other = parseEnvironment({ ...bindings, ...withKeys({ mail: [createTestKey(kid)] }) })
    for (let hour = 0; hour < 50; hour++) {
      await drainOutbox(other, clock)
      pass(3600)
    }
    expect(deliveries).toEqual([])
    expect(await queryRows('select sealed_message from outbox')).toEqual(sealed)
    expect(await outbox()).toMatchObject([{ outcome: 'queued', attempts: 0, last_error: 'unreadable' }])
    for (let hour = 0; hour < 7; hour++) await drainAfter(3600)
    expect(deliveries.map(({ idempotencyKey }) => idempotencyKey)).toEqual([id])
    expect(await outbox()).toMatchObject([{ outcome: 'sent', attempts: 1 }])
  })

  it('is not sent twice when an attempt was made before the key was lost', async () => {
    const deliveries = mockMailProvider(failConnection)
    await queue()
    await drain()
    const other = parseEnvironment({ ...bindings, ...withKeys({ mail: [createTestKey('mail-2')] }) })
    pass(60)
    await drainOutbox(other, clock)
    await drainAfter(25 * 3600)
    expect(deliveries).toHaveLength(1)
    expect(await outbox()).toMatchObject([{ outcome: 'failed', last_error: 'too_old' }])
  })
})

describe('an account that the provider refuses', () => {
  const refusals = [
    [401, 'missing_api_key'],
    [401, 'restricted_api_key'],
    [403, 'invalid_api_key'],
    [403, 'validation_error'],
    [429, 'daily_quota_exceeded'],
    [429, 'monthly_quota_exceeded'],
  ] as const

  it.each(refusals)(
    'pauses everything, loses nothing, and all leaves once it is mended: %i %s',
    async (status, name) => {
      const logs = captureConsole()
      let isMended = false
      const deliveries = mockMailProvider((delivery, attempt) =>
        (isMended ? acceptDelivery : refuseDelivery(status, name))(delivery, attempt),
      )
      const ids = [await queue('first@example.com')]
      await drain()
      for (let number = 0; number < 6; number++) ids.push(await queue(`n${number}@example.com`))
      for (let nth = 0; nth < 5; nth++) await drainAfter(10)
      expect(deliveries).toHaveLength(1)
      expect(logs.eventsNamed('outbox_paused')).toEqual([{ event: 'outbox_paused', name, seconds: 60 }])
      // For three days, longer than the provider knows a key.
      for (let nth = 0; nth < 12; nth++) await drainAfter(6 * 3600)
      expect((await outbox()).map(({ outcome }) => outcome)).toEqual(ids.map(() => 'queued'))
      isMended = true
      await drainAfter(300)
      await drainAfter(300)
      expect((await outbox()).map(({ outcome }) => outcome)).toEqual(ids.map(() => 'sent'))
      const accepted = deliveries.slice(-ids.length).map(({ idempotencyKey }) => idempotencyKey)
      expect(accepted.toSorted()).toEqual(ids.toSorted())
    },
  )

  it('is tried with a few messages only, at most every five minutes', async () => {
    const deliveries = mockMailProvider(refuseDelivery(403, 'invalid_api_key'))
    for (let number = 0; number < 20; number++) await queue(`n${number}@example.com`)
    await drain()
    expect(deliveries.length).toBeLessThanOrEqual(4)
    for (let minute = 0; minute < 20; minute++) await drainAfter(60)
    // After 1, 3, 7, 12 and 17 minutes.
    expect(deliveries).toHaveLength(4 + 5)
  })
})
