import type { Wording } from '../../forms/language.ts'

/** The kinds of action by which a file’s record is filtered. */
export const auditActionKindOptions = {
  file: { en: 'The file itself', fr: 'Le dossier lui-même' },
  reading: { en: 'What was read', fr: 'Ce qui a été lu' },
  call: { en: 'The call to the other parent', fr: 'L’appel à l’autre parent' },
  log: { en: 'Contacts with parents', fr: 'Les contacts avec les parents' },
  letter: { en: 'Letters to a parent', fr: 'Les lettres à un parent' },
  note: { en: 'Notes', fr: 'Les notes' },
  session: { en: 'Sessions', fr: 'Les rencontres' },
  contact: { en: 'Codes and e-mail', fr: 'Codes et courriels' },
} as const satisfies Readonly<Record<string, Wording>>
export type AuditActionKind = keyof typeof auditActionKindOptions

interface AuditActionDeclaration extends Wording {
  readonly kind: AuditActionKind
}

/**
 * Every action that a file’s record can hold, with the words in which the desk tells it. The sentence is about what
 * happened and names nobody: who did it stands beside it. An action is added here; `AuditAction` follows.
 */
export const auditActionDefinitions = {
  intake_sent: { kind: 'file', en: 'Sent an intake', fr: 'Envoi d’une demande' },
  answers_added: {
    kind: 'file',
    en: 'Added to what a parent told us',
    fr: 'Ajout à ce qu’un parent a dit',
  },
  application_withdrawn: {
    kind: 'file',
    en: 'Withdrew the application',
    fr: 'Retrait de la demande',
  },
  urgency_raised: {
    kind: 'file',
    en: 'Said that something has become urgent',
    fr: 'Signalement de quelque chose d’urgent',
  },
  assigned: { kind: 'file', en: 'The file was given to a coordinator', fr: 'Dossier confié à une personne' },
  waitlisted: { kind: 'file', en: 'The file joined the waiting list', fr: 'Mise sur la liste d’attente' },
  left_unassigned: {
    kind: 'file',
    en: 'The file came in without anyone to lead it',
    fr: 'Dossier reçu sans personne responsable',
  },
  conflicts_reviewed: { kind: 'file', en: 'Conflicts were reviewed', fr: 'Vérification des conflits' },
  approval_requested: {
    kind: 'file',
    en: 'A second person was asked to agree to a decision',
    fr: 'Accord d’une deuxième personne demandé pour une décision',
  },
  approval_given: {
    kind: 'file',
    en: 'A second person agreed to a decision',
    fr: 'Accord d’une deuxième personne donné à une décision',
  },
  approval_declined: {
    kind: 'file',
    en: 'A second person didn’t agree to a decision',
    fr: 'Accord d’une deuxième personne refusé à une décision',
  },
  file_unassigned: { kind: 'file', en: 'The file was given back', fr: 'Dossier remis à l’administration' },
  files_merged: { kind: 'file', en: 'Two files were joined', fr: 'Deux dossiers joints' },
  assistance_decided: {
    kind: 'file',
    en: 'It was decided who assists',
    fr: 'Décision quant à la personne qui assiste',
  },
  closed: { kind: 'file', en: 'The file was closed', fr: 'Fermeture du dossier' },
  dismissed: {
    kind: 'file',
    en: 'The file was closed as not genuine',
    fr: 'Dossier fermé : demande jugée non authentique',
  },
  restored: {
    kind: 'file',
    en: 'The file was opened again as genuine',
    fr: 'Dossier rouvert : demande authentique',
  },
  retention_held: {
    kind: 'file',
    en: 'Held the file back from being erased',
    fr: 'Conservation prolongée',
  },
  retention_released: {
    kind: 'file',
    en: 'No longer held the file back from being erased',
    fr: 'Conservation prolongée levée',
  },
  data_exported: {
    kind: 'reading',
    en: 'Exported what the file holds about a parent',
    fr: 'Exportation de ce que le dossier contient sur un parent',
  },
  data_erased: {
    kind: 'file',
    en: 'Erased what the file held',
    fr: 'Effacement de ce que le dossier contenait',
  },
  reminder_added: {
    kind: 'file',
    en: 'Added a reminder of their own',
    fr: 'Ajout d’un rappel personnel',
  },
  reminder_finished: {
    kind: 'file',
    en: 'Was done with a reminder of their own',
    fr: 'Rappel personnel marqué comme fait',
  },
  reminder_removed: {
    kind: 'file',
    en: 'Undid: a reminder of their own was added',
    fr: 'Annulation de l’ajout d’un rappel personnel',
  },
  reminder_reopened: {
    kind: 'file',
    en: 'Undid: a reminder of their own was done',
    fr: 'Annulation : rappel personnel à faire de nouveau',
  },
  contact_logged: { kind: 'log', en: 'Logged a contact', fr: 'Inscription d’un contact' },
  contact_amended: {
    kind: 'log',
    en: 'Amended a contact that was logged',
    fr: 'Rectification d’un contact inscrit',
  },
  letter_sent: { kind: 'letter', en: 'Sent a letter to a parent', fr: 'Envoi d’une lettre à un parent' },
  letter_read: { kind: 'reading', en: 'Read a letter to a parent', fr: 'Lecture d’une lettre à un parent' },
  note_drafted: {
    kind: 'note',
    en: 'Saved the draft of a note',
    fr: 'Enregistrement d’un brouillon de note',
  },
  note_draft_deleted: {
    kind: 'note',
    en: 'Deleted the draft of a note',
    fr: 'Suppression d’un brouillon de note',
  },
  note_signed: { kind: 'note', en: 'Signed a note', fr: 'Signature d’une note' },
  note_amended: {
    kind: 'note',
    en: 'Signed a note that amends another',
    fr: 'Signature d’une note qui en rectifie une autre',
  },
  notes_read: { kind: 'reading', en: 'Read notes', fr: 'Lecture de notes' },
  summary_read: {
    kind: 'reading',
    en: 'Read the summary, before anyone took the file',
    fr: 'Lecture du résumé, avant que quelqu’un prenne le dossier',
  },
  overview_read: {
    kind: 'reading',
    en: 'Looked at the overview of what the parents sent',
    fr: 'Consultation de l’aperçu des demandes des parents',
  },
  contact_rules_read: {
    kind: 'reading',
    en: 'Looked at how the parents may be reached',
    fr: 'Consultation de la façon de joindre les parents',
  },
  phone_number_read: {
    kind: 'reading',
    en: 'Opened a parent’s phone number',
    fr: 'Consultation du numéro de téléphone d’un parent',
  },
  answers_read: { kind: 'reading', en: 'Read what the parents sent', fr: 'Lecture des demandes des parents' },
  safety_answers_read: {
    kind: 'reading',
    en: 'Opened the safety answers',
    fr: 'Ouverture des réponses sur la sécurité',
  },
  other_contact_read: {
    kind: 'reading',
    en: 'Opened how to reach the other parent',
    fr: 'Ouverture des coordonnées de l’autre parent',
  },
  call_sheet_read: { kind: 'reading', en: 'Opened the call sheet', fr: 'Ouverture de la feuille d’appel' },
  authorisation_requested: {
    kind: 'call',
    en: 'Asked a parent to authorise the call',
    fr: 'Autorisation de l’appel demandée à un parent',
  },
  authorisation_granted: { kind: 'call', en: 'Authorised the call', fr: 'Autorisation de l’appel' },
  authorisation_withdrawn: {
    kind: 'call',
    en: 'Withdrew the authorisation to call',
    fr: 'Retrait de l’autorisation d’appeler',
  },
  authorisation_declined: {
    kind: 'call',
    en: 'Declined to authorise the call',
    fr: 'Refus d’autoriser l’appel',
  },
  authorisation_expiring: {
    kind: 'call',
    en: 'The authorisation was about to end',
    fr: 'Autorisation sur le point de prendre fin',
  },
  order_read: { kind: 'call', en: 'Read the court order', fr: 'Lecture de l’ordonnance' },
  contact_hold_put_back: {
    kind: 'call',
    en: 'Put the hold on contact back',
    fr: 'Suspension des contacts rétablie',
  },
  order_expired: {
    kind: 'call',
    en: 'The order expired; contact stays on hold',
    fr: 'Ordonnance échue; les contacts restent suspendus',
  },
  call_attempt_recorded: { kind: 'call', en: 'Wrote down a call', fr: 'Inscription d’un appel' },
  calls_reopened: {
    kind: 'call',
    en: 'Allowed calls again',
    fr: 'Appels permis de nouveau',
  },
  invitation_created: { kind: 'call', en: 'Invited the other parent', fr: 'Invitation de l’autre parent' },
  invitation_declined: {
    kind: 'call',
    en: 'The other parent declined the invitation',
    fr: 'Invitation refusée par l’autre parent',
  },
  joining_code_given: {
    kind: 'call',
    en: 'Asked for a code to give the other parent',
    fr: 'Demande d’un code à remettre à l’autre parent',
  },
  joining_code_taken_back: {
    kind: 'call',
    en: 'Took back the code for the other parent',
    fr: 'Retrait du code destiné à l’autre parent',
  },
  joining_code_declined: {
    kind: 'call',
    en: 'The other parent declined the code they were given',
    fr: 'Code refusé par l’autre parent, qui l’avait reçu',
  },
  appointment_booked: { kind: 'session', en: 'Booked a session', fr: 'Réservation d’une rencontre' },
  appointment_moved: { kind: 'session', en: 'Moved a session', fr: 'Déplacement d’une rencontre' },
  appointment_cancelled: { kind: 'session', en: 'Cancelled a session', fr: 'Annulation d’une rencontre' },
  appointment_attended: {
    kind: 'session',
    en: 'Noted that a parent came to a session',
    fr: 'Présence d’un parent notée à une rencontre',
  },
  appointment_missed: {
    kind: 'session',
    en: 'Noted that a parent didn’t come to a session',
    fr: 'Absence d’un parent notée à une rencontre',
  },
  appointment_outcome_removed: {
    kind: 'session',
    en: 'Undid a note of whether a parent came to a session',
    fr: 'Annulation d’une note de présence ou d’absence à une rencontre',
  },
  screening_noted: {
    kind: 'session',
    en: 'Noted what a talk with a parent alone found',
    fr: 'Constat d’un entretien seul à seul avec un parent',
  },
  screening_amended: {
    kind: 'session',
    en: 'Amended what a talk with a parent alone found',
    fr: 'Rectification du constat d’un entretien seul à seul',
  },
  message_queued_again: {
    kind: 'contact',
    en: 'Had an e-mail sent again that couldn’t be sent',
    fr: 'Nouvel envoi demandé d’un courriel qui n’avait pas pu partir',
  },
  message_dropped: {
    kind: 'contact',
    en: 'Deleted an e-mail that couldn’t be sent',
    fr: 'Suppression d’un courriel qui n’avait pas pu partir',
  },
  text_sent: { kind: 'contact', en: 'Sent a parent a text message', fr: 'Texto envoyé à un parent' },
  time_request_created: {
    kind: 'session',
    en: 'Said which times would suit',
    fr: 'Indication des moments qui conviendraient',
  },
  time_request_answered: {
    kind: 'session',
    en: 'Answered which times would suit',
    fr: 'Réponse quant aux moments qui conviendraient',
  },
  time_request_reopened: {
    kind: 'session',
    en: 'Undid: the times that would suit count as not answered again',
    fr: 'Annulation : les moments qui conviendraient attendent de nouveau une réponse',
  },
  joint_consent_given: {
    kind: 'session',
    en: 'Agreed to a joint session',
    fr: 'Acceptation d’une rencontre conjointe',
  },
  joint_consent_withdrawn: {
    kind: 'session',
    en: 'No longer agrees to a joint session',
    fr: 'Retrait de l’acceptation d’une rencontre conjointe',
  },
  booking_coordinator_assigned: {
    kind: 'session',
    en: 'Took over a parent’s sessions',
    fr: 'Prise en charge des rencontres d’un parent',
  },
  access_code_replaced: {
    kind: 'contact',
    en: 'Gave a parent a new code',
    fr: 'Remise d’un nouveau code à un parent',
  },
  access_code_confirmed: {
    kind: 'contact',
    en: 'Confirmed with a parent that they have their new code',
    fr: 'Confirmation, auprès d’un parent, qu’il a son nouveau code',
  },
  access_code_ended: {
    kind: 'contact',
    en: 'Ended a parent’s code, which nobody had used for a year',
    fr: 'Fin du code d’un parent, resté sans usage pendant un an',
  },
  contact_rules_changed: {
    kind: 'contact',
    en: 'Changed how to be reached safely',
    fr: 'Changement de la façon de joindre un parent sans risque',
  },
  email_returned: {
    kind: 'contact',
    en: 'E-mail to a parent came back, and no more is sent',
    fr: 'Retour d’un courriel à un parent; aucun autre n’est envoyé',
  },
  parent_email_removed: {
    kind: 'contact',
    en: 'Stopped e-mail to a parent',
    fr: 'Arrêt des courriels à un parent',
  },
} as const satisfies Readonly<Record<string, AuditActionDeclaration>>

/** The actions that the audit of a file records. */
export type AuditAction = keyof typeof auditActionDefinitions

/** Gives the declaration of an action as stored; undefined for one that no version of the portal declares. */
export const findAuditActionDefinition = (action: string): AuditActionDeclaration | undefined =>
  Object.hasOwn(auditActionDefinitions, action) ? auditActionDefinitions[action as AuditAction] : undefined
