import type { CalendarAppointment } from '../appointments/queries.ts'
import { attendingSideWording } from '../appointments/wording.ts'
import { useDiscreetScreen } from '../client/discreet-screen.ts'
import { useWordingText } from '../ui/language.tsx'

interface Props {
  readonly appointment: Pick<CalendarAppointment, 'people' | 'attendees'>
}

/** Each parent who takes part, by name, and which parent that is. A discreet screen shows no name. */
export function AttendeeNames({ appointment: { people, attendees } }: Props) {
  const text = useWordingText()
  const isDiscreet = useDiscreetScreen()
  return attendees.map(({ side }) => {
    const name = isDiscreet ? null : people?.[side]
    return (
      <span key={side} className={`attendee attendee--${side}`}>
        {name && (
          <>
            <bdi className="attendee__name">{name}</bdi>{' '}
          </>
        )}
        <span className="attendee__side">{text(attendingSideWording[side])}</span>
      </span>
    )
  })
}
