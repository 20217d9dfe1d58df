import { type Language, languageOf, pathIn } from '../../forms/language.ts'

/** What an address of the desk asks for. */
export interface Place {
  readonly language: Language
  /** The same place in English, with what follows its question mark, for the switch of language. */
  readonly path: string
  /** The list of files, one file, the sheet for a call about it, appointments, or when somebody meets families. */
  readonly page: 'files' | 'file' | 'call' | 'appointments' | 'hours'
  /** The file's reference as the address has it; none but with a file. */
  readonly reference: string | undefined
  /** What follows the question mark, by name. */
  readonly query: Readonly<Record<string, string>>
}

/**
 * Reads an address: `/fr/desk/files/K7Q4-9MX2/` is that file in French, `/fr/desk/files/K7Q4-9MX2/call/` the sheet for
 * a call, `/desk/appointments/?view=day` the appointments of a day, any other under /desk the list of files.
 */
export function placeOf(address: string, search = ''): Place {
  const { language, path } = languageOf(address)
  const [, reference, call] = /^\/desk\/files\/([^/]+)\/(call\/)?$/.exec(path) ?? []
  const [, part] = /^\/desk\/(appointments|hours)\/$/.exec(path) ?? []
  const page = part === 'appointments' || part === 'hours' ? part : undefined
  const query = Object.fromEntries(new URLSearchParams(search))
  return {
    language,
    path: `${path}${search}`,
    page: page ?? (reference === undefined ? 'files' : call === undefined ? 'file' : 'call'),
    reference,
    query,
  }
}

export const listPath = (language: Language): string => pathIn(language, '/desk/')
export const filePath = (language: Language, reference: string): string =>
  pathIn(language, `/desk/files/${reference}/`)
export const callPath = (language: Language, reference: string): string =>
  `${filePath(language, reference)}call/`

/** The appointments; of some days, or of somebody else, when that is asked for. */
export const appointmentsPath = (
  language: Language,
  query: Readonly<Record<string, string | undefined>> = {},
): string => `${pathIn(language, '/desk/appointments/')}${searchOf(query)}`

/** When one meets families; when somebody else does, for an administrator. */
export const hoursPath = (
  language: Language,
  query: Readonly<Record<string, string | undefined>> = {},
): string => `${pathIn(language, '/desk/hours/')}${searchOf(query)}`

function searchOf(query: Readonly<Record<string, string | undefined>>): string {
  const asked = Object.entries(query).flatMap(([name, value]) => (value ? [[name, value]] : []))
  return asked.length === 0 ? '' : `?${new URLSearchParams(asked)}`
}
