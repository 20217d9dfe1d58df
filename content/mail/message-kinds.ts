import type { Wording } from '../../forms/language.ts'

/** Something that makes messages out of date: those of the kinds it concerns that have not left are cancelled. */
export type OutdatingChange =
  | 'authorisation-granted'
  | 'authorisation-withdrawn'
  | 'authorisation-declined'
  | 'invitations-ended'
  | 'appointment-changed'
  | 'file-closed'

interface MessageKindDeclaration {
  /**
   * Whose address it goes to: a coordinator's; the one a `parent` called safe, if there is one, and only while they still
   * do when it leaves; or one that was given for this very message.
   */
  readonly to: 'coordinator' | 'parent' | 'given-address'
  /** What the desk calls it, among the messages about a file. */
  readonly label: Wording
  readonly outdatedBy: readonly OutdatingChange[]
}

/**
 * Every kind of message. The words of those to parents stand in `parent-messages.ts`, of those to coordinators in
 * `new-file-message.ts` and `file-news-message.ts`.
 */
export const messageKinds = {
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

export type MessageKind = keyof typeof messageKinds

/** The kinds that go to such an address. */
export type MessageKindTo<To extends MessageKindDeclaration['to']> = {
  [Kind in MessageKind]: (typeof messageKinds)[Kind]['to'] extends To ? Kind : never
}[MessageKind]

/** The kinds that a change makes out of date. */
export const listKindsOutdatedBy = (change: OutdatingChange): MessageKind[] =>
  (Object.keys(messageKinds) as MessageKind[]).filter((kind) =>
    (messageKinds[kind].outdatedBy as readonly OutdatingChange[]).includes(change),
  )
