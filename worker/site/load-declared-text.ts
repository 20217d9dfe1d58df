import { log } from '../log.ts'
import { sha256Hex } from '../privacy/sha256.ts'
import { loadSiteFile, type SiteFiles } from './site-files.ts'

/** The words of the site cannot be loaded, or are not those of this worker. Trying again is safe: nothing was written. */
export class WordsUnavailableError extends Error {}

/**
 * Loads a file of words from the site. Throws a `WordsUnavailableError`, which is logged, unless it is to the letter the one
 * that this worker was built for, by its SHA-256.
 */
export async function loadDeclaredText(site: SiteFiles, path: string, hash: string): Promise<string> {
  const text = await loadSiteFile(site, path).catch(() => undefined)
  if (text === undefined) return refuseWords('missing')
  return (await sha256Hex(text)) === hash ? text : refuseWords('not_of_this_build')
}

function refuseWords(reason: 'missing' | 'not_of_this_build'): never {
  log('words_unavailable', { reason })
  throw new WordsUnavailableError(`The words of the site are unavailable: ${reason}`)
}
