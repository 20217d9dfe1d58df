import type { InferRequestType } from 'hono/client'
import { deskClient, parseResponseOrThrowApiError } from '../client/api-client.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { useWordingText } from '../ui/language.tsx'
import { useAction } from '../ui/use-action.tsx'
import { MoveAppointmentDisclosure } from './move-appointment.tsx'
import { type CalendarAppointment, getQueryKeysStaleAfterAppointmentChange } from './queries.ts'
import { appointmentChangedWordingBuilders, appointmentsWording } from './wording.ts'

export interface AppointmentActionsProps {
  /** The reference of the appointment's file. */
  readonly reference: string
  readonly appointment: Pick<
    CalendarAppointment,
    'id' | 'sequence' | 'startsAt' | 'state' | 'may' | 'mayTakeOver'
  >
  /** Names the appointment for screen readers, which may read only the button: `K7Q4-9MX2, 9:00 a.m.` */
  readonly about: string
  readonly timeZone: string
}

const appointmentClient = deskClient.appointments[':id']

/**
 * The actions on one appointment. After it has begun, note whether the parents came; before that, move or cancel it.
 */
export function AppointmentActions(props: AppointmentActionsProps) {
  const { may } = props.appointment
  if (may.note) return <AttendanceOutcomeButtons {...props} />
  if (!may.change) return null
  return (
    <div className="actions">
      <MoveAppointmentDisclosure {...props} />
      <CancelButton {...props} />
    </div>
  )
}

function CancelButton({ reference, appointment: { id, sequence }, about }: AppointmentActionsProps) {
  const text = useWordingText()
  const action = useAction({
    submit: () =>
      parseResponseOrThrowApiError(
        appointmentClient.cancellation.$post({ param: { id }, json: { sequence } }),
      ),
    makesStale: getQueryKeysStaleAfterAppointmentChange(reference),
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

/** Buttons that note whether the parents came. What was noted can be corrected. */
function AttendanceOutcomeButtons({ reference, appointment: { id, state }, about }: AppointmentActionsProps) {
  const text = useWordingText()
  const action = useAction({
    submit: (outcome: InferRequestType<typeof appointmentClient.outcome.$post>['json']['outcome']) =>
      parseResponseOrThrowApiError(appointmentClient.outcome.$post({ param: { id }, json: { outcome } })),
    makesStale: getQueryKeysStaleAfterAppointmentChange(reference),
    announces: appointmentsWording.outcomeNoted,
  })
  const otherOutcomes = (['attended', 'missed'] as const).filter((outcome) => outcome !== state)
  return (
    <fieldset>
      <legend>
        {text(appointmentsWording.noteOutcome)}
        <span className="visually-hidden"> {about}</span>
      </legend>
      <div className="buttons">
        {otherOutcomes.map((outcome) => (
          <Button key={outcome} quiet isPending={action.isPending} onPress={() => action.run(outcome)}>
            {text(appointmentsWording[outcome])}
          </Button>
        ))}
      </div>
      {action.outcome}
    </fieldset>
  )
}
