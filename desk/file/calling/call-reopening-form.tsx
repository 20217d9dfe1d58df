import { type FormEvent, useState } from 'react'
import {
  answersUnsafeCall,
  type CallReopeningReason,
  callReopeningReasonOptions,
} from '../../../content/authorisation/call-attempts.ts'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { Button } from '../../ui/button.tsx'
import { useWordingText } from '../../ui/language.tsx'
import { buildRadioOptions, RadioGroup } from '../../ui/radio-group.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { authorisationsAndCallsQuery, type ParentCalls } from '../queries.ts'
import { callReopeningWording } from './call-reopening-wording.ts'

interface Props {
  readonly reference: string
  readonly parentCalls: ParentCalls
}

/** Allows calls again to a person who said no, or who was called as often as the practice allows, for a reason. */
export function CallReopeningForm({ reference, parentCalls }: Props) {
  const text = useWordingText()
  const { side, hasUnsafeCall, callsRecordedUntil: coversUntil } = parentCalls
  const [reason, setReason] = useState<CallReopeningReason>()
  const [isMissing, setIsMissing] = useState(false)
  const action = useAction({
    submit: (chosen: CallReopeningReason) =>
      parseResponseOrThrowApiError(
        fileClient['call-reopening'].$post({
          param: { reference },
          json: { side, reason: chosen, coversUntil },
        }),
      ),
    makesStale: [authorisationsAndCallsQuery(reference).queryKey],
    announces: callReopeningWording.done,
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setIsMissing(!reason)
    if (reason) action.run(reason)
  }
  return (
    <details>
      <summary>{text(callReopeningWording.title)}</summary>
      <form noValidate onSubmit={onSubmit}>
        <p className="hint">{text(callReopeningWording.means)}</p>
        <RadioGroup
          legend={text(callReopeningWording.why)}
          options={buildRadioOptions(callReopeningReasonOptions, text).filter(
            ({ value }) => !hasUnsafeCall || answersUnsafeCall(value),
          )}
          chosen={reason}
          problem={isMissing ? text(callReopeningWording.noReason) : undefined}
          onChoose={(chosen) => {
            setReason(chosen)
            setIsMissing(false)
          }}
        />
        <Button isPending={action.isPending}>{text(callReopeningWording.reopen)}</Button>
        {action.outcome}
      </form>
    </details>
  )
}
