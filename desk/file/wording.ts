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

/** Formats who else is in a file, and when they last read or changed it. */
export const buildColleagueWording = (name: string, clock: string): Wording => ({
  // A time of day in English ends with a point of its own.
  en: `${name} is in this file too (last at ${clock}). Agree on who writes.`,
  fr: `${name} est aussi dans ce dossier, la dernière fois à ${clock}. Entendez-vous sur qui écrit.`,
})
