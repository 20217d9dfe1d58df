import type { D1Database, Fetcher, RateLimit } from '@cloudflare/workers-types'
import * as z from 'zod/mini'
import { type Database, openDatabase } from '../db/database.ts'
import { log } from './log.ts'
import { createAuditSigner } from './privacy/audit-signer.ts'
import { type KeyRing, keyPurposes, keyRingSchema } from './privacy/key-ring.ts'

/** The platform's bindings. Secrets and settings are text here and are parsed once. */
export interface Bindings {
  readonly DB: D1Database
  readonly ASSETS: Fetcher
  readonly LIMIT_REQUESTS: RateLimit
  readonly LIMIT_WIDE_REQUESTS: RateLimit
  readonly LIMIT_NEW_DRAFTS: RateLimit
  readonly [setting: string]: unknown
}

/** The parsed settings and secrets. */
export interface Environment {
  readonly db: Database
  /** The files that the site built. */
  readonly siteFiles: Fetcher
  readonly limits: Readonly<Record<'requests' | 'wideRequests' | 'newDrafts', RateLimit>>
  /** The origin of links in e-mails: `https://…`, without a slash at the end. */
  readonly portalOrigin: string
  readonly access: { readonly teamDomain: string; readonly audience: string }
  readonly mail: {
    readonly api: string
    readonly key: string
    /** The secret with which the provider signs its webhooks; undefined while it calls none. */
    readonly webhookSecret: string | undefined
  }
  readonly keys: KeyRing
  /** Cloudflare Turnstile; undefined while it is off, which it is without both of its keys. */
  readonly turnstile: TurnstileSettings | undefined
}

export interface TurnstileSettings {
  /** The public key, which the page that sends a form shows. */
  readonly siteKey: string
  readonly secret: string
  /** The origin of the widget’s script and of its verification. */
  readonly origin: string
}

const originSetting = z.pipe(
  z.url({ protocol: /^https?$/ }),
  z.transform((url) => new URL(url).origin),
)

const settingsSchema = z.object({
  PORTAL_ORIGIN: originSetting,
  ACCESS_TEAM_DOMAIN: originSetting,
  /** The application audience tag (AUD) of the Access application in front of /desk. */
  ACCESS_AUD: z.string().check(z.minLength(1)),
  MAIL_API: originSetting,
  RESEND_API_KEY: z.string().check(z.startsWith('re_')),
  /** The provider's webhooks are refused while it is empty. */
  RESEND_WEBHOOK_SECRET: z._default(z.string().check(z.regex(/^(whsec_.+)?$/)), ''),
  /** JSON with a list of JWKs for each purpose; the first one is used for whatever is new. */
  KEY_RING: keyRingSchema,
  /** Turnstile is off while either key is empty or missing. */
  TURNSTILE_SITE_KEY: z._default(z.string(), ''),
  TURNSTILE_SECRET_KEY: z._default(z.string(), ''),
  TURNSTILE_ORIGIN: z._default(originSetting, 'https://challenges.cloudflare.com'),
})

/** The names of the secrets, which are checked before a deployment. `TURNSTILE_SECRET_KEY` is needed with its site key only. */
export const secretNames = ['RESEND_API_KEY', 'RESEND_WEBHOOK_SECRET', 'KEY_RING'] as const

/**
 * Parses the bindings once in each isolate. If one is missing or malformed, logs and throws its name, never its value.
 */
export function parseEnvironment(bindings: Bindings): Environment {
  const cached = parsedEnvironments.get(bindings)
  if (cached) return cached
  const result = settingsSchema.safeParse(bindings)
  if (!result.success) {
    const names = [...new Set(result.error.issues.map(({ path }) => nameSetting(path)))]
    log('settings_malformed', { settings: names })
    throw new Error(`These settings are missing or malformed: ${names.join(', ')}`)
  }
  const assembled = assembleEnvironment(bindings, result.data)
  parsedEnvironments.set(bindings, assembled)
  return assembled
}

/** Names a setting, and the purpose in the key ring that is missing or malformed: `KEY_RING.audit`. */
const nameSetting = ([name, part]: readonly PropertyKey[]) =>
  keyPurposes.some((purpose) => purpose === part) ? `${String(name)}.${String(part)}` : String(name)

const parsedEnvironments = new WeakMap<Bindings, Environment>()

const assembleEnvironment = (bindings: Bindings, read: z.infer<typeof settingsSchema>): Environment => ({
  db: openDatabase(bindings.DB, createAuditSigner(read.KEY_RING)),
  siteFiles: bindings.ASSETS,
  limits: {
    requests: bindings.LIMIT_REQUESTS,
    wideRequests: bindings.LIMIT_WIDE_REQUESTS,
    newDrafts: bindings.LIMIT_NEW_DRAFTS,
  },
  portalOrigin: read.PORTAL_ORIGIN,
  access: { teamDomain: read.ACCESS_TEAM_DOMAIN, audience: read.ACCESS_AUD },
  mail: {
    api: read.MAIL_API,
    key: read.RESEND_API_KEY,
    webhookSecret: read.RESEND_WEBHOOK_SECRET || undefined,
  },
  keys: reuseKeyRing(String(bindings.KEY_RING), read.KEY_RING),
  turnstile:
    read.TURNSTILE_SITE_KEY && read.TURNSTILE_SECRET_KEY
      ? {
          siteKey: read.TURNSTILE_SITE_KEY,
          secret: read.TURNSTILE_SECRET_KEY,
          origin: read.TURNSTILE_ORIGIN,
        }
      : undefined,
})

/** Gives the ring that was parsed before from the same text, with what was derived from its keys since. */
function reuseKeyRing(text: string, parsed: KeyRing): KeyRing {
  const ring = parsedRings.get(text) ?? parsed
  parsedRings.set(text, ring)
  return ring
}

const parsedRings = new Map<string, KeyRing>()
