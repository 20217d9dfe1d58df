import { beforeAll, describe, expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { youSection } from '../../content/forms/intake/you.ts'
import { getSectionFields } from '../../forms/example.ts'
import { changesNothing } from '../../tests/support/database-rows.ts'
import { expectErrorPage } from '../../tests/support/expect-error-page.ts'
import { createParentWithDraft } from '../../tests/support/intake-drafts.ts'
import { parsePage } from '../../tests/support/parse-page.ts'
import { prepareDatabase, type Visitor } from '../../tests/support/test-portal.ts'

let parent: Visitor

beforeAll(async () => {
  await prepareDatabase()
  parent = await createParentWithDraft()
})

const typed = getSectionFields(youSection, intakeExamples.byOneParent.fields)

describe('an address that leads nowhere', () => {
  it.each([
    '/intake/YOU/',
    '/intake/y%D0%BEu/',
    '/intake/you%00/',
    '/intake/you%2f/',
    '/intake/..%2fyou/',
    '/intake/%2e%2e%2f%2e%2e%2fetc%2fpasswd/',
    '/intake/you%5c..%5ccheck/',
    '/intake/%E0%A4%A/',
    '/intake/%/',
    '/intake/%ED%A0%80/',
    '/intake/__proto__/',
    '/intake/-/',
    '/intake/you--more/',
    '/intake/nowhere/UPPER/',
    '/intake/nowhere/item/',
    '/intake/you/more/',
    '/intake/children/01/more/',
    '/intake/children/.../',
    '/intake/children/__proto__/',
    '/intake/declaration/',
    '/intake/declaration/01/',
    '/intake//you/',
    '/intake/you;x=1/',
    `/intake/${'a'.repeat(20_000)}/`,
  ])('has no page, and takes no form: %s', async (path) => {
    await changesNothing(async () => {
      await expectErrorPage(await parent.get(path), 404)
      const posted = await parent.post(path, typed)
      expect(posted.headers.getSetCookie().filter((cookie) => cookie.includes('returned'))).toEqual([])
      await expectErrorPage(posted, 404)
      await expectErrorPage(await parent.request(path, { method: 'PUT' }), 404)
    })
    await expectErrorPage(await parent.get(`/fr${path}`), 404, 'fr')
  })

  it.each(['/intake/nowhere/', '/intake/constructor/', '/intake/nowhere/01/'])(
    'has no page, also where a form may have had one: %s',
    async (path) => {
      await changesNothing(async () => {
        await expectErrorPage(await parent.get(path), 404)
        await expectErrorPage(await parent.request(path, { method: 'PUT' }), 404)
      })
    },
  )

  it('of dots is what the dots lead to', async () => {
    expect((await parsePage(await parent.get('/intake/check/../you/'))).status).toBe(200)
    await expectErrorPage(await parent.get('/intake/%2e%2e/%2e%2e/etc/passwd/'), 404)
  })

  it('gets its slash at the end when one is missing there, on this site and no other', async () => {
    for (const [path, leads] of [
      ['/intake/you', `https://lantern-street.example.com/intake/you/`],
      ['/intake/you?then=check', `https://lantern-street.example.com/intake/you/?then=check`],
      ['//example.net/x', `https://lantern-street.example.com//example.net/x/`],
    ] as const) {
      const answer = await parent.get(path)
      expect(answer.status).toBe(301)
      expect(answer.headers.get('Location')).toBe(leads)
    }
  })

  it('may be long behind the question mark without harm', async () => {
    expect((await parent.get(`/intake/you/?x=${'a'.repeat(20_000)}`)).status).toBe(200)
  })
})

describe('a method that a page does not take', () => {
  it.each<[string, string, string]>([
    ['PUT', '/intake/you/', 'GET, HEAD, POST'],
    ['PATCH', '/intake/you/', 'GET, HEAD, POST'],
    ['DELETE', '/intake/you/', 'GET, HEAD, POST'],
    ['OPTIONS', '/intake/you/', 'GET, HEAD, POST'],
    ['PUT', '/intake/send/', 'GET, HEAD, POST'],
    ['DELETE', '/intake/send/', 'GET, HEAD, POST'],
    ['POST', '/intake/check/', 'GET, HEAD'],
    ['DELETE', '/intake/check/', 'GET, HEAD'],
    ['POST', '/intake/sent/', 'GET, HEAD'],
    ['PATCH', '/intake/sent/', 'GET, HEAD'],
    ['PUT', '/intake/children/', 'GET, HEAD, POST'],
    ['DELETE', '/intake/children/01/', 'GET, HEAD, POST'],
    ['POST', '/intake/tasks/', 'GET, HEAD'],
    ['PUT', '/intake/resume/', 'GET, HEAD, POST'],
    ['DELETE', '/intake/delete/', 'GET, HEAD, POST'],
    ['POST', '/intake/deleted/', 'GET, HEAD'],
    ['GET', '/intake/leave/', 'POST'],
    ['PUT', '/file/', 'GET, HEAD, POST'],
    ['POST', '/file/code/', 'GET, HEAD'],
    ['POST', '/file/opened/', 'GET, HEAD'],
    ['GET', '/file/close/', 'POST'],
    ['PUT', '/file/authorise/', 'GET, HEAD, POST'],
    ['DELETE', '/file/authorise/', 'GET, HEAD, POST'],
    ['POST', '/file/receipt/', 'GET, HEAD'],
    ['DELETE', '/file/receipt/', 'GET, HEAD'],
    ['PUT', '/file/stop/', 'GET, HEAD, POST'],
    ['DELETE', '/file/stop/', 'GET, HEAD, POST'],
    ['DELETE', '/file/book/check/', 'GET, HEAD, POST'],
    ['PUT', '/receipt/', 'GET, HEAD, POST'],
    ['DELETE', '/invitation/', 'GET, HEAD, POST'],
    ['POST', '/invitation/yours/', 'GET, HEAD'],
    ['GET', '/invitation/start/', 'POST'],
    ['PUT', '/invitation/decline/', 'GET, HEAD, POST'],
    ['POST', '/invitation/declined/', 'GET, HEAD'],
  ])('%s %s is answered with 405 and what may be used', async (method, path, allowed) => {
    const answer = await changesNothing(() => parent.request(path, { method }))
    expect(answer.headers.get('Allow')).toBe(allowed)
    await expectErrorPage(answer, 405)
    await expectErrorPage(await parent.request(`/fr${path}`, { method }), 405, 'fr')
  })

  it.each(['/intake/you/', '/intake/check/', '/intake/send/', '/intake/nowhere/', '/healthz'])(
    'HEAD %s is answered as GET is, without the body',
    async (path) => {
      const head = await changesNothing(() => parent.request(path, { method: 'HEAD' }))
      const get = await parent.get(path)
      expect(head.status).toBe(get.status)
      expect(await head.text()).toBe('')
      const without = ({ headers }: Response) => [...headers].filter(([name]) => name !== 'x-request-id')
      expect(without(head)).toEqual(without(get))
    },
  )
})
