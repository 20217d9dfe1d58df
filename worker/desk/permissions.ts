import {
  type FileRole,
  isDismissedStage,
  isOpenStage,
  isWaitingStage,
  mayTransition,
} from '../../content/file-stages.ts'
import type { Coordinator } from '../../content/practice.ts'
import type { DeskFileHeader } from '../../db/desk-file-header.ts'

/**
 * The facts that decide what a coordinator may do: who leads the file, who assists, whether the coordinator was given it
 * while its lead is away, and whether they have a conflict of interest in it.
 */
type DecidingFacts = Pick<DeskFileHeader, 'leadCoordinatorId' | 'legalCoordinatorId' | 'stage'> &
  Partial<Pick<DeskFileHeader, 'viewerHasConflict' | 'viewerStandsIn' | 'isAccepted' | 'approval'>>

/** What a coordinator may do with a file, whatever its stage. */
export function getPermissionsOnFile(
  { id, administrator, privacyOfficer }: Coordinator,
  {
    leadCoordinatorId,
    legalCoordinatorId,
    stage,
    viewerHasConflict = false,
    viewerStandsIn = false,
    isAccepted = true,
    approval,
  }: DecidingFacts,
) {
  const isLead = leadCoordinatorId === id
  const isStandIn = viewerStandsIn && !viewerHasConflict
  const actsAsLead = isLead || isStandIn
  const isUnassigned = leadCoordinatorId === null && isOpenStage(stage)
  const mayBeTakenLater = leadCoordinatorId === null && isDismissedStage(stage)
  const isAssistant = legalCoordinatorId === id
  const roles = new Set<FileRole>([
    ...(isLead ? (['lead'] as const) : []),
    ...(isStandIn ? (['stand-in'] as const) : []),
    ...(isAssistant ? (['assistant'] as const) : []),
    ...(administrator ? (['administrator'] as const) : []),
    ...(isUnassigned ? (['anybody-unassigned'] as const) : []),
  ])
  const approve = approval?.action === 'approval_requested' && approval.actor !== id && !viewerHasConflict
  const hasApproved = approval?.action === 'approval_given' && approval.actor === id
  const hasPart = actsAsLead || administrator || isUnassigned || isAssistant
  const isFreeOfConflict = isLead || !viewerHasConflict
  const content = hasPart && isFreeOfConflict && !isUnassigned && !mayBeTakenLater
  return {
    /** May see that the file exists, and its related files. A second person may, while a decision is to be made. */
    read: hasPart || approve || hasApproved,
    /** May approve, or decline to approve, the decision for which somebody asked a second person. */
    approve,
    /**
     * May read the answers, and open the safety answers with a reason. Nobody does as long as nobody took the file. A
     * coordinator who works with one of the parents in another file reads nothing of this one, unless it was assigned to
     * them.
     */
    content,
    /** May add what a parent said at a meeting to what they wrote. */
    addToAnswers: content && (actsAsLead || isAssistant),
    /** May add reminders, which Today shows to whoever works on the file. */
    remind: content && (actsAsLead || isAssistant),
    /** May log a contact with a parent, and write, sign and amend notes, also once it is closed; and send letters until then. */
    logContact: content && !isDismissedStage(stage),
    /** May tell the parents of a file on the waiting list, which nobody took, that they wait. That opens nothing. */
    sendWaitingLetter:
      mayTransition('assign', roles) && isUnassigned && isWaitingStage(stage) && isFreeOfConflict,
    /** May review its conflicts, which shows how files are related and nothing that a parent wrote. */
    reviewConflicts: hasPart && isFreeOfConflict,
    /** May read the few answers by which a coordinator decides whether to take the file. */
    readSummary: isUnassigned && isFreeOfConflict,
    /** May become its lead, unless something speaks against it. */
    take: mayTransition('take', roles),
    /** May read the file’s record: who did what. Whoever only looks at an unassigned file has no part in it. */
    readRecord: isFreeOfConflict && (actsAsLead || administrator || isAssistant),
    merge: mayTransition('merge', roles),
    close: mayTransition('close', roles) && isFreeOfConflict,
    /**
     * May close it as not genuine. With a conflict of interest, only a file that nobody accepted: a flood in one person’s
     * name gives everybody one.
     */
    dismiss: mayTransition('dismiss', roles) && (isFreeOfConflict || !isAccepted),
    /** May open it again after it was closed as not genuine. */
    restore: mayTransition('restore', roles),
    assign: mayTransition('assign', roles),
    requestReassignment: mayTransition('unassign', roles),
    decideAssistance: isLead,
    /** May request an authorisation, record that an order was read, call the other parent, and create an invitation. */
    callOtherParent: actsAsLead,
    /** May replace a parent’s code that opens “Your file”, and record that the parent confirmed the new one. */
    renewAccessCode: actsAsLead,
    /** May note what a talk with a parent alone found, and amend it. */
    screen: actsAsLead,
    /** May call a person again who said no, with a reason on record. */
    reopenCalls: isLead,
    /** May put back a contact hold that was lifted. */
    putBackContactHold: (actsAsLead || administrator || isAssistant) && isFreeOfConflict,
    /** May book appointments, and answer time requests. */
    book: actsAsLead,
    /** May become a parent's booking coordinator, with whom the parent books from then on. */
    takeOverBooking: isLead,
    /** May have an e-mail sent again that could not be sent. */
    resendMessages: content && (actsAsLead || administrator),
    /** May delete such an e-mail. */
    dropMessages: content && administrator,
    /**
     * May hold it back from being erased, and give or erase what it holds about somebody who asks. Whoever works with one of the
     * parents in another file decides nothing about this one.
     */
    handlePersonalData: privacyOfficer && isFreeOfConflict,
  }
}

