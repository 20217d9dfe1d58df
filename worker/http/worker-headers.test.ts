import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { createAccessTeam } from '../../tests/support/access-team.ts'
import {
  createLostDraftCookie,
  createParentWithDraft,
  declarationFields,
  sendIntake,
} from '../../tests/support/intake-drafts.ts'
import { parsePage } from '../../tests/support/parse-page.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { createVisitor, createWatchedD1, TEST_ORIGIN } from '../../tests/support/test-portal.ts'
import type { Bindings } from '../environment.ts'
import { MAX_BODY_BYTES } from './read-form.ts'
import { renderAssetHeadersFile, securityHeaderValues, workerHeaderValues } from './security-headers.ts'

setUpPortal()

const broken = createWatchedD1(() => Promise.reject(new Error('D1_ERROR: gone')))
const full = { limit: async () => ({ success: false }) }

/** One example of each kind of response that the worker gives. */
const answers: [string, number, () => Promise<Response>][] = [
  ['a page', 200, () => createVisitor().get('/intake/you/')],
  ['a page filled in', 200, async () => (await createParentWithDraft()).get('/intake/you/')],
  ['the list of the parts', 200, async () => (await createParentWithDraft()).get('/intake/tasks/')],
  ['a list', 200, async () => (await createParentWithDraft()).get('/intake/children/')],
  ['one of a list', 200, async () => (await createParentWithDraft()).get('/intake/children/01/')],
  ['one of a list taken out', 303, removed],
  [
    'a code to come back with',
    200,
    async () => (await createParentWithDraft()).post('/intake/resume-code/', { press: ['show'] }),
  ],
  ['a wrong code to come back with', 422, () => createVisitor().post('/intake/resume/', { code: ['AAAA'] })],
  ['a draft deleted', 303, async () => (await createParentWithDraft()).post('/intake/delete/')],
  ['a page left in a hurry', 204, async () => (await createParentWithDraft()).post('/intake/leave/')],
  ['the door of “Your file”', 200, () => createVisitor().get('/file/')],
  ['“Your file”', 200, ownFile],
  ['a wrong code of “Your file”', 422, () => createVisitor().post('/file/', { code: ['AAAA'] })],
  ['the check of the answers', 200, async () => (await createParentWithDraft()).get('/intake/check/')],
  ['a page without its slash', 301, () => createVisitor().get('/intake/you')],
  ['a section saved', 303, () => createVisitor().post('/intake/how-you-come/', { route: ['consent'] })],
  [
    'an intake sent',
    303,
    async () => (await createParentWithDraft()).post('/intake/send/', declarationFields),
  ],
  ['the confirmation', 200, sentConfirmation],
  ['a section with mistakes', 422, () => createVisitor().post('/intake/you/', {})],
  ['an intake with something missing', 422, incompleteIntake],
  ['a field given twice', 400, () => createVisitor().post('/intake/you/', { legalName: ['Mo', 'Jo'] })],
  [
    'broken multipart',
    400,
    () => createVisitor().request('/intake/you/', postOf('multipart/form-data; boundary=x')),
  ],
  ['a desk page without sign-in', 401, () => createVisitor().get('/desk/')],
  ['a desk call without sign-in', 401, () => createVisitor().get('/desk/api/me')],
  [
    'a post from elsewhere',
    403,
    () => createVisitor().request('/intake/you/', { method: 'POST', omitBrowserHeaders: true }),
  ],
  [
    'a stranger at the desk',
    403,
    async () => (await (await createAccessTeam()).createVisitor('a@b.example')).get('/desk/'),
  ],
  ['a desk call', 200, async () => (await robin()).get('/desk/api/me')],
  ['a desk call to nowhere', 404, async () => (await robin()).get('/desk/api/nowhere')],
  ['no page', 404, () => createVisitor().get('/intake/nowhere/')],
  ['an error page asked for directly', 404, () => createVisitor().get('/errors/403/')],
  ['another method', 405, () => createVisitor().request('/intake/you/', { method: 'PUT' })],
  ['a draft that is gone', 410, lostDraft],
  ['too long a body', 413, () => createVisitor().post('/intake/you/', `a=${'x'.repeat(MAX_BODY_BYTES)}`)],
  ['another type of body', 415, () => createVisitor().request('/intake/you/', postOf('application/json'))],
  ['too many requests', 429, () => createVisitor({ LIMIT_REQUESTS: full }).get('/intake/you/')],
  ['health', 200, () => createVisitor().get('/healthz')],
  ['ill health', 503, () => createVisitor({ DB: broken }).get('/healthz')],
  ['a fault', 500, () => createVisitor({ DB: broken }).post('/intake/how-you-come/', { route: ['consent'] })],
  ['a fault of the settings', 500, () => createVisitor({ KEY_RING: '' }).get('/intake/you/')],
  ['a fault without a page for it', 500, () => createVisitor({ ASSETS: noAssets }).get('/intake/you/')],
  ['a HEAD', 200, () => createVisitor().request('/intake/you/', { method: 'HEAD' })],
]

