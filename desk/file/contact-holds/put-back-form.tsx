import { type FormEvent, useState } from 'react'
import { chosenHoldReasonOptions } from '../../../content/authorisation/order-readings.ts'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { getFileQueryKeyPrefix } from '../../client/file-key.ts'
import { Button } from '../../ui/button.tsx'
import { useWordingText } from '../../ui/language.tsx'
import { buildRadioOptions, RadioGroup } from '../../ui/radio-group.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { contactHoldsWording } from './wording.ts'

type ChosenReason = keyof typeof chosenHoldReasonOptions

/** Puts back a hold on contact that was lifted. It asks for a reason, which stands in the file’s record. */
export function PutBackHoldForm({ reference, lifted }: { reference: string; lifted: string }) {
  const text = useWordingText()
  const [reason, setReason] = useState<ChosenReason>()
  const [missing, setMissing] = useState(false)
  const action = useAction({
    submit: (reason: ChosenReason) =>
      parseResponseOrThrowApiError(
        fileClient['contact-hold'].$post({ param: { reference }, json: { lifted, reason } }),
      ),
    makesStale: [getFileQueryKeyPrefix(reference)],
    onDone: () => setReason(undefined),
    announces: contactHoldsWording.putBackDone,
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(!reason)
    if (reason) action.run(reason)
  }
  return (
    <details>
      <summary>{text(contactHoldsWording.putBack)}</summary>
      <form noValidate onSubmit={onSubmit}>
        <RadioGroup
          legend={text(contactHoldsWording.putBackWhy)}
          options={buildRadioOptions(chosenHoldReasonOptions, text)}
          chosen={reason}
          problem={missing ? text(contactHoldsWording.putBackNoReason) : undefined}
          onChoose={(chosen) => {
            setReason(chosen)
            setMissing(false)
          }}
        />
        <p className="hint">{text(contactHoldsWording.putBackMeans)}</p>
        <Button isPending={action.isPending}>{text(contactHoldsWording.putBackNow)}</Button>
        {action.outcome}
      </form>
    </details>
  )
}
