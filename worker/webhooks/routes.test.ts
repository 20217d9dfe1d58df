import { beforeEach, describe, expect, it } from 'vitest'
import { practice } from '../../content/practice.ts'
import { listAuditDetails } from '../../tests/support/audit-events.ts'
import { changesNothing, queryRows } from '../../tests/support/database-rows.ts'
import { exampleParents, insertFamilyOfTwoParents } from '../../tests/support/desk-families.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { bindings, createVisitor, createWatchedD1 } from '../../tests/support/test-portal.ts'
import { unsealContactRules } from '../contact/contact-rules.ts'
import { type Bindings, parseEnvironment } from '../environment.ts'
import { drainOutbox } from '../mail/drain.ts'
import { createOutboxRow } from '../mail/message.ts'

const FILE = 'F11E-F11E'
const PARENT = `initiating ${FILE}`
const ADDRESS = 'ottilie@example.com'
const PROVIDER_ID = '5f1a6c4e-0000-4000-8000-000000000000'
const NOW = Date.UTC(2026, 10, 22, 15)

const env = parseEnvironment(bindings)
const deliveries = setUpPortal({ now: NOW })

beforeEach(async () => {
  await insertFamilyOfTwoParents(FILE)
  await queryRows(
    `insert into outbox (id, file_id, parent_id, kind, sealed_message, outcome, attempts, next_attempt_at, provider_id, created_at)
      values ('sent', ?, ?, 'receipt', '', 'sent', 1, 0, ?, 0)`,
    FILE,
    PARENT,
    PROVIDER_ID,
  )
})

const bounce = (type = 'Permanent', to = ADDRESS, id = PROVIDER_ID, at = NOW) => ({
  type: 'email.bounced',
  created_at: new Date(at).toISOString(),
  data: {
    ...{ created_at: new Date(at).toISOString(), email_id: id, message_id: '<a@b>', from: 'a@example.org' },
    ...{ to: [to], subject: 's', bounce: { type, subType: 'General', message: 'm' } },
  },
})
const report = (type: string) => ({ ...bounce(), type })

interface Signing {
  readonly secret?: string
  readonly at?: number
  readonly signedBody?: string
  readonly headers?: Record<string, string>
  readonly bindings?: Partial<Bindings>
}

/** Posts an event as the provider does, signed as standardwebhooks.com says, or in another way. */
async function postEvent(event: object, signing: Signing = {}): Promise<Response> {
  const { secret = String(bindings.RESEND_WEBHOOK_SECRET), at = NOW, headers = {} } = signing
  const body = JSON.stringify(event)
  const timestamp = String(Math.floor(at / 1000))
  const raw = Uint8Array.from(atob(secret.replace('whsec_', '')), (one) => one.charCodeAt(0))
  const key = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const text = new TextEncoder().encode(`msg_1.${timestamp}.${signing.signedBody ?? body}`)
  const signature = btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.sign('HMAC', key, text))))
  return createVisitor(signing.bindings).request('/webhooks/resend', {
    method: 'POST',
    omitBrowserHeaders: true,
    headers: {
      ...{ 'Content-Type': 'application/json', 'svix-id': 'msg_1', 'svix-timestamp': timestamp },
      ...{ 'svix-signature': `v1,${signature}`, ...headers },
    },
    body,
  })
}

const readRules = async () => {
  const [row] = await queryRows<{ sealed: string }>(
    'select sealed_contact_rules as sealed from parents where id = ?',
    PARENT,
  )
  return unsealContactRules(env, PARENT, row?.sealed ?? null)
}
const readProblem = async () => (await queryRows("select email_problem from outbox where id = 'sent'"))[0]

