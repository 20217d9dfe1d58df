import type { Wording } from '../../forms/language.ts'
import type { MessageKind } from './message-kinds.ts'

/** What the desk calls each kind of message in the list of a file’s messages. The worker carries none of it. */
export const messageKindLabels: Readonly<Record<MessageKind, Wording>> = {
  'new-file': { en: 'New file, to a coordinator', fr: 'Nouveau dossier, à l’équipe de coordination' },
  'file-news': { en: 'News of this file, to a coordinator', fr: 'Du nouveau, à l’équipe de coordination' },
  'approval-asked': {
    en: 'Request to agree, to a coordinator',
    fr: 'Demande d’accord, à l’équipe de coordination',
  },
  'record-broken': { en: 'Altered record, to an administrator', fr: 'Historique altéré, à l’administration' },
  'record-anchor': {
    en: 'Record of the day, to an administrator',
    fr: 'Historique du jour, à l’administration',
  },
  'daily-digest': {
    en: 'News of the day, to a coordinator',
    fr: 'Nouvelles du jour, à l’équipe de coordination',
  },
  operations: {
    en: 'What the portal needs, to an administrator',
    fr: 'Ce que requiert le portail, à l’administration',
  },
  'messages-held': { en: 'Held e-mails, to an administrator', fr: 'Courriels retenus, à l’administration' },
  receipt: { en: 'Receipt, to a parent', fr: 'Accusé de réception, à un parent' },
  'resume-code': { en: 'Code to come back, to a parent', fr: 'Code pour revenir, à un parent' },
  'authorisation-requested': {
    en: 'Something to read, to a parent',
    fr: 'Quelque chose à lire, à un parent',
  },
  'letter-to-read': { en: 'Letter to read, to a parent', fr: 'Lettre à lire, à un parent' },
  'authorisation-expiring': {
    en: 'Authorisation that ends soon, to a parent',
    fr: 'Autorisation qui prend bientôt fin, à un parent',
  },
  invitation: { en: 'Invitation, to the other parent', fr: 'Invitation, à l’autre parent' },
  'appointment-booked': { en: 'Session booked, to a parent', fr: 'Rencontre réservée, à un parent' },
  'appointment-moved': { en: 'Session moved, to a parent', fr: 'Rencontre déplacée, à un parent' },
  'appointment-cancelled': { en: 'Session cancelled, to a parent', fr: 'Rencontre annulée, à un parent' },
  'appointment-reminder': {
    en: 'Reminder of a session, to a parent',
    fr: 'Rappel d’une rencontre, à un parent',
  },
}
