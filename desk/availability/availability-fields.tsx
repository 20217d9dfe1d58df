import type { ReactNode } from 'react'
import { momentOf, writtenClock } from '../../content/time/local-time.ts'
import type { Language } from '../../forms/language.ts'
import { fieldId } from './availability-form.tsx'
import { hoursWords, mending } from './wording.ts'

interface FieldProps {
  /** Where it stands in the rules: `weekly.0.until`. */
  readonly where: string
  readonly label: string
  readonly hint?: string
  readonly wrong: readonly string[]
  readonly language: Language
  /** The field itself, under the id and the description given to it. */
  readonly children: (field: {
    readonly id: string
    readonly 'aria-invalid': boolean
    readonly 'aria-describedby': string | undefined
  }) => ReactNode
}

/** A label, what helps, how to mend it, and the field. */
export function Field({ where, label, hint, wrong, language, children }: FieldProps) {
  const id = fieldId(where)
  const isWrong = wrong.includes(where)
  const described = [hint && `${id}-hint`, isWrong && `${id}-problem`].filter(Boolean).join(' ')
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      )}
      {isWrong && (
        <p id={`${id}-problem`} className="problem-line">
          {mending(where)[language]}
        </p>
      )}
      {children({ id, 'aria-invalid': isWrong, 'aria-describedby': described || undefined })}
    </div>
  )
}

type Rest = Omit<FieldProps, 'children'>

interface ClockProps extends Rest {
  readonly value: string
  readonly which: 'from' | 'until'
  readonly onChange: (value: string) => void
}

/** A clock in quarter hours, from a list: nothing else can be chosen. */
export function ClockField({ value, which, onChange, ...rest }: ClockProps) {
  return (
    <Field {...rest}>
      {(field) => (
        <select {...field} value={value} onChange={({ target }) => onChange(target.value)}>
          {clocks[which].map((clock) => (
            <option key={clock} value={clock}>
              {clockIn(clock, rest.language)}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

const quarters = Array.from({ length: 97 }, (_, quarter) =>
  [Math.trunc(quarter / 4), (quarter % 4) * 15].map((part) => String(part).padStart(2, '0')).join(':'),
)
const clocks = { from: quarters.slice(0, -1), until: quarters.slice(1) }

/** `9:00 a.m.`; the end of a day is midnight. */
const clockIn = (clock: string, language: Language): string =>
  clock === '24:00'
    ? hoursWords.midnight[language]
    : writtenClock(momentOf('2026-01-01', clock, 'America/Regina'), 'America/Regina', language)

interface DayProps extends Rest {
  readonly value: string
  readonly onChange: (value: string) => void
}

export function DayField({ value, onChange, ...rest }: DayProps) {
  return (
    <Field {...rest}>
      {(field) => (
        <input {...field} type="date" value={value} onChange={({ target }) => onChange(target.value)} />
      )}
    </Field>
  )
}

interface MinutesProps extends Rest {
  readonly value: number
  readonly from: number
  readonly until: number
  readonly disabled?: boolean
  readonly onChange: (value: number) => void
}

/** Minutes in quarter hours, from a list. */
export function MinutesField({ value, from, until, disabled = false, onChange, ...rest }: MinutesProps) {
  const choices = Array.from({ length: (until - from) / 15 + 1 }, (_, index) => from + index * 15)
  return (
    <Field {...rest}>
      {(field) => (
        <select
          {...field}
          value={value}
          disabled={disabled}
          onChange={({ target }) => onChange(Number(target.value))}
        >
          {choices.map((minutes) => (
            <option key={minutes} value={minutes}>
              {minutes} min
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
