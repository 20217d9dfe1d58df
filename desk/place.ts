import { type Language, languageOf, pathIn } from '../content/language.ts'

/** What an address of the desk asks for: the list, one file, or the sheet for a call about it. */
export interface Place {
  readonly language: Language
  /** The same place in English, for the switch of language. */
  readonly path: string
  /** The file's reference as the address has it; none on the list. */
  readonly reference: string | undefined
  /** Whether it is the sheet for a call. */
  readonly call: boolean
}

/**
 * Reads an address: `/fr/desk/files/K7Q4-9MX2/` is that file in French, `/fr/desk/files/K7Q4-9MX2/call/` the sheet for
 * a call, any other under /desk the list.
 */
export function placeOf(address: string): Place {
  const { language, path } = languageOf(address)
  const [, reference, call] = /^\/desk\/files\/([^/]+)\/(call\/)?$/.exec(path) ?? []
  return { language, path, reference, call: call !== undefined }
}

export const listPath = (language: Language): string => pathIn(language, '/desk/')
export const filePath = (language: Language, reference: string): string =>
  pathIn(language, `/desk/files/${reference}/`)
export const callPath = (language: Language, reference: string): string =>
  `${filePath(language, reference)}call/`
