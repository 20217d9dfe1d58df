import { type Context, Hono } from 'hono'
import { deleteCookie, setCookie } from 'hono/cookie'
import {
  buildPageHeaders,
  type PortalLinks,
  renderMissingPage,
  renderSignedOutPage,
  renderSignInPage,
} from './pages.ts'
import { type SignInPerson, STRANGER_AT_SIGN_IN } from './people.ts'
import { type AccessKey, type TokenClaims, toPublicJwk } from './tokens.ts'

const ACCESS_COOKIE = 'CF_Authorization'

type AccessSettings = {
  key: AccessKey
  issueToken: (claims: TokenClaims) => Promise<string>
  audience: string
  people: SignInPerson[]
  links: PortalLinks
}

/**
 * The endpoints of a Cloudflare Access team domain: keys, sign-in, sign-out.
 *
 * Cookies belong to a host whatever its port (RFC 6265, 8.5), which is how the portal on another port of
 * localhost receives the one set here.
 */
export function accessRoutes({ key, issueToken, audience, people, links }: AccessSettings) {
  const app = new Hono()
  const headers = buildPageHeaders(links)
  const signInPeople = [...people, STRANGER_AT_SIGN_IN]

  app.get('/cdn-cgi/access/certs', (c) => c.json({ keys: [toPublicJwk(key)] }))

  app.get('/cdn-cgi/access/login/:application', (c) => {
    const request = parseLogin(c, audience)
    if (!request.ok)
      return c.html(renderMissingPage(links, 'This sign-in link does not work', request.why), 400, headers)
    return c.html(renderSignInPage(links, signInPeople), 200, headers)
  })

  app.post('/cdn-cgi/access/login/:application', async (c) => {
    const request = parseLogin(c, audience)
    const { email } = await c.req.parseBody()
    const person = signInPeople.find((somebody) => somebody.email === email)
    if (!request.ok || !person) {
      const why = request.ok ? 'Go back and choose one of the people listed.' : request.why
      return c.html(renderMissingPage(links, 'Nobody was signed in', why), 400, headers)
    }
    setCookie(c, ACCESS_COOKIE, await issueToken({ email: person.email }), cookieAttributes)
    return c.redirect(`${links.portal}${request.path}`, 303)
  })

  app.get('/cdn-cgi/access/logout', (c) => {
    deleteCookie(c, ACCESS_COOKIE, cookieAttributes)
    return c.html(renderSignedOutPage(links), 200, headers)
  })
  return app
}

const cookieAttributes = { path: '/', httpOnly: true, sameSite: 'Lax' } as const

function parseLogin(c: Context, audience: string): { ok: true; path: string } | { ok: false; why: string } {
  const { kid, redirect_url: path = '/' } = c.req.query()
  if (kid !== audience)
    return { ok: false, why: `Its kid has to be the application’s audience tag, ${audience}.` }
  if (!isPortalPath(path))
    return { ok: false, why: 'Its redirect_url has to be a path that begins with a single /.' }
  return { ok: true, path }
}

/** One slash, then visible ASCII without backslashes, which browsers read as slashes. */
function isPortalPath(path: string): boolean {
  return /^\/(?!\/)[!-[\]-~]*$/.test(path)
}
