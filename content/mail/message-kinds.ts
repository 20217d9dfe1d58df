import type { Wording } from '../../forms/language.ts'

/** A change that cancels the queued messages of some kinds, since what they say has become out of date. */
export type OutdatingChange =
  | 'authorisation-granted'
  | 'authorisation-withdrawn'
  | 'authorisation-declined'
  | 'invitations-ended'
  | 'appointment-changed'
  | 'file-closed'
  | 'file-dismissed'

/**
 * What has to be true for a queued message to leave, by name, with the facts that the message carries to have it asked
 * again. `db/message-dependencies.ts` asks it at each delivery attempt, in the statement that takes the message.
 */
export interface MessageDependencies {
  /** The parent is there. That their address is still the one they call safe is asked of every message to a parent. */
  readonly parent: { readonly [Fact in never]: unknown }
  /** Whatever happens meanwhile, the message is still true. */
  readonly nothing: { readonly [Fact in never]: unknown }
  /** The coordinator still leads the file; for null, nobody leads it. */
  readonly lead: {
    readonly leadId: string | null
    /** What the news is about: of news that is held, the latest about the same is sent. */
    readonly topic?: string
  }
  /** The request made at that instant still waits for an answer, which this coordinator may give. */
  readonly 'approval-request': { readonly askedAt: number; readonly readerId: string }
  /** The draft is there, this is its latest resume code, and no section that tells whether the address is safe was saved since. */
  readonly draft: {
    readonly resumeCodeHash: string
    readonly sections: readonly string[]
    /** The sum of the revisions of those sections when the address was read in them. */
    readonly revision: number
  }
  /** The authorisation that a coordinator requested is neither granted nor declined, and the file is open. */
  readonly 'authorisation-requested': { readonly authorisationId: string }
  /** The authorisation is in force, and the file is open. */
  readonly 'authorisation-in-force': { readonly authorisationId: string }
  /** The invitation is open, and so is the gate to the other parent. */
  readonly invitation: { readonly invitationId: string }
  /** The appointment is to come, and was neither moved nor cancelled since. */
  readonly appointment: AppointmentDependency
  /** The appointment is to come, was not changed since, and no contact hold keeps both parents from meeting. */
  readonly 'appointment-to-remind-of': AppointmentDependency
  /** The appointment is cancelled, as it was announced. */
  readonly 'cancelled-appointment': AppointmentDependency
}

interface AppointmentDependency {
  readonly attendanceId: string
  /** SEQUENCE of the calendar entry that the message announces. */
  readonly sequence: number
}

interface MessageKindDeclaration {
  /**
   * Whose address the message goes to. `parent` is the address that a parent called safe; the message is left out when
   * there is none, and dropped when the parent no longer calls it safe as it leaves. `given-address` is an address that
   * was given for this message.
   */
  readonly to: 'coordinator' | 'parent' | 'given-address'
  /** What the desk calls the message in the list of a file's messages. */
  readonly label: Wording
  readonly dependsOn: keyof MessageDependencies
  readonly outdatedBy: readonly OutdatingChange[]
}

/**
 * Every kind of message. `parent-messages.ts` holds the words of those to parents; those to coordinators have a file
 * each, such as `new-file-message.ts`.
 */
