/** A change that cancels the queued messages of some kinds, since what they say has become out of date. */
export type OutdatingChange =
  | 'authorisation-granted'
  | 'authorisation-withdrawn'
  | 'authorisation-declined'
  | 'invitations-ended'
  | 'appointment-changed'
  | 'file-closed'
  | 'file-dismissed'
  | 'application-withdrawn'

/**
 * What has to be true for a queued message to leave, by name, with the facts that the message carries to have it asked
 * again. `db/message-dependencies.ts` asks it at each delivery attempt, in the statement that takes the message.
 */
export interface MessageDependencies {
  /** The parent is there. That their address is still the one they call safe is asked of every message to a parent. */
  readonly parent: { readonly [Fact in never]: unknown }
  /** Whatever happens meanwhile, the message is still true. */
  readonly nothing: { readonly [Fact in never]: unknown }
  /**
   * The coordinator still leads the file, or still stands in for its lead. For null, nobody leads it, or, where `among`
   * lists everybody of the practice, its lead has left or is away without anybody who can stand in.
   */
  readonly lead: {
    readonly leadId: string | null
    readonly standInId?: string
    readonly among?: readonly string[]
    /** Those for whom a message was prepared should they stand in; left out where that was everybody. */
    readonly standInIds?: readonly string[]
    /** What the news is about: of news that is held, the latest about the same is sent. */
    readonly topic?: string
    /** The id of its reader, in whose daily digest it can be told instead, if they chose one. */
    readonly digestFor?: string
  }
  /** The request made at that instant still waits for an answer, which this coordinator may give. */
  readonly 'approval-request': { readonly askedAt: number; readonly readerId: string }
  /**
   * The draft is there, this is its latest resume code, and no section that tells whether the address is safe was saved
   * since.
   */
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
  /** The letter is there to read, and no contact hold was placed since. */
  readonly letter: { readonly letterId: string }
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
  readonly dependsOn: keyof MessageDependencies
  readonly outdatedBy: readonly OutdatingChange[]
}

/**
 * Every kind of message. `parent-messages.ts` holds the words of those to parents; those to coordinators have a file
 * each, such as `new-file-message.ts`. `message-kind-labels.ts` holds what the desk calls each.
 */
export const messageKindDefinitions = {
  'new-file': {
    to: 'coordinator',
    dependsOn: 'lead',
    outdatedBy: [],
  },
  'file-news': {
    to: 'coordinator',
    dependsOn: 'lead',
    outdatedBy: [],
  },
  'approval-asked': {
    to: 'coordinator',
    dependsOn: 'approval-request',
    outdatedBy: [],
  },
  'record-broken': {
    to: 'coordinator',
    dependsOn: 'nothing',
    outdatedBy: [],
  },
  'record-anchor': {
    to: 'coordinator',
    dependsOn: 'nothing',
    outdatedBy: [],
  },
  'messages-held': {
    to: 'coordinator',
    dependsOn: 'nothing',
    outdatedBy: [],
  },
  operations: {
    to: 'coordinator',
    dependsOn: 'nothing',
    outdatedBy: [],
  },
  'daily-digest': {
    to: 'coordinator',
    dependsOn: 'nothing',
    outdatedBy: [],
  },
  receipt: {
    to: 'parent',
    dependsOn: 'parent',
    outdatedBy: [],
  },
  'resume-code': {
    to: 'given-address',
    dependsOn: 'draft',
    outdatedBy: [],
  },
  'authorisation-requested': {
    to: 'parent',
    dependsOn: 'authorisation-requested',
    outdatedBy: ['authorisation-granted', 'authorisation-declined', 'file-closed'],
  },
  'authorisation-expiring': {
    to: 'parent',
    dependsOn: 'authorisation-in-force',
    outdatedBy: ['authorisation-granted', 'authorisation-withdrawn', 'file-closed'],
  },
  invitation: {
    to: 'given-address',
    dependsOn: 'invitation',
    outdatedBy: ['invitations-ended', 'file-closed'],
  },
  'letter-to-read': {
    to: 'parent',
    dependsOn: 'letter',
    outdatedBy: [],
  },
  'appointment-booked': {
    to: 'parent',
    dependsOn: 'appointment',
    outdatedBy: ['appointment-changed'],
  },
  'appointment-moved': {
    to: 'parent',
    dependsOn: 'appointment',
    outdatedBy: ['appointment-changed'],
  },
  'appointment-cancelled': {
    to: 'parent',
    dependsOn: 'cancelled-appointment',
    outdatedBy: ['appointment-changed'],
  },
  'appointment-reminder': {
    to: 'parent',
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
 * addresses may be those of people who know nothing of it. A parent who withdraws is told nothing more.
 */
export const listMessageKindsOutdatedBy = (change: OutdatingChange): MessageKind[] =>
  (Object.keys(messageKindDefinitions) as MessageKind[]).filter((kind) => {
    const { to, dependsOn, outdatedBy } = messageKindDefinitions[kind]
    if (change === 'application-withdrawn') return to !== 'coordinator'
    return change === 'file-dismissed'
      ? dependsOn !== 'nothing'
      : (outdatedBy as readonly OutdatingChange[]).includes(change)
  })
