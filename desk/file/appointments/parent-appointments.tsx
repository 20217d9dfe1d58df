import { appointmentKindOptions, meetingModeOptions } from '../../../content/booking/meeting-modes.ts'
import type { Wording } from '../../../forms/language.ts'
import { AppointmentActions } from '../../appointments/appointment-actions.tsx'
import { AppointmentTimeRange } from '../../appointments/appointment-time-range.tsx'
import { appointmentStateWording, buildCancelledByWording } from '../../appointments/wording.ts'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { Button } from '../../ui/button.tsx'
import { formatDateTimeWithOffset } from '../../ui/format-date.ts'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { parentSideWording } from '../facts-wording.ts'
import {
  type FileAppointment,
  type FileHeader,
  fileAppointmentsQuery,
  type ParentAppointments,
} from '../queries.ts'
import { TimeRequestItem } from './time-request.tsx'
import {
  buildBookingCoordinatorWording,
  buildCalendarOwnerWording,
  buildJointConsentWording,
  fileAppointmentsWording,
} from './wording.ts'

interface ParentAppointmentsProps {
  readonly header: FileHeader
  readonly parent: ParentAppointments
  readonly timeZone: string
  /** Whether the page also shows the other parent’s appointments. */
  readonly oneOfTwo: boolean
}

/** One parent’s booking coordinator, joint consent, time request and appointments. */
export function ParentAppointmentsSection(props: ParentAppointmentsProps) {
  const language = useLanguage()
  const text = useWordingText()
  const { parent, timeZone, oneOfTwo } = props
  const { side, jointConsentedAt, timeRequest, appointments } = parent
  const consent =
    jointConsentedAt === null
      ? fileAppointmentsWording.noJointConsent
      : buildJointConsentWording(formatDateTimeWithOffset(jointConsentedAt, language, timeZone))
  return (
    <section className="file-appointments__parent">
      <h3>{text(parentSideWording[side])}</h3>
      <BookingCoordinator {...props} />
      <p>{text(consent)}</p>
      {oneOfTwo && (
        <p>
          {text(parent.wasMetAlone ? fileAppointmentsWording.metAlone : fileAppointmentsWording.notMetAlone)}
        </p>
      )}
      {timeRequest && <TimeRequestItem {...props} timeRequest={timeRequest} />}
      {appointments.length === 0 && <p>{text(fileAppointmentsWording.noAppointment)}</p>}
      {/* Upcoming appointments start with the soonest, past ones with the latest. */}
      <AppointmentList
        {...props}
        title={fileAppointmentsWording.upcoming}
        appointments={appointments.filter(isUpcoming).toReversed()}
      />
      <AppointmentList
        {...props}
        title={fileAppointmentsWording.past}
        appointments={appointments.filter((appointment) => !isUpcoming(appointment))}
      />
    </section>
  )
}

const getOutcome = ({ state }: FileAppointment) => (state === 'attended' || state === 'missed' ? state : null)

const isUpcoming = ({ state }: FileAppointment): boolean => state === 'to-come'

/** The coordinator with whom a parent books, and a button with which the lead takes over. */
function BookingCoordinator({ header: { reference }, parent }: ParentAppointmentsProps) {
  const text = useWordingText()
  const { side, bookingCoordinator, mayTakeOverBooking } = parent
  const action = useAction({
    submit: () =>
      parseResponseOrThrowApiError(
        fileClient['booking-coordinator'].$post({ param: { reference }, json: { side } }),
      ),
    makesStale: [fileAppointmentsQuery(reference).queryKey],
    announces: fileAppointmentsWording.takeOverBookingDone,
  })
  return (
    <>
      <p>
        {text(
          bookingCoordinator
            ? buildBookingCoordinatorWording(bookingCoordinator.name)
            : fileAppointmentsWording.noBookingCoordinator,
        )}
      </p>
      {mayTakeOverBooking && (
        <div>
          <Button quiet isPending={action.isPending} onPress={() => action.run()}>
            {text(fileAppointmentsWording.takeOverBooking)}
          </Button>
          <p className="hint">{text(fileAppointmentsWording.takeOverBookingMeans)}</p>
          {action.outcome}
        </div>
      )}
    </>
  )
}

interface AppointmentListProps extends ParentAppointmentsProps {
  readonly title: Wording
  readonly appointments: readonly FileAppointment[]
}

function AppointmentList({ title, appointments, ...props }: AppointmentListProps) {
  const text = useWordingText()
  const Heading = props.oneOfTwo ? 'h4' : 'h3'
  if (appointments.length === 0) return null
  return (
    <>
      <Heading>{text(title)}</Heading>
      <ul className="agenda">
        {appointments.map((appointment) => (
          <li key={appointment.id} className={`appointment appointment--${appointment.state}`}>
            <FileAppointmentItem {...props} appointment={appointment} />
          </li>
        ))}
      </ul>
    </>
  )
}

function FileAppointmentItem({
  header,
  parent,
  timeZone,
  appointment,
}: ParentAppointmentsProps & { readonly appointment: FileAppointment }) {
  const language = useLanguage()
  const text = useWordingText()
  const { kind, mode, state, coordinator, startsAt, cancelledBy } = appointment
  const isInOtherCalendar = coordinator && coordinator.id !== header.lead?.id
  return (
    <>
      <AppointmentTimeRange appointment={appointment} timeZone={timeZone} dated />
      <p>
        {[
          text(appointmentKindOptions[kind]),
          text(meetingModeOptions[mode]),
          ...(isInOtherCalendar ? [text(buildCalendarOwnerWording(coordinator.name))] : []),
        ].join(' · ')}
      </p>
      <p className={`appointment__state appointment__state--${state}`}>
        {text(cancelledBy ? buildCancelledByWording(cancelledBy) : appointmentStateWording[state])}
      </p>
      <AppointmentActions
        reference={header.reference}
        appointment={{ ...appointment, attendees: [{ side: parent.side, outcome: getOutcome(appointment) }] }}
        isOfOneParent={kind === 'joint'}
        about={`${text(parentSideWording[parent.side])}, ${formatDateTimeWithOffset(startsAt, language, timeZone)}`}
        timeZone={timeZone}
      />
    </>
  )
}
