import { useId } from 'react'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { getFileQueryKeyPrefix } from '../../client/file-key.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { useWordingText } from '../../ui/language.tsx'
import { useAction } from '../../ui/use-action.tsx'
import type { FileHeader } from '../queries.ts'
import { decisionsWording } from './wording.ts'

/** Closes a file for good, which is possible when it has no upcoming appointment. */
export function CloseFileButton({ header }: { header: FileHeader }) {
  const { reference, hasUpcomingAppointment, lastEvent } = header
  const text = useWordingText()
  const reason = useId()
  const action = useAction({
    submit: () =>
      parseResponseOrThrowApiError(
        fileClient.closure.$post({ param: { reference }, json: { seen: lastEvent } }),
      ),
    makesStale: [getFileQueryKeyPrefix(reference)],
    announces: decisionsWording.closeDone,
  })
  if (hasUpcomingAppointment) {
    return (
      <div>
        <Button quiet disabledBy={reason} onPress={() => {}}>
          {text(decisionsWording.close)}
        </Button>
        <p id={reason} className="hint">
          {text(decisionsWording.closeNotYet)}
        </p>
      </div>
    )
  }
  return (
    <ConfirmButton
      label={text(decisionsWording.close)}
      consequence={text(decisionsWording.closeMeans)}
      confirmLabel={text(decisionsWording.closeNow)}
      action={action}
    />
  )
}
