import { passOn } from '../app/api-client.ts'
import { words } from '../app/wording.ts'
import { Button } from '../ui/button.tsx'
import { useAction } from '../ui/use-action.tsx'
import type { PartProps } from './panel-props.ts'

/** For whoever leads and may not or will not. */
export function PassOn({ file, language, onChange }: PartProps) {
  const action = useAction(language)
  if (!file.may.passOn || file.stage === 'closed') return null
  return (
    <div>
      <Button
        quiet
        underWay={action.underWay}
        onPress={() =>
          action.run(
            () => passOn(file.reference),
            (facts) => onChange(facts, words.passOnDone),
          )
        }
      >
        {words.passOn[language]}
      </Button>
      <p className="hint">{words.passOnMeans[language]}</p>
      {action.outcome}
    </div>
  )
}
