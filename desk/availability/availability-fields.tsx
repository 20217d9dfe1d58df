import type { ReactNode } from 'react'
import { formatClockTime, localTimeToInstant } from '../../content/time/local-time.ts'
import type { Language } from '../../forms/language.ts'
import { availabilityFieldId } from './availability-form.tsx'
import { availabilityWording, findAvailabilityProblemWording } from './wording.ts'

interface AvailabilityFieldProps {
  /** Its path in the rules: `weekly.0.until`. */
  readonly path: string
  readonly label: string
  readonly hint?: string
  readonly invalidPaths: readonly string[]
  readonly language: Language
  /** The field itself, under the id and the description given to it. */
  readonly children: (field: {
    readonly id: string
    readonly 'aria-invalid': boolean
    readonly 'aria-describedby': string | undefined
  }) => ReactNode
}

/** A label, a hint, how to correct it, and the field. */
export function AvailabilityField({
  path,
  label,
  hint,
  invalidPaths,
  language,
  children,
}: AvailabilityFieldProps) {
  const id = availabilityFieldId(path)
  const isInvalid = invalidPaths.includes(path)
  const described = [hint && `${id}-hint`, isInvalid && `${id}-problem`].filter(Boolean).join(' ')
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      )}
      {isInvalid && (
        <p id={`${id}-problem`} className="problem-line">
          {findAvailabilityProblemWording(path)[language]}
        </p>
      )}
      {children({ id, 'aria-invalid': isInvalid, 'aria-describedby': described || undefined })}
    </div>
  )
}

type FieldPropsWithoutChildren = Omit<AvailabilityFieldProps, 'children'>

interface QuarterHourFieldProps extends FieldPropsWithoutChildren {
  readonly value: string
  readonly which: 'from' | 'until'
  readonly onChange: (value: string) => void
}

/** A time of day in quarter hours, from a list: nothing else can be chosen. */
export function QuarterHourField({ value, which, onChange, ...rest }: QuarterHourFieldProps) {
  return (
    <AvailabilityField {...rest}>
      {(field) => (
        <select {...field} value={value} onChange={({ target }) => onChange(target.value)}>
          {clockOptions[which].map((clock) => (
            <option key={clock} value={clock}>
              {formatClock(clock, rest.language)}
            </option>
          ))}
        </select>
      )}
    </AvailabilityField>
  )
}

const QUARTER_HOUR_CLOCKS = Array.from({ length: 97 }, (_, quarter) =>
  [Math.trunc(quarter / 4), (quarter % 4) * 15].map((part) => String(part).padStart(2, '0')).join(':'),
)
const clockOptions = { from: QUARTER_HOUR_CLOCKS.slice(0, -1), until: QUARTER_HOUR_CLOCKS.slice(1) }

/** `9:00 a.m.`; the end of a day is midnight. */
const formatClock = (clock: string, language: Language): string =>
  clock === '24:00'
    ? availabilityWording.midnight[language]
    : formatClockTime(localTimeToInstant('2026-01-01', clock, 'America/Regina'), 'America/Regina', language)

interface DateFieldProps extends FieldPropsWithoutChildren {
  readonly value: string
  readonly onChange: (value: string) => void
}

export function DateField({ value, onChange, ...rest }: DateFieldProps) {
  return (
    <AvailabilityField {...rest}>
      {(field) => (
        <input {...field} type="date" value={value} onChange={({ target }) => onChange(target.value)} />
      )}
    </AvailabilityField>
  )
}

interface MinutesFieldProps extends FieldPropsWithoutChildren {
  readonly value: number
  readonly from: number
  readonly until: number
  readonly disabled?: boolean
  readonly onChange: (value: number) => void
}

/** Minutes in quarter hours, from a list. */
export function MinutesField({ value, from, until, disabled = false, onChange, ...rest }: MinutesFieldProps) {
  const choices = Array.from({ length: (until - from) / 15 + 1 }, (_, index) => from + index * 15)
  return (
    <AvailabilityField {...rest}>
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
    </AvailabilityField>
  )
}
