import type { InferRequestType } from 'hono/client'
import { deskClient, parseResponseOrThrowApiError } from '../client/api-client.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { useWordingText } from '../ui/language.tsx'
import { useAction } from '../ui/use-action.tsx'
import type { AppointmentActionsProps } from './appointment-props.ts'
import {
  attendanceWording,
  cameWording,
  correctionWording,
  whetherCameWording,
} from './attendance-wording.ts'
import { type Attendee, getQueryKeysStaleAfterAppointmentChange } from './queries.ts'

const outcomeRoute = deskClient.appointments[':id'].outcome
type NewOutcome = InferRequestType<typeof outcomeRoute.$post>['json']

/**
 * Notes whether the parents came: of each by themselves, where the page tells who takes part. What was noted is corrected
 * only after a question, so that no second press turns it round. It is done once it is noted of everybody.
 */
export function AttendanceNotes(props: AppointmentActionsProps) {
  const { state, attendees } = props.appointment
  const noted = state === 'attended' || state === 'missed' ? state : null
  const [only] = attendees
  if (attendees.length > 1 || (only && props.isOfOneParent))
    return attendees.map(({ side, outcome }) => {
      const isLast = attendees.every((other) => other.side === side || other.outcome !== null)
      const onDone = isLast ? props.onDone : undefined
      return <AttendanceNote key={side} {...props} side={side} noted={outcome} onDone={onDone} />
    })
  return <AttendanceNote {...props} side={undefined} noted={noted} />
}

interface NoteProps extends AppointmentActionsProps {
  /** The parent of whom it is noted; undefined for everybody who takes part. */
  readonly side: Attendee['side'] | undefined
  readonly noted: Attendee['outcome']
}

function AttendanceNote({ reference, appointment: { id }, about, side, noted, onDone }: NoteProps) {
  const text = useWordingText()
  const who = side ?? 'all'
  const send = (json: Pick<NewOutcome, 'outcome' | 'previous'>) =>
    parseResponseOrThrowApiError(
      outcomeRoute.$post({ param: { id }, json: { ...(side && { side }), ...json } }),
    )
  const action = useAction({
    submit: (outcome: NonNullable<NewOutcome['outcome']>) => send({ outcome, previous: noted }),
    makesStale: getQueryKeysStaleAfterAppointmentChange(reference),
    onDone,
    announces: attendanceWording.outcomeNoted,
    undo: (outcome) => send({ outcome: noted, previous: outcome }),
  })
  if (noted) {
    const otherwise = noted === 'attended' ? 'missed' : 'attended'
    return (
      <div className="attendance">
        <p>{text(cameWording[who][noted])}</p>
        <ConfirmButton
          label={text(attendanceWording.correct)}
          about={about}
          consequence={text(correctionWording[who][otherwise])}
          confirmLabel={text(attendanceWording.correctNow)}
          action={{ ...action, run: () => action.run(otherwise) }}
        />
      </div>
    )
  }
  return (
    <fieldset className="attendance">
      <legend>
        {text(whetherCameWording[who])}
        <span className="visually-hidden"> {about}</span>
      </legend>
      <div className="buttons">
        {(['attended', 'missed'] as const).map((outcome) => (
          <Button key={outcome} quiet isPending={action.isPending} onPress={() => action.run(outcome)}>
            {text(attendanceWording[outcome])}
          </Button>
        ))}
      </div>
      {action.outcome}
    </fieldset>
  )
}
