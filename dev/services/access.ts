import { type Context, Hono } from 'hono'
import { deleteCookie, setCookie } from 'hono/cookie'
import { type Links, missingPage, pageHeaders, signedOutPage, signInPage } from './pages.ts'
import { type Person, STRANGER } from './people.ts'
import { type AccessKey, publicPart, type TokenClaims } from './tokens.ts'

const COOKIE = 'CF_Authorization'

type Access = {
  key: AccessKey
  issueToken: (claims: TokenClaims) => Promise<string>
  audience: string
  people: Person[]
  links: Links
}

/**
 * The endpoints of a Cloudflare Access team domain: keys, sign-in, sign-out.
 *
 * Cookies belong to a host whatever its port (RFC 6265, 8.5), which is how the portal on another port of
 * localhost receives the one set here.
 */
export function accessRoutes({ key, issueToken, audience, people, links }: Access) {
  const app = new Hono()
  const headers = pageHeaders(links)
  const everybody = [...people, STRANGER]

  app.get('/cdn-cgi/access/certs', (c) => c.json({ keys: [publicPart(key)] }))

  app.get('/cdn-cgi/access/login/:application', (c) => {
    const request = readLogin(c, audience)
    if (!request.ok)
      return c.html(missingPage(links, 'This sign-in link does not work', request.why), 400, headers)
    return c.html(signInPage(links, everybody), 200, headers)
  })

  app.post('/cdn-cgi/access/login/:application', async (c) => {
    const request = readLogin(c, audience)
    const { email } = await c.req.parseBody()
    const person = everybody.find((somebody) => somebody.email === email)
    if (!request.ok || !person) {
      const why = request.ok ? 'Go back and choose one of the people listed.' : request.why
      return c.html(missingPage(links, 'Nobody was signed in', why), 400, headers)
    }
    setCookie(c, COOKIE, await issueToken({ email: person.email }), cookieAttributes)
    return c.redirect(`${links.portal}${request.path}`, 303)
  })

  app.get('/cdn-cgi/access/logout', (c) => {
    deleteCookie(c, COOKIE, cookieAttributes)
    return c.html(signedOutPage(links), 200, headers)
  })
  return app
}

const cookieAttributes = { path: '/', httpOnly: true, sameSite: 'Lax' } as const

function readLogin(c: Context, audience: string): { ok: true; path: string } | { ok: false; why: string } {
  const { kid, redirect_url: path = '/' } = c.req.query()
  if (kid !== audience)
    return { ok: false, why: `Its kid has to be the application’s audience tag, ${audience}.` }
  if (!isPathHere(path))
    return { ok: false, why: 'Its redirect_url has to be a path that begins with a single /.' }
  return { ok: true, path }
}

/** One slash, then visible ASCII without backslashes, which browsers read as slashes. */
function isPathHere(path: string): boolean {
  return /^\/(?!\/)[!-[\]-~]*$/.test(path)
}
