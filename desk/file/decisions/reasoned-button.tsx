import type { Wording } from '../../../forms/language.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import type { DeskAction } from '../../ui/use-action.tsx'
import { useReason } from '../../ui/use-reason.tsx'
import { decisionsWording } from './wording.ts'

interface Props<Reason extends string> {
  readonly label: string
  /** Names what it is about for screen readers, which may read only the button. */
  readonly about?: string
  /** Tells what the decision does before it is confirmed. */
  readonly consequence: string
  /** The label of the button that makes the decision. */
  readonly confirmLabel: string
  readonly reasons: Readonly<Record<Reason, Wording>>
  readonly action: DeskAction<Reason>
}

/** A button for a decision that can’t be undone. It asks why, for the record, before a second button makes it. */
export function ReasonedButton<Reason extends string>({ reasons, action, ...labels }: Props<Reason>) {
  const why = useReason({
    why: decisionsWording.why,
    reasons,
    onChoose: action.forgetRefusal,
    noReason: decisionsWording.noReason,
    run: action.run,
  })
  return (
    <ConfirmButton {...labels} action={{ ...action, run: () => why.submit() }}>
      {why.question}
    </ConfirmButton>
  )
}
