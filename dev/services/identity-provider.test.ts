import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import { parseHtml, readAttributes } from '../../tests/support/parse-html.ts'
import { LOGIN, makeTemporaryFolder, SETTINGS, SIGN_IN, start } from './services.fixture.ts'

const postPerson = (email: string): RequestInit => ({ method: 'POST', body: new URLSearchParams({ email }) })

/** Verifies a token as the worker does, by published keys, issuer, audience and times. */
const verifyToken = (token: string, keysAt: string, issuer = keysAt) =>
  jwtVerify(token, createRemoteJWKSet(new URL('/cdn-cgi/access/certs', keysAt)), {
    issuer,
    audience: SETTINGS.audience,
    algorithms: ['RS256'],
    requiredClaims: ['exp', 'iat'],
  })

describe('tokens', () => {
  it('verify against the published keys, which hold no private part, and last a day', async () => {
    const { at, origin, issueToken } = await start()
    const { payload } = await verifyToken(await issueToken('ana@practice.example'), origin)
    expect(payload.email).toBe('ana@practice.example')
    expect(payload.exp).toBe((payload.iat ?? 0) + 24 * 60 * 60)
    expect(await (await at('/cdn-cgi/access/certs')).json()).toEqual({
      keys: [
        { kid: expect.any(String), kty: 'RSA', alg: 'RS256', use: 'sig', e: 'AQAB', n: expect.any(String) },
      ],
    })
  })

  it('keep verifying after a restart, and their key is nobody else’s to read', async () => {
    const stateFolder = makeTemporaryFolder()
    const before = await start({ stateFolder })
    const token = await before.issueToken('ana@practice.example')
    await before.close()
    const after = await start({ stateFolder })
    expect((await verifyToken(token, after.origin, before.origin)).payload.email).toBe('ana@practice.example')
    expect(readdirSync(stateFolder)).toEqual(['access-key.json'])
    expect(statSync(join(stateFolder, 'access-key.json')).mode & 0o777).toBe(0o600)
  })

  it('do not verify against other services, which have a key of their own', async () => {
    const [one, other] = [await start(), await start()]
    const token = await one.issueToken('ana@practice.example')
    await expect(verifyToken(token, other.origin, one.origin)).rejects.toMatchObject({
      code: 'ERR_JWKS_NO_MATCHING_KEY',
    })
  })
})

describe('signing in', () => {
  it('offers the practice’s people and a stranger', async () => {
    const { at } = await start()
    const page = parseHtml(await (await at(SIGN_IN)).text())
    expect(readAttributes(page, 'button', 'value')).toEqual(['ana@practice.example', 'stranger@example.com'])
    expect(page.textContent).toContain('Somebody who is not a coordinator')
  })

  it('sets the cookie with a token that verifies, and returns to the page of the portal asked for', async () => {
    const { at, origin } = await start()
    const path = `${LOGIN}?kid=${SETTINGS.audience}&redirect_url=%2Fdesk%2Ffiles%3Fstage%3Dnew`
    const response = await at(path, postPerson('ana@practice.example'))
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe('http://localhost:8787/desk/files?stage=new')
    const [cookie = '', ...attributes] = (response.headers.get('set-cookie') ?? '').split('; ')
    expect(attributes.sort()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Lax'])
    const { payload } = await verifyToken(cookie.replace('CF_Authorization=', ''), origin)
    expect(payload.email).toBe('ana@practice.example')
  })

  it('signs the stranger in too: turning them away is the portal’s work', async () => {
    const { at } = await start()
    expect((await at(SIGN_IN, postPerson('stranger@example.com'))).status).toBe(303)
  })

  it.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '\\\\evil.example',
    '/\t/evil.example',
    'desk/',
    '@evil.example',
    '/desk\r\nSet-Cookie: a=b',
  ])('never redirects to %j: 400 and no cookie', async (target) => {
    const { at } = await start()
    const path = `${LOGIN}?kid=${SETTINGS.audience}&redirect_url=${encodeURIComponent(target)}`
    const [shown, posted] = [await at(path), await at(path, postPerson('ana@practice.example'))]
    expect([shown.status, posted.status]).toEqual([400, 400])
    expect(posted.headers.get('location')).toBeNull()
    expect(posted.headers.get('set-cookie')).toBeNull()
  })

  it.each([
    ['another application', `${LOGIN}?kid=another`, 'ana@practice.example'],
    ['no application', LOGIN, 'ana@practice.example'],
    ['somebody who is not listed', SIGN_IN, 'nobody@practice.example'],
  ])('does not sign in for %s: 400 and no cookie', async (_what, path, email) => {
    const { at } = await start()
    const response = await at(path, postPerson(email))
    expect(response.status).toBe(400)
    expect(response.headers.get('set-cookie')).toBeNull()
  })

  it('signs out by clearing the cookie', async () => {
    const response = await (await start()).at('/cdn-cgi/access/logout')
    expect(response.status).toBe(200)
    expect(response.headers.get('set-cookie')).toMatch(/^CF_Authorization=; Max-Age=0; Path=\//)
  })
})
