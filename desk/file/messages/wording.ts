import type { Wording } from '../../../forms/language.ts'
import type { FileMessage } from '../queries.ts'

/** The e-mails about a file. */
export const fileMessagesWording = {
  title: { en: 'E-mails about this file', fr: 'Les courriels au sujet de ce dossier' },
  newest: { en: 'The newest ten', fr: 'Les dix plus récents' },
} as const satisfies Record<string, Wording>

/** What an e-mail was about. */
export const messageKindWording: Readonly<Record<string, Wording>> = {
  'new-file': { en: 'New file, to a coordinator', fr: 'Nouveau dossier, à l’équipe de coordination' },
  'file-news': { en: 'News of this file, to a coordinator', fr: 'Du nouveau, à l’équipe de coordination' },
  receipt: { en: 'Receipt, to a parent', fr: 'Accusé de réception, à un parent' },
  'authorisation-requested': {
    en: 'Something to read, to a parent',
    fr: 'Quelque chose à lire, à un parent',
  },
  'authorisation-expiring': {
    en: 'Authorisation that ends soon, to a parent',
    fr: 'Autorisation qui prend bientôt fin, à un parent',
  },
  invitation: { en: 'Invitation, to the other parent', fr: 'Invitation, à l’autre parent' },
  session: {
    en: 'Session booked, moved or cancelled, to a parent',
    fr: 'Rencontre réservée, déplacée ou annulée, à un parent',
  },
  'session-reminder': { en: 'Reminder of a session, to a parent', fr: 'Rappel d’une rencontre, à un parent' },
}

/** `ended`: what the message was about was over before it was sent, which is no failure. */
export const messageOutcomeWording: Record<FileMessage['outcome'] | 'ended', Wording> = {
  queued: { en: 'Waiting to be sent', fr: 'En attente d’envoi' },
  sent: { en: 'Sent', fr: 'Envoyé' },
  ended: { en: 'Not sent: no longer needed', fr: 'Non envoyé : plus nécessaire' },
  failed: {
    en: 'Could not be sent. Tell the person another way that is safe.',
    fr: 'L’envoi a échoué. Avisez la personne d’une autre façon sûre.',
  },
}
