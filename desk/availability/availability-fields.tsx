import type { ReactNode } from 'react'
import { SLOT_MINUTES } from '../../content/booking/meeting-modes.ts'
import type { Language } from '../../forms/language.ts'
import { Field, type FieldControlProps } from '../ui/field.tsx'
import { useLanguage, useWordingText } from '../ui/language.tsx'
import { formatClock, QUARTER_HOUR_CLOCKS } from '../ui/quarter-hours.ts'
import { getAvailabilityFieldId, useAvailabilityDraft } from './availability-draft-context.tsx'
import { availabilityWording, getAvailabilityProblemWordingForPath } from './wording.ts'

interface AvailabilityFieldProps {
  /** Its path in the rules: `weekly.0.until`. */
  readonly path: string
  readonly label: string
  readonly hint?: string | undefined
  readonly children: (control: FieldControlProps) => ReactNode
}

/** A field for the value at a path of the rules. If the value is invalid, it says how to correct it. */
export function AvailabilityField({ path, ...field }: AvailabilityFieldProps) {
  const text = useWordingText()
  const { invalidPaths } = useAvailabilityDraft()
  const isInvalid = invalidPaths.includes(path)
  return (
    <Field
      {...field}
      id={getAvailabilityFieldId(path)}
      problem={isInvalid ? text(getAvailabilityProblemWordingForPath(path)) : undefined}
    />
  )
}

type ChoiceProps<Value> = Omit<AvailabilityFieldProps, 'children'> & {
  readonly value: Value
  readonly onChange: (value: Value) => void
}

/** A list of times of day in quarter hours, so that nothing else can be chosen. */
export function QuarterHourField({
  value,
  which,
  onChange,
  ...field
}: ChoiceProps<string> & { readonly which: 'from' | 'until' }) {
  const language = useLanguage()
  return (
    <AvailabilityField {...field}>
      {(control) => (
        <select {...control} value={value} onChange={({ target }) => onChange(target.value)}>
          {clockOptions[which].map((clock) => (
            <option key={clock} value={clock}>
              {formatUntil(clock, language)}
            </option>
          ))}
        </select>
      )}
    </AvailabilityField>
  )
}

const clockOptions = { from: QUARTER_HOUR_CLOCKS.slice(0, -1), until: QUARTER_HOUR_CLOCKS.slice(1) }

const formatUntil = (clock: string, language: Language): string =>
  clock === '24:00' ? availabilityWording.midnight[language] : formatClock(clock, language)

export function DateField({ value, onChange, ...field }: ChoiceProps<string>) {
  return (
    <AvailabilityField {...field}>
      {(control) => (
        <input {...control} type="date" value={value} onChange={({ target }) => onChange(target.value)} />
      )}
    </AvailabilityField>
  )
}

interface MinutesFieldProps extends ChoiceProps<number> {
  /** The smallest and the largest number of minutes. */
  readonly limits: { readonly min: number; readonly max: number }
  readonly disabled?: boolean
}

/** A list of lengths in quarter hours, in minutes. */
export function MinutesField({
  value,
  limits: { min, max },
  disabled = false,
  onChange,
  ...field
}: MinutesFieldProps) {
  const choices = Array.from(
    { length: (max - min) / SLOT_MINUTES + 1 },
    (_, index) => min + index * SLOT_MINUTES,
  )
  return (
    <AvailabilityField {...field}>
      {(control) => (
        <select
          {...control}
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
