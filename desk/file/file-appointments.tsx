import { appointmentKinds, meetingModes } from '../../content/booking/meeting-modes.ts'
import { isOpenStage } from '../../content/file-stages.ts'
import { formatTimeZone } from '../../content/time/local-time.ts'
import type { Wording } from '../../forms/language.ts'
import {
  type FileAppointment,
  type ParentAppointments,
  submitBookingCoordinator,
  submitTimeRequestAnswered,
} from '../app/api-client.ts'
import { parentSideWording } from '../app/wording.ts'
import { AppointmentActions } from '../appointments/appointment-actions.tsx'
import { AppointmentTimeRange } from '../appointments/appointment-time-range.tsx'
import {
  appointmentStateWording,
  appointmentsWording,
  bookingCoordinatorWording,
  calendarOwnerWording,
  cancelledByWording,
  coordinatorClockWording,
  fileClockWording,
  jointConsentWording,
} from '../appointments/wording.ts'
import { Button } from '../ui/button.tsx'
import { AnswerSections } from '../ui/description-list.tsx'
import { formatDateTimeWithOffset } from '../ui/format-date.ts'
import { useAction } from '../ui/use-action.tsx'
import { BookAppointmentForm } from './book-appointment-form.tsx'
import type { FilePanelProps } from './panel-props.ts'

/** Each parent’s appointments, booking coordinator and time request; and the form that books one, for the lead. */
export function AppointmentsPanel(props: FilePanelProps) {
  const { file, language } = props
  const { appointments, booking, jointState } = file
  if (appointments.length === 0) return null
  const zone = formatTimeZone(Date.now(), booking.timeZone, language)
  const hasUpcomingJoint = appointments.some((parent) =>
    parent.appointments.some(({ kind, state }) => kind === 'joint' && state === 'to-come'),
  )
  return (
    <section className="file-appointments">
      <h2>{appointmentsWording.panelTitle[language]}</h2>
      <p className="hint">
        {(file.lead ? coordinatorClockWording(file.lead.name, zone) : fileClockWording(zone))[language]}
      </p>
      {hasUpcomingJoint && jointState !== 'possible' && (
        <p className="outcome__failed">{appointmentsWording.jointWarning[language]}</p>
      )}
      {appointments.map((parent) => (
        <ParentAppointmentsSection key={parent.side} parent={parent} {...props} />
      ))}
      {file.may.book && isOpenStage(file.stage) && <BookAppointmentForm {...props} />}
    </section>
  )
}

function ParentAppointmentsSection({ parent, ...props }: FilePanelProps & { parent: ParentAppointments }) {
  const { file, language } = props
  const { side, jointConsentedAt, timeRequest } = parent
  return (
    <section className="file-appointments__parent">
      {/* A single parent needs no heading. */}
      {file.appointments.length > 1 && <h3>{parentSideWording[side][language]}</h3>}
      <BookingCoordinator parent={parent} {...props} />
      <p>
        {
          (jointConsentedAt === null
            ? appointmentsWording.noJointConsent
            : jointConsentWording(
                formatDateTimeWithOffset(jointConsentedAt, language, file.booking.timeZone),
              ))[language]
        }
      </p>
      {timeRequest && <TimeRequestItem timeRequest={timeRequest} {...props} />}
      {parent.appointments.length === 0 && <p>{appointmentsWording.noAppointment[language]}</p>}
      {/* The soonest first of the upcoming ones; the latest first of the past ones. */}
      <AppointmentList
        title={appointmentsWording.upcoming}
        appointments={parent.appointments.filter(isUpcoming).toReversed()}
        side={side}
        {...props}
      />
      <AppointmentList
        title={appointmentsWording.past}
        appointments={parent.appointments.filter((appointment) => !isUpcoming(appointment))}
        side={side}
        {...props}
      />
    </section>
  )
}

const isUpcoming = ({ state }: FileAppointment): boolean => state === 'to-come'

interface AppointmentListProps extends FilePanelProps {
  readonly title: Wording
  readonly appointments: readonly FileAppointment[]
  readonly side: ParentAppointments['side']
}

