import { type FormEvent, useState } from 'react'
import type { AppointmentWarning } from '../../content/booking/appointment-warnings.ts'
import { deskClient, parseResponseOrThrowApiError } from '../client/api-client.ts'
import { Button } from '../ui/button.tsx'
import { useWordingText } from '../ui/language.tsx'
import { useAction } from '../ui/use-action.tsx'
import { controlWording } from '../ui/wording.ts'
import { AppointmentWarnings, useAppointmentWarnings } from './appointment-warnings.tsx'
import { parseBookableInstant, toDateTimeFieldValues } from './date-time.ts'
import { DateTimeFields } from './date-time-fields.tsx'
import { type CalendarAppointment, getQueryKeysStaleAfterAppointmentChange } from './queries.ts'
import { appointmentChangedWordingBuilders, appointmentsWording } from './wording.ts'

interface Props {
  /** The reference of the appointment's file. */
  readonly reference: string
  readonly appointment: Pick<CalendarAppointment, 'id' | 'sequence' | 'startsAt' | 'mayTakeOver'>
  readonly about: string
  readonly timeZone: string
  readonly proposedStartsAt?: number | undefined
  readonly onDone?: (() => void) | undefined
}

export function MoveAppointmentDisclosure({ about, ...props }: Props) {
  const text = useWordingText()
  const [open, setOpen] = useState(props.proposedStartsAt !== undefined)
  return (
    <div className="confirmed">
      <Button quiet expanded={open} onPress={() => setOpen(!open)}>
        {text(appointmentsWording.move)}
        <span className="visually-hidden"> {about}</span>
      </Button>
      {open && <MoveAppointmentForm {...props} onClose={() => setOpen(false)} />}
    </div>
  )
}

function MoveAppointmentForm({
  reference,
  appointment,
  timeZone,
  proposedStartsAt,
  onClose,
  onDone,
}: Omit<Props, 'about'> & { readonly onClose: () => void }) {
  const text = useWordingText()
  const { id, sequence, mayTakeOver } = appointment
  const [typed, setTyped] = useState(() =>
    toDateTimeFieldValues(proposedStartsAt ?? appointment.startsAt, timeZone),
  )
  const [toOwnCalendar, setToOwnCalendar] = useState(false)
  const [isInvalid, setIsInvalid] = useState(false)
  const unusual = useAppointmentWarnings()
  const action = useAction({
    submit: (move: { readonly startsAt: number; readonly acceptedWarnings: AppointmentWarning[] }) =>
      parseResponseOrThrowApiError(
        deskClient.appointments[':id'].move.$post({
          param: { id },
          json: { sequence, toOwnCalendar, ...move },
        }),
      ),
    makesStale: getQueryKeysStaleAfterAppointmentChange(reference),
    onRefused: unusual.onRefused,
    onDone: () => {
      onClose()
      onDone?.()
    },
    announces: ({ mailed }) => appointmentChangedWordingBuilders.moved(mailed),
  })
  const instant = parseBookableInstant(typed, timeZone, Date.now())
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setIsInvalid(instant === undefined)
    if (instant !== undefined) action.run({ startsAt: instant, acceptedWarnings: [...unusual.warnings] })
  }
  return (
    <form noValidate className="confirmed__question" onSubmit={onSubmit}>
      <DateTimeFields
        typed={typed}
        instant={instant}
        timeZone={timeZone}
        isInvalid={isInvalid}
        onChange={(changed) => {
          setTyped(changed)
          setIsInvalid(false)
          unusual.clear()
        }}
      />
      {mayTakeOver && (
        <label className="choice">
          <input
            type="checkbox"
            checked={toOwnCalendar}
            onChange={({ target }) => {
              setToOwnCalendar(target.checked)
              unusual.clear()
            }}
          />
          {text(appointmentsWording.takeOver)}
        </label>
      )}
      <p className="hint">{text(appointmentsWording.moveMeans)}</p>
      <AppointmentWarnings warnings={unusual.warnings} />
      <div className="buttons">
        <Button isPending={action.isPending}>
          {text(unusual.warnings.length > 0 ? appointmentsWording.moveAnyway : appointmentsWording.moveNow)}
        </Button>
        <Button quiet onPress={onClose}>
          {text(controlWording.notNow)}
        </Button>
      </div>
      {action.outcome}
    </form>
  )
}
