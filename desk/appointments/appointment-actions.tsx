import { type FormEvent, useState } from 'react'
import type { Language, Wording } from '../../forms/language.ts'
import {
  type CalendarAppointment,
  type FileDetails,
  submitAppointmentCancellation,
  submitAppointmentMove,
  submitAppointmentOutcome,
} from '../app/api-client.ts'
import { deskWording } from '../app/wording.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { useAction } from '../ui/use-action.tsx'
import { parseBookableInstant, toDateTimeFieldValues } from './date-time.ts'
import { DateTimeFields } from './date-time-fields.tsx'
import { appointmentChangedWording, appointmentsWording } from './wording.ts'

export interface AppointmentActionsProps {
  readonly appointment: Pick<
    CalendarAppointment,
    'id' | 'sequence' | 'startsAt' | 'state' | 'may' | 'mayTakeOver'
  >
  /** Which appointment, for whoever hears only a button: `K7Q4-9MX2, 9:00 a.m.` */
  readonly about: string
  readonly timeZone: string
  readonly language: Language
  /** Takes what to announce, and the facts of its file for whoever reads it. */
  readonly onDone: (announcement: Wording, file: Partial<FileDetails> | null) => void
}

/** The actions on one appointment: note whether they came once it has begun; before that, move or cancel it. */
export function AppointmentActions(props: AppointmentActionsProps) {
  const { appointment, about, language, onDone } = props
  const action = useAction(language)
  if (appointment.may.note) return <AttendanceOutcomeButtons {...props} />
  if (!appointment.may.change) return null
  return (
    <div className="actions">
      <MoveAppointmentDisclosure {...props} />
      <ConfirmButton
        label={appointmentsWording.cancel[language]}
        about={about}
        consequence={appointmentsWording.cancelMeans[language]}
        confirmLabel={appointmentsWording.cancelNow[language]}
        action={action}
        language={language}
        onPress={() =>
          action.run(
            () => submitAppointmentCancellation(appointment),
            ({ mailed, file }) => onDone(appointmentChangedWording.cancelled(mailed), file),
          )
        }
      />
    </div>
  )
}

/** Whether they came; it can be corrected. */
function AttendanceOutcomeButtons({ appointment, about, language, onDone }: AppointmentActionsProps) {
  const action = useAction(language)
  const otherOutcomes = (['attended', 'missed'] as const).filter((outcome) => outcome !== appointment.state)
  return (
    <fieldset className="note">
      <legend>
        {appointmentsWording.noteOutcome[language]}
        <span className="visually-hidden"> {about}</span>
      </legend>
      <div className="buttons">
        {otherOutcomes.map((outcome) => (
          <Button
            key={outcome}
            quiet
            isPending={action.isPending}
            onPress={() =>
              action.run(
                () => submitAppointmentOutcome(appointment.id, outcome),
                ({ file }) => onDone(appointmentsWording.outcomeNoted, file),
              )
            }
          >
            {appointmentsWording[outcome][language]}
          </Button>
        ))}
      </div>
      {action.outcome}
    </fieldset>
  )
}

function MoveAppointmentDisclosure({
  appointment,
  about,
  timeZone,
  language,
  onDone,
}: AppointmentActionsProps) {
  const [open, setOpen] = useState(false)
  return (
    <div className="confirmed">
      <Button quiet expanded={open} onPress={() => setOpen(!open)}>
        {appointmentsWording.move[language]}
        <span className="visually-hidden"> {about}</span>
      </Button>
      {open && (
        <MoveAppointmentForm
          {...{ appointment, about, timeZone, language, onDone }}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  )
}

function MoveAppointmentForm({
  appointment,
  timeZone,
  language,
  onDone,
  onClose,
}: AppointmentActionsProps & { readonly onClose: () => void }) {
  const action = useAction(language)
  const [typed, setTyped] = useState(() => toDateTimeFieldValues(appointment.startsAt, timeZone))
  const [toOwnCalendar, setToOwnCalendar] = useState(false)
  const [isInvalid, setIsInvalid] = useState(false)
  const instant = parseBookableInstant(typed, timeZone, Date.now())
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setIsInvalid(instant === undefined)
    if (instant === undefined) return
    action.run(
      () => submitAppointmentMove(appointment, { startsAt: instant, toOwnCalendar }),
      ({ mailed, file }) => {
        onClose()
        onDone(appointmentChangedWording.moved(mailed), file)
      },
    )
  }
  return (
    <form noValidate className="confirmed__question" onSubmit={onSubmit}>
      <DateTimeFields
        typed={typed}
        instant={instant}
        timeZone={timeZone}
        isInvalid={isInvalid}
        language={language}
        onChange={(changed) => {
          setTyped(changed)
          setIsInvalid(false)
        }}
      />
      {appointment.mayTakeOver && (
        <label className="choice">
          <input
            type="checkbox"
            checked={toOwnCalendar}
            onChange={({ target }) => setToOwnCalendar(target.checked)}
          />
          {appointmentsWording.takeOver[language]}
        </label>
      )}
      <p className="hint">{appointmentsWording.moveMeans[language]}</p>
      <div className="buttons">
        <Button isPending={action.isPending}>{appointmentsWording.moveNow[language]}</Button>
        <Button quiet onPress={onClose}>
          {deskWording.notNow[language]}
        </Button>
      </div>
      {action.outcome}
    </form>
  )
}
