import { useId } from 'react'
import type { Wording } from '../../forms/language.ts'
import { useFocusWhen } from './use-focus-when.ts'

interface RadioOption<Value extends string> {
  readonly value: Value
  readonly label: string
}

interface Props<Value extends string> {
  readonly legend: string
  readonly options: readonly RadioOption<Value>[]
  readonly chosen: Value | undefined
  /** Tells what to correct. The first choice takes the focus when it appears. */
  readonly problem?: string | undefined
  readonly onChoose: (value: Value) => void
}

export function RadioGroup<Value extends string>({
  legend,
  options,
  chosen,
  problem,
  onChoose,
}: Props<Value>) {
  const id = useId()
  const first = useFocusWhen<HTMLInputElement>(problem)
  return (
    <fieldset className="choices" aria-describedby={problem && id}>
      <legend>{legend}</legend>
      {problem && (
        <p id={id} className="problem-line">
          {problem}
        </p>
      )}
      {options.map(({ value, label }, index) => (
        <label key={value} className="choice">
          <input
            ref={index === 0 ? first : undefined}
            type="radio"
            name={id}
            value={value}
            checked={chosen === value}
            onChange={() => onChoose(value)}
          />
          {label}
        </label>
      ))}
    </fieldset>
  )
}

/** Lists an option for each key of a record, in the record's order. */
export const buildRadioOptions = <Value extends string>(
  wordings: Readonly<Record<Value, Wording>>,
  text: (wording: Wording) => string,
): RadioOption<Value>[] =>
  (Object.keys(wordings) as Value[]).map((value) => ({ value, label: text(wordings[value]) }))
