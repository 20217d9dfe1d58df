import { useId } from 'react'
import type { CalendarAppointment } from '../appointments/queries.ts'
import { gatherParentFacts } from '../file/overview/family-facts.ts'
import { ParentReach } from '../file/overview/parent-reach.tsx'
import { overviewWording } from '../file/overview/wording.ts'
import type { OpenedContactRules } from '../file/queries.ts'
import { useWordingText } from '../ui/language.tsx'
import { useFocusWhen } from '../ui/use-focus-when.ts'
import { AttendeeNames } from './attendee-names.tsx'

interface Props {
  readonly appointment: Pick<CalendarAppointment, 'reference' | 'people' | 'attendees'>
  readonly reading: OpenedContactRules
}

/** The safe ways to reach each parent who takes part, with the rules they gave and a number that opens on a press. */
export function OpenedContact({ appointment, reading }: Props) {
  const text = useWordingText()
  const id = useId()
  const first = useFocusWhen<HTMLElement>(reading)
  const { reference, people, attendees } = appointment
  const header = { reference, sharedContactKinds: reading.sharedContactKinds }
  return (
    <>
      {attendees.map((attendee, index) => (
        <article
          key={attendee.side}
          ref={index === 0 ? first : undefined}
          tabIndex={-1}
          className={`overview__card parent--${attendee.side}`}
          aria-labelledby={`${id}-${attendee.side}`}
        >
          <h3 id={`${id}-${attendee.side}`}>
            <AttendeeNames appointment={{ people, attendees: [attendee] }} />
          </h3>
          <ParentReach
            header={header}
            parent={gatherParentFacts(reading, attendee.side)}
            contactability={reading.contactability.find(({ side }) => side === attendee.side)}
          />
        </article>
      ))}
      <p className="hint">{text(overviewWording.recorded)}</p>
    </>
  )
}
