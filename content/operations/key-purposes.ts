import type { Wording } from '../../forms/language.ts'

/** What the keys of each purpose are for (docs/keys.md). */
export const keyPurposeWording: Partial<Record<string, Wording>> = {
  answers: { en: 'Answers', fr: 'Réponses' },
  safety: { en: 'Safety answers', fr: 'Réponses sur la sécurité' },
  otherContact: { en: 'Other parent’s contact details', fr: 'Coordonnées de l’autre parent' },
  mail: { en: 'E-mails that wait', fr: 'Courriels en attente' },
  draft: { en: 'Unfinished forms and codes', fr: 'Demandes inachevées et codes' },
  index: { en: 'Search and related files', fr: 'Recherche et dossiers liés' },
  audit: { en: 'Record', fr: 'Historique' },
}
