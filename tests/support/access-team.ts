import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import { type Answering, onNetwork } from './mock-network.ts'
import { bindings, type Visitor, visit } from './test-portal.ts'

/** A team of Cloudflare Access of the tests' own: its key set on the network, and tokens signed with its key. */
export interface Team {
  readonly domain: string
  readonly publicKey: CryptoKey
  /** How often its key set was fetched. */
  readonly fetched: () => number
  /** Gives a token for a person, as Access does; claims given as undefined are left out. */
  token(
    email: string,
    claims?: Readonly<Record<string, unknown>>,
    header?: Record<string, string>,
  ): Promise<string>
  /** A visitor whose portal belongs to this team, signed in when an e-mail is given. */
  visit(email?: string, overrides?: Readonly<Record<string, unknown>>): Promise<Visitor>
  /** The key set answers otherwise from now on. */
  answers(answering: Answering): void
}

/** Making one takes long, and the teams of a test differ by their domains and key ids. */
const keyPair = generateKeyPair('RS256', { extractable: true })

export async function accessTeam(): Promise<Team> {
  const domain = `https://${crypto.randomUUID()}.example.com`
  const { publicKey, privateKey } = await keyPair
  const kid = crypto.randomUUID()
  const keySet = { keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' }] }
  let fetched = 0
  const answers = (answering: Answering) =>
    onNetwork(domain, (request) => {
      fetched += 1
      return answering(request)
    })
  answers(({ url }) =>
    url === `${domain}/cdn-cgi/access/certs` ? Response.json(keySet) : new Response(null, { status: 404 }),
  )
  const token: Team['token'] = (email, claims = {}, header = {}) =>
    new SignJWT(claimsOf(domain, email, claims))
      .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT', ...header })
      .sign(privateKey)
  return {
    domain,
    publicKey,
    fetched: () => fetched,
    token,
    answers,
    visit: async (email, overrides = {}) => {
      const visitor = visit({ ACCESS_TEAM_DOMAIN: domain, ...overrides })
      if (email !== undefined) visitor.cookie = `CF_Authorization=${await token(email)}`
      return visitor
    },
  }
}

/** The claims Access makes about a person who has just signed in. */
export function claimsOf(
  domain: string,
  email: string,
  claims: Readonly<Record<string, unknown>> = {},
): JWTPayload {
  const seconds = Math.floor(Date.now() / 1000)
  const made = {
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
  return Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined))
}
