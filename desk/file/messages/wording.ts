import { MAX_LISTED_MESSAGES } from '../../../content/limits.ts'
import type { EmailProblem } from '../../../content/mail/email-problems.ts'
import type { Wording } from '../../../forms/language.ts'
import type { FileMessage } from '../queries.ts'

export const fileMessagesWording = {
  title: { en: 'E-mails about this file', fr: 'Les courriels au sujet de ce dossier' },
  newest: {
    en: `The newest ${MAX_LISTED_MESSAGES}`,
    fr: `Les ${MAX_LISTED_MESSAGES} plus récents`,
  },
  sendAgain: { en: 'Send again', fr: 'Envoyer de nouveau' },
  sendAgainMeans: {
    en: 'The same e-mail is sent once more, if its address is still safe. It may have arrived the first time.',
    fr: 'Le même courriel est envoyé une nouvelle fois, si son adresse est toujours sûre. Il est peut-être arrivé la première fois.',
  },
  sentAgain: { en: 'The e-mail is waiting to be sent.', fr: 'Le courriel est en attente d’envoi.' },
  drop: { en: 'Delete', fr: 'Supprimer' },
  dropMeans: {
    en: 'What the e-mail says is deleted for good. The record keeps that there was one.',
    fr: 'Le contenu du courriel est supprimé pour de bon. L’historique garde la trace de son existence.',
  },
  dropped: { en: 'The e-mail is deleted.', fr: 'Le courriel est supprimé.' },
} as const satisfies Record<string, Wording>

/**
 * The outcome of a message. `ended` means that its subject was over before it was sent, which is no failure; `sealed`,
 * that nobody can read it because its key is missing; `digest`, that its reader gets one e-mail a day, which tells of it.
 */
export const messageOutcomeWording: Record<
  FileMessage['outcome'] | EmailProblem | 'ended' | 'sealed' | 'digest' | 'digested',
  Wording
> = {
  queued: { en: 'Waiting to be sent', fr: 'En attente d’envoi' },
  sealed: {
    en: 'Waiting: its key is missing. It’s kept, and leaves once an administrator has put the key back.',
    fr: 'En attente : il manque sa clé. Le courriel est conservé et partira dès que l’administration aura remis la clé en place.',
  },
  digest: {
    en: 'Waiting for the coordinator’s daily e-mail',
    fr: 'En attente du courriel quotidien de la personne responsable',
  },
  digested: { en: 'Sent with the daily e-mail', fr: 'Envoyé avec le courriel quotidien' },
  sent: { en: 'Sent', fr: 'Envoyé' },
  bounced: {
    en: 'Came back: the address takes no e-mail. Nothing more is sent to it.',
    fr: 'Retourné : l’adresse ne reçoit pas de courriels. Plus rien n’y est envoyé.',
  },
  complained: {
    en: 'Marked as unwanted by whoever read it. Nothing more is sent to that address.',
    fr: 'Signalé comme indésirable par la personne qui l’a lu. Plus rien n’est envoyé à cette adresse.',
  },
  undelivered: {
    en: 'Sent, but it didn’t arrive. Tell the person another way that is safe.',
    fr: 'Envoyé, mais pas arrivé. Avisez la personne d’une autre façon sûre.',
  },
  ended: { en: 'Not sent: no longer needed', fr: 'Non envoyé : plus nécessaire' },
  failed: {
    en: 'Couldn’t be sent. Tell the person another way that is safe.',
    fr: 'L’envoi a échoué. Avisez la personne d’une autre façon sûre.',
  },
}
