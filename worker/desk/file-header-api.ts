import { objections, overrideDetailByObjection } from '../../content/file/overrides.ts'
import type { ApprovalEvent } from '../../db/approvals.ts'
import { loadDeskFileHeader } from '../../db/desk-file-header.ts'
import { unsealPeople } from '../contact/display-name.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import { toCoordinatorRef } from './coordinator-ref.ts'
import { requireFilePermission } from './file-access.ts'
import { getPermissionsOnFile, pickContactHoldState } from './permissions.ts'
import { listUnreachableSides } from './unreachable-sides.ts'

/** The route of a file's header, which decides which panels are shown and what the coordinator may do in them. */
export const fileHeaderApi = new Hono<AppEnv>().get(
  '/files/:reference/header',
  requireFilePermission('read', loadDeskFileHeader),
  async (c) => {
    const who = c.get('coordinator')
    const { file, sealedContacts, colleague } = c.get('loaded')
    const may = getPermissionsOnFile(who, file)
    const isLocked = file.isLocked || !may.content
    const isSummaryHidden = file.isLocked || !(may.content || may.readSummary)
    return c.json({
      reference: file.reference,
      route: file.route,
      stage: file.stage,
      createdAt: file.createdAt,
      /** The number of the file’s newest event. A decision names it, and is not made over what came since. */
      lastEvent: file.lastEvent,
      mergedInto: file.mergedIntoReference,
      lead: toCoordinatorRef(file.leadCoordinatorId),
      isLead: file.leadCoordinatorId === who.id,
      /** Whether this coordinator was given the file while its lead is away. */
      standsIn: file.viewerStandsIn && !file.viewerHasConflict,
      assistant: toCoordinatorRef(file.legalCoordinatorId),
      proposed: toCoordinatorRef(file.proposedLegalCoordinatorId),
      may,
      /** The language in which the practice speaks to the initiating parent. */
      language: file.language,
      /**
       * Only the header and the related files can be read: the conflicts are not reviewed yet, this coordinator has one,
       * or nobody has taken the file.
       */
      locked: isLocked,
      /** Whether the conflicts have to be reviewed before anything else. */
      needsConflictReview: file.isLocked,
      /** The names of both parents, for those who may read the file. */
      people: isLocked ? null : await unsealPeople(c.get('env').keys, file.sealedDisplayNames),
      /** The parents who came to the practice, the initiating one first; none while the file is locked. */
      participants: isLocked ? [] : file.participants,
      /** The parents with whom one goes ahead with safeguards only; none while the file is locked. */
      safeguarded: isLocked ? [] : file.safeguarded,
      /** The parents who withdrew their application, and when; none while the file is locked. */
      withdrawals: isLocked ? [] : file.withdrawals,
      /** The decision that a second person was asked about or approved, while it is still to be made; null for none. */
      approval: file.approval && toApproval(file.approval),
      /** The parents’ new access codes that sign nothing until a confirmation is recorded. */
      unconfirmedAccessCodes: isLocked
        ? []
        : file.unconfirmedAccessCodes.map(({ replacedBy, ...code }) => ({
            ...code,
            replacedBy: toCoordinatorRef(replacedBy),
          })),
      /** The kinds of contact details that were given for both parents; none while the file is locked. */
      sharedContactKinds: isSummaryHidden ? [] : file.sharedContactKinds,
      /** The parents who left no safe way to be reached; none while the file is locked. */
      unreachable: isSummaryHidden ? [] : await listUnreachableSides(c.var, sealedContacts),
      /** Whether an order forbids contact, or has to be read; null for neither, and while the file is locked. */
      contactHoldState: isSummaryHidden ? null : pickContactHoldState(who, file),
      /**
       * A file with an upcoming appointment cannot be closed, even by a coordinator who may not see the appointment.
       */
      hasUpcomingAppointment: file.hasUpcomingAppointment,
      /** Another coordinator who read or changed the file within the last minutes; null for nobody, and while it is locked. */
      colleague:
        isLocked || !colleague
          ? null
          : { name: toCoordinatorRef(colleague.id)?.name ?? '', at: colleague.at },
      /** Whether a parent said that something has to happen within days; false while the file is locked. */
      isUrgent: !isSummaryHidden && file.isUrgent,
    })
  },
)

const toApproval = ({ sequence, actor, action, detail, happenedAt }: ApprovalEvent) => ({
  sequence,
  isGiven: action === 'approval_given',
  decision: detail.decision ?? null,
  about: toCoordinatorRef(detail.about ?? null),
  /** The reference of the file into which this one would be merged. */
  into: detail.into ?? null,
  overrides: objections.filter((objection) => detail[overrideDetailByObjection[objection]]),
  reason: detail.overrideReason ?? null,
  askedBy: toCoordinatorRef(detail.askedBy ?? actor),
  /** Who approved it; null while it is only asked. */
  approvedBy: action === 'approval_given' ? toCoordinatorRef(actor) : null,
  happenedAt,
})
