import { getCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { createRemoteJWKSet, errors, jwtVerify } from 'jose'
import { type Coordinator, practice } from '../../content/practice.ts'
import type { AppEnv, Context } from '../http/context.ts'
import { respondWithError } from '../http/error-response.ts'
import { fillPage } from '../http/fill-page.ts'
import { log } from '../log.ts'

/**
 * Lets in whoever Cloudflare Access vouches for and the practice knows. Everybody else is refused: 401 without a
 * token that holds (missing, expired, for another application, signed by somebody else), 403 for a stranger.
 * Source: developers.cloudflare.com, "Validate JWTs" of Access applications.
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

/** The e-mail a token vouches for; nothing when the token does not hold. An unreachable key set is our own error. */
async function verifyTokenEmail(token: string, c: Context): Promise<string | undefined> {
  const { teamDomain, audience } = c.get('env').access
  try {
    const { payload } = await jwtVerify(token, remoteKeySet(teamDomain), {
      issuer: teamDomain,
      audience,
      algorithms: ['RS256'],
      requiredClaims: ['exp', 'iat'],
    })
    return typeof payload.email === 'string' ? payload.email : undefined
  } catch (error) {
    if (!(error instanceof errors.JOSEError) || KEY_SET_ERROR_CODES.has(error.code)) throw error
    log('token_refused', { request: c.get('requestId'), code: error.code })
    return undefined
  }
}

/** Ours or Access's, not the token's: the key set came too late, not as a key set, or not at all. */
const KEY_SET_ERROR_CODES = new Set([
  errors.JWKSTimeout.code,
  errors.JWKSInvalid.code,
  // `jose` has no code of its own for an answer other than 200 with JSON, and throws this for nothing else.
  errors.JOSEError.code,
])

/** The team's public keys, fetched when first needed and cached by the isolate. */
function remoteKeySet(teamDomain: string) {
  const cached = keySetsByTeamDomain.get(teamDomain)
  if (cached) return cached
  const set = createRemoteJWKSet(new URL(`${teamDomain}/cdn-cgi/access/certs`))
  keySetsByTeamDomain.set(teamDomain, set)
  return set
}

const keySetsByTeamDomain = new Map<string, ReturnType<typeof createRemoteJWKSet>>()

const findCoordinatorByEmail = (email: string): Coordinator | undefined =>
  practice.coordinators.find((coordinator) => coordinator.email.toLowerCase() === email.toLowerCase())

/** In front of a deployed desk Access signs people in before this runs; the link is for when it did not. */
async function respondSignInRequired(c: Context): Promise<Response> {
  if (c.get('path').startsWith('/desk/api/')) return respondWithError(c, 401)
  const { teamDomain, audience } = c.get('env').access
  const { host, pathname } = new URL(c.req.url)
  const login = new URL(`${teamDomain}/cdn-cgi/access/login/${host}`)
  login.search = new URLSearchParams({ kid: audience, redirect_url: pathname }).toString()
  return fillPage(c, '/errors/401/', {
    status: 401,
    slots: { 'sign-in': true, 'sign-in-link': { href: login.href } },
  })
}
