import { appointmentKindOptions, meetingModeOptions } from '../../content/booking/meeting-modes.ts'
import { AppointmentActions } from '../appointments/appointment-actions.tsx'
import { AppointmentTimeRange } from '../appointments/appointment-time-range.tsx'
import { formatAppointmentStartEndAndOffset } from '../appointments/date-time.ts'
import type { CalendarAppointment } from '../appointments/queries.ts'
import {
  appointmentStateWording,
  appointmentsWording,
  buildCancelledByWording,
} from '../appointments/wording.ts'
import { getFilePagePath } from '../client/routes.ts'
import { ContactHoldNotice } from '../ui/contact-hold-notice.tsx'
import { useLanguage, useWordingText } from '../ui/language.tsx'
import { AttendeeContact } from './attendee-contact.tsx'
import { AttendeeNames } from './attendee-names.tsx'

interface Props {
  readonly appointment: CalendarAppointment
  readonly timeZone: string
  /** Adds the date, where nothing else tells it. */
  readonly dated?: boolean
  /** The time to which it was dragged, for the form that moves it. */
  readonly proposedStartsAt?: number | undefined
  /** Runs when an action is done, before it is announced. */
  readonly onDone?: () => void
}

/** One appointment of a calendar: when, with whom, how, in which state, and what can be done with it. */
export function CalendarAppointmentDetails({
  appointment,
  timeZone,
  dated = false,
  proposedStartsAt,
  onDone,
}: Props) {
  const language = useLanguage()
  const text = useWordingText()
  const { reference, mayRead, kind, mode, state, cancelledBy, attendees } = appointment
  const about = `${reference}, ${formatAppointmentStartEndAndOffset(appointment, timeZone, language).from}`
  return (
    <>
      <ContactHoldNotice state={appointment.contactHoldState} />
      <AppointmentTimeRange appointment={appointment} timeZone={timeZone} dated={dated} />
      {attendees.length > 0 && (
        <p>
          <AttendeeNames appointment={appointment} />
        </p>
      )}
      <p>
        <span className="reference">
          {mayRead ? <a href={getFilePagePath(language, reference)}>{reference}</a> : reference}
        </span>
        {kind && mode && ` · ${text(appointmentKindOptions[kind])} · ${text(meetingModeOptions[mode])}`}
      </p>
      {!mayRead && <p className="hint">{text(appointmentsWording.notYours)}</p>}
      <p className={`appointment__state appointment__state--${state}`}>
        {text(cancelledBy ? buildCancelledByWording(cancelledBy) : appointmentStateWording[state])}
      </p>
      <AttendeeContact appointment={appointment} about={about} />
      <AppointmentActions
        reference={reference}
        appointment={appointment}
        about={about}
        timeZone={timeZone}
        proposedStartsAt={proposedStartsAt}
        onDone={onDone}
      />
    </>
  )
}
