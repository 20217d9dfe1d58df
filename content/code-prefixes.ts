/**
 * The letter before each kind of code, so that a person sees what a code is for. It is no part of the secret: a code without
 * it, as those from before had none, opens the same.
 */
export const codePrefixes = { file: 'A', resume: 'R', invitation: 'V' } as const

export type CodeKind = keyof typeof codePrefixes

/** Writes a code as a person gets it: `A-K7Q4-9MX2-PT5H-W3ZC`. */
export const prefixCode = (kind: CodeKind, code: string): string => `${codePrefixes[kind]}-${code}`
