import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { defaultLanguage } from '../forms/language.ts'

/**
 * Tells whether a page changed since it was translated: a translation carries the fingerprint of the page it
 * says the same as (`translates`), and a build refuses a translation whose original has changed.
 */
export const computePageFingerprint = (page: string): string =>
  createHash('sha256')
    .update(readFileSync(`content/pages/${defaultLanguage}/${page}.md`, 'utf8'))
    .digest('hex')
    .slice(0, 12)
