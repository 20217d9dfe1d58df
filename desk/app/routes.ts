import { type Language, localisedPath, splitLanguagePath } from '../../forms/language.ts'

/** What an address of the desk asks for. */
export interface DeskRoute {
  readonly language: Language
  /** The same address in English, with its query string, for the switch of language. */
  readonly path: string
  /** The list of files, one file, its call sheet, a coordinator's appointments, or their availability. */
  readonly page: 'files' | 'file' | 'call' | 'appointments' | 'hours'
  /** The file's reference as the address has it; undefined unless the page is about a file. */
  readonly reference: string | undefined
  /** The query parameters, by name. */
  readonly query: Readonly<Record<string, string>>
}

/**
 * Reads an address: `/fr/desk/files/K7Q4-9MX2/` is that file in French, `/fr/desk/files/K7Q4-9MX2/call/` the sheet for
 * a call, `/desk/appointments/?view=day` the appointments of a day, any other under /desk the list of files.
 */
export function parseDeskRoute(address: string, search = ''): DeskRoute {
  const { language, path } = splitLanguagePath(address)
  const [, reference, call] = /^\/desk\/files\/([^/]+)\/(call\/)?$/.exec(path) ?? []
  const [, section] = /^\/desk\/(appointments|hours)\/$/.exec(path) ?? []
  const page = section === 'appointments' || section === 'hours' ? section : undefined
  const query = Object.fromEntries(new URLSearchParams(search))
  return {
    language,
    path: `${path}${search}`,
    page: page ?? (reference === undefined ? 'files' : call === undefined ? 'file' : 'call'),
    reference,
    query,
  }
}

export const fileListPath = (language: Language): string => localisedPath(language, '/desk/')
export const filePath = (language: Language, reference: string): string =>
  localisedPath(language, `/desk/files/${reference}/`)
export const callSheetPath = (language: Language, reference: string): string =>
  `${filePath(language, reference)}call/`

/** The address of the appointments; of other days or of another coordinator by query. */
export const appointmentsPath = (
  language: Language,
  query: Readonly<Record<string, string | undefined>> = {},
): string => `${localisedPath(language, '/desk/appointments/')}${formatQueryString(query)}`

/** The address of one's own availability; of another coordinator by query, for an administrator. */
export const availabilityPath = (
  language: Language,
  query: Readonly<Record<string, string | undefined>> = {},
): string => `${localisedPath(language, '/desk/hours/')}${formatQueryString(query)}`

function formatQueryString(query: Readonly<Record<string, string | undefined>>): string {
  const entries = Object.entries(query).flatMap(([name, value]) => (value ? [[name, value]] : []))
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries)}`
}