it.each(answers)('%s (%i) carries every header of the worker, and its request id', async (_, status, ask) => {
  const answer = await ask()
  expect(answer.status).toBe(status)
  const isPage = answer.headers.get('Content-Type')?.startsWith('text/html')
  const expected = {
    ...workerHeaderValues,
    ...(isPage && { 'Content-Security-Policy': await loadPagePolicy() }),
  }
  for (const [name, value] of Object.entries(expected)) expect(answer.headers.get(name)).toBe(value)
  expect(answer.headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/)
  for (const telling of ['Server', 'X-Powered-By', 'ETag', 'Last-Modified', 'Access-Control-Allow-Origin']) {
    expect(answer.headers.get(telling)).toBeNull()
  }
})

describe('the headers', () => {
  it('keep everything out that is not the portal’s own', () => {
    const policy = workerHeaderValues['Content-Security-Policy'] ?? ''
    expect(policy).not.toMatch(/unsafe|\*|data:|https?:/)
    expect(policy.split('; ')).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'self'",
      ]),
    )
    const seconds = /^max-age=(\d+); includeSubDomains$/.exec(
      workerHeaderValues['Strict-Transport-Security'] ?? '',
    )
    expect(Number(seconds?.[1])).toBeGreaterThanOrEqual(365 * 86_400)
    expect(workerHeaderValues['X-Content-Type-Options']).toBe('nosniff')
    expect(workerHeaderValues['Referrer-Policy']).toBe('same-origin')
    expect(workerHeaderValues['Cache-Control']).toBe('no-store')
  })

  it('of a page add to the policy nothing but the hashes of its styles', async () => {
    const policy = await loadPagePolicy()
    expect(policy).toMatch(/; style-src 'self'( 'sha256-[\w+/]{43}=')+;/)
    expect(policy.replaceAll(/ 'sha256-[\w+/]{43}='/g, '')).toBe(
      workerHeaderValues['Content-Security-Policy'],
    )
  })

  it('of static pages are the same but for the storing and the styles', () => {
    const [everywhere = ''] = renderAssetHeadersFile(['hash=']).split('/_astro/*')
    const lines = everywhere.trim().split('\n')
    expect(lines.shift()).toBe('/*')
    expect(
      Object.fromEntries(
        lines.map((line) =>
          line
            .trim()
            .split(/: (.*)/)
            .slice(0, 2),
        ),
      ),
    ).toEqual({
      ...securityHeaderValues,
      'Content-Security-Policy': securityHeaderValues['Content-Security-Policy']?.replace(
        "style-src 'self'",
        "style-src 'self' 'sha256-hash='",
      ),
    })
  })
})

describe('the request id', () => {
  it('is never the one a stranger sends, however harmless it looks', async () => {
    const answer = await createVisitor().request('/healthz', { headers: { 'X-Request-Id': 'abc-123_=' } })
    expect(answer.headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/)
  })

  it.each([
    '<script>alert(1)</script>',
    'a"b',
    'a b',
    'a;b',
    'a,b',
    '../../x',
    '%0d%0aSet-Cookie:x=1',
    '{"event":"x"}',
    'é',
    'x'.repeat(256),
  ])('is another when what came could do harm: %s', async (hostile) => {
    for (const path of ['/intake/nowhere/', '/desk/api/me']) {
      const answer = await createVisitor().request(path, { headers: { 'X-Request-Id': hostile } })
      expect(answer.headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/)
      expect(await answer.text()).not.toContain(hostile)
    }
  })
})

/** The policy that a built page comes with. */
async function loadPagePolicy(): Promise<string> {
  const { ASSETS } = env as unknown as Bindings
  const page = await ASSETS.fetch(`${TEST_ORIGIN}/intake/you/`)
  return page.headers.get('Content-Security-Policy') ?? ''
}

const noAssets = { fetch: async () => new Response(null, { status: 404 }) }

const postOf = (type: string): RequestInit => ({
  method: 'POST',
  body: 'x',
  headers: { 'Content-Type': type },
})

const robin = async () => (await createAccessTeam()).createVisitor('robin@lantern-street.example.com')

async function sentConfirmation(): Promise<Response> {
  const parent = await sendIntake()
  return parent.get('/intake/sent/')
}

async function ownFile(): Promise<Response> {
  const parent = await sendIntake()
  const { slots } = await parsePage(await parent.get('/intake/sent/'))
  const reader = createVisitor()
  await reader.post('/file/', { code: [slots.code ?? ''] })
  return reader.get('/file/')
}

async function removed(): Promise<Response> {
  return (await createParentWithDraft()).post('/intake/children/01/', { press: ['remove'] })
}

async function incompleteIntake(): Promise<Response> {
  const parent = createVisitor()
  await parent.post('/intake/how-you-come/', { route: ['consent'] })
  return parent.post('/intake/send/', declarationFields)
}

async function lostDraft(): Promise<Response> {
  const parent = createVisitor()
  parent.cookie = await createLostDraftCookie()
  return parent.get('/intake/you/')
}
