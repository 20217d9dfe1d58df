import { beforeEach, describe, expect, it, vi } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { addPageButton } from '../../content/page-buttons.ts'
import { practice } from '../../content/practice.ts'
import { encodeFormBody } from '../../forms/example.ts'
import { languages, localisePath } from '../../forms/language.ts'
import { captureConsole } from '../../tests/support/console-logs.ts'
import { countRows, queryRows } from '../../tests/support/database-rows.ts'
import {
  createNumberedFamilyFields,
  createParentWithDraft,
  declarationFields,
} from '../../tests/support/intake-drafts.ts'
import { mockOrigin } from '../../tests/support/mock-network.ts'
import { mockTurnstile } from '../../tests/support/mock-turnstile.ts'
import { parsePage } from '../../tests/support/parse-page.ts'
import { expectRedirect } from '../../tests/support/requests.ts'
import { setUpPortal, TEST_NOW } from '../../tests/support/set-up-portal.ts'
import { createCountingD1, createVisitor, type Visitor } from '../../tests/support/test-portal.ts'
import {
  MAX_SENDS_PER_HOUR,
  MAX_UNPROVEN_SENDS_OF_ALL_PER_HOUR,
  MAX_UNPROVEN_SENDS_PER_HOUR,
  UNPROVEN_UNREAD_PART,
} from '../mail/flood-limits.ts'
import { TURNSTILE_FIELD } from './turnstile.ts'

setUpPortal()

const ORIGIN = 'https://challenges.cloudflare.com'
const SECRET = 'turnstile-secret'
const turnstile = { TURNSTILE_SITE_KEY: '0x4AAA-site', TURNSTILE_SECRET_KEY: SECRET }
const HOSTNAME = 'lantern-street.example.com'

let service: ReturnType<typeof mockTurnstile>
beforeEach(() => {
  service = mockTurnstile(ORIGIN, SECRET)
})
const issueToken = (claims: { hostname?: string; action?: string } = {}) =>
  service.issueToken({ hostname: HOSTNAME, action: 'send', ...claims })

let family = 0
const createSender = (overrides: object = turnstile) =>
  createParentWithDraft(
    { ...createNumberedFamilyFields(intakeExamples.byOneParent.fields, family++), device: ['own'] },
    'en',
    { ...overrides },
  )
/** Sends a form, from an address of its own if none is given, with a token, if any. */
const send = (parent: Visitor, token?: string, address = `198.51.100.${family}`, path = '/intake/send/') =>
  parent.request(path, {
    method: 'POST',
    body: encodeFormBody(
      addPageButton(path, {
        ...declarationFields,
        ...(token !== undefined && { [TURNSTILE_FIELD]: [token] }),
      }),
    ),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'CF-Connecting-IP': address },
  })
const sendFrom = async (address: string, withToken: boolean) =>
  send(await createSender(), withToken ? issueToken() : undefined, address)
const setCount = (key: string, count: number) =>
  queryRows('insert into code_attempts values (?, ?, ?)', key, Math.floor(TEST_NOW / 3_600_000), count)

describe('without keys', () => {
  it.each([
    ['neither key', {}],
    ['the site key alone', { TURNSTILE_SITE_KEY: '0x4AAA-site' }],
    ['the secret alone', { TURNSTILE_SECRET_KEY: SECRET }],
    ['no settings at all', { TURNSTILE_SITE_KEY: undefined, TURNSTILE_SECRET_KEY: undefined }],
  ])('the page has no widget and allows no other origin, and nobody is asked: %s', async (_, keys) => {
    const parent = await createSender({ TURNSTILE_SITE_KEY: '', TURNSTILE_SECRET_KEY: '', ...keys })
    const page = await parent.get('/intake/check/')
    const policy = page.headers.get('Content-Security-Policy')
    expect(policy).not.toMatch(/https:|frame-src/)
    expect(await page.text()).not.toMatch(/cf-turnstile|challenges\.cloudflare/)
    expectRedirect(await send(parent, 'a token'), '/intake/sent/')
    expect(service.verifications).toBe(0)
  })
})

