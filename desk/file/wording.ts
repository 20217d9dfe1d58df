import type { Wording } from '../../forms/language.ts'

export const fileLoadingWording = {
  loading: { en: 'Loading the file…', fr: 'Chargement du dossier…' },
} as const satisfies Record<string, Wording>

export const fileStripWording = {
  nobodyLeads: { en: 'nobody leads yet', fr: 'personne n’est encore responsable' },
  next: { en: 'Next', fr: 'Ensuite' },
} as const satisfies Record<string, Wording>

export const buildLeadWording = (name: string): Wording => ({
  en: `${name} leads`,
  fr: `responsable : ${name}`,
})
