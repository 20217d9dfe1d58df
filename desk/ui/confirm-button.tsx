import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react'
import { useOutdatedPageStatusId } from './announcer.tsx'
import { Button } from './button.tsx'
import { useWordingText } from './language.tsx'
import type { DeskAction } from './use-action.tsx'
import { useFocusWhen } from './use-focus-when.ts'
import { controlWording } from './wording.ts'

interface Props {
  readonly label: string
  /** Names what the action is about for screen readers, which may read only the button. */
  readonly about?: string
  /** Tells what the action does before it is confirmed. */
  readonly consequence: string
  /** The label of the button that runs the action. */
  readonly confirmLabel: string
  readonly action: DeskAction
  /** What is asked before the second button. */
  readonly children?: ReactNode
}

/**
 * A button for an action that cannot be undone. It tells the consequence, and a second button runs the action. Escape
 * cancels.
 */
export function ConfirmButton({ label, about, consequence, confirmLabel, action, children }: Props) {
  const text = useWordingText()
  const outdatedBy = useOutdatedPageStatusId()
  const [isOpen, setIsOpen] = useState(false)
  // The question may be about what is already done.
  const asking = isOpen && !outdatedBy
  const id = useId()
  const question = useFocusWhen<HTMLDivElement>(asking)
  const opener = useRef<HTMLButtonElement>(null)
  const goBack = () => {
    setIsOpen(false)
    opener.current?.focus()
  }
  const onEscape = ({ key }: KeyboardEvent) => {
    if (key === 'Escape') goBack()
  }
  return (
    <div className="confirmed">
      <Button quiet ref={opener} disabledBy={outdatedBy} expanded={asking} onPress={() => setIsOpen(!asking)}>
        {label}
        {about && <span className="visually-hidden"> {about}</span>}
      </Button>
      {asking && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset groups fields, and there are none here
        <div
          ref={question}
          role="group"
          tabIndex={-1}
          className="confirmed__question"
          aria-labelledby={id}
          onKeyDown={onEscape}
        >
          <p id={id}>{consequence}</p>
          {children}
          <div className="buttons">
            <Button isPending={action.isPending} onPress={() => action.run()}>
              {confirmLabel}
            </Button>
            <Button quiet onPress={goBack}>
              {text(controlWording.notNow)}
            </Button>
          </div>
          {action.outcome}
        </div>
      )}
    </div>
  )
}
