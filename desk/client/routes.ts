import { type DeskPageName, deskAddresses } from '../../content/desk-addresses.ts'
import { type Language, localisePath, splitLanguagePath } from '../../forms/language.ts'

/** The page that an address asks for, with its parameters. */
export interface DeskRoute {
  readonly language: Language
  /** The address in English with its query string, for links to the page in other languages. */
  readonly path: string
  readonly page: DeskPageName
  /** The file's reference as it is in the address; undefined unless the page is about a file. */
  readonly reference: string | undefined
  /** The query parameters by name. */
  readonly query: Readonly<Record<string, string>>
}

/**
 * Parses an address: `/fr/desk/files/K7Q4-9MX2/` is the page of that file in French. Unknown addresses give the list of
 * files.
 */
export function parseDeskRoute(address: string, search = ''): DeskRoute {
  const { language, path } = splitLanguagePath(address)
  const query = Object.fromEntries(new URLSearchParams(search))
  const found = addressPatterns.flatMap(({ page, pattern }) => {
    const match = pattern.exec(path)
    return match ? [{ page, reference: match.groups?.reference }] : []
  })
  const { page, reference } = found[0] ?? { page: 'files', reference: undefined }
  return { language, path: `${path}${search}`, page, reference, query }
}

const addressPatterns = (Object.keys(deskAddresses) as DeskPageName[]).map((page) => ({
  page,
  pattern: new RegExp(`^${deskAddresses[page].replace(':reference', '(?<reference>[^/]+)')}$`),
}))

/** The pages of a file that stand beside each other as tabs. */
export const filePageNames = [
  'file',
  'fileIntake',
  'fileSafety',
  'fileContact',
  'fileSessions',
  'record',
] as const satisfies readonly DeskPageName[]
export type FilePageName = (typeof filePageNames)[number]

/** The parameters of a query string. Parameters without a value are left out. */
type QueryParameters = Readonly<Record<string, string | undefined>>

export const getTodayPath = (language: Language): string => formatDeskPath(language, 'today')
/** The address of the list of files. The query may name a view, filters, an order and a page. */
export const getFileListPath = (language: Language, query: QueryParameters = {}): string =>
  formatDeskPath(language, 'files') + formatQueryString(query)
/** The address of a page of a file. The query of the intake may name a parent’s side. */
export const getFilePagePath = (
  language: Language,
  reference: string,
  page: FilePageName = 'file',
  query: QueryParameters = {},
): string => formatDeskPath(language, page, reference) + formatQueryString(query)
export const getCallSheetPath = (language: Language, reference: string): string =>
  formatDeskPath(language, 'call', reference)

/** The address of a file's record. The query may name who acted, a kind of action, a span of days and a page. */
export const getRecordPath = (language: Language, reference: string, query: QueryParameters = {}): string =>
  formatDeskPath(language, 'record', reference) + formatQueryString(query)

export const getOperationsPath = (language: Language): string => formatDeskPath(language, 'operations')

export const getPersonalDataPath = (language: Language): string => formatDeskPath(language, 'personalData')
export const getRecordCheckPath = (language: Language): string => formatDeskPath(language, 'recordCheck')

/** The address of the calendar. The query may name a view, a date and another coordinator. */
export const getCalendarPath = (language: Language, query: QueryParameters = {}): string =>
  formatDeskPath(language, 'calendar') + formatQueryString(query)

export const getNumbersPath = (language: Language): string => formatDeskPath(language, 'numbers')

/** The address of the coordinator’s own settings. An administrator’s query may name another coordinator. */
export const getSettingsPath = (language: Language, query: QueryParameters = {}): string =>
  formatDeskPath(language, 'settings') + formatQueryString(query)

const formatDeskPath = (language: Language, page: DeskPageName, reference = ''): string =>
  localisePath(language, deskAddresses[page].replace(':reference', reference))

function formatQueryString(query: QueryParameters): string {
  const entries = Object.entries(query).flatMap(([name, value]) => (value ? [[name, value]] : []))
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries)}`
}
