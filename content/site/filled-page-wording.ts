import type { Wording } from '../../forms/language.ts'

/** The few words that the worker writes into any built page. All others stand in the pages, or with what is filled. */
export const filledPageWording = {
  errorPrefix: { en: 'Error:', fr: 'Erreur :' },
  discreetTitle: { en: 'Form', fr: 'Formulaire' },
  change: { en: 'Change', fr: 'Modifier' },
  add: { en: 'Add', fr: 'Ajouter' },
  leftEmpty: { en: 'Left empty:', fr: 'Sans réponse :' },
  missingAnswer: { en: 'Still needed', fr: 'Réponse à ajouter' },
} as const satisfies Record<string, Wording>
