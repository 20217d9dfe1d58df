import type { AuditSigner } from '../../db/audit-signer.ts'
import { computeHmac, isHmacOf } from './hmac.ts'
import type { KeyRing } from './key-ring.ts'

/**
 * Creates the signer of the audit record: HMAC-SHA256 in hexadecimal. The first key signs; all verify, so that what an
 * earlier key signed stays whole after a rotation.
 */
export const createAuditSigner = ({ audit: keys }: Pick<KeyRing, 'audit'>): AuditSigner => ({
  keyId: keys[0].kid,
  sign: async (text) => encodeHex(await computeHmac(keys[0].secret, text)),
  verify: async (keyId, text, signature) => {
    const key = keys.find(({ kid }) => kid === keyId)
    const mac = decodeHex(signature)
    return key !== undefined && mac !== undefined && isHmacOf(key.secret, text, mac)
  },
})

const encodeHex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** Gives the bytes of a lower-case hexadecimal HMAC; undefined for any other text. */
const decodeHex = (hex: string) =>
  /^[0-9a-f]{64}$/.test(hex)
    ? Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
    : undefined
