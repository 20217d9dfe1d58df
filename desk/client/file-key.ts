type FilePart = 'header' | 'related-files' | 'contact-holds' | 'calls' | 'appointments' | 'messages'

/**
 * The first part of the cache key of a file's parts. Readings are not below it, since the worker records each of them.
 */
export const getFileQueryKey = (reference: string) => ['file', reference] as const

export const getFilePartQueryKey = (reference: string, part: FilePart) =>
  [...getFileQueryKey(reference), part] as const
