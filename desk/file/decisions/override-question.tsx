import { type FormEvent, useState } from 'react'
import { type OverrideReason, overrideReasonOptions } from '../../../content/file/overrides.ts'
import { getLocaleTag } from '../../../forms/language.ts'
import { Button } from '../../ui/button.tsx'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import { buildRadioOptions, RadioGroup } from '../../ui/radio-group.tsx'
import { useFocusWhen } from '../../ui/use-focus-when.ts'
import type { Override, OverrideNeeded } from './override.ts'
import { buildDecidedByWording, objectionWordingBuilders, overrideWording } from './override-wording.ts'

interface Props {
  /** The name of the coordinator whom the decision is about. */
  readonly name: string
  readonly needed: OverrideNeeded
  readonly isPending: boolean
  /** Decides again, knowing what is overridden, with a reason. */
  readonly onOverride: (override: Override) => void
}

/**
 * Names what speaks against a decision, before it is made. It can be made with a reason on record, unless somebody else
 * at the practice, without a conflict of interest, has to decide.
 */
export function OverrideQuestion({ name, needed, isPending, onOverride }: Props) {
  const language = useLanguage()
  const text = useWordingText()
  const [reason, setReason] = useState<OverrideReason>()
  const [missing, setMissing] = useState(false)
  const title = useFocusWhen<HTMLHeadingElement>(needed)
  const { objections, decidedBy } = needed
  const decide = (event: FormEvent) => {
    event.preventDefault()
    setMissing(!reason)
    if (reason) onOverride({ overrides: objections.map(({ objection }) => objection), reason })
  }
  return (
    <div className="override decision-question">
      <h3 ref={title} tabIndex={-1}>
        {text(overrideWording.title)}
      </h3>
      <ul>
        {objections.map((fact) => (
          <li key={fact.objection}>{text(objectionWordingBuilders[fact.objection](name, fact))}</li>
        ))}
      </ul>
      {decidedBy.length > 0 ? (
        <p>
          {text(
            buildDecidedByWording(
              new Intl.ListFormat(getLocaleTag(language), { type: 'disjunction' }).format(decidedBy),
            ),
          )}
        </p>
      ) : (
        <form noValidate onSubmit={decide}>
          <RadioGroup
            legend={text(overrideWording.why)}
            options={buildRadioOptions(overrideReasonOptions, text)}
            chosen={reason}
            problem={missing ? text(overrideWording.noReason) : undefined}
            onChoose={(chosen) => {
              setReason(chosen)
              setMissing(false)
            }}
          />
          <p className="hint">{text(overrideWording.recorded)}</p>
          <Button isPending={isPending}>{text(overrideWording.decide)}</Button>
        </form>
      )}
    </div>
  )
}
