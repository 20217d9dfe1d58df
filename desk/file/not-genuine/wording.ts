import type { Wording } from '../../../forms/language.ts'

export const restorationWording = {
  title: { en: 'Closed as not genuine', fr: 'Fermé comme non authentique' },
  means: {
    en: 'What this file says counts against nobody. Opening it again brings nothing back: e-mails that weren’t sent stay unsent, and sessions that were cancelled stay cancelled. Call the parent yourself.',
    fr: 'Le contenu de ce dossier n’a d’effet pour personne. Le rouvrir ne ramène rien : les courriels qui ne sont pas partis ne partiront pas, et les rencontres annulées le restent. Appelez vous-même le parent.',
  },
  byAdministrator: {
    en: 'If it was genuine after all, an administrator can open it again.',
    fr: 'Si la demande était authentique, l’administration peut rouvrir le dossier.',
  },
  restore: { en: 'Restore this file', fr: 'Rouvrir ce dossier' },
  why: { en: 'Why do you open it again?', fr: 'Pourquoi le rouvrez-vous?' },
  noReason: { en: 'Choose why you open it again', fr: 'Choisissez pourquoi vous le rouvrez' },
  done: {
    en: 'The file is open again, as a new one. What was cancelled with it stays cancelled: no e-mail was sent, and no session is booked.',
    fr: 'Le dossier est rouvert, comme un nouveau dossier. Ce qui a été annulé le reste : aucun courriel n’est parti et aucune rencontre n’est réservée.',
  },
} as const satisfies Record<string, Wording>
