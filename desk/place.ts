import { type Language, languageOf, pathIn } from '../content/language.ts'

/** What an address of the desk asks for: the list, or one file. */
export interface Place {
  readonly language: Language
  /** The same place in English, for the switch of language. */
  readonly path: string
  /** The file's reference as the address has it; none on the list. */
  readonly reference: string | undefined
}

/** Reads an address: `/fr/desk/files/K7Q4-9MX2/` is that file in French, any other under /desk the list. */
export function placeOf(address: string): Place {
  const { language, path } = languageOf(address)
  return { language, path, reference: /^\/desk\/files\/([^/]+)\/$/.exec(path)?.[1] }
}

export const listPath = (language: Language): string => pathIn(language, '/desk/')
export const filePath = (language: Language, reference: string): string =>
  pathIn(language, `/desk/files/${reference}/`)
