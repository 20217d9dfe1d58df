import { createHmac } from 'node:crypto'

// What verifies the mail provider’s webhooks (standardwebhooks) brings SHA-256 and Base64 in JavaScript, 3 kB of the worker
// after gzip. The platform has both. dev/build-worker.ts takes this file in place of `fast-sha256` and
// `@stablelib/base64`.

/** The HMAC with SHA-256 of `data`: 32 bytes. */
export const hmac = (key: Uint8Array, data: Uint8Array): Uint8Array =>
  createHmac('sha256', key).update(data).digest()

/** Bytes in Base64, with its padding. */
export const encode = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))

/** The bytes of a text in Base64. */
export const decode = (text: string): Uint8Array => Uint8Array.from(atob(text), (one) => one.charCodeAt(0))