/** One level below the parent’s heading, where there are two parents. */
const appointmentHeadingLevel = ({ appointments }: FilePanelProps['file']) =>
  appointments.length > 1 ? 'h4' : 'h3'

function AppointmentList({ title, appointments, ...props }: AppointmentListProps) {
  const Heading = appointmentHeadingLevel(props.file)
  if (appointments.length === 0) return null
  return (
    <>
      <Heading>{title[props.language]}</Heading>
      <ul className="agenda">
        {appointments.map((appointment) => (
          <li key={appointment.id} className={`appointment appointment--${appointment.state}`}>
            <FileAppointmentItem appointment={appointment} {...props} />
          </li>
        ))}
      </ul>
    </>
  )
}

/** With whom a parent books; the lead may take that over. */
function BookingCoordinator({
  parent,
  file,
  language,
  onChange,
}: FilePanelProps & { parent: ParentAppointments }) {
  const action = useAction(language)
  const { side, mayTakeOverBooking } = parent
  return (
    <>
      <p>
        {
          (parent.bookingCoordinator
            ? bookingCoordinatorWording(parent.bookingCoordinator.name)
            : appointmentsWording.noBookingCoordinator)[language]
        }
      </p>
      {mayTakeOverBooking && (
        <div>
          <Button
            quiet
            isPending={action.isPending}
            onPress={() =>
              action.run(
                () => submitBookingCoordinator(file.reference, side),
                (facts) => onChange(facts, appointmentsWording.takeOverBookingDone),
              )
            }
          >
            {appointmentsWording.takeOverBooking[language]}
          </Button>
          <p className="hint">{appointmentsWording.takeOverBookingMeans[language]}</p>
          {action.outcome}
        </div>
      )}
    </>
  )
}

/** The preferences of a parent who found no time. */
function TimeRequestItem({
  timeRequest,
  file,
  language,
  onChange,
}: FilePanelProps & { timeRequest: NonNullable<ParentAppointments['timeRequest']> }) {
  const action = useAction(language)
  const preferences = file.timeRequests.find(({ id }) => id === timeRequest.id)
  const Heading = appointmentHeadingLevel(file)
  return (
    <div className="time-request">
      <Heading>
        {appointmentsWording.timeRequest[language]},{' '}
        {formatDateTimeWithOffset(timeRequest.createdAt, language, file.booking.timeZone)}
      </Heading>
      {preferences && <AnswerSections sections={preferences.sections} level={4} language={language} />}
      {file.may.book && (
        <Button
          quiet
          isPending={action.isPending}
          onPress={() =>
            action.run(
              () => submitTimeRequestAnswered(file.reference, timeRequest.id),
              (facts) => onChange(facts, appointmentsWording.timeRequestAnswered),
            )
          }
        >
          {appointmentsWording.answerTimeRequest[language]}
        </Button>
      )}
      {action.outcome}
    </div>
  )
}

function FileAppointmentItem({
  appointment,
  side,
  file,
  language,
  onChange,
}: FilePanelProps & { appointment: FileAppointment; side: ParentAppointments['side'] }) {
  const { kind, mode, state, coordinator } = appointment
  const { timeZone } = file.booking
  return (
    <>
      <AppointmentTimeRange appointment={appointment} timeZone={timeZone} language={language} dated />
      <p>
        {[
          appointmentKinds[kind][language],
          meetingModes[mode][language],
          ...(coordinator && coordinator.id !== file.lead?.id
            ? [calendarOwnerWording(coordinator.name)[language]]
            : []),
        ].join(' · ')}
      </p>
      <p className={`appointment__state appointment__state--${state}`}>
        {
          (appointment.cancelledBy
            ? cancelledByWording(appointment.cancelledBy)
            : appointmentStateWording[state])[language]
        }
      </p>
      <AppointmentActions
        appointment={appointment}
        about={`${parentSideWording[side][language]}, ${formatDateTimeWithOffset(appointment.startsAt, language, timeZone)}`}
        timeZone={timeZone}
        language={language}
        onDone={(announcement, facts) => onChange(facts ?? {}, announcement)}
      />
    </>
  )
}