describe('a report that e-mail does not reach a parent', () => {
  it.each([
    ['a permanent bounce', bounce(), 'bounced'],
    ['an address that the provider no longer writes to', report('email.suppressed'), 'bounced'],
    ['a complaint', report('email.complained'), 'complained'],
  ])('stops e-mail to the address, tells the lead, and is on record: %s', async (_, event, problem) => {
    expect((await postEvent(event)).status).toBe(204)
    const { email: _email, ...rest } = exampleParents.initiating.rules
    expect(await readRules()).toEqual({ ...rest, addressProblem: problem })
    expect(await readProblem()).toEqual({ email_problem: problem })
    expect(await listAuditDetails(FILE)).toContainEqual(['system', 'email_returned', { side: 'initiating' }])
    await drainOutbox(env, () => NOW)
    expect(deliveries.map(({ text }) => text)).toEqual([
      expect.stringContaining('est revenu, ou a été signalé comme indésirable'),
    ])
    expect(JSON.stringify(deliveries)).not.toContain(ADDRESS)
  })

  it('keeps what still waits for that address from leaving', async () => {
    const message = { from: 'a@example.org', to: ADDRESS, subject: 's', text: 't', html: 'h' }
    const row = await createOutboxRow(
      env.keys,
      { fileId: FILE, kind: 'receipt', parentId: PARENT, dependsOn: {} },
      message,
      NOW,
    )
    await queryRows(
      `insert into outbox (id, file_id, parent_id, kind, sealed_message, outcome, attempts, next_attempt_at, created_at)
        values (?, ?, ?, 'receipt', ?, 'queued', 0, ${NOW}, ${NOW})`,
      row.id,
      FILE,
      PARENT,
      row.sealedMessage,
    )
    await postEvent(bounce())
    await drainOutbox(env, () => NOW)
    expect(deliveries.filter(({ to }) => to === ADDRESS)).toEqual([])
    expect(await queryRows('select outcome, last_error from outbox where id = ?', row.id)).toEqual([
      { outcome: 'failed', last_error: 'not_safe' },
    ])
  })

  it('changes nothing the second time, also after the parent gave the address again', async () => {
    await postEvent(bounce())
    await changesNothing(() => postEvent(bounce()))
    expect((await changesNothing(() => postEvent(report('email.complained')))).status).toBe(204)
  })

  it('counts after a report that the message did not arrive, and not the other way about', async () => {
    await postEvent(bounce('Transient'))
    expect(await readProblem()).toEqual({ email_problem: 'undelivered' })
    expect((await postEvent(bounce())).status).toBe(204)
    expect(await readProblem()).toEqual({ email_problem: 'bounced' })
    expect((await readRules())?.email).toBeUndefined()
    expect((await changesNothing(() => postEvent(bounce('Transient')))).status).toBe(204)
  })

  it('tells nobody of a parent who withdrew, and still stops', async () => {
    await queryRows("update parents set status = 'closed' where id = ?", PARENT)
    expect((await postEvent(report('email.complained'))).status).toBe(204)
    expect((await readRules())?.addressProblem).toBe('complained')
    expect(await queryRows("select id from outbox where kind = 'file-news'")).toEqual([])
  })

  it('leaves alone the rules of a parent who gave another address since', async () => {
    expect((await postEvent(bounce('Permanent', 'older@example.com'))).status).toBe(204)
    expect(await readRules()).toEqual(exampleParents.initiating.rules)
    expect(await readProblem()).toEqual({ email_problem: 'bounced' })
  })

  it.each([
    ['a mailbox that is full', bounce('Transient')],
    ['a cause that nobody knows', bounce('Undetermined')],
    ['a message that the provider could not send', report('email.failed')],
  ])('marks the message alone for %s', async (_, event) => {
    expect((await postEvent(event)).status).toBe(204)
    expect(await readRules()).toEqual(exampleParents.initiating.rules)
    expect(await readProblem()).toEqual({ email_problem: 'undelivered' })
  })

  it('says of a message to a coordinator whose address it was, and stops nothing', async () => {
    const camille = practice.coordinators.find(({ id }) => id === 'camille-verdier')
    await queryRows("update outbox set parent_id = null, kind = 'file-news' where id = 'sent'")
    expect((await postEvent(bounce('Permanent', camille?.email.toUpperCase()))).status).toBe(204)
    expect(
      await queryRows("select email_problem, problem_of_coordinator_id from outbox where id = 'sent'"),
    ).toEqual([{ email_problem: 'bounced', problem_of_coordinator_id: 'camille-verdier' }])
    expect(await readRules()).toEqual(exampleParents.initiating.rules)
  })

  it('asks for the report again while contact rules change at the same moment, and changes nothing', async () => {
    const DB = createWatchedD1(async (statements, proceed) => {
      if (statements.some((sql) => sql.startsWith('update "parents"')))
        await queryRows("update parents set sealed_contact_rules = 'newer' where id = ?", PARENT)
      return proceed()
    })
    expect((await postEvent(bounce(), { bindings: { DB } })).status).toBe(503)
    expect(await readProblem()).toEqual({ email_problem: null })
    expect(await queryRows('select sealed_contact_rules from parents where id = ?', PARENT)).toEqual([
      { sealed_contact_rules: 'newer' },
    ])
    expect(await queryRows("select id from outbox where kind = 'file-news'")).toEqual([])
  })
})

describe('a report about a message that the portal does not know', () => {
  it.each([
    ['comes again while it is new', NOW - 60_000, 503],
    ['is let go an hour later', NOW - 2 * 3_600_000, 204],
  ])('%s', async (_, at, status) => {
    const event = bounce('Permanent', ADDRESS, 'unknown', at)
    expect((await changesNothing(() => postEvent(event))).status).toBe(status)
  })

  it.each(['email.delivered', 'email.opened', 'contact.created', 'email.something_new'])(
    'is nothing to the portal if it is %s',
    async (type) => {
      expect((await changesNothing(() => postEvent(report(type)))).status).toBe(204)
    },
  )
})

describe('a call that the provider did not sign', () => {
  const otherSecret = `whsec_${btoa('another secret')}`
  it.each<[string, Signing]>([
    ['another secret', { secret: otherSecret }],
    ['another body', { signedBody: '{}' }],
    ['a signature six minutes old', { at: NOW - 6 * 60_000 }],
    ['a signature of six minutes from now', { at: NOW + 6 * 60_000 }],
    ['the id of another call', { headers: { 'svix-id': 'msg_2' } }],
    ['no signature', { headers: { 'svix-signature': '' } }],
    ['a signature of another version', { headers: { 'svix-signature': 'v2,AAAA' } }],
    ['a time that is none', { headers: { 'svix-timestamp': 'now' } }],
    ['no secret at the portal', { bindings: { RESEND_WEBHOOK_SECRET: '' } }],
  ])('is refused and changes nothing: %s', async (_, signing) => {
    expect((await changesNothing(() => postEvent(bounce(), signing))).status).toBe(401)
  })

  it.each([{}, { type: 'email.bounced' }, { type: 1, created_at: 2, data: 3 }, []])(
    'is refused when signed, and no event: %j',
    async (event) => {
      expect((await changesNothing(() => postEvent(event))).status).toBe(401)
    },
  )
})
