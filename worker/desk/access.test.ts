import { exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { deskAddresses, pageByMovedDeskPath } from '../../content/desk-addresses.ts'
import { type AccessTeam, buildAccessClaims, createAccessTeam } from '../../tests/support/access-team.ts'
import { captureConsole } from '../../tests/support/console-logs.ts'
import { changesNothing, expectNoChange } from '../../tests/support/database-rows.ts'
import { expectErrorPage } from '../../tests/support/expect-error-page.ts'
import { sendIntake } from '../../tests/support/intake-drafts.ts'
import { mockMailProvider } from '../../tests/support/mock-mail-provider.ts'
import { parsePage } from '../../tests/support/parse-page.ts'
import { TEST_NOW } from '../../tests/support/set-up-portal.ts'
import { prepareDatabase } from '../../tests/support/test-portal.ts'

const ROBIN = 'robin@lantern-street.example.com'
const SECONDS = TEST_NOW / 1000

let team: AccessTeam

beforeAll(async () => {
  await prepareDatabase()
  mockMailProvider()
  await sendIntake()
})
beforeEach(async () => {
  vi.setSystemTime(TEST_NOW)
  team = await createAccessTeam()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const everywhere = [
  '/desk',
  '/desk/',
  '/desk/files/K7Q4-9MX2/',
  '/desk/index.html',
  '/desk/nowhere/',
  '/desk/api',
  '/desk/api/',
  '/desk/api/me',
  '/desk/api/files',
  '/desk/api/files/K7Q4-9MX2',
  '/desk/api/nowhere',
]

describe('without a token', () => {
  it.each(everywhere)('nobody gets in: %s', async (path) => {
    const visitor = await team.createVisitor()
    await changesNothing(async () => {
      for (const method of ['GET', 'HEAD', 'POST', 'DELETE']) {
        for (const address of [path, `/fr${path}`]) {
          expect((await visitor.request(address, { method })).status).toBe(401)
        }
      }
    })
    expect(team.countKeySetFetches()).toBe(0)
  })

  it('a page says so, and leads to the team’s sign-in and back', async () => {
    const visitor = await team.createVisitor()
    const page = await expectErrorPage(await visitor.get('/desk/files/K7Q4-9MX2/?x=1'), 401)
    const signIn = page.links.find(({ text }) => text === 'Sign in')
    const link = new URL(signIn?.href ?? '')
    expect(link.origin).toBe(team.domain)
    expect(link.pathname).toBe('/cdn-cgi/access/login/lantern-street.example.com')
    expect(Object.fromEntries(link.searchParams)).toEqual({
      kid: 'audience-of-the-tests',
      redirect_url: '/desk/files/K7Q4-9MX2/?x=1',
    })
    const inFrench = await expectErrorPage(await visitor.get('/fr/desk/'), 401, 'fr')
    expect(inFrench.links.map(({ text }) => text)).toContain('Ouvrir une session')
  })

  it('a page says so with the address as text, whatever it is', async () => {
    const visitor = await team.createVisitor()
    const page = await parsePage(await visitor.get('/desk/"><script>alert(1)</script>/&amp;x/'))
    expect(page.scripts).toBe((await parsePage(await visitor.get('/desk/'))).scripts)
  })

  it('a call is answered in JSON', async () => {
    const answer = await (await team.createVisitor()).get('/desk/api/files')
    expect(answer.headers.get('Content-Type')).toBe('application/json')
    expect(await answer.json()).toEqual({ code: 'signed_out', request: answer.headers.get('X-Request-Id') })
  })
})

describe('a token', () => {
  it('opens the desk in Access’s header, and in its cookie', async () => {
    const token = await team.signToken(ROBIN)
    const header = await (await team.createVisitor()).request('/desk/api/me', {
      headers: { 'Cf-Access-Jwt-Assertion': token },
    })
    const cookie = await (await team.createVisitor()).request('/desk/api/me', {
      headers: { Cookie: `a=b; CF_Authorization=${token}; c=d` },
    })
    for (const answer of [header, cookie]) {
      expect(answer.status).toBe(200)
      expect(await answer.json()).toMatchObject({ id: 'robin-ashdown', name: 'Robin Ashdown' })
    }
  })

  it.each([
    ['ROBIN@Lantern-Street.Example.COM', 200],
    [ROBIN, 200],
  ])('is for the person whose e-mail it holds, in capitals or not: %s', async (email, status) => {
    expect((await (await team.createVisitor(email)).get('/desk/api/me')).status).toBe(status)
  })

  it('lets the built page through, in the language of the address', async () => {
    const requestedPaths: string[] = []
    const ASSETS = {
      fetch: async (url: string) => {
        requestedPaths.push(new URL(url).pathname)
        return new Response('<html>the desk</html>')
      },
    }
    const robin = await team.createVisitor(ROBIN, { ASSETS })
    const addresses = Object.values(deskAddresses).map((path) => path.replace(':reference', 'K7Q4-9MX2'))
    for (const root of ['', '/fr'])
      for (const path of ['/desk/', ...addresses]) {
        const answer = await robin.get(`${root}${path}`)
        expect([path, answer.status]).toEqual([path, 200])
        expect(await answer.text()).toBe('<html>the desk</html>')
        // The list of files has a copy of the page, which names its script ahead.
        expect(requestedPaths.pop()).toBe(`${root}${path === '/desk/files/' ? path : '/desk/'}`)
      }
  })

  it('leads from an old address of a page to its new one, with what was asked of it', async () => {
    const robin = await team.createVisitor(ROBIN)
    for (const [from, page] of Object.entries(pageByMovedDeskPath))
      for (const root of ['', '/fr']) {
        const answer = await robin.get(`${root}${from}?view=day`)
        const to = `${root}${deskAddresses[page]}?view=day`
        expect([answer.status, answer.headers.get('Location')]).toEqual([301, to])
      }
  })

  it.each([
    ['just expired', { exp: SECONDS - 59 }],
    ['from a clock that is a little fast', { nbf: SECONDS + 60, iat: SECONDS + 60 }],
  ])('opens it when its clock and ours are less than a minute apart: %s', async (_, claims) => {
    const visitor = await team.createVisitor()
    visitor.cookie = `CF_Authorization=${await team.signToken(ROBIN, claims)}`
    expect((await visitor.get('/desk/api/me')).status).toBe(200)
  })

  it('fetches the key set once and caches it', async () => {
    const robin = await team.createVisitor(ROBIN)
    for (let call = 0; call < 3; call++) expect((await robin.get('/desk/api/me')).status).toBe(200)
    expect(team.countKeySetFetches()).toBe(1)
  })

  it.each<[string, Record<string, unknown>]>([
    ['expired', { exp: SECONDS - 60 }],
    ['without an end', { exp: undefined }],
    ['without a beginning', { iat: undefined }],
    ['not valid yet', { nbf: SECONDS + 61 }],
    ['for another application', { aud: ['another'] }],
    ['for no application', { aud: undefined }],
    ['for an application whose tag begins like ours', { aud: 'audience-of-the-tests-2' }],
    ['by another issuer', { iss: 'https://another.example.com' }],
    ['by no issuer', { iss: undefined }],
    ['of a service, without an e-mail', { email: undefined, common_name: 'robot' }],
    ['with something else for an e-mail', { email: [ROBIN] }],
  ])('does not open it when %s', async (_, claims) => {
    await expectRefused(await team.signToken(ROBIN, claims))
  })

  it('does not open it when it is not signed', async () => {
    await expectRefused(new UnsecuredJWT(buildAccessClaims(team.domain, ROBIN)).encode())
    const [head = '', body = ''] = (await team.signToken(ROBIN)).split('.')
    await expectRefused(`${head}.${body}.`)
    await expectRefused(`${head}.${body}`)
  })

  it('does not open it when it is signed with the public key as a password', async () => {
    const password = new TextEncoder().encode(await exportSPKI(team.publicKey))
    const [head = ''] = (await team.signToken(ROBIN)).split('.')
    const { kid } = JSON.parse(atob(head))
    const forged = new SignJWT(buildAccessClaims(team.domain, ROBIN)).setProtectedHeader({
      alg: 'HS256',
      kid,
    })
    await expectRefused(await forged.sign(password))
  })

  it('does not open it when somebody else signed it, under the team’s key id or another', async () => {
    const { privateKey } = await generateKeyPair('RS256')
    const [head = ''] = (await team.signToken(ROBIN)).split('.')
    const { kid } = JSON.parse(atob(head))
    for (const name of [kid, 'another']) {
      const forged = new SignJWT(buildAccessClaims(team.domain, ROBIN)).setProtectedHeader({
        alg: 'RS256',
        kid: name,
      })
      await expectRefused(await forged.sign(privateKey))
    }
  })

  it('does not open it when its key comes with it or is to be fetched from another origin', async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
    const jwk = await exportJWK(publicKey)
    const forged = new SignJWT(buildAccessClaims(team.domain, ROBIN)).setProtectedHeader({
      alg: 'RS256',
      jwk,
      jku: 'https://evil.example.com/keys',
      kid: 'mine',
    })
    await expectRefused(await forged.sign(privateKey))
  })

  it('does not open it when its claims were changed', async () => {
    const [head = '', , signature = ''] = (await team.signToken('stranger@example.com')).split('.')
    const body = btoa(JSON.stringify(buildAccessClaims(team.domain, ROBIN))).replace(/=+$/, '')
    await expectRefused(`${head}.${body}.${signature}`)
  })

  it.each(['', 'x', 'a.b.c', '...', 'null', '{}', 'e30.e30.e30', 'x'.repeat(6000)])(
    'does not open it when it is none: %s',
    async (garbage) => {
      await expectRefused(garbage)
    },
  )

  it('of a stranger is refused with 403, as a page and in JSON', async () => {
    for (const email of ['stranger@example.com', `${ROBIN}.example.net`, ` ${ROBIN}`, '']) {
      const stranger = await team.createVisitor(email)
      await expectErrorPage(await changesNothing(() => stranger.get('/desk/')), 403)
      const call = await expectNoChange(403, () => stranger.get('/desk/api/files'))
      expect(await call.json()).toEqual({ code: 'not_permitted', request: call.headers.get('X-Request-Id') })
    }
  })

  it('is never in the log, refused or not', async () => {
    const logs = captureConsole()
    const good = await team.signToken(ROBIN)
    const expired = await team.signToken('kanari@example.com', { exp: SECONDS - 60 })
    const stranger = await team.signToken('kanari@example.com')
    const visitor = await team.createVisitor()
    for (const token of [good, expired, stranger]) {
      await visitor.request('/desk/api/me', { headers: { 'Cf-Access-Jwt-Assertion': token } })
    }
    const text = logs.lines.join('\n')
    for (const token of [good, expired, stranger]) {
      for (const part of token.split('.')) expect(text).not.toContain(part)
    }
    expect(text).not.toContain('kanari')
    expect(text).not.toContain(ROBIN)
    expect(logs.eventsNamed('token_refused')).toHaveLength(1)
    expect(logs.eventsNamed('unknown_person_refused')).toHaveLength(1)
  })
})

describe('signing out', () => {
  it('needs no token, and leads to the team’s own sign-out and nowhere else', async () => {
    const robin = await team.createVisitor(ROBIN)
    const expired = await team.createVisitor()
    expired.cookie = `CF_Authorization=${await team.signToken(ROBIN, { exp: SECONDS - 60 })}`
    for (const visitor of [robin, expired, await team.createVisitor()]) {
      for (const path of ['/desk/sign-out/', '/fr/desk/sign-out/?to=https://evil.example.com']) {
        const answer = await expectNoChange(303, () => visitor.get(path))
        expect(answer.headers.get('Location')).toBe(`${team.domain}/cdn-cgi/access/logout`)
      }
    }
  })
})

/** How the endpoint of the keys can be away. */
const outages: readonly [string, () => Response | Promise<Response>][] = [
  ['nobody answers', () => Promise.reject(new TypeError('Network connection lost to Kanari'))],
  ['Access fails', () => new Response('Kanari', { status: 503 })],
  ['there is no such team', () => new Response('Kanari', { status: 404 })],
  ['it redirects to another origin', () => Response.redirect('https://evil.example.com/', 302)],
  ['it is not JSON', () => new Response('<h1>Kanari</h1>')],
  ['it is JSON and no key set', () => Response.json({ kanari: true })],
  ['it is nothing', () => Response.json(null)],
  ['it takes too long', () => Promise.reject(new DOMException('Kanari', 'TimeoutError'))],
  ['it has no key', () => Response.json({ keys: [] })],
]

describe('a key set that cannot be had', () => {
  it.each(outages.slice(0, -1))(
    'is an error of ours, lets nobody in and says nothing: %s',
    async (_, answering) => {
      const logs = captureConsole()
      team.answerKeySetWith(answering)
      const robin = await team.createVisitor(ROBIN)
      await expectErrorPage(await robin.get('/desk/'), 500)
      const call = await robin.get('/desk/api/files')
      expect(call.status).toBe(500)
      const answer = await call.text()
      expect(JSON.parse(answer)).toEqual({ code: 'error', request: call.headers.get('X-Request-Id') })
      expect(logs.eventsNamed('error')).toHaveLength(2)
      expect(logs.lines.join('\n')).not.toMatch(/kanari/i)
    },
  )

  it('is tried again with the next request', async () => {
    const working = await createAccessTeam()
    const robin = await working.createVisitor(ROBIN)
    const keySet = await fetch(`${working.domain}/cdn-cgi/access/certs`)
    const keys = await keySet.text()
    working.answerKeySetWith(() => new Response(null, { status: 503 }))
    expect((await robin.get('/desk/api/me')).status).toBe(500)
    working.answerKeySetWith(() => new Response(keys))
    expect((await robin.get('/desk/api/me')).status).toBe(200)
  })

  describe('once it was had', () => {
    const MINUTE = 60_000
    const HOUR = 60 * MINUTE

    const openDeskWithKeys = async () => {
      const robin = await team.createVisitor(ROBIN)
      expect((await robin.get('/desk/api/me')).status).toBe(200)
      return robin
    }
    /** Opens the desk at an instant, with a token that was signed just now. */
    const openDeskAt = async (at: number, email = ROBIN) => {
      vi.setSystemTime(at)
      return (await (await team.createVisitor(email)).get('/desk/api/me')).status
    }

    it.each(outages)('is served stale for a day, and no longer: %s', async (_, answering) => {
      const logs = captureConsole()
      await openDeskWithKeys()
      team.answerKeySetWith(answering)
      for (const [after, status] of [
        [9 * MINUTE, 200],
        [11 * MINUTE, 200],
        [HOUR, 200],
        [24 * HOUR - MINUTE, 200],
      ] as const)
        expect([after, await openDeskAt(TEST_NOW + after)]).toEqual([after, status])
      expect([401, 500]).toContain(await openDeskAt(TEST_NOW + 24 * HOUR + 10 * MINUTE))
      expect(logs.eventsNamed('access_keys_stale')).toHaveLength(3)
      expect(logs.lines.join('\n')).not.toMatch(/kanari/i)
    })

    it('admits nobody whom it would not admit otherwise', async () => {
      await openDeskWithKeys()
      team.answerKeySetWith(() => Promise.reject(new TypeError('Network connection lost.')))
      expect(await openDeskAt(TEST_NOW + HOUR, 'stranger@example.com')).toBe(403)
      const seconds = (TEST_NOW + HOUR) / 1000
      await expectRefused(await team.signToken(ROBIN, { exp: seconds - 60 }))
      const { privateKey } = await generateKeyPair('RS256')
      const forged = new SignJWT(buildAccessClaims(team.domain, ROBIN))
      await expectRefused(await forged.setProtectedHeader({ alg: 'RS256', kid: 'another' }).sign(privateKey))
    })

    it('is asked for once in ten minutes, however many come', async () => {
      await openDeskWithKeys()
      let asked = 0
      team.answerKeySetWith(() => {
        asked += 1
        return new Response(null, { status: 503 })
      })
      for (let second = 0; second < 20; second++)
        expect(await openDeskAt(TEST_NOW + HOUR + second * 1000)).toBe(200)
      expect(asked).toBe(1)
    })

    it('is replaced as soon as the endpoint is back', async () => {
      const keySet = await (await fetch(`${team.domain}/cdn-cgi/access/certs`)).json()
      await openDeskWithKeys()
      team.answerKeySetWith(() => new Response(null, { status: 503 }))
      expect(await openDeskAt(TEST_NOW + 23 * HOUR)).toBe(200)
      team.answerKeySetWith(() => Response.json(keySet))
      expect(await openDeskAt(TEST_NOW + 23.5 * HOUR)).toBe(200)
      team.answerKeySetWith(() => new Response(null, { status: 503 }))
      expect(await openDeskAt(TEST_NOW + 47 * HOUR)).toBe(200)
    })
  })

  it('does not matter to whoever brings no token', async () => {
    team.answerKeySetWith(() => Promise.reject(new TypeError('Network connection lost.')))
    expect((await (await team.createVisitor()).get('/desk/')).status).toBe(401)
  })
})

/** Expects that a token opens nothing, in the header and in the cookie, at a page and at an API call. */
async function expectRefused(token: string): Promise<void> {
  const visitor = await team.createVisitor()
  const carried: Record<string, string>[] = [
    { 'Cf-Access-Jwt-Assertion': token },
    { Cookie: `CF_Authorization=${token}` },
  ]
  await changesNothing(async () => {
    for (const headers of carried) {
      await expectErrorPage(await visitor.request('/desk/', { headers }), 401)
      const answer = await visitor.request('/desk/api/files', { headers })
      expect(answer.status).toBe(401)
      expect(await answer.json()).toEqual({ code: 'signed_out', request: answer.headers.get('X-Request-Id') })
    }
  })
}
