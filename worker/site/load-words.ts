import type { LoadedWords } from '../../content/loaded-words.ts'
import { log } from '../log.ts'
import { sha256Hex } from '../privacy/sha256.ts'
import { hashDeclaredWords } from './declared-words-hash.ts'
import { loadSiteFile, type SiteFiles } from './site-files.ts'

/** The words of the site cannot be loaded, or are not those of this worker. Trying again is safe: nothing was written. */
export class WordsUnavailableError extends Error {}

/**
 * Loads the words that the worker does not carry, once in each isolate. Throws a `WordsUnavailableError`, which is logged,
 * unless they are to the letter those that this worker was built for.
 */
export async function loadWords(site: SiteFiles): Promise<LoadedWords> {
  const known = wordsBySiteFiles.get(site.siteFiles)
  if (known) return known
  const text = await loadSiteFile(site, '/loaded-words.json').catch(() => undefined)
  if (text === undefined) return refuseWords('missing')
  if ((await sha256Hex(text)) !== (await hashDeclaredWords())) return refuseWords('not_of_this_build')
  const words: LoadedWords = JSON.parse(text)
  wordsBySiteFiles.set(site.siteFiles, words)
  return words
}

/** The words are remembered, and not the promise of them: a request must not wait for what another one loads. */
const wordsBySiteFiles = new WeakMap<SiteFiles['siteFiles'], LoadedWords>()

function refuseWords(reason: 'missing' | 'not_of_this_build'): never {
  log('words_unavailable', { reason })
  throw new WordsUnavailableError(`The words of the site are unavailable: ${reason}`)
}
