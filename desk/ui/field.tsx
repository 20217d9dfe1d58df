import { type ReactNode, useId } from 'react'

interface Props {
  readonly label: ReactNode
  readonly hint?: string | undefined
  /** Tells how to correct what was entered. */
  readonly problem?: string | undefined
  /** Set when a list of problems links to the field; otherwise any id is given. */
  readonly id?: string
  /** Renders the control with its id and its description. */
  readonly children: (control: FieldControlProps) => ReactNode
}

export interface FieldControlProps {
  readonly id: string
  readonly 'aria-invalid': boolean
  readonly 'aria-describedby': string | undefined
}

/** A field: its label, its hint, how to correct it, and the control. */
export function Field({ label, hint, problem, id: givenId, children }: Props) {
  const ownId = useId()
  const id = givenId ?? ownId
  const describedBy = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ')
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      )}
      {problem && (
        <p id={`${id}-problem`} className="problem-line">
          {problem}
        </p>
      )}
      {children({
        id,
        'aria-invalid': problem !== undefined,
        'aria-describedby': describedBy || undefined,
      })}
    </div>
  )
}
