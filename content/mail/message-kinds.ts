import type { Wording } from '../../forms/language.ts'

/** A change that cancels the queued messages of some kinds, since what they say has become out of date. */
export type OutdatingChange =
  | 'authorisation-granted'
  | 'authorisation-withdrawn'
  | 'authorisation-declined'
  | 'invitations-ended'
  | 'appointment-changed'
  | 'file-closed'

interface MessageKindDeclaration {
  /**
   * Whose address the message goes to. `parent` is the address that a parent called safe; the message is left out when
   * there is none, and dropped when the parent no longer calls it safe as it leaves. `given-address` is an address that
   * was given for this message.
   */
  readonly to: 'coordinator' | 'parent' | 'given-address'
  /** What the desk calls the message in the list of a file's messages. */
  readonly label: Wording
  readonly outdatedBy: readonly OutdatingChange[]
}

/**
 * Every kind of message. `parent-messages.ts` holds the words of those to parents; `new-file-message.ts` and
 * `file-news-message.ts` hold the words of those to coordinators.
 */
export const messageKindDefinitions = {
  'new-file': {
    to: 'coordinator',
    label: { en: 'New file, to a coordinator', fr: 'Nouveau dossier, à l’équipe de coordination' },
    outdatedBy: [],
  },
  'file-news': {
    to: 'coordinator',
    label: { en: 'News of this file, to a coordinator', fr: 'Du nouveau, à l’équipe de coordination' },
    outdatedBy: [],
  },
  receipt: {
    to: 'parent',
    label: { en: 'Receipt, to a parent', fr: 'Accusé de réception, à un parent' },
    outdatedBy: [],
  },
  'resume-code': {
    to: 'given-address',
    label: { en: 'Code to come back, to a parent', fr: 'Code pour revenir, à un parent' },
    outdatedBy: [],
  },
  'authorisation-requested': {
    to: 'parent',
    label: { en: 'Something to read, to a parent', fr: 'Quelque chose à lire, à un parent' },
    outdatedBy: ['authorisation-granted', 'authorisation-declined', 'file-closed'],
  },
  'authorisation-expiring': {
    to: 'parent',
    label: {
      en: 'Authorisation that ends soon, to a parent',
      fr: 'Autorisation qui prend bientôt fin, à un parent',
    },
    outdatedBy: ['authorisation-granted', 'authorisation-withdrawn', 'file-closed'],
  },
  invitation: {
    to: 'given-address',
    label: { en: 'Invitation, to the other parent', fr: 'Invitation, à l’autre parent' },
    outdatedBy: ['invitations-ended', 'file-closed'],
  },
  'appointment-booked': {
    to: 'parent',
    label: { en: 'Session booked, to a parent', fr: 'Rencontre réservée, à un parent' },
    outdatedBy: ['appointment-changed'],
  },
  'appointment-moved': {
    to: 'parent',
    label: { en: 'Session moved, to a parent', fr: 'Rencontre déplacée, à un parent' },
    outdatedBy: ['appointment-changed'],
  },
  'appointment-cancelled': {
    to: 'parent',
    label: { en: 'Session cancelled, to a parent', fr: 'Rencontre annulée, à un parent' },
    outdatedBy: ['appointment-changed'],
  },
  'appointment-reminder': {
    to: 'parent',
    label: { en: 'Reminder of a session, to a parent', fr: 'Rappel d’une rencontre, à un parent' },
    outdatedBy: ['appointment-changed'],
  },
} as const satisfies Readonly<Record<string, MessageKindDeclaration>>

export type MessageKind = keyof typeof messageKindDefinitions

export type MessageKindTo<To extends MessageKindDeclaration['to']> = {
  [Kind in MessageKind]: (typeof messageKindDefinitions)[Kind]['to'] extends To ? Kind : never
}[MessageKind]

/** Lists the kinds of message that a change makes out of date. */
export const listMessageKindsOutdatedBy = (change: OutdatingChange): MessageKind[] =>
  (Object.keys(messageKindDefinitions) as MessageKind[]).filter((kind) =>
    (messageKindDefinitions[kind].outdatedBy as readonly OutdatingChange[]).includes(change),
  )
