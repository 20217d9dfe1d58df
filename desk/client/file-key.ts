import type { QueryKey } from '@tanstack/react-query'

type FilePart =
  | 'header'
  | 'related-files'
  | 'lead-candidates'
  | 'contact-holds'
  | 'contact-log'
  | 'letters'
  | 'waiting-letters'
  | 'screenings'
  | 'calls'
  | 'appointments'
  | 'messages'
  | 'record'

/**
 * The first part of the cache key of a file's parts. Readings are not below it, since the worker records each of them.
 */
export const getFileQueryKeyPrefix = (reference: string) => ['file', reference] as const

export const getFilePartQueryKey = (reference: string, part: FilePart) =>
  [...getFileQueryKeyPrefix(reference), part] as const

/** The parts of a file that its page shows although it is locked. */
const partsOfLockedFile: readonly unknown[] = [
  'header',
  'related-files',
  'waiting-letters',
  'lead-candidates',
] satisfies FilePart[]

/** Whether a query is for a part of a file that the page hides while the file is locked. */
export const isHiddenOnLockedFile = ([first, , part]: QueryKey): boolean =>
  first === 'file' && !partsOfLockedFile.includes(part)
