import { beforeEach, describe, expect, it } from 'vitest'
import { formNoticeWording } from '../../content/site/wording.ts'
import { countRows, expectNoChange } from '../../tests/support/database-rows.ts'
import { expectErrorPage } from '../../tests/support/expect-error-page.ts'
import { createCountingD1, createVisitor, prepareDatabase } from '../../tests/support/test-portal.ts'

beforeEach(prepareDatabase)

/** Creates a limit that allows a number of requests for each key, and records the keys. */
function limitOf(allowed: number) {
  const used = new Map<string, number>()
  const limit = async ({ key }: { key: string }) => {
    used.set(key, (used.get(key) ?? 0) + 1)
    return { success: (used.get(key) ?? 0) <= allowed }
  }
  return { limit, keys: () => [...used.keys()] }
}

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

  it('does not hide that the portal is well', async () => {
    expect((await createVisitor({ LIMIT_REQUESTS: limitOf(0) }).get('/healthz')).status).toBe(200)
  })
})

describe('a flood of new drafts', () => {
  it('is answered with 429 on the same page, what was typed kept, and no further draft is begun', async () => {
    const LIMIT_NEW_DRAFTS = limitOf(2)
    const visitor = createVisitor({ LIMIT_NEW_DRAFTS })
    const begin = () => {
      visitor.cookie = ''
      return visitor.post('/intake/how-you-come/', { route: ['consent'] })
    }
    expect((await begin()).status).toBe(303)
    expect((await begin()).status).toBe(303)
    const refused = await expectNoChange(429, begin)
    const html = await refused.text()
    expect(html).toContain(formNoticeWording.tooMany.en)
    expect(html).toMatch(/value="consent"[^>]*checked/)
    expect(await countRows('drafts')).toBe(2)
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
      expect((await visitor.post('/intake/how-you-come/', { route: [''] })).status).toBe(422)
    }
    expect((await visitor.post('/intake/how-you-come/', { route: ['consent'] })).status).toBe(303)
  })
})
