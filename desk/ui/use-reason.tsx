import { type FormEvent, type ReactNode, useState } from 'react'
import type { Wording } from '../../forms/language.ts'
import { useWordingText } from './language.tsx'
import { buildRadioOptions, RadioGroup } from './radio-group.tsx'

interface ReasonOptions<Reason extends string> {
  /** What is asked. */
  readonly why: Wording
  readonly reasons: Readonly<Record<Reason, Wording>>
  /** Which of the reasons are offered; all of them unless it is given. */
  readonly isOffered?: (reason: Reason) => boolean
  /** Tells to choose one, when somebody goes on without. */
  readonly noReason: Wording
  readonly onChoose?: () => void
  /** Goes on with the reason that was chosen. */
  readonly run: (reason: Reason) => void
}

interface AskedReason {
  readonly question: ReactNode
  /** Goes on if a reason was chosen, or else says that one is missing. */
  readonly submit: (event?: FormEvent) => void
  readonly clear: () => void
}

/** Asks why before something is done. */
export function useReason<Reason extends string>({
  why,
  reasons,
  isOffered = () => true,
  noReason,
  onChoose,
  run,
}: ReasonOptions<Reason>): AskedReason {
  const text = useWordingText()
  const [chosen, setChosen] = useState<Reason>()
  const [isMissing, setIsMissing] = useState(false)
  return {
    question: (
      <RadioGroup
        legend={text(why)}
        options={buildRadioOptions(reasons, text).filter(({ value }) => isOffered(value))}
        chosen={chosen}
        problem={isMissing ? text(noReason) : undefined}
        onChoose={(reason) => {
          setChosen(reason)
          setIsMissing(false)
          onChoose?.()
        }}
      />
    ),
    submit: (event) => {
      event?.preventDefault()
      setIsMissing(!chosen)
      if (chosen) run(chosen)
    },
    clear: () => setChosen(undefined),
  }
}
