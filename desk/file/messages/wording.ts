import { MAX_LISTED_MESSAGES } from '../../../content/limits.ts'
import type { Wording } from '../../../forms/language.ts'
import type { FileMessage } from '../queries.ts'

export const fileMessagesWording = {
  title: { en: 'E-mails about this file', fr: 'Les courriels au sujet de ce dossier' },
  newest: {
    en: `The newest ${MAX_LISTED_MESSAGES}`,
    fr: `Les ${MAX_LISTED_MESSAGES} plus récents`,
  },
} as const satisfies Record<string, Wording>

/** The outcome of a message. `ended` means that its subject was over before it was sent, which is no failure. */
export const messageOutcomeWording: Record<FileMessage['outcome'] | 'ended', Wording> = {
  queued: { en: 'Waiting to be sent', fr: 'En attente d’envoi' },
  sent: { en: 'Sent', fr: 'Envoyé' },
  ended: { en: 'Not sent: no longer needed', fr: 'Non envoyé : plus nécessaire' },
  failed: {
    en: 'Could not be sent. Tell the person another way that is safe.',
    fr: 'L’envoi a échoué. Avisez la personne d’une autre façon sûre.',
  },
}
