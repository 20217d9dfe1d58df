import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/**
 * Tells whether a page changed since it was translated: the French page carries the fingerprint of the English one it
 * says the same as (`translates`), and a build refuses a translation whose original has changed.
 */
export const computePageFingerprint = (page: string): string =>
  createHash('sha256')
    .update(readFileSync(`content/pages/en/${page}.md`, 'utf8'))
    .digest('hex')
    .slice(0, 12)
