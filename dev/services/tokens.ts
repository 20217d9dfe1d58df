import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK, type KeyInput, SignJWT } from 'jose'

const ALGORITHM = 'RS256'
const SESSION_SECONDS = 24 * 60 * 60

/** A private RSA key as a JWK, with `kid`, `alg` and `use`. */
export type AccessKey = JWK & { kid: string }

export type TokenClaims = {
  email: string
  /** The desk's, unless another is given. */
  audience?: string
  /** These services' origin, unless another is given. */
  issuer?: string
  /** 24 hours, unless another is given; a negative one has already expired. */
  lifetimeSeconds?: number
  /** Signs with this key under the real key's id, as a forger would. */
  key?: KeyInput
}

type TokenIssuerSettings = { key: AccessKey; origin: string; audience: string }

/** The key stored in `<stateFolder>/access-key.json`, made when missing; without a folder, a new one. */
export async function loadOrCreateAccessKey(stateFolder?: string): Promise<AccessKey> {
  if (stateFolder === undefined) return createAccessKey()
  const file = join(stateFolder, 'access-key.json')
  const storedKey = await readFileIfPresent(file)
  if (storedKey !== undefined) return JSON.parse(storedKey) as AccessKey

  const key = await createAccessKey()
  await mkdir(stateFolder, { recursive: true })
  await writeFile(file, JSON.stringify(key), { mode: 0o600 })
  return key
}

/** The part of the key anybody may see, as `/cdn-cgi/access/certs` publishes it. */
export function toPublicJwk({ kty, n, e, kid, alg, use }: AccessKey): JWK {
  return { kid, kty, alg, use, e, n } as JWK
}

/**
 * Issues application tokens with the claims Access makes. Source:
 * https://developers.cloudflare.com/cloudflare-one/identity/authorization-cookie/application-token
 */
export function createTokenIssuer({ key, origin, audience }: TokenIssuerSettings) {
  return async (claims: TokenClaims): Promise<string> => {
    const issuedAt = Math.floor(Date.now() / 1000)
    const identity = {
      email: claims.email,
      type: 'app',
      identity_nonce: randomBytes(12).toString('base64url'),
      country: 'CA',
    }
    return new SignJWT(identity)
      .setProtectedHeader({ alg: ALGORITHM, kid: key.kid, typ: 'JWT' })
      .setAudience([claims.audience ?? audience])
      .setIssuer(claims.issuer ?? origin)
      .setSubject(deriveUserId(claims.email))
      .setIssuedAt(issuedAt)
      .setNotBefore(issuedAt)
      .setExpirationTime(issuedAt + (claims.lifetimeSeconds ?? SESSION_SECONDS))
      .sign(claims.key ?? key)
  }
}

async function createAccessKey(): Promise<AccessKey> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true })
  const jwk = await exportJWK(privateKey)
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: ALGORITHM, use: 'sig' }
}

async function readFileIfPresent(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** The same id for the same person each time, in the shape of a UUID. */
function deriveUserId(email: string): string {
  const hex = createHash('sha256').update(email.toLowerCase()).digest('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')
}
