import * as z from 'zod/mini'
import { envelopeNames } from '../../forms/questions/question-base.ts'

/** The purposes of a key: the envelopes of a form, and messages that wait to be sent. */
export const sealPurposes = [...envelopeNames, 'mail'] as const
export type SealPurpose = (typeof sealPurposes)[number]

/**
 * Every purpose. `draft` is for drafts, codes and cookies, and `index` for match tokens: only subkeys of these are used
 * (see `deriveSubkey`). `audit` signs the audit record and the lines that anchor it.
 */
export const keyPurposes = [...sealPurposes, 'draft', 'index', 'audit'] as const
export type KeyPurpose = (typeof keyPurposes)[number]

export interface SealKey {
  readonly kid: string
  readonly secret: Uint8Array<ArrayBuffer>
}

/** The keys for one purpose. The first is used for whatever is new, and all are tried for what is stored. */
export type PurposeKeys = readonly [SealKey, ...SealKey[]]

export type KeyRing = Readonly<Record<KeyPurpose, PurposeKeys>>

/** The id of a key stands in columns, before a dot. */
const KID_PATTERN = /^[\w-]{1,40}$/

const jwkSchema = z.pipe(
  z.object({
    kty: z.literal('oct'),
    kid: z.string().check(z.regex(KID_PATTERN)),
    k: z.base64url().check(z.length(43)),
  }),
  z.transform(
    ({ kid, k }): SealKey => ({
      kid,
      secret: Uint8Array.from(atob(k.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0)),
    }),
  ),
)

/** Parses the secret KEY_RING, JSON with 256-bit keys: `{ "answers": [{ "kty": "oct", "kid": "…", "k": "…" }], … }`. */
export const keyRingSchema = z.pipe(
  z.pipe(
    z.string(),
    z.transform((text, context) => {
      try {
        return JSON.parse(text) as unknown
      } catch {
        context.issues.push({ code: 'custom', input: undefined, message: 'is not JSON' })
        return z.NEVER
      }
    }),
  ),
  z.record(z.enum(keyPurposes), z.tuple([jwkSchema], jwkSchema)).check(
    z.refine((ring) => {
      const kids = Object.values(ring).flatMap((keys) => keys.map(({ kid }) => kid))
      return new Set(kids).size === kids.length
    }, 'has two keys with one id'),
  ),
)
