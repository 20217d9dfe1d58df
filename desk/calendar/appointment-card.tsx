import type { CSSProperties } from 'react'
import { meetingModeOptions } from '../../content/booking/meeting-modes.ts'
import { formatClockTimeInZone } from '../../content/time/local-time.ts'
import { appointmentStateWording } from '../appointments/wording.ts'
import { useDiscreetScreen } from '../client/discreet-screen.ts'
import { useLanguage, useWordingText } from '../ui/language.tsx'
import { AttendeeNames } from './attendee-names.tsx'
import type { GridCard } from './hour-grid-layout.ts'
import { type PutBackReason, useDragToSlot } from './use-drag-to-slot.ts'

interface Props {
  readonly card: GridCard
  readonly timeZone: string
  readonly onOpen: () => void
  /** Runs when the card was dragged to another time, in milliseconds. */
  readonly onDrop: (startsAt: number) => void
  /** Runs when the card is back in its place after it was dragged. */
  readonly onPutBack: (reason: PutBackReason) => void
}

/** An appointment in the grid: when, how and who comes. Pressing it opens it. */
export function AppointmentCard({ card, timeZone, onOpen, onDrop, onPutBack }: Props) {
  const language = useLanguage()
  const text = useWordingText()
  const isDiscreet = useDiscreetScreen()
  const { appointment, top, length, lane, laneCount } = card
  const drag = useDragToSlot({ onDrop, onPutBack })
  const { mode, state, startsAt, reference, attendees, people } = appointment
  const style = { '--top': top, '--length': length, '--lane': lane, '--lanes': laneCount } as CSSProperties
  return (
    <button
      type="button"
      className={`grid-card appointment--${state}`}
      style={style}
      aria-haspopup="dialog"
      onClick={onOpen}
      {...(appointment.may.change && drag)}
    >
      <span className="grid-card__when">
        <time dateTime={new Date(startsAt).toISOString()}>
          {formatClockTimeInZone(startsAt, timeZone, language)}
        </time>
        {mode && ` · ${text(meetingModeOptions[mode])}`}
      </span>
      <AttendeeNames appointment={appointment} />
      {(isDiscreet || !people || attendees.length === 0) && <span className="reference">{reference}</span>}
      {state !== 'to-come' && (
        <span className="grid-card__state">{text(appointmentStateWording[state])}</span>
      )}
    </button>
  )
}
