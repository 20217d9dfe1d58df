/** The parts of a file that are asked for by themselves. */
type FilePart = 'header' | 'related-files' | 'contact-holds' | 'calls' | 'appointments' | 'messages'

/** Under what a file's parts are cached; its readings are not, which the worker records one by one. */
export const fileKey = (reference: string) => ['file', reference] as const

export const filePartKey = (reference: string, part: FilePart) => [...fileKey(reference), part] as const
