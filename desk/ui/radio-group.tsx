import { useEffect, useId, useRef } from 'react'

interface Props<Value extends string> {
  readonly legend: string
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly chosen: Value | undefined
  /** What to correct; the first choice takes the focus when it appears. */
  readonly problem: string | undefined
  readonly onChoose: (value: Value) => void
}

/** One of a few, by radio buttons. */
export function RadioGroup<Value extends string>({
  legend,
  options,
  chosen,
  problem,
  onChoose,
}: Props<Value>) {
  const id = useId()
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (problem) first.current?.focus()
  }, [problem])
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
