import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRemoteJWKSet, exportJWK, generateKeyPair, jwtVerify } from 'jose'
import { describe, expect, it, onTestFinished } from 'vitest'
import { EXAMPLE_SETTINGS, startExampleServices } from './services.fixture.ts'

const LOGIN_PATH = '/cdn-cgi/access/login/localhost:8787'
const KID_QUERY = `kid=${EXAMPLE_SETTINGS.audience}`

/** Verifies as the worker does: the published keys, the issuer, the audience and the times. */
function verifyToken(token: string, origin: string, audience = EXAMPLE_SETTINGS.audience) {
  const keys = createRemoteJWKSet(new URL('/cdn-cgi/access/certs', origin))
  return jwtVerify(token, keys, { issuer: origin, audience, algorithms: ['RS256'] })
}

const buildSignInPost = (email: string): RequestInit => ({
  method: 'POST',
  body: new URLSearchParams({ email }),
})

async function createTemporaryFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'evenhand-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

describe('tokens', () => {
  it('verify against the published keys and carry the claims Access makes', async () => {
    const { origin, issueToken } = await startExampleServices()

    const { payload, protectedHeader } = await verifyToken(
      await issueToken({ email: 'ana@practice.example' }),
      origin,
    )

    expect(protectedHeader).toEqual({ alg: 'RS256', kid: expect.any(String), typ: 'JWT' })
    expect(payload).toEqual({
      aud: [EXAMPLE_SETTINGS.audience],
      email: 'ana@practice.example',
      iss: origin,
      iat: expect.any(Number),
      nbf: payload.iat,
      exp: (payload.iat ?? 0) + 24 * 60 * 60,
      sub: expect.stringMatching(/^[0-9a-f-]{36}$/),
      type: 'app',
      identity_nonce: expect.stringMatching(/^.{16}$/),
      country: 'CA',
    })
  })

  it('name the same person by the same subject each time, and another by another', async () => {
    const { origin, issueToken } = await startExampleServices()
    const subject = async (email: string) =>
      (await verifyToken(await issueToken({ email }), origin)).payload.sub

    const ana = await subject('ana@practice.example')

    expect(await subject('ana@practice.example')).toBe(ana)
    expect(await subject('sam@practice.example')).not.toBe(ana)
  })

  it('do not verify when expired, for another audience, from another issuer or signed with another key', async () => {
    const { origin, issueToken } = await startExampleServices()
    const { privateKey } = await generateKeyPair('RS256', { extractable: true })
    const refusal = async (claims: object) =>
      verifyToken(await issueToken({ email: 'ana@practice.example', ...claims }), origin).catch(
        ({ code }) => code,
      )

    expect(await refusal({ lifetimeSeconds: -60 })).toBe('ERR_JWT_EXPIRED')
    expect(await refusal({ audience: 'another' })).toBe('ERR_JWT_CLAIM_VALIDATION_FAILED')
    expect(await refusal({ issuer: 'https://other.example' })).toBe('ERR_JWT_CLAIM_VALIDATION_FAILED')
    expect(await refusal({ key: privateKey })).toBe('ERR_JWS_SIGNATURE_VERIFICATION_FAILED')
    expect(await refusal({ key: await exportJWK(privateKey) })).toBe('ERR_JWS_SIGNATURE_VERIFICATION_FAILED')
  })

  it('keep verifying after a restart when a state folder is given, and its key is nobody else’s to read', async () => {
    const stateFolder = join(await createTemporaryFolder(), 'services')
    const before = await startExampleServices({ stateFolder })
    const token = await before.issueToken({ email: 'ana@practice.example', issuer: 'http://other.example' })
    await before.close()

    const after = await startExampleServices({ stateFolder })
    const keys = createRemoteJWKSet(new URL('/cdn-cgi/access/certs', after.origin))

    expect((await jwtVerify(token, keys)).payload.email).toBe('ana@practice.example')
    expect(await readdir(stateFolder)).toEqual(['access-key.json'])
    expect((await stat(join(stateFolder, 'access-key.json'))).mode & 0o777).toBe(0o600)
  })

  it('do not verify against other services, which have a key of their own', async () => {
    const [one, other] = [await startExampleServices(), await startExampleServices()]
    const token = await one.issueToken({ email: 'ana@practice.example', issuer: other.origin })

    await expect(verifyToken(token, other.origin)).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' })
  })
})

describe('the published keys', () => {
  it('are for RS256 signatures and hold no private part', async () => {
    const { at } = await startExampleServices()

    const { keys } = (await (await at('/cdn-cgi/access/certs')).json()) as { keys: object[] }

    expect(keys).toEqual([
      { kid: expect.any(String), kty: 'RSA', alg: 'RS256', use: 'sig', e: 'AQAB', n: expect.any(String) },
    ])
  })
})

describe('signing in', () => {
  it('offers the practice’s people and a stranger', async () => {
    const { at } = await startExampleServices()

    const page = await (await at(`${LOGIN_PATH}?${KID_QUERY}&redirect_url=/desk/`)).text()

    expect(page).toContain('value="ana@practice.example"')
    expect(page).toContain('Somebody who is not a coordinator')
    expect(page).toContain('value="stranger@example.com"')
  })

  it('sets the cookie with a token that verifies, and returns to the page of the portal asked for', async () => {
    const { at, origin } = await startExampleServices()

    const response = await at(
      `${LOGIN_PATH}?${KID_QUERY}&redirect_url=%2Fdesk%2Ffiles%3Fstage%3Dnew`,
      buildSignInPost('ana@practice.example'),
    )

    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe('http://localhost:8787/desk/files?stage=new')
    const [cookie = '', ...attributes] = (response.headers.get('set-cookie') ?? '').split('; ')
    expect(attributes.sort()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Lax'])
    const { payload } = await verifyToken(cookie.replace('CF_Authorization=', ''), origin)
    expect(payload.email).toBe('ana@practice.example')
  })

  it('signs the stranger in too: turning them away is the portal’s work', async () => {
    const { at } = await startExampleServices()

    expect((await at(`${LOGIN_PATH}?${KID_QUERY}`, buildSignInPost('stranger@example.com'))).status).toBe(303)
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
    const { at } = await startExampleServices()
    const path = `${LOGIN_PATH}?${KID_QUERY}&redirect_url=${encodeURIComponent(target)}`

    const [shown, posted] = [await at(path), await at(path, buildSignInPost('ana@practice.example'))]

    expect(shown.status).toBe(400)
    expect(posted.status).toBe(400)
    expect(posted.headers.get('location')).toBeNull()
    expect(posted.headers.get('set-cookie')).toBeNull()
  })

  it.each([
    ['another application', `${LOGIN_PATH}?kid=another`, 'ana@practice.example'],
    ['no application', LOGIN_PATH, 'ana@practice.example'],
    ['somebody who is not listed', `${LOGIN_PATH}?${KID_QUERY}`, 'nobody@practice.example'],
  ])('does not sign in for %s: 400 and no cookie', async (_what, path, email) => {
    const { at } = await startExampleServices()

    const response = await at(path, buildSignInPost(email))

    expect(response.status).toBe(400)
    expect(response.headers.get('set-cookie')).toBeNull()
  })

  it('signs out by clearing the cookie', async () => {
    const { at } = await startExampleServices()

    const response = await at('/cdn-cgi/access/logout')

    expect(response.status).toBe(200)
    expect(response.headers.get('set-cookie')).toMatch(/^CF_Authorization=; Max-Age=0; Path=\//)
  })
})
