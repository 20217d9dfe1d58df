import type { LoadedWords } from '../../content/loaded-words.ts'
import { hashDeclaredWords } from './declared-words-hash.ts'
import { loadDeclaredText } from './load-declared-text.ts'
import type { SiteFiles } from './site-files.ts'

/**
 * Loads the words that the worker does not carry, once in each isolate. Throws a `WordsUnavailableError`, which is logged,
 * unless they are to the letter those that this worker was built for.
 */
export async function loadWords(site: SiteFiles): Promise<LoadedWords> {
  const known = wordsBySiteFiles.get(site.siteFiles)
  if (known) return known
  const words: LoadedWords = JSON.parse(
    await loadDeclaredText(site, '/loaded-words.json', await hashDeclaredWords()),
  )
  wordsBySiteFiles.set(site.siteFiles, words)
  return words
}

/** The words are remembered, and not the promise of them: a request must not wait for what another one loads. */
const wordsBySiteFiles = new WeakMap<SiteFiles['siteFiles'], LoadedWords>()
