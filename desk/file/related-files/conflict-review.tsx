import { useState } from 'react'
import type { Wording } from '../../../forms/language.ts'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { getFileQueryKeyPrefix } from '../../client/file-key.ts'
import { Button } from '../../ui/button.tsx'
import { useWordingText } from '../../ui/language.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { type Override, type OverrideNeeded, pickOverrideNeeded } from '../decisions/override.ts'
import { OverrideQuestion } from '../decisions/override-question.tsx'
import { RequestReassignmentButton } from '../decisions/reassignment.tsx'
import type { FileHeader, RelatedFileFacts } from '../queries.ts'
import { conflictReviewWording, summaryReviewWording } from './wording.ts'

interface Props {
  readonly reference: string
  readonly relatedFiles: readonly RelatedFileFacts[]
}

/** A button that records the review of conflicts. Until then, what the parent wrote, and its summary, stay locked. */
export function ConflictReviewPrompt({
  header,
  relatedFiles,
}: Pick<Props, 'relatedFiles'> & { header: FileHeader }) {
  const text = useWordingText()
  const { reference } = header
  const { lockedUntilReviewed, read, readRecords, readDone } = header.may.readSummary
    ? summaryReviewWording
    : conflictReviewWording
  const { action, question } = useConflictReview({ reference, relatedFiles }, readDone)
  if (!header.may.reviewConflicts)
    return <p className="conflict-review">{text(conflictReviewWording.conflictOfInterest)}</p>
  return (
    <div className="conflict-review">
      <p>{text(lockedUntilReviewed)}</p>
      <Button isPending={action.isPending} onPress={() => action.run({})}>
        {text(read)}
      </Button>
      <p className="hint">{text(readRecords)}</p>
      {action.outcome}
      {question}
      <RequestReassignmentButton header={header} />
    </div>
  )
}

/** A button for the lead, who must review the files that came later and decide to go on before anybody is called. */
export function RepeatConflictReviewButton(props: Props) {
  const text = useWordingText()
  const { action, question } = useConflictReview(props, conflictReviewWording.repeatReviewDone)
  return (
    <div className="conflict-review">
      <Button quiet isPending={action.isPending} onPress={() => action.run({})}>
        {text(conflictReviewWording.repeatReview)}
      </Button>
      <p className="hint">{text(conflictReviewWording.repeatReviewMeans)}</p>
      {action.outcome}
      {question}
    </div>
  )
}

/** The action that records a review, and the question before it when whoever reviews has a conflict of interest. */
function useConflictReview({ reference, relatedFiles }: Props, announces: Wording) {
  const [needed, setNeeded] = useState<OverrideNeeded>()
  // Covers only the files on this page; a file that came later is not part of the review.
  // A file counts from when it was accepted, which may be long after it was created.
  const reviewedUntil = Math.max(
    0,
    ...relatedFiles.map(({ createdAt, acceptedAt }) => Math.max(createdAt, acceptedAt ?? 0)),
  )
  const action = useAction({
    submit: (override: Override) =>
      parseResponseOrThrowApiError(
        fileClient['conflict-review'].$post({ param: { reference }, json: { reviewedUntil, ...override } }),
      ),
    makesStale: [getFileQueryKeyPrefix(reference)],
    onRefused: (failure) => setNeeded(pickOverrideNeeded(failure)),
    onDone: () => setNeeded(undefined),
    announces,
  })
  const question = needed && (
    <OverrideQuestion needed={needed} isPending={action.isPending} onOverride={action.run} />
  )
  return { action, question }
}
