import { beforeEach, describe, expect, it } from 'vitest'
import { formNoticeWording } from '../../content/site/form-notices.ts'
import { encodeFormBody } from '../../forms/example.ts'
import { captureConsole } from '../../tests/support/console-logs.ts'
import { countRows, expectNoChange } from '../../tests/support/database-rows.ts'
import { expectErrorPage } from '../../tests/support/expect-error-page.ts'
import { limitOf } from '../../tests/support/requests.ts'
import { createCountingD1, createVisitor, prepareDatabase } from '../../tests/support/test-portal.ts'

beforeEach(prepareDatabase)

describe('a flood from one connection', () => {
  it('is answered with 429 and a page that says to wait, in either language, and reaches no database', async () => {
    const { DB, calls } = createCountingD1()
    const visitor = createVisitor({ DB, LIMIT_REQUESTS: limitOf(1) })
    expect((await visitor.get('/intake/you/')).status).toBe(200)
    await expectErrorPage(await visitor.get('/intake/you/'), 429)
    await expectErrorPage(await visitor.get('/fr/intake/you/'), 429, 'fr')
    await expectErrorPage(await visitor.post('/intake/how-you-come/', { route: ['consent'] }), 429)
    expect(calls).toEqual([])
  })

  it('is answered in JSON at the desk’s calls', async () => {
    const answer = await createVisitor({ LIMIT_REQUESTS: limitOf(0) }).get('/desk/api/me')
    expect(answer.status).toBe(429)
    expect(await answer.json()).toEqual({
      code: 'too_many_requests',
      request: answer.headers.get('X-Request-Id'),
    })
  })

  it('does not shut out anybody else', async () => {
    const LIMIT_REQUESTS = limitOf(1)
    for (let visitor = 0; visitor < 3; visitor++) {
      expect((await createVisitor({ LIMIT_REQUESTS }).get('/intake/you/')).status).toBe(200)
    }
    expect(LIMIT_REQUESTS.keys()).toHaveLength(3)
  })

  it('is counted by the address the platform saw, whatever the visitor says it is', async () => {
    const LIMIT_REQUESTS = limitOf(1)
    const visitor = createVisitor({ LIMIT_REQUESTS })
    for (const forged of ['198.51.100.1', '198.51.100.2']) {
      await visitor.request('/intake/you/', {
        headers: { 'X-Forwarded-For': forged, Forwarded: `for=${forged}` },
      })
    }
    expect(LIMIT_REQUESTS.keys()).toHaveLength(1)
    expect((await visitor.get('/intake/you/')).status).toBe(429)
  })

  it.each([
    ['throws', () => Promise.reject(new Error('Kanari of the limiter'))],
    [
      'throws at once',
      () => {
        throw new TypeError('Kanari of the limiter')
      },
    ],
    ['answers nothing', () => Promise.resolve(undefined)],
  ])('is let through, and what was typed saved, while the limiter %s', async (_, limit) => {
    const logs = captureConsole()
    const failing = { limit }
    const visitor = createVisitor({ LIMIT_REQUESTS: failing, LIMIT_NEW_DRAFTS: failing })
    const saved = await visitor.post('/intake/how-you-come/', { route: ['consent'] })
    expect(saved.status).toBe(303)
    expect(await countRows('draft_sections')).toBe(1)
    expect((await visitor.get('/healthz')).status).toBe(200)
    expect((await visitor.get(`/calendar/${'A'.repeat(32)}.ics`)).status).toBe(404)
    expect(logs.eventsNamed('rate_limit_unavailable').length).toBeGreaterThanOrEqual(4)
    expect(logs.lines.join('\n')).not.toContain('Kanari')
  })

  it('does not hide that the portal is well', async () => {
    const visitor = createVisitor({ LIMIT_REQUESTS: limitOf(1) })
    await visitor.get('/intake/you/')
    expect((await visitor.get('/intake/you/')).status).toBe(429)
    expect((await visitor.get('/healthz')).status).toBe(200)
  })

  it.each([
    ['another address of one household', ['2001:db8:1:2::1', '2001:db8:1:2:ffff::1'], 429],
    ['another household', ['2001:db8:1:2::1', '2001:db8:1:3::1'], 200],
    ['an IPv4 address written into IPv6', ['203.0.113.7', '::ffff:203.0.113.7'], 429],
    ['another IPv4 address', ['203.0.113.7', '203.0.113.8'], 200],
  ] as const)('is counted by its network: %s', async (_, [first, second], status) => {
    const visitor = createVisitor({ LIMIT_REQUESTS: limitOf(1) })
    const getFrom = (address: string) =>
      visitor.request('/intake/you/', { headers: { 'CF-Connecting-IP': address } })
    expect((await getFrom(first)).status).toBe(200)
    expect((await getFrom(second)).status).toBe(status)
  })

  it.each([
    ['a /48', (n: number) => `2001:db8:1:${n.toString(16)}::1`, '2001:db8:2:1::1'],
    ['a /24', (n: number) => `203.0.113.${n}`, '203.0.114.1'],
  ])('is bounded for %s too, however many of its networks are used', async (_, addressOf, elsewhere) => {
    const visitor = createVisitor({ LIMIT_REQUESTS: limitOf(2), LIMIT_WIDE_REQUESTS: limitOf(5) })
    const getFrom = async (address: string) =>
      (await visitor.request('/intake/you/', { headers: { 'CF-Connecting-IP': address } })).status
    const statuses: number[] = []
    for (let n = 1; n <= 6; n++) statuses.push(await getFrom(addressOf(n)))
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429])
    expect(await getFrom(elsewhere)).toBe(200)
  })

  it('uses up no more of a /24 than the limit of one address', async () => {
    const visitor = createVisitor({ LIMIT_REQUESTS: limitOf(2), LIMIT_WIDE_REQUESTS: limitOf(4) })
    const getFrom = async (address: string) =>
      (await visitor.request('/intake/you/', { headers: { 'CF-Connecting-IP': address } })).status
    for (let count = 0; count < 20; count++) await getFrom('203.0.113.7')
    expect(await getFrom('203.0.113.8')).toBe(200)
  })

  it.each([
    ['/intake/you/', '/fr/intake/you/', 'GET'],
    ['/intake/you/', '/intake/you/', 'HEAD'],
    ['/intake/you/', '/intake/no-such-page/', 'GET'],
    ['/fr/file/', '/invitation/yours/', 'GET'],
  ])('is counted whatever is asked: %s, then %s with %s', async (first, second, method) => {
    const visitor = createVisitor({ LIMIT_REQUESTS: limitOf(1) })
    await visitor.get(first)
    expect((await visitor.request(second, { method })).status).toBe(429)
  })
})

