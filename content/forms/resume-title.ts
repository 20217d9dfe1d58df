import type { Wording } from '../../forms/language.ts'

/** The title of the page that opens a draft again; the worker asks the device question under it. */
export const resumeTitleWording = {
  en: 'Come back with a code',
  fr: 'Reprendre avec un code',
} as const satisfies Wording
