import { type ReactNode, useState } from 'react'
import type { Language } from '../../forms/language.ts'
import type { ApiFailure, ApiResult } from '../app/api-client.ts'
import { actionFailureWording, deskWording } from '../app/wording.ts'

/** An action that runs once at a time. */
export interface DeskAction {
  readonly isPending: boolean
  /** Shows beside the button that the action is pending, or why it was not done and what to do. */
  readonly outcome: ReactNode
  /** Sends the request, unless one is still pending, and calls `then` only if it succeeded. */
  run<Value>(submit: () => Promise<ApiResult<Value>>, then: (value: Value) => void): Promise<void>
}

/** Runs actions that may fail. The page announces success: the button may have been removed by then. */
export function useAction(language: Language): DeskAction {
  const [isPending, setIsPending] = useState(false)
  const [failure, setFailure] = useState<ApiFailure>()
  return {
    isPending,
    outcome: <ActionOutcome isPending={isPending} failure={failure} language={language} />,
    async run(submit, then) {
      if (isPending) return
      setIsPending(true)
      setFailure(undefined)
      const answer = await submit()
      setIsPending(false)
      if (answer.ok) then(answer.value)
      else setFailure(answer.failure)
    },
  }
}

interface ActionOutcomeProps {
  readonly isPending: boolean
  readonly failure: ApiFailure | undefined
  readonly language: Language
}

/** On the page before there is anything to say, so that a screen reader notices when there is. */
function ActionOutcome({ isPending, failure, language }: ActionOutcomeProps) {
  const { next, link } = failure ? actionFailureWording[failure] : {}
  return (
    <div role="status" className="outcome">
      {isPending && <p>{deskWording.oneMoment[language]}</p>}
      {next && link && (
        <p className="outcome__failed">
          {next[language]} <a href={link.to(language)}>{link.label[language]}</a>
        </p>
      )}
    </div>
  )
}
