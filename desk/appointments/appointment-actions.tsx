import { deskClient, parseResponseOrThrowApiError } from '../client/api-client.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { useWordingText } from '../ui/language.tsx'
import { useAction } from '../ui/use-action.tsx'
import type { AppointmentActionsProps } from './appointment-props.ts'
import { AttendanceNotes } from './attendance-notes.tsx'
import { MoveAppointmentDisclosure } from './move-appointment.tsx'
import { getQueryKeysStaleAfterAppointmentChange } from './queries.ts'
import { appointmentChangedWordingBuilders, appointmentsWording } from './wording.ts'

const appointmentClient = deskClient.appointments[':id']

/**
 * The actions on one appointment. After it has begun, note whether the parents came; before that, move or cancel it.
 */
export function AppointmentActions(props: AppointmentActionsProps) {
  const { may } = props.appointment
  if (may.note) return <AttendanceNotes {...props} />
  if (!may.change) return null
  return (
    <div className="actions">
      <MoveAppointmentDisclosure {...props} />
      <CancelButton {...props} />
    </div>
  )
}

function CancelButton({ reference, appointment: { id, sequence }, about, onDone }: AppointmentActionsProps) {
  const text = useWordingText()
  const action = useAction({
    submit: () =>
      parseResponseOrThrowApiError(
        appointmentClient.cancellation.$post({ param: { id }, json: { sequence } }),
      ),
    makesStale: getQueryKeysStaleAfterAppointmentChange(reference),
    onDone,
    announces: ({ mailed }) => appointmentChangedWordingBuilders.cancelled(mailed),
  })
  return (
    <ConfirmButton
      label={text(appointmentsWording.cancel)}
      about={about}
      consequence={text(appointmentsWording.cancelMeans)}
      confirmLabel={text(appointmentsWording.cancelNow)}
      action={action}
    />
  )
}
