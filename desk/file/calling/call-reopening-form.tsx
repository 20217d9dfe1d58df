import {
  answersUnsafeCall,
  type CallReopeningReason,
  callReopeningReasonOptions,
} from '../../../content/authorisation/call-attempts.ts'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { Button } from '../../ui/button.tsx'
import { useWordingText } from '../../ui/language.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { useReason } from '../../ui/use-reason.tsx'
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
  const why = useReason({
    why: callReopeningWording.why,
    reasons: callReopeningReasonOptions,
    isOffered: (reason) => !hasUnsafeCall || answersUnsafeCall(reason),
    noReason: callReopeningWording.noReason,
    run: action.run,
  })
  return (
    <details>
      <summary>{text(callReopeningWording.title)}</summary>
      <form noValidate onSubmit={why.submit}>
        <p className="hint">{text(callReopeningWording.means)}</p>
        {why.question}
        <Button isPending={action.isPending}>{text(callReopeningWording.reopen)}</Button>
        {action.outcome}
      </form>
    </details>
  )
}