export const messageKindDefinitions = {
  'new-file': {
    to: 'coordinator',
    label: { en: 'New file, to a coordinator', fr: 'Nouveau dossier, à l’équipe de coordination' },
    dependsOn: 'lead',
    outdatedBy: [],
  },
  'file-news': {
    to: 'coordinator',
    label: { en: 'News of this file, to a coordinator', fr: 'Du nouveau, à l’équipe de coordination' },
    dependsOn: 'lead',
    outdatedBy: [],
  },
  'approval-asked': {
    to: 'coordinator',
    label: { en: 'Request to agree, to a coordinator', fr: 'Demande d’accord, à l’équipe de coordination' },
    dependsOn: 'approval-request',
    outdatedBy: [],
  },
  'record-broken': {
    to: 'coordinator',
    label: { en: 'Altered record, to an administrator', fr: 'Historique altéré, à l’administration' },
    dependsOn: 'nothing',
    outdatedBy: [],
  },
  'record-anchor': {
    to: 'coordinator',
    label: { en: 'Record of the day, to an administrator', fr: 'Historique du jour, à l’administration' },
    dependsOn: 'nothing',
    outdatedBy: [],
  },
  'messages-held': {
    to: 'coordinator',
    label: { en: 'Held e-mails, to an administrator', fr: 'Courriels retenus, à l’administration' },
    dependsOn: 'nothing',
    outdatedBy: [],
  },
  receipt: {
    to: 'parent',
    label: { en: 'Receipt, to a parent', fr: 'Accusé de réception, à un parent' },
    dependsOn: 'parent',
    outdatedBy: [],
  },
  'resume-code': {
    to: 'given-address',
    label: { en: 'Code to come back, to a parent', fr: 'Code pour revenir, à un parent' },
    dependsOn: 'draft',
    outdatedBy: [],
  },
  'authorisation-requested': {
    to: 'parent',
    label: { en: 'Something to read, to a parent', fr: 'Quelque chose à lire, à un parent' },
    dependsOn: 'authorisation-requested',
    outdatedBy: ['authorisation-granted', 'authorisation-declined', 'file-closed'],
  },
  'authorisation-expiring': {
    to: 'parent',
    label: {
      en: 'Authorisation that ends soon, to a parent',
      fr: 'Autorisation qui prend bientôt fin, à un parent',
    },
    dependsOn: 'authorisation-in-force',
    outdatedBy: ['authorisation-granted', 'authorisation-withdrawn', 'file-closed'],
  },
  invitation: {
    to: 'given-address',
    label: { en: 'Invitation, to the other parent', fr: 'Invitation, à l’autre parent' },
    dependsOn: 'invitation',
    outdatedBy: ['invitations-ended', 'file-closed'],
  },
  'appointment-booked': {
    to: 'parent',
    label: { en: 'Session booked, to a parent', fr: 'Rencontre réservée, à un parent' },
    dependsOn: 'appointment',
    outdatedBy: ['appointment-changed'],
  },
  'appointment-moved': {
    to: 'parent',
    label: { en: 'Session moved, to a parent', fr: 'Rencontre déplacée, à un parent' },
    dependsOn: 'appointment',
    outdatedBy: ['appointment-changed'],
  },
  'appointment-cancelled': {
    to: 'parent',
    label: { en: 'Session cancelled, to a parent', fr: 'Rencontre annulée, à un parent' },
    dependsOn: 'cancelled-appointment',
    outdatedBy: ['appointment-changed'],
  },
  'appointment-reminder': {
    to: 'parent',
    label: { en: 'Reminder of a session, to a parent', fr: 'Rappel d’une rencontre, à un parent' },
    dependsOn: 'appointment-to-remind-of',
    outdatedBy: ['appointment-changed'],
  },
} as const satisfies Readonly<Record<string, MessageKindDeclaration>>

export type MessageKind = keyof typeof messageKindDefinitions

export type MessageKindTo<To extends MessageKindDeclaration['to']> = {
  [Kind in MessageKind]: (typeof messageKindDefinitions)[Kind]['to'] extends To ? Kind : never
}[MessageKind]

/** The facts by which the dependency of a kind is asked again. */
export type MessageDependencyOf<Kind extends MessageKind> =
  MessageDependencies[(typeof messageKindDefinitions)[Kind]['dependsOn']]

/**
 * Lists the kinds of message that a change makes out of date. A file that nobody genuine sent has nothing to tell: its
 * addresses may be those of people who know nothing of it.
 */
export const listMessageKindsOutdatedBy = (change: OutdatingChange): MessageKind[] =>
  (Object.keys(messageKindDefinitions) as MessageKind[]).filter((kind) => {
    const { dependsOn, outdatedBy } = messageKindDefinitions[kind]
    return change === 'file-dismissed'
      ? dependsOn !== 'nothing'
      : (outdatedBy as readonly OutdatingChange[]).includes(change)
  })
