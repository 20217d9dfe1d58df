import type { Wording } from '../../forms/language.ts'

/** The jobs of the scheduled work, which runs every minute, in the order in which the desk shows them. */
export const scheduledJobWording = {
  'expiry-reminders': {
    en: 'Reminders that an authorisation ends',
    fr: 'Rappels de la fin d’une autorisation',
  },
  'appointment-reminders': { en: 'Reminders of sessions', fr: 'Rappels des rencontres' },
  'order-expiry': { en: 'News of orders that expired', fr: 'Avis des ordonnances échues' },
  'record-check': { en: 'Check of the record', fr: 'Vérification de l’historique' },
  'held-messages': { en: 'Notice of held e-mails', fr: 'Avis des courriels retenus' },
  'daily-digests': { en: 'Daily digests', fr: 'Résumés quotidiens' },
  outbox: { en: 'Sending of e-mails', fr: 'Envoi des courriels' },
  retention: { en: 'Retention', fr: 'Durées de conservation' },
  'expired-drafts': { en: 'Deleting of expired drafts', fr: 'Suppression des demandes inachevées expirées' },
  'expired-holds': { en: 'Release of held times', fr: 'Libération des moments gardés' },
  'key-rotation': { en: 'Rotation of keys', fr: 'Renouvellement des clés' },
  'retired-tokens': { en: 'Deleting of retired tokens', fr: 'Suppression des jetons retirés' },
  'code-attempts': { en: 'Deleting of code attempts', fr: 'Suppression des essais de codes' },
} as const satisfies Record<string, Wording>

export type ScheduledJobName = keyof typeof scheduledJobWording
