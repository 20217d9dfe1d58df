import type { Wording } from '../../forms/language.ts'

/** The two parents of a file, as the desk calls them. */
export const parentSideOptions = {
  initiating: { en: 'The initiating parent', fr: 'Le parent à l’origine de la demande' },
  other: { en: 'The other parent', fr: 'L’autre parent' },
} as const satisfies Readonly<Record<string, Wording>>
