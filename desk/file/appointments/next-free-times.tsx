import { useId } from 'react'
import {
  formatClockTimeInZone,
  formatWeekdayAndDateInZone,
  toIsoDateInZone,
} from '../../../content/time/local-time.ts'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import { fileAppointmentsWording } from './wording.ts'

interface Props {
  /** The times that a parent would be offered first, in milliseconds. */
  readonly startTimes: readonly number[]
  readonly chosen: number | undefined
  readonly timeZone: string
  readonly onChoose: (startsAt: number) => void
}

/** The next free times within the lead’s open hours, day by day. Any other time is chosen below. */
export function NextFreeTimes({ startTimes, chosen, timeZone, onChoose }: Props) {
  const language = useLanguage()
  const text = useWordingText()
  const name = useId()
  if (startTimes.length === 0) return <p className="hint">{text(fileAppointmentsWording.noFreeTime)}</p>
  const days = [...Map.groupBy(startTimes, (startsAt) => toIsoDateInZone(startsAt, timeZone))]
  return (
    <fieldset className="free-times">
      <legend>{text(fileAppointmentsWording.nextFreeTimes)}</legend>
      <div className="free-times__days">
        {days.map(([date, ofDay]) => {
          const day = formatWeekdayAndDateInZone(ofDay[0] ?? 0, timeZone, language).replace(/,? \d{4}$/, '')
          return (
            <div key={date} className="free-times__day">
              <p className="free-times__date" aria-hidden="true">
                {day}
              </p>
              {ofDay.map((startsAt) => (
                <label key={startsAt} className="free-times__time">
                  <input
                    type="radio"
                    name={name}
                    checked={startsAt === chosen}
                    onChange={() => onChoose(startsAt)}
                  />
                  <span className="visually-hidden">{day}, </span>
                  {formatClockTimeInZone(startsAt, timeZone, language)}
                </label>
              ))}
            </div>
          )
        })}
      </div>
    </fieldset>
  )
}
