import { type ReassignmentReason, reassignmentReasonOptions } from '../../../content/file/decision-reasons.ts'
import { isOpenStage } from '../../../content/file-stages.ts'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { getFileQueryKeyPrefix } from '../../client/file-key.ts'
import { useWordingText } from '../../ui/language.tsx'
import { useAction } from '../../ui/use-action.tsx'
import type { FileHeader } from '../queries.ts'
import { ReasonedButton } from './reasoned-button.tsx'
import { decisionsWording } from './wording.ts'

/** A button for a lead coordinator who may not or does not want to lead the file any longer. It asks why first. */
export function RequestReassignmentButton({ header: { reference, may, stage } }: { header: FileHeader }) {
  const text = useWordingText()
  const action = useAction({
    submit: (reason: ReassignmentReason) =>
      parseResponseOrThrowApiError(fileClient.reassignment.$post({ param: { reference }, json: { reason } })),
    makesStale: [getFileQueryKeyPrefix(reference)],
    announces: decisionsWording.reassignDone,
  })
  if (!may.requestReassignment || !isOpenStage(stage)) return null
  return (
    <ReasonedButton
      label={text(decisionsWording.reassign)}
      consequence={text(decisionsWording.reassignMeans)}
      confirmLabel={text(decisionsWording.reassignNow)}
      reasons={reassignmentReasonOptions}
      action={action}
    />
  )
}