describe('the page that sends', () => {
  it.each(languages)('has the widget in the form, and allows its origin, in %s', async (language) => {
    const parent = await createSender()
    const page = await parent.get(localisePath(language, '/intake/check/'))
    expect(page.headers.get('Content-Security-Policy')).toMatch(
      /^default-src 'none'; script-src 'self' https:\/\/challenges\.cloudflare\.com; .*; frame-src https:\/\/challenges\.cloudflare\.com$/,
    )
    const html = await page.text()
    expect(html).toMatch(
      new RegExp(
        `<form[^]*class="cf-turnstile" data-sitekey="0x4AAA-site" data-action="send"\\s+data-language="${language}"[^]*</form>`,
      ),
    )
    expect(html.match(/https:\/\/challenges\.cloudflare\.com[^"]*/g)).toEqual([
      `${ORIGIN}/turnstile/v0/api.js`,
    ])
  })

  it('is the only one: no other page has the widget or allows its origin', async () => {
    const parent = await createSender()
    for (const path of [
      '/intake/start/',
      '/intake/you/',
      '/intake/tasks/',
      '/file/',
      '/invitation/',
      '/receipt/',
    ]) {
      const page = await parent.get(path)
      expect(page.headers.get('Content-Security-Policy'), path).not.toContain('challenges')
      expect(await page.text(), path).not.toContain('turnstile/')
    }
  })

  it('comes back with a new widget when something is missing', async () => {
    const parent = createVisitor(turnstile)
    await parent.post('/intake/how-you-come/', { route: ['consent'] })
    const page = await send(parent, issueToken())
    expect(page.status).toBe(422)
    expect(page.headers.get('Content-Security-Policy')).toContain(`frame-src ${ORIGIN}`)
    expect(await page.text()).toContain('class="cf-turnstile"')
  })
})

describe('a form that is sent', () => {
  it('with a token is a person’s, in two calls to the database and one to Turnstile', async () => {
    const { DB, calls } = createCountingD1()
    const parent = await createSender({ ...turnstile, DB })
    calls.length = 0
    expectRedirect(await send(parent, issueToken()), '/intake/sent/')
    expect(
      calls.filter((statements) => !statements.some((sql) => sql.startsWith('update "outbox"'))),
    ).toHaveLength(2)
    expect([service.verifications, await countRows('files')]).toEqual([1, 1])
    for (let n = 1; n < MAX_UNPROVEN_SENDS_PER_HOUR + 2; n++)
      expect((await sendFrom('203.0.113.9', true)).status).toBe(303)
  })

  it('without JavaScript is taken all the same, and asks nobody', async () => {
    expectRedirect(await send(await createSender()), '/intake/sent/')
    expect([service.verifications, await countRows('files')]).toEqual([0, 1])
  })

  it('is sent once, whichever of two presses with one token comes first', async () => {
    const parent = await createSender()
    await setCount('unproven sends', MAX_UNPROVEN_SENDS_OF_ALL_PER_HOUR)
    const token = issueToken()
    const answers = await Promise.all([send(parent, token), send(parent, token)])
    for (const answer of answers) expectRedirect(answer, '/intake/sent/')
    expect(await countRows('files')).toBe(1)
  })

  const unproven: [string, () => Promise<string | undefined>][] = [
    ['no token', async () => undefined],
    ['an empty token', async () => ''],
    ['a token that somebody made up', async () => 'look-alike.AAAA'],
    ['a token longer than any', async () => 'x'.repeat(2049)],
    ['a token for another action', async () => issueToken({ action: 'login' })],
    ['a token from another site', async () => issueToken({ hostname: 'elsewhere.example.com' })],
    [
      'a token that another form has used',
      async () => {
        const token = issueToken()
        await send(await createSender(), token)
        return token
      },
    ],
    [
      'a token that is five minutes old',
      async () => {
        const token = issueToken()
        vi.setSystemTime(TEST_NOW + 300_001)
        return token
      },
    ],
  ]
  it.each(unproven)(
    'with %s counts towards the smaller bound, and a person’s does not',
    async (_, getToken) => {
      const token = await getToken()
      await setCount('unproven sends', MAX_UNPROVEN_SENDS_OF_ALL_PER_HOUR)
      const files = await countRows('files')
      const refused = await send(await createSender(), token)
      expect(refused.status).toBe(429)
      const page = await parsePage(refused)
      expect([...page.shown].filter((slot) => slot.startsWith('not-taken'))).toEqual(['not-taken-unproven'])
      expect(page.text).toContain('Nothing you typed is lost')
      expect(await countRows('files')).toBe(files)
      expectRedirect(await send(await createSender(), issueToken()), '/intake/sent/')
    },
  )

  it('twice with a token is refused', async () => {
    const parent = await createSender()
    await setCount('unproven sends', MAX_UNPROVEN_SENDS_OF_ALL_PER_HOUR)
    const token = issueToken()
    const body = encodeFormBody(
      addPageButton('/intake/send/', { ...declarationFields, [TURNSTILE_FIELD]: [token, token] }),
    )
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
    expect((await parent.request('/intake/send/', { method: 'POST', body, headers })).status).toBe(429)
  })

  it.each([
    ['answers with an error', new Response('no', { status: 500 })],
    ['says that it fails', undefined],
    ['cannot be reached', 'unreachable'],
    ['answers what is not JSON', 'html'],
    ['answers nothing for longer than a parent waits', 'silent'],
    ['refuses our secret', 'secret'],
  ])('is never lost when Turnstile %s: the other limits hold, and the log says so', async (_, fault) => {
    const log = captureConsole()
    await setCount('unproven sends', MAX_UNPROVEN_SENDS_OF_ALL_PER_HOUR)
    const token = issueToken()
    if (typeof fault === 'object') mockOrigin(ORIGIN, () => fault)
    if (fault === undefined)
      mockOrigin(ORIGIN, () => Response.json({ success: false, 'error-codes': ['internal-error'] }))
    if (fault === 'unreachable')
      mockOrigin(ORIGIN, () => {
        throw new TypeError('Network connection lost.')
      })
    if (fault === 'html') mockOrigin(ORIGIN, () => new Response('<h1>Attention</h1>'))
    if (fault === 'silent') {
      mockOrigin(ORIGIN, () => new Promise<Response>(() => undefined))
      vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
        const controller = new AbortController()
        setTimeout(() => controller.abort(new DOMException('It took too long', 'TimeoutError')))
        return controller.signal
      })
    }
    const overrides = fault === 'secret' ? { ...turnstile, TURNSTILE_SECRET_KEY: 'another' } : turnstile
    expectRedirect(await send(await createSender(overrides), token), '/intake/sent/')
    expect(log.eventsNamed('turnstile_unavailable')).toHaveLength(1)
    expect(log.lines.join('\n')).not.toContain(token)
  })
})

