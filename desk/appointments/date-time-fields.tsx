import { useId } from 'react'
import { formatAppointmentTime } from '../../content/time/local-time.ts'
import { appendColon } from '../../forms/language.ts'
import { useLanguage, useWordingText } from '../ui/language.tsx'
import { formatClock, QUARTER_HOUR_CLOCKS } from '../ui/quarter-hours.ts'
import { useFocusWhen } from '../ui/use-focus-when.ts'
import type { DateTimeFieldValues } from './date-time.ts'
import { appointmentsWording } from './wording.ts'

interface Props {
  readonly typed: DateTimeFieldValues
  /** The instant in milliseconds that the fields give; undefined when it is invalid or not in the future. */
  readonly instant: number | undefined
  readonly timeZone: string
  /** The parent’s own time zone, if the appointment is with one parent. */
  readonly parentZone?: string | undefined
  readonly isInvalid: boolean
  readonly onChange: (typed: DateTimeFieldValues) => void
}

/** Fields for a date and a time. The resulting time is written out in the calendar’s time zone and in the parent’s. */
export function DateTimeFields({ typed, instant, timeZone, parentZone, isInvalid, onChange }: Props) {
  const language = useLanguage()
  const text = useWordingText()
  const id = useId()
  const first = useFocusWhen<HTMLInputElement>(isInvalid)
  const described = isInvalid ? `${id}-problem ${id}-means` : `${id}-means`
  return (
    <fieldset className="when">
      <legend>{text(appointmentsWording.when)}</legend>
      {isInvalid && (
        <p id={`${id}-problem`} className="problem-line">
          {text(appointmentsWording.noTime)}
        </p>
      )}
      <div className="when__fields">
        <div className="field">
          <label htmlFor={`${id}-day`}>{text(appointmentsWording.day)}</label>
          <input
            ref={first}
            id={`${id}-day`}
            type="date"
            value={typed.date}
            aria-invalid={isInvalid}
            aria-describedby={described}
            onChange={({ target }) => onChange({ ...typed, date: target.value })}
          />
        </div>
        <div className="field">
          <label htmlFor={`${id}-clock`}>{text(appointmentsWording.clock)}</label>
          <select
            id={`${id}-clock`}
            value={typed.clock}
            aria-invalid={isInvalid}
            aria-describedby={`${id}-quarters ${described}`}
            onChange={({ target }) => onChange({ ...typed, clock: target.value })}
          >
            <option value="">{text(appointmentsWording.chooseClock)}</option>
            {QUARTER_HOUR_CLOCKS.slice(0, -1).map((clock) => (
              <option key={clock} value={clock}>
                {formatClock(clock, language)}
              </option>
            ))}
          </select>
          <p id={`${id}-quarters`} className="hint">
            {text(appointmentsWording.quarters)}
          </p>
        </div>
      </div>
      <div id={`${id}-means`} role="status" className="hint">
        {instant !== undefined && <p>{formatAppointmentTime(instant, timeZone, language)}</p>}
        {instant !== undefined && parentZone && parentZone !== timeZone && (
          <p>
            {appendColon(text(appointmentsWording.forParent), language)}{' '}
            {formatAppointmentTime(instant, parentZone, language)}
          </p>
        )}
      </div>
    </fieldset>
  )
}
