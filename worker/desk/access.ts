import { getCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { errors, jwtVerify } from 'jose'
import { type Coordinator, practice } from '../../content/practice.ts'
import type { AppEnv, Context } from '../http/context.ts'
import { respondWithError } from '../http/error-response.ts'
import { fillPage } from '../http/fill-page.ts'
import { log } from '../log.ts'
import { getAccessKeys } from './access-keys.ts'

/**
 * Admits a person for whom Cloudflare Access vouches and who is a coordinator of the practice. Answers 401 without a
 * valid token (missing, expired, for another application, signed by somebody else), and 403 to a person who is no
 * coordinator. Source: developers.cloudflare.com, "Validate JWTs" of Access applications.
 */
export const requireCoordinator = createMiddleware<AppEnv>(async (c, next) => {
  const token = c.req.header('Cf-Access-Jwt-Assertion') ?? getCookie(c, 'CF_Authorization')
  const email = token === undefined ? undefined : await verifyTokenEmail(token, c)
  if (email === undefined) return respondSignInRequired(c)
  const coordinator = findCoordinatorByEmail(email)
  if (!coordinator) {
    log('unknown_person_refused', { request: c.get('requestId') })
    return respondWithError(c, 403)
  }
  c.set('coordinator', coordinator)
  return next()
})

/**
 * Gives the e-mail address that a token vouches for; undefined when the token is not valid. Throws when the key set
 * cannot be loaded, since that is an error of ours.
 */
async function verifyTokenEmail(token: string, c: Context): Promise<string | undefined> {
  const { teamDomain, audience } = c.get('env').access
  try {
    const { payload } = await jwtVerify(token, getAccessKeys(teamDomain), {
      issuer: teamDomain,
      audience,
      algorithms: ['RS256'],
      requiredClaims: ['exp', 'iat'],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    })
    return typeof payload.email === 'string' ? payload.email : undefined
  } catch (error) {
    if (!(error instanceof errors.JOSEError) || KEY_SET_ERROR_CODES.has(error.code)) throw error
    log('token_refused', { request: c.get('requestId'), code: error.code })
    return undefined
  }
}

/** How far the clocks of Access and of the portal may be apart: a small leeway (RFC 7519, 4.1.4). */
const CLOCK_TOLERANCE_SECONDS = 60

/** Errors of the key set and not of the token: it timed out, was malformed, or did not arrive. */
const KEY_SET_ERROR_CODES = new Set([
  errors.JWKSTimeout.code,
  errors.JWKSInvalid.code,
  // `jose` throws this without a code of its own when the answer is not 200 with JSON, and only then.
  errors.JOSEError.code,
])

const findCoordinatorByEmail = (email: string): Coordinator | undefined =>
  practice.coordinators.find((coordinator) => coordinator.email.toLowerCase() === email.toLowerCase())

/**
 * Answers 401. Access normally signs people in before a request arrives; the page links to its sign-in for when it did
 * not.
 */
async function respondSignInRequired(c: Context): Promise<Response> {
  if (c.get('path').startsWith('/desk/api/')) return respondWithError(c, 401)
  const { teamDomain, audience } = c.get('env').access
  const { host, pathname, search } = new URL(c.req.url)
  const login = new URL(`${teamDomain}/cdn-cgi/access/login/${host}`)
  login.search = new URLSearchParams({ kid: audience, redirect_url: `${pathname}${search}` }).toString()
  return fillPage(c, '/errors/401/', {
    status: 401,
    slots: { 'sign-in-link': { href: login.href } },
  })
}
