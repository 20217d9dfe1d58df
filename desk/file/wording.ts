import type { Wording } from '../../forms/language.ts'

export const fileLoadingWording = {
  loading: { en: 'Loading the file…', fr: 'Chargement du dossier…' },
} as const satisfies Record<string, Wording>
