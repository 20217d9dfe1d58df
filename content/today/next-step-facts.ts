import type { CallAttemptNextStep, CallAttemptOutcome } from '../authorisation/call-attempts.ts'
import type { ContactHoldState } from '../authorisation/contact-hold-states.ts'
import type { ContactOutcome } from '../file/contact-log.ts'
import type { parentSideOptions } from '../file/parent-sides.ts'
import type { fileRouteOptions } from '../file/routes.ts'
import type { FileStage } from '../file-stages.ts'

/** How soon a parent said that something has to happen, in two grades. It is in clear (docs/security.md). */
export type Urgency = 'soon' | 'ordinary'

/** The facts about one parent who came, by which the next step of their file is found. Instants are in milliseconds. */
export interface ParentStepFacts {
  readonly side: keyof typeof parentSideOptions
  readonly urgency: Urgency | null
  /** When they sent their form, and when the newest page that they added to it. */
  readonly sentAt: number
  readonly newestSentAt: number
  /** Why their screening allows no next step (db/screening-reasons.ts); null when it does. */
  readonly screeningReason: 'not-suitable' | 'more-needed' | 'not-screened' | 'screening-due' | null
  readonly screenedAt: number | null
  /** The last contact with them that the log has, as amended; null when there is none. */
  readonly lastContact: { readonly happenedAt: number; readonly outcome: ContactOutcome } | null
  /** When they were last reached. */
  readonly reachedAt: number | null
  /** When the last appointment of their own that they came to ended. */
  readonly metAt: number | null
  readonly jointConsentedAt: number | null
  readonly withdrawnAt: number | null
  readonly timesRequestedAt: number | null
  /** Why the other parent cannot be called under their authorisation (db/gate.ts); null while they can. */
  readonly callRefusal: string | null
  /** Their current authorisation; null when there is none. */
  readonly authorisation: {
    readonly createdAt: number
    readonly grantedAt: number | null
    readonly expiresAt: number | null
    readonly withdrawnAt: number | null
    readonly declinedAt: number | null
  } | null
  /** The last call to the other parent under it. */
  readonly lastCall: {
    readonly attemptedAt: number
    readonly outcome: CallAttemptOutcome
    readonly nextStep: CallAttemptNextStep
  } | null
  /** Until when the invitation that was given under it can be used; null when there is none that is open. */
  readonly invitationEndsAt: number | null
}

/** The facts in clear by which the next step of an open file is found. Instants are in milliseconds. */
export interface NextStepFacts {
  readonly stage: FileStage
  readonly route: keyof typeof fileRouteOptions
  readonly createdAt: number
  readonly hasLead: boolean
  /** Whether its lead has left the practice and the reader is an administrator, who gives it to somebody. */
  readonly isLeftBehind?: boolean
  /** Whether a parent of a file that nobody has taken yet said that something is urgent. */
  readonly isUrgent?: boolean
  /** Nobody may read it before the conflict review. */
  readonly isLocked: boolean
  readonly hasUnreviewedRelatedFile: boolean
  readonly contactHold: {
    readonly state: ContactHoldState
    readonly reportedAt: number
    /** The last day on which the order applies, where it names one. */
    readonly expiresOn: string | null
  } | null
  /** When a coordinator last did or read anything in the file. */
  readonly lastActAt: number | null
  /** When its lead last read the answers. */
  readonly lastReadAt: number | null
  /** The next appointment, which may be under way while nobody noted who came. */
  readonly upcoming: { readonly startsAt: number; readonly kind: 'individual' | 'joint' } | null
  /** When the first appointment ended of which nobody noted who came. */
  readonly unnotedSince: number | null
  /** When the last joint appointment ended that they came to. */
  readonly metJointlyAt: number | null
  /** When the newest message about the file was given up; null when it was not. */
  readonly messageFailedAt: number | null
  /** The parents who came, the initiating parent first. */
  readonly parents: readonly ParentStepFacts[]
}
