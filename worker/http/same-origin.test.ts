import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { captureConsole } from '../../tests/support/console-logs.ts'
import { changesNothing, countRows, expectNoChange } from '../../tests/support/database-rows.ts'
import { expectErrorPage } from '../../tests/support/expect-error-page.ts'
import { createParentWithDraft } from '../../tests/support/intake-drafts.ts'
import { createVisitor, prepareDatabase, TEST_ORIGIN, type Visitor } from '../../tests/support/test-portal.ts'

let parent: Visitor

beforeAll(async () => {
  await prepareDatabase()
  parent = await createParentWithDraft()
})
afterEach(() => {
  vi.restoreAllMocks()
})

const form = { 'Content-Type': 'application/x-www-form-urlencoded' }

describe('a post that another site could have caused', () => {
  const crossSiteHeaders: [string, Record<string, string>][] = [
    ['from another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['from another host of the same site', { 'Sec-Fetch-Site': 'same-site' }],
    ['from no page at all', { 'Sec-Fetch-Site': 'none' }],
    ['from another site with our origin on it', { 'Sec-Fetch-Site': 'cross-site', Origin: TEST_ORIGIN }],
    ['with two sealed_answers to where it came from', { 'Sec-Fetch-Site': 'same-origin, cross-site' }],
    ['with a foreign origin', { Origin: 'https://example.net' }],
    ['with an origin that begins like ours', { Origin: `${TEST_ORIGIN}.example.net` }],
    ['with our origin on another port', { Origin: `${TEST_ORIGIN}:8443` }],
    ['with our origin over plain HTTP', { Origin: TEST_ORIGIN.replace('https', 'http') }],
    ['with the origin null', { Origin: 'null' }],
    ['with our address only as its referrer', { Referer: `${TEST_ORIGIN}/intake/check/` }],
    ['that says nothing of where it came from', {}],
  ]

  it.each(crossSiteHeaders)('is refused and changes nothing: %s', async (_, headers) => {
    for (const path of ['/intake/you/', '/intake/send/', '/intake/nowhere/', '/nowhere/']) {
      const post = () =>
        parent.request(path, { method: 'POST', omitBrowserHeaders: true, headers: { ...form, ...headers } })
      await expectErrorPage(await changesNothing(post), 403)
    }
  })

  it.each([
    '/intake/resume-code/',
    '/intake/delete/',
    '/intake/leave/',
    '/file/',
    '/file/close/',
    '/file/authorise/',
    '/file/stop/',
    '/file/book/check/',
    '/file/appointment/cancel/',
    '/file/joint-consent/',
    '/invitation/',
    '/receipt/',
  ])('is refused by every page that takes one: %s', async (path) => {
    const headers = { ...form, 'Sec-Fetch-Site': 'cross-site' }
    await expectErrorPage(await changesNothing(() => parent.request(path, { method: 'POST', headers })), 403)
  })

  it('is refused in the language of its address', async () => {
    const answer = await parent.request('/fr/intake/send/', { method: 'POST', omitBrowserHeaders: true })
    await expectErrorPage(answer, 403, 'fr')
  })

  it.each(['text/plain', 'application/json', 'multipart/form-data; boundary=x', ''])(
    'is refused whatever type of body it has: %s',
    async (type) => {
      const headers = { 'Sec-Fetch-Site': 'cross-site', ...(type && { 'Content-Type': type }) }
      await expectNoChange(403, () =>
        parent.request('/intake/send/', { method: 'POST', body: 'x=y', headers }),
      )
    },
  )

  it.each(['PUT', 'PATCH', 'DELETE'])('is refused with any other unsafe method: %s', async (method) => {
    const headers = { 'Sec-Fetch-Site': 'cross-site' }
    const answer = await changesNothing(() => parent.request('/intake/send/', { method, headers }))
    await expectErrorPage(answer, 403)
  })

  it('is refused in JSON at the desk’s calls', async () => {
    const answer = await parent.request('/desk/api/files', { method: 'POST', omitBrowserHeaders: true })
    expect(answer.status).toBe(403)
    expect(await answer.json()).toEqual({
      code: 'not_permitted',
      request: answer.headers.get('X-Request-Id'),
    })
  })

  it('is logged without saying from where', async () => {
    const logs = captureConsole()
    await parent.request('/intake/send/', { method: 'POST', headers: { 'Sec-Fetch-Site': 'cross-site' } })
    expect(logs.eventsNamed('cross_site_refused')).toEqual([
      { event: 'cross_site_refused', request: expect.any(String), method: 'POST' },
    ])
  })
})

describe('a post from the portal’s own pages', () => {
  it.each<[string, Record<string, string>]>([
    ['as every current browser says', { 'Sec-Fetch-Site': 'same-origin' }],
    ['as an older browser says', { Origin: TEST_ORIGIN }],
    ['as a browser says that hides its origin', { 'Sec-Fetch-Site': 'same-origin', Origin: 'null' }],
  ])('is taken %s', async (_, headers) => {
    const drafts = await countRows('drafts')
    const answer = await createVisitor().request('/intake/how-you-come/', {
      method: 'POST',
      omitBrowserHeaders: true,
      body: 'route=consent',
      headers: { ...form, ...headers },
    })
    expect(answer.status).toBe(303)
    expect(await countRows('drafts')).toBe(drafts + 1)
  })

  it('is not needed to open a page: a link from anywhere does', async () => {
    for (const site of ['cross-site', 'none']) {
      const answer = await parent.request('/intake/you/', { headers: { 'Sec-Fetch-Site': site } })
      expect(answer.status).toBe(200)
    }
  })
})
