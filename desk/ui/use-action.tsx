import { type ReactNode, useState } from 'react'
import type { Language } from '../../forms/language.ts'
import type { Answer, Failure } from '../app/api-client.ts'
import { notDone, words } from '../app/wording.ts'

/** Something that can be done once at a time. */
export interface Action {
  readonly underWay: boolean
  /** Says beside the button that it is under way, or why it was not done and what to do. */
  readonly outcome: ReactNode
  /** Asks the worker, unless an answer is still awaited, and goes on only if it was done. */
  run<Value>(ask: () => Promise<Answer<Value>>, then: (value: Value) => void): Promise<void>
}

/** Does things that may fail. What is done is for the page to announce: the button may be gone by then. */
export function useAction(language: Language): Action {
  const [underWay, setUnderWay] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  return {
    underWay,
    outcome: <Outcome underWay={underWay} failure={failure} language={language} />,
    async run(ask, then) {
      if (underWay) return
      setUnderWay(true)
      setFailure(undefined)
      const answer = await ask()
      setUnderWay(false)
      if (answer.ok) then(answer.value)
      else setFailure(answer.failure)
    },
  }
}

interface OutcomeProps {
  readonly underWay: boolean
  readonly failure: Failure | undefined
  readonly language: Language
}

/** On the page before there is anything to say, so that a screen reader notices when there is. */
function Outcome({ underWay, failure, language }: OutcomeProps) {
  const { next, link } = failure ? notDone[failure] : {}
  return (
    <div role="status" className="outcome">
      {underWay && <p>{words.oneMoment[language]}</p>}
      {next && link && (
        <p className="outcome__failed">
          {next[language]} <a href={link.to(language)}>{link.label[language]}</a>
        </p>
      )}
    </div>
  )
}
