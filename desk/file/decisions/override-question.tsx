import { overrideReasonOptions } from '../../../content/file/overrides.ts'
import { getLocaleTag } from '../../../forms/language.ts'
import { Button } from '../../ui/button.tsx'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import { useFocusWhen } from '../../ui/use-focus-when.ts'
import { useReason } from '../../ui/use-reason.tsx'
import type { Override, OverrideNeeded } from './override.ts'
import { buildAskedOfWording, objectionWordingBuilders, overrideWording } from './override-wording.ts'

interface Props {
  readonly needed: OverrideNeeded
  readonly isPending: boolean
  /** Decides again, knowing what is overridden, with a reason. */
  readonly onOverride: (override: Override) => void
}

/**
 * Names what speaks against a decision, before it is made. It takes a reason on record, and asks a second person to agree
 * as long as there is one without a conflict of interest.
 */
export function OverrideQuestion({ needed, isPending, onOverride }: Props) {
  const language = useLanguage()
  const text = useWordingText()
  const title = useFocusWhen<HTMLHeadingElement>(needed)
  const { objections, askedOf } = needed
  const why = useReason({
    why: overrideWording.why,
    reasons: overrideReasonOptions,
    noReason: overrideWording.noReason,
    run: (reason) => onOverride({ overrides: objections.map(({ objection }) => objection), reason }),
  })
  return (
    <div className="override decision-question">
      <h3 ref={title} tabIndex={-1}>
        {text(overrideWording.title)}
      </h3>
      <ul>
        {objections.map((fact) => (
          <li key={`${fact.objection} ${fact.name}`}>
            {text(objectionWordingBuilders[fact.objection](fact.name, fact))}
          </li>
        ))}
      </ul>
      {askedOf.length > 0 && (
        <p>
          {text(
            buildAskedOfWording(
              new Intl.ListFormat(getLocaleTag(language), { type: 'disjunction' }).format(askedOf),
            ),
          )}
        </p>
      )}
      <form noValidate onSubmit={why.submit}>
        {why.question}
        <p className="hint">{text(overrideWording.recorded)}</p>
        <Button isPending={isPending}>
          {text(askedOf.length > 0 ? overrideWording.ask : overrideWording.decide)}
        </Button>
      </form>
    </div>
  )
}