describe('leaving JavaScript out', () => {
  it('gains nothing: one network sends fewer, and all together no more than a few', async () => {
    for (let n = 0; n < MAX_UNPROVEN_SENDS_PER_HOUR; n++)
      expect((await sendFrom('203.0.113.5', false)).status).toBe(303)
    expect((await sendFrom('203.0.113.5', false)).status).toBe(429)
    // A person behind the same connection still sends.
    expect((await sendFrom('203.0.113.5', true)).status).toBe(303)
    expect(MAX_UNPROVEN_SENDS_PER_HOUR).toBeLessThan(MAX_SENDS_PER_HOUR)
    await queryRows(
      "update code_attempts set attempts = ? where connection_hash = 'unproven sends'",
      MAX_UNPROVEN_SENDS_OF_ALL_PER_HOUR,
    )
    for (const path of ['/intake/send/', '/fr/intake/send/'])
      expect((await send(await createSender(), undefined, undefined, path)).status).toBe(429)
  })

  it('fills no more than a part of the bound of unread intakes; the rest is left to people', async () => {
    await queryRows(
      `with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ?)
        insert into files (id, reference, route, stage, created_at) select n, n, 'consent', 'new', 1 from numbers`,
      practice.unreadIntakes * UNPROVEN_UNREAD_PART,
    )
    expect((await send(await createSender())).status).toBe(429)
    expectRedirect(await send(await createSender(), issueToken()), '/intake/sent/')
  })
})
