import { useState } from 'react'
import type { Wording } from '../../../forms/language.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { useWordingText } from '../../ui/language.tsx'
import { buildRadioOptions, RadioGroup } from '../../ui/radio-group.tsx'
import type { DeskAction } from '../../ui/use-action.tsx'
import { decisionsWording } from './wording.ts'

interface Props<Reason extends string> {
  readonly label: string
  /** Tells what the decision does before it is confirmed. */
  readonly consequence: string
  /** The label of the button that makes the decision. */
  readonly confirmLabel: string
  readonly reasons: Readonly<Record<Reason, Wording>>
  readonly action: DeskAction<Reason>
}

/** A button for a decision that can’t be undone. It asks why, for the record, before a second button makes it. */
export function ReasonedButton<Reason extends string>({ reasons, action, ...labels }: Props<Reason>) {
  const text = useWordingText()
  const [reason, setReason] = useState<Reason>()
  const [isMissing, setIsMissing] = useState(false)
  const run = () => {
    setIsMissing(!reason)
    if (reason) action.run(reason)
  }
  return (
    <ConfirmButton {...labels} action={{ ...action, run }}>
      <RadioGroup
        legend={text(decisionsWording.why)}
        options={buildRadioOptions(reasons, text)}
        chosen={reason}
        problem={isMissing ? text(decisionsWording.noReason) : undefined}
        onChoose={(chosen) => {
          setReason(chosen)
          setIsMissing(false)
          action.forgetRefusal()
        }}
      />
    </ConfirmButton>
  )
}
