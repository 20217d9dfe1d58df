import type { Wording } from '../../../forms/language.ts'

export const fileSummaryWording = {
  title: { en: 'In short', fr: 'En bref' },
  children: { en: 'Children', fr: 'Enfants' },
  noChildren: { en: 'None named', fr: 'Aucun nommé' },
  restIsClosed: {
    en: 'Everything else stays closed until someone takes the file, and what the parent answered about safety even then, until a reason is recorded. The file’s record shows that you read this summary.',
    fr: 'Tout le reste demeure sous clé tant que personne n’a pris le dossier, et les réponses sur la sécurité le demeurent même alors, jusqu’à ce qu’une raison soit consignée. L’historique du dossier indique que vous avez lu ce résumé.',
  },
  take: { en: 'Take this file', fr: 'Prendre ce dossier' },
  takeMeans: {
    en: 'You lead it from then on, and can read it.',
    fr: 'Vous en devenez responsable et pouvez alors le lire.',
  },
  takeDone: { en: 'You lead this file now.', fr: 'Vous êtes maintenant responsable de ce dossier.' },
} as const satisfies Record<string, Wording>
