import type { Wording } from '../../../forms/language.ts'

export const callReopeningWording = {
  relatedTitle: { en: 'Calls in other files', fr: 'Appels dans d’autres dossiers' },
  relatedMeans: {
    en: 'The same person was called there, or the two parents are the same. Neither parent is told of it.',
    fr: 'La même personne y a été appelée, ou ce sont les deux mêmes parents. Aucun des deux n’en est informé.',
  },
  title: { en: 'Allow calls again', fr: 'Permettre de rappeler' },
  means: {
    en: 'Only for a reason, which is kept on record with your name. The first parent’s wish isn’t one. A call still needs their authorisation.',
    fr: 'Seulement pour un motif, consigné au dossier avec votre nom. Le souhait du premier parent n’en est pas un. Un appel exige toujours son autorisation.',
  },
  why: { en: 'Why may they be called again?', fr: 'Pourquoi peut-on rappeler cette personne?' },
  noReason: { en: 'Choose why they may be called again', fr: 'Choisissez pourquoi on peut la rappeler' },
  reopen: { en: 'Allow calls again', fr: 'Permettre de rappeler' },
  done: { en: 'Calls are allowed again.', fr: 'Les appels sont de nouveau permis.' },
} as const satisfies Record<string, Wording>
