import { mockOrigin } from './mock-network.ts'

/** What a token says of the page on which it was given. */
interface TokenClaims {
  readonly hostname: string
  readonly action: string
}

/** Tokens are valid for so long, and once. */
const TOKEN_MS = 300_000

/**
 * Answers as Turnstile’s verification does (dev/services/turnstile.ts is the laptop’s), until the mocks are restored.
 */
export function mockTurnstile(origin: string, secret: string) {
  const tokens = new Map<string, TokenClaims & { issuedAt: number; usedWith?: string }>()
  const service = {
    /** How many tokens were verified. */
    verifications: 0,
    issueToken: (claims: TokenClaims): string => {
      const token = `token-${crypto.randomUUID()}`
      tokens.set(token, { ...claims, issuedAt: Date.now() })
      return token
    },
  }
  const refuse = (code: string) => Response.json({ success: false, 'error-codes': [code] })
  mockOrigin(origin, async (request) => {
    service.verifications++
    const asked = (await request.json()) as Record<'secret' | 'response' | 'idempotency_key', string>
    if (new URL(request.url).pathname !== '/turnstile/v0/siteverify')
      return new Response(null, { status: 404 })
    if (asked.secret !== secret) return refuse('invalid-input-secret')
    const token = tokens.get(asked.response)
    if (!token) return refuse('invalid-input-response')
    const isUsed = token.usedWith !== undefined && token.usedWith !== asked.idempotency_key
    if (isUsed || Date.now() - token.issuedAt > TOKEN_MS) return refuse('timeout-or-duplicate')
    token.usedWith = asked.idempotency_key
    const { hostname, action, issuedAt } = token
    const challengeAt = new Date(issuedAt).toISOString()
    return Response.json({
      success: true,
      challenge_ts: challengeAt,
      hostname,
      action,
      cdata: '',
      'error-codes': [],
    })
  })
  return service
}
