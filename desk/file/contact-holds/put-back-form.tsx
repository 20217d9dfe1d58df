import { chosenHoldReasonOptions } from '../../../content/authorisation/order-readings.ts'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { getFileQueryKeyPrefix } from '../../client/file-key.ts'
import { Button } from '../../ui/button.tsx'
import { useWordingText } from '../../ui/language.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { useReason } from '../../ui/use-reason.tsx'
import { contactHoldsWording } from './wording.ts'

type ChosenReason = keyof typeof chosenHoldReasonOptions

/** Puts back a hold on contact that was lifted. It asks for a reason, which stands in the file’s record. */
export function PutBackHoldForm({ reference, lifted }: { reference: string; lifted: string }) {
  const text = useWordingText()
  const action = useAction({
    submit: (reason: ChosenReason) =>
      parseResponseOrThrowApiError(
        fileClient['contact-hold'].$post({ param: { reference }, json: { lifted, reason } }),
      ),
    makesStale: [getFileQueryKeyPrefix(reference)],
    onDone: () => why.clear(),
    announces: contactHoldsWording.putBackDone,
  })
  const why = useReason({
    why: contactHoldsWording.putBackWhy,
    reasons: chosenHoldReasonOptions,
    noReason: contactHoldsWording.putBackNoReason,
    run: action.run,
  })
  return (
    <details>
      <summary>{text(contactHoldsWording.putBack)}</summary>
      <form noValidate onSubmit={why.submit}>
        {why.question}
        <p className="hint">{text(contactHoldsWording.putBackMeans)}</p>
        <Button isPending={action.isPending}>{text(contactHoldsWording.putBackNow)}</Button>
        {action.outcome}
      </form>
    </details>
  )
}
