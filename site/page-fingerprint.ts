import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { defaultLanguage } from '../forms/language.ts'

/**
 * Computes the fingerprint of an English page, twelve hexadecimal digits. A translation carries the fingerprint of the
 * page it translates (`translates`), and the build refuses a translation whose original has changed.
 */
export const hashOriginalPageFile = (page: string): string =>
  createHash('sha256')
    .update(readFileSync(`content/pages/${defaultLanguage}/${page}.md`, 'utf8'))
    .digest('hex')
    .slice(0, 12)
