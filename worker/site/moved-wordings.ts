import { type Language, languages, type Wording } from '../../forms/language.ts'
import { declaredWordings } from './declared-wordings.ts'
import { loadDeclaredText, WordsUnavailableError } from './load-declared-text.ts'
import type { SiteFiles } from './site-files.ts'

let loaded: readonly Wording[] | undefined

/**
 * The wordings that the build moved out of the worker (dev/move-wordings.ts), each under its place. Each can be passed on
 * at once, and read in a language once they are loaded; before, reading one throws a `WordsUnavailableError`.
 */
export const movedWordings: Wording[] = []

// Plain properties, which a copy of a wording reads. Loops, because each call counts at every start.
for (let index = 0; index < declaredWordings.count; index++) {
  const wording = {}
  for (const language of languages)
    Object.defineProperty(wording, language, { enumerable: true, get: () => readWording(index, language) })
  movedWordings.push(wording as Wording)
}

function readWording(index: number, language: Language): string {
  const text = loaded?.[index]?.[language]
  if (text === undefined) throw new WordsUnavailableError('A wording was read before it was loaded')
  return text
}

/**
 * Loads the moved wordings, once in each isolate. Throws a `WordsUnavailableError`, which is logged, unless they are to the
 * letter those that this worker was built for. The sources have none moved, and load none.
 */
export async function loadMovedWordings(site: SiteFiles): Promise<void> {
  if (loaded || declaredWordings.count === 0) return
  loaded = JSON.parse(await loadDeclaredText(site, '/moved-wordings.json', declaredWordings.hash))
}
