import { useId } from 'react'
import { type ClosureReason, closureReasonOptions } from '../../../content/file/decision-reasons.ts'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { getFileQueryKeyPrefix } from '../../client/file-key.ts'
import { Button } from '../../ui/button.tsx'
import { useWordingText } from '../../ui/language.tsx'
import { useAction } from '../../ui/use-action.tsx'
import type { FileHeader } from '../queries.ts'
import { ReasonedButton } from './reasoned-button.tsx'
import { decisionsWording } from './wording.ts'

/** Closes a file for good, for a reason, which is possible when it has no upcoming appointment. */
export function CloseFileButton({ header }: { header: FileHeader }) {
  const { reference, hasUpcomingAppointment, lastEvent } = header
  const text = useWordingText()
  const notYet = useId()
  const action = useAction({
    submit: (reason: ClosureReason) =>
      parseResponseOrThrowApiError(
        fileClient.closure.$post({ param: { reference }, json: { seen: lastEvent, reason } }),
      ),
    makesStale: [getFileQueryKeyPrefix(reference)],
    announces: decisionsWording.closeDone,
  })
  if (hasUpcomingAppointment) {
    return (
      <div>
        <Button quiet disabledBy={notYet} onPress={() => {}}>
          {text(decisionsWording.close)}
        </Button>
        <p id={notYet} className="hint">
          {text(decisionsWording.closeNotYet)}
        </p>
      </div>
    )
  }
  return (
    <ReasonedButton
      label={text(decisionsWording.close)}
      consequence={text(decisionsWording.closeMeans)}
      confirmLabel={text(decisionsWording.closeNow)}
      reasons={closureReasonOptions}
      action={action}
    />
  )
}
