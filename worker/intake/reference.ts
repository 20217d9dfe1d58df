import { encodeCrockford } from '../privacy/crockford.ts'

/** A file's reference as people say it on the phone: 40 random bits, `K7Q4-9MX2`. Not a secret, and opens nothing. */
export const generateFileReference = (): string => encodeCrockford(crypto.getRandomValues(new Uint8Array(8)))
