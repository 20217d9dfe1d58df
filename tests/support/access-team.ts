import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import { mockOrigin, type RequestHandler } from './mock-network.ts'
import { bindings, createVisitor, type Visitor } from './test-portal.ts'

/**
 * A team of Cloudflare Access that a test creates: its key set is on the mocked network, and its tokens are signed with
 * its key.
 */
export interface AccessTeam {
  readonly domain: string
  readonly publicKey: CryptoKey
  /** The number of times that its key set was fetched. */
  readonly countKeySetFetches: () => number
  /** Signs a token for a person, as Access does. Claims that are undefined are left out. */
  signToken(
    email: string,
    claims?: Readonly<Record<string, unknown>>,
    header?: Record<string, string>,
  ): Promise<string>
  /** Creates a visitor of a portal that belongs to this team. With an e-mail address, the visitor is signed in. */
  createVisitor(email?: string, overrides?: Readonly<Record<string, unknown>>): Promise<Visitor>
  /** Replaces the answer of the key set from now on. */
  answerKeySetWith(answering: RequestHandler): void
}

/** Shared by all teams, because generating a key pair is slow. Teams differ by their domains and key ids. */
const sharedKeyPair = generateKeyPair('RS256', { extractable: true })

export async function createAccessTeam(): Promise<AccessTeam> {
  const domain = `https://${crypto.randomUUID()}.example.com`
  const { publicKey, privateKey } = await sharedKeyPair
  const kid = crypto.randomUUID()
  const keySet = { keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' }] }
  let keySetFetches = 0
  const answerKeySetWith = (handler: RequestHandler) =>
    mockOrigin(domain, (request) => {
      keySetFetches += 1
      return handler(request)
    })
  answerKeySetWith(({ url }) =>
    url === `${domain}/cdn-cgi/access/certs` ? Response.json(keySet) : new Response(null, { status: 404 }),
  )
  const signToken: AccessTeam['signToken'] = (email, claims = {}, header = {}) =>
    new SignJWT(buildAccessClaims(domain, email, claims))
      .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT', ...header })
      .sign(privateKey)
  return {
    domain,
    publicKey,
    countKeySetFetches: () => keySetFetches,
    signToken,
    answerKeySetWith,
    createVisitor: async (email, overrides = {}) => {
      const visitor = createVisitor({ ACCESS_TEAM_DOMAIN: domain, ...overrides })
      if (email !== undefined) visitor.cookie = `CF_Authorization=${await signToken(email)}`
      return visitor
    },
  }
}

/** Creates a team, with a signed-in visitor for each coordinator of the example practice. */
export async function createDeskTeam() {
  const team = await createAccessTeam()
  const signIn = (name: string) => team.createVisitor(`${name}@lantern-street.example.com`)
  return {
    team,
    camille: await signIn('camille'),
    jules: await signIn('jules'),
    robin: await signIn('robin'),
  }
}

/** The claims that Access makes about a person who has just signed in. */
export function buildAccessClaims(
  domain: string,
  email: string,
  claims: Readonly<Record<string, unknown>> = {},
): JWTPayload {
  const seconds = Math.floor(Date.now() / 1000)
  const allClaims = {
    email,
    type: 'app',
    iss: domain,
    aud: [bindings.ACCESS_AUD],
    sub: 'somebody',
    iat: seconds,
    nbf: seconds,
    exp: seconds + 3600,
    ...claims,
  }
  return Object.fromEntries(Object.entries(allClaims).filter(([, value]) => value !== undefined))
}
