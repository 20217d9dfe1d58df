import { type ReactNode, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { useWordingText } from '../../ui/language.tsx'
import { useFocusWhen } from '../../ui/use-focus-when.ts'
import { buildNextScriptStepWording } from './call-sheet-wording.ts'
import type { CallSheetData } from './queries.ts'
import { type CallNames, ScriptLine } from './script-line.tsx'

interface Props {
  readonly steps: CallSheetData['callScript']
  readonly names: CallNames
}

/**
 * The words of the call, one step open at a time, so that the next one is a press away and any other can be reached while
 * somebody listens. All of them are printed.
 */
export function ScriptSteps({ steps, names }: Props) {
  const text = useWordingText()
  const [shown, setShown] = useState({ index: 0, isReached: false })
  return (
    <ol className="script-steps">
      {steps.map(({ id, title, lines }, index) => {
        const next = steps[index + 1]
        const isOpen = shown.index === index
        return (
          <ScriptStep
            key={id}
            id={id}
            title={title}
            isOpen={isOpen}
            isReached={isOpen && shown.isReached}
            onToggle={() => setShown({ index: isOpen ? -1 : index, isReached: false })}
          >
            {lines.map((line) => (
              <p key={line}>
                <ScriptLine line={line} names={names} />
              </p>
            ))}
            {next && (
              <Button quiet onPress={() => setShown({ index: index + 1, isReached: true })}>
                {text(buildNextScriptStepWording(next.title))}
              </Button>
            )}
          </ScriptStep>
        )
      })}
    </ol>
  )
}

interface ScriptStepProps {
  readonly id: string
  readonly title: string
  readonly isOpen: boolean
  /** Whether the step before led here: it takes the focus. */
  readonly isReached: boolean
  readonly onToggle: () => void
  readonly children: ReactNode
}

function ScriptStep({ id, title, isOpen, isReached, onToggle, children }: ScriptStepProps) {
  const opener = useFocusWhen<HTMLButtonElement>(isReached)
  return (
    <li>
      <h3>
        <button
          ref={opener}
          type="button"
          className="script-steps__opener"
          aria-expanded={isOpen}
          aria-controls={`script-${id}`}
          onClick={onToggle}
        >
          {title}
        </button>
      </h3>
      <div id={`script-${id}`} className="script-steps__words" hidden={!isOpen}>
        {children}
      </div>
    </li>
  )
}
