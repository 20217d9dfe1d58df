import type { ReactNode, RefObject } from 'react'
import { buildTooLongProblem } from '../../forms/questions/too-long-problem.ts'
import { Field } from './field.tsx'
import { useWordingText } from './language.tsx'

interface Props {
  readonly label: ReactNode
  readonly hint?: string | undefined
  readonly problem?: string | undefined
  /** The most characters that the worker takes. */
  readonly max: number
  readonly value: string
  readonly rows: number
  readonly lang?: string
  readonly field?: RefObject<HTMLTextAreaElement | null>
  readonly onChange: (value: string) => void
}

/**
 * A field for a text of several lines. Nothing that is typed or pasted is cut: a text that is too long stays, the field says
 * how long it may be, and the form does not send it.
 */
export function LongText({ label, hint, problem, max, field, onChange, ...attributes }: Props) {
  const text = useWordingText()
  const length = countCharacters(attributes.value)
  return (
    <Field
      label={label}
      hint={hint}
      problem={length > max ? text(buildTooLongProblem(max, length)) : problem}
    >
      {(control) => (
        <textarea
          {...control}
          {...attributes}
          ref={field}
          autoComplete="off"
          data-too-long={length > max || undefined}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  )
}

/** Puts the focus into the text of a form that is too long; tells whether there is one. */
export function focusTooLongText(form: Element | null | undefined): boolean {
  const field = form?.querySelector<HTMLElement>('[data-too-long]')
  field?.focus()
  return field != null
}

/** Counts as the worker does: code points of what is between the outer spaces. */
const countCharacters = (value: string): number => [...value.trim()].length
