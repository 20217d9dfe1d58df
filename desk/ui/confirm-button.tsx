import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import type { Language } from '../../forms/language.ts'
import { deskWording } from '../app/wording.ts'
import { Button } from './button.tsx'
import type { DeskAction } from './use-action.tsx'

interface Props {
  readonly label: string
  /** What it is about, for whoever hears only the button: beside others like it. */
  readonly about?: string
  /** What the action does, read before it is confirmed. */
  readonly consequence: string
  /** The label of the button that does it. */
  readonly confirmLabel: string
  readonly action: DeskAction
  readonly language: Language
  readonly onPress: () => void
}

/** A button for what cannot be undone: it says what that is, and a second button does it. Escape goes back. */
export function ConfirmButton({ label, about, consequence, confirmLabel, action, language, onPress }: Props) {
  const [asking, setAsking] = useState(false)
  const id = useId()
  const question = useRef<HTMLDivElement>(null)
  const opener = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (asking) question.current?.focus()
  }, [asking])
  const goBack = () => {
    setAsking(false)
    opener.current?.focus()
  }
  const onEscape = ({ key }: KeyboardEvent) => {
    if (key === 'Escape') goBack()
  }
  return (
    <div className="confirmed">
      <Button quiet ref={opener} expanded={asking} onPress={() => setAsking(!asking)}>
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
          <div className="buttons">
            <Button isPending={action.isPending} onPress={onPress}>
              {confirmLabel}
            </Button>
            <Button quiet onPress={goBack}>
              {deskWording.notNow[language]}
            </Button>
          </div>
          {action.outcome}
        </div>
      )}
    </div>
  )
}
