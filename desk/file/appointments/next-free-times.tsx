import { formatClockTimeInZone, formatWeekdayAndDateInZone } from '../../../content/time/local-time.ts'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { fileAppointmentsWording } from './wording.ts'

interface Props {
  /** The times that a parent would be offered first, in milliseconds. */
  readonly startTimes: readonly number[]
  readonly chosen: number | undefined
  readonly timeZone: string
  readonly onChoose: (startsAt: number) => void
}

/** The next free times within the lead’s open hours. Any other time is chosen below. */
export function NextFreeTimes({ startTimes, chosen, timeZone, onChoose }: Props) {
  const language = useLanguage()
  const text = useWordingText()
  if (startTimes.length === 0) return <p className="hint">{text(fileAppointmentsWording.noFreeTime)}</p>
  return (
    <RadioGroup
      legend={text(fileAppointmentsWording.nextFreeTimes)}
      chosen={chosen === undefined ? undefined : String(chosen)}
      options={startTimes.map((startsAt) => ({
        value: String(startsAt),
        label: `${formatWeekdayAndDateInZone(startsAt, timeZone, language)}, ${formatClockTimeInZone(startsAt, timeZone, language)}`,
      }))}
      onChoose={(value) => onChoose(Number(value))}
    />
  )
}
