import { type FormEvent, useState } from 'react'
import { type RestorationReason, restorationReasonOptions } from '../../../content/file/dismissals.ts'
import { isDismissedStage } from '../../../content/file-stages.ts'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { getFileQueryKeyPrefix } from '../../client/file-key.ts'
import { Button } from '../../ui/button.tsx'
import { useWordingText } from '../../ui/language.tsx'
import { buildRadioOptions, RadioGroup } from '../../ui/radio-group.tsx'
import { useAction } from '../../ui/use-action.tsx'
import type { FileHeader } from '../queries.ts'
import { restorationWording } from './wording.ts'

/** Says of a file that it was closed as not genuine, what that means, and lets an administrator open it again. */
export function RestorationPanel({ header: { reference, stage, may } }: { header: FileHeader }) {
  const text = useWordingText()
  if (!isDismissedStage(stage)) return null
  return (
    <section className="restoration">
      <h2>{text(restorationWording.title)}</h2>
      <p>{text(restorationWording.means)}</p>
      {may.restore ? (
        <RestorationForm reference={reference} />
      ) : (
        <p>{text(restorationWording.byAdministrator)}</p>
      )}
    </section>
  )
}

function RestorationForm({ reference }: { reference: string }) {
  const text = useWordingText()
  const [reason, setReason] = useState<RestorationReason>()
  const [isMissing, setIsMissing] = useState(false)
  const action = useAction({
    submit: (chosen: RestorationReason) =>
      parseResponseOrThrowApiError(
        fileClient.restoration.$post({ param: { reference }, json: { reason: chosen } }),
      ),
    makesStale: [getFileQueryKeyPrefix(reference)],
    announces: restorationWording.done,
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setIsMissing(!reason)
    if (reason) action.run(reason)
  }
  return (
    <form noValidate onSubmit={onSubmit}>
      <RadioGroup
        legend={text(restorationWording.why)}
        options={buildRadioOptions(restorationReasonOptions, text)}
        chosen={reason}
        problem={isMissing ? text(restorationWording.noReason) : undefined}
        onChoose={(chosen) => {
          setReason(chosen)
          setIsMissing(false)
        }}
      />
      <Button isPending={action.isPending}>{text(restorationWording.restore)}</Button>
      {action.outcome}
    </form>
  )
}