/** What a coordinator may do with the numbers of the practice, which every coordinator may look at. */
export const getPermissionsOnNumbers = ({ administrator }: Coordinator) => ({
  /** May take them out of the desk, as a spreadsheet. */
  export: administrator,
  /** May see the load of each coordinator; anybody else sees their own. */
  readEveryLoad: administrator,
})

/** Whether to tell why the gate is shut: only to a coordinator who may call. */
export function isGateShown(
  coordinator: Coordinator,
  file: DecidingFacts & Pick<DeskFileHeader, 'isLocked'>,
): boolean {
  const may = getPermissionsOnFile(coordinator, file)
  return !file.isLocked && may.content && may.callOtherParent
}

/** Gives what stands against contact, as far as a coordinator may know it: of a related file only who may call. */
export const pickContactHoldState = (
  coordinator: Coordinator,
  file: DecidingFacts & Pick<DeskFileHeader, 'isLocked' | 'contactHoldState'>,
): DeskFileHeader['contactHoldState'] =>
  file.contactHoldState === 'related-on-hold' && !isGateShown(coordinator, file)
    ? null
    : file.contactHoldState

/** Whether nobody leads an open file and the coordinator may take it, or as an administrator give it to somebody. */
export const isOfferedTo = (coordinator: Coordinator, file: DecidingFacts): boolean =>
  file.leadCoordinatorId === null &&
  isOpenStage(file.stage) &&
  (coordinator.administrator || getPermissionsOnFile(coordinator, file).readSummary)

/**
 * Whether a coordinator may move, cancel or note an appointment: they lead its file or were given it while the lead is
 * away, it is in their calendar, or they are an administrator without a conflict of interest in the file.
 */
export const canManageAppointment = (
  { id, administrator }: Coordinator,
  {
    coordinatorId,
    leadCoordinatorId,
    viewerHasConflict = false,
    viewerStandsIn = false,
  }: {
    readonly coordinatorId: string
    readonly leadCoordinatorId: string | null
    readonly viewerHasConflict?: boolean
    readonly viewerStandsIn?: boolean
  },
): boolean =>
  ((administrator || viewerStandsIn) && !viewerHasConflict) ||
  coordinatorId === id ||
  leadCoordinatorId === id

export type FilePermission = keyof ReturnType<typeof getPermissionsOnFile>
