import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { getFileQueryKeyPrefix } from '../../client/file-key.ts'
import { Button } from '../../ui/button.tsx'
import { useWordingText } from '../../ui/language.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { RequestReassignmentButton } from '../decisions/reassignment.tsx'
import type { FileHeader, RelatedFileFacts } from '../queries.ts'
import { conflictReviewWording } from './wording.ts'

/** A button that records the review of conflicts. Until then, what the parent wrote stays locked. */
export function ConflictReviewPrompt({
  header,
  relatedFiles,
}: {
  header: FileHeader
  relatedFiles: readonly RelatedFileFacts[]
}) {
  const text = useWordingText()
  const action = useAction({
    submit: () => submitConflictReview(header.reference, relatedFiles),
    makesStale: [getFileQueryKeyPrefix(header.reference)],
    announces: conflictReviewWording.readDone,
  })
  if (!header.may.content)
    return <p className="conflict-review">{text(conflictReviewWording.conflictOfInterest)}</p>
  return (
    <div className="conflict-review">
      <p>{text(conflictReviewWording.lockedUntilReviewed)}</p>
      <Button isPending={action.isPending} onPress={() => action.run()}>
        {text(conflictReviewWording.read)}
      </Button>
      <p className="hint">{text(conflictReviewWording.readRecords)}</p>
      {action.outcome}
      <RequestReassignmentButton header={header} />
    </div>
  )
}

/** A button for the lead, who must review the files that came later and decide to go on before anybody is called. */
export function RepeatConflictReviewButton({
  reference,
  relatedFiles,
}: {
  reference: string
  relatedFiles: readonly RelatedFileFacts[]
}) {
  const text = useWordingText()
  const action = useAction({
    submit: () => submitConflictReview(reference, relatedFiles),
    makesStale: [getFileQueryKeyPrefix(reference)],
    announces: conflictReviewWording.repeatReviewDone,
  })
  return (
    <div className="conflict-review">
      <Button quiet isPending={action.isPending} onPress={() => action.run()}>
        {text(conflictReviewWording.repeatReview)}
      </Button>
      <p className="hint">{text(conflictReviewWording.repeatReviewMeans)}</p>
      {action.outcome}
    </div>
  )
}

function submitConflictReview(reference: string, relatedFiles: readonly RelatedFileFacts[]) {
  // Covers only the files on this page; a file that was accepted later is not part of the review.
  const reviewedUntil = Math.max(
    0,
    ...relatedFiles.map(({ createdAt, acceptedAt }) => acceptedAt ?? createdAt),
  )
  return parseResponseOrThrowApiError(
    fileClient['conflict-review'].$post({ param: { reference }, json: { reviewedUntil } }),
  )
}
