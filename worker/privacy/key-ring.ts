import * as z from 'zod/mini'
import { envelopeNames } from '../../forms/questions/question-base.ts'

/** The purposes of a key: the envelopes of a form, and messages that wait to be sent. */
export const sealPurposes = [...envelopeNames, 'mail'] as const
export type SealPurpose = (typeof sealPurposes)[number]

export interface SealKey {
  readonly kid: string
  readonly secret: Uint8Array<ArrayBuffer>
}

/** The keys for each purpose, at least one. The first encrypts, and all decrypt. */
export type KeyRing = Readonly<Record<SealPurpose, readonly [SealKey, ...SealKey[]]>>

const jwkSchema = z.pipe(
  z.object({
    kty: z.literal('oct'),
    kid: z.string().check(z.minLength(1)),
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
  z.record(z.enum(sealPurposes), z.tuple([jwkSchema], jwkSchema)),
)
