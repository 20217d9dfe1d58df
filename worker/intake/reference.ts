import { encodeCrockford } from '../privacy/crockford.ts'

/**
 * Generates a file's reference, as people say it on the phone: `K7Q4-9MX2`, 40 random bits. It is no secret and opens
 * nothing.
 */
export const generateFileReference = (): string => encodeCrockford(crypto.getRandomValues(new Uint8Array(8)))
