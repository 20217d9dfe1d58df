import type { Coordinator } from '../../content/practice.ts'
import type { NextStepFacts } from '../../content/today/next-step-facts.ts'
import type { loadFilesWithNextStepFacts } from '../../db/next-steps.ts'
import { toCoordinatorRef } from './coordinator-ref.ts'
import { getPermissionsOnFile, pickContactHoldState } from './permissions.ts'

type LoadedFile = Awaited<ReturnType<typeof loadFilesWithNextStepFacts>>['own'][number]

/** The columns from which the facts about a file are told. */
type StepColumns = Omit<LoadedFile, 'sealedDisplayNames' | 'reminders'>

/** Whether somebody who has left still leads a file, which this reader, an administrator, has to give to somebody. */
export const isLeftBehind = (
  { administrator }: Coordinator,
  { leadCoordinatorId }: Pick<LoadedFile, 'leadCoordinatorId'>,
): boolean => administrator && toCoordinatorRef(leadCoordinatorId)?.hasLeft === true

/** Builds the facts for a reader, to whom those about the parents are told only if they may read the file. */
export const buildReaderStepFacts = (who: Coordinator, file: StepColumns): NextStepFacts => ({
  ...(getPermissionsOnFile(who, file).content
    ? buildStepFacts({ ...file, contactHoldState: pickContactHoldState(who, file) })
    : { ...buildUntakenStepFacts(file), hasLead: true }),
  ...(isLeftBehind(who, file) && { isLeftBehind: true }),
})

/**
 * Builds the facts by which the desk finds the next step of a file that somebody leads. What is behind the conflict review
 * stays there.
 */
function buildStepFacts(file: StepColumns): NextStepFacts {
  const { isLocked, hasUnreviewedRelatedFile, lastActAt, lastReadAt, upcoming, parents } = file
  const { unnotedSince, metJointlyAt, messageFailedAt } = file
  const contactHold = buildContactHold(file.contactHoldState, file.holdReportedAt, file.orderExpiresOn)
  if (isLocked) return { ...buildUntakenStepFacts(file), contactHold, isLocked, hasLead: true }
  return {
    ...{ ...pickHead(file), isLocked, hasLead: true, contactHold, parents },
    ...{ hasUnreviewedRelatedFile, lastActAt, lastReadAt, upcoming },
    ...{ unnotedSince, metJointlyAt, messageFailedAt },
  }
}

type HeadColumns = Pick<LoadedFile, 'stage' | 'route' | 'createdAt' | 'contactHoldState'>

/** Builds the facts about a file that nobody leads, of which nothing else is known. */
export const buildUntakenStepFacts = (
  file: HeadColumns,
  urgency: NextStepFacts['parents'][number]['urgency'] = null,
): NextStepFacts => ({
  ...{ ...pickHead(file), hasLead: false, isLocked: false, parents: [] },
  contactHold:
    file.contactHoldState === 'related-on-hold'
      ? null
      : buildContactHold(file.contactHoldState, file.createdAt, null),
  ...(urgency === 'soon' && { isUrgent: true }),
  ...{ hasUnreviewedRelatedFile: false, lastActAt: null, lastReadAt: null, upcoming: null },
  ...{ unnotedSince: null, metJointlyAt: null, messageFailedAt: null },
})

const pickHead = ({ stage, route, createdAt }: HeadColumns) => ({ stage, route, createdAt })

const buildContactHold = (
  state: LoadedFile['contactHoldState'],
  reportedAt: number | null,
  expiresOn: string | null,
): NextStepFacts['contactHold'] => (state ? { state, reportedAt: reportedAt ?? 0, expiresOn } : null)