describe('a flood of new drafts', () => {
  it('is answered with 429 on the same page, what was typed kept, and no further draft is begun', async () => {
    const LIMIT_NEW_DRAFTS = limitOf(2)
    const visitor = createVisitor({ LIMIT_NEW_DRAFTS })
    const begin = () => {
      visitor.cookie = ''
      return visitor.post('/intake/how-you-come/', { parentingDocument: ['none'] })
    }
    expect((await begin()).status).toBe(303)
    expect((await begin()).status).toBe(303)
    const refused = await expectNoChange(429, begin)
    const html = await refused.text()
    expect(html).toContain(formNoticeWording.tooMany.en)
    expect(html).toMatch(/value="none"[^>]*checked/)
    expect(await countRows('drafts')).toBe(2)
  })

  it('is counted over IPv6 by the larger network, whose smaller ones cost nothing', async () => {
    const visitor = createVisitor({ LIMIT_NEW_DRAFTS: limitOf(1) })
    const beginFrom = (address: string) => {
      visitor.cookie = ''
      return visitor.request('/intake/how-you-come/', {
        method: 'POST',
        body: encodeFormBody({ route: ['consent'] }),
        headers: {
          'Content-Type': 'application/x-www-form-urlencoded',
          'CF-Connecting-IP': address,
        },
      })
    }
    expect((await beginFrom('2001:db8:1:1::1')).status).toBe(303)
    expect((await beginFrom('2001:db8:1:2::1')).status).toBe(429)
    expect((await beginFrom('2001:db8:2:1::1')).status).toBe(303)
  })

  it('does not keep a draft that was begun from being saved', async () => {
    const visitor = createVisitor({ LIMIT_NEW_DRAFTS: limitOf(1) })
    for (let save = 0; save < 4; save++) {
      expect((await visitor.post('/intake/how-you-come/', { route: ['consent'] })).status).toBe(303)
    }
    expect(await countRows('drafts')).toBe(1)
  })

  it('does not count a page that comes back with mistakes', async () => {
    const visitor = createVisitor({ LIMIT_NEW_DRAFTS: limitOf(1) })
    for (let mistake = 0; mistake < 4; mistake++) {
      expect((await visitor.post('/intake/how-you-come/', { parentingDocument: ['letter'] })).status).toBe(
        422,
      )
    }
    expect((await visitor.post('/intake/how-you-come/', { route: ['consent'] })).status).toBe(303)
  })
})
