import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Context, Hono } from 'hono'
import { deleteCookie, setCookie } from 'hono/cookie'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import { buildPageResponseHeaders, renderNoticePage, renderSignInPage } from './pages.ts'
import type { ServicesSettings, SignInPerson } from './settings.ts'

const STRANGER: SignInPerson = {
  name: 'Somebody who is not a coordinator',
  email: 'stranger@example.com',
  note: 'Signs in, and the desk must turn them away.',
}

const COOKIE = 'CF_Authorization'
const COOKIE_ATTRIBUTES = { path: '/', httpOnly: true, sameSite: 'Lax' } as const
const ALGORITHM = 'RS256'

/**
 * Serves the endpoints of a Cloudflare Access team domain: keys, sign-in, sign-out.
 *
 * A cookie belongs to a host whatever its port (RFC 6265, 8.5), so the portal on another port of localhost receives
 * the cookie that is set here.
 */
export async function createIdentityProvider(settings: ServicesSettings, origin: string) {
  const key = await loadOrCreateKey(settings.stateFolder)
  const people = [...settings.people, STRANGER]
  const headers = buildPageResponseHeaders(settings)

  /** The claims of developers.cloudflare.com, “Application token”, as far as the portal reads them. */
  const issueToken = (email: string): Promise<string> =>
    new SignJWT({ email, type: 'app' })
      .setProtectedHeader({ alg: ALGORITHM, kid: key.kid, typ: 'JWT' })
      .setAudience([settings.audience])
      .setIssuer(origin)
      .setIssuedAt()
      .setNotBefore('0 seconds')
      .setExpirationTime('24 hours')
      .sign(key)

  const routes = new Hono()
  routes.get('/cdn-cgi/access/certs', (c) => {
    const { kid, kty, alg, use, e, n } = key
    return c.json({ keys: [{ kid, kty, alg, use, e, n }] })
  })
  routes.get('/cdn-cgi/access/login/:application', (c) =>
    requestedPath(c, settings.audience) === undefined
      ? c.html(renderNoticePage(settings, 'This sign-in link does not work'), 400, headers)
      : c.html(renderSignInPage(settings, people), 200, headers),
  )
  routes.post('/cdn-cgi/access/login/:application', async (c) => {
    const path = requestedPath(c, settings.audience)
    const { email } = await c.req.parseBody()
    const person = people.find((somebody) => somebody.email === email)
    if (path === undefined || !person)
      return c.html(renderNoticePage(settings, 'Nobody was signed in'), 400, headers)
    setCookie(c, COOKIE, await issueToken(person.email), COOKIE_ATTRIBUTES)
    return c.redirect(`${settings.portalOrigin}${path}`, 303)
  })
  routes.get('/cdn-cgi/access/logout', (c) => {
    deleteCookie(c, COOKIE, COOKIE_ATTRIBUTES)
    return c.html(renderNoticePage(settings, 'You are signed out'), 200, headers)
  })
  return { issueToken, routes }
}

/** The portal's path that a sign-in link leads to, or undefined when it is not a link of the desk. */
function requestedPath(c: Context, audience: string): string | undefined {
  const { kid, redirect_url: path = '/' } = c.req.query()
  // One slash, then visible ASCII without backslashes, which browsers read as slashes.
  return kid === audience && /^\/(?!\/)[!-[\]-~]*$/.test(path) ? path : undefined
}

/** Loads the key in `<stateFolder>/access-key.json`, a private RSA key as a JWK, or creates it. */
async function loadOrCreateKey(stateFolder: string): Promise<JWK & { kid: string }> {
  const file = join(stateFolder, 'access-key.json')
  const stored = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
  if (stored !== undefined) return JSON.parse(stored)

  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true })
  const jwk = await exportJWK(privateKey)
  const key = { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: ALGORITHM, use: 'sig' }
  await mkdir(stateFolder, { recursive: true })
  await writeFile(file, JSON.stringify(key), { mode: 0o600 })
  return key
}
