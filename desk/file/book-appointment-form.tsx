import { type FormEvent, useState } from 'react'
import { meetingModes } from '../../content/booking/meeting-modes.ts'
import { isoDateInZone } from '../../content/time/local-time.ts'
import { type NewAppointment, submitAppointmentBooking } from '../app/api-client.ts'
import { parentSideWording } from '../app/wording.ts'
import { parseBookableInstant } from '../appointments/date-time.ts'
import { DateTimeFields } from '../appointments/date-time-fields.tsx'
import {
  appointmentChangedWording,
  appointmentsWording,
  durationWording,
  jointStateWording,
} from '../appointments/wording.ts'
import { Button } from '../ui/button.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { useAction } from '../ui/use-action.tsx'
import type { FilePanelProps } from './panel-props.ts'

type BookAppointmentProblem = 'with' | 'mode' | 'when'

/** The lead coordinator books an appointment in their own calendar: with one parent, or with both while that is possible. */
export function BookAppointmentForm({ file, language, onChange }: FilePanelProps) {
  const action = useAction(language)
  const { timeZone } = file.booking
  const [only] = file.appointments
  const [participant, setParticipant] = useState<NewAppointment['with'] | undefined>(
    file.appointments.length === 1 ? only?.side : undefined,
  )
  const [mode, setMode] = useState<NewAppointment['mode']>()
  const [typed, setTyped] = useState(() => ({ date: isoDateInZone(Date.now(), timeZone), clock: '' }))
  const [problem, setProblem] = useState<BookAppointmentProblem>()
  const startsAt = parseBookableInstant(typed, timeZone, Date.now())
  // A joint appointment was possible when it was chosen, and is not any more.
  const chosen = participant === 'both' && file.jointState !== 'possible' ? undefined : participant
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setProblem(!chosen ? 'with' : !mode ? 'mode' : startsAt === undefined ? 'when' : undefined)
    if (!chosen || !mode || startsAt === undefined) return
    action.run(
      () => submitAppointmentBooking(file.reference, { with: chosen, mode, startsAt }),
      ({ mailed, file: facts }) => {
        setTyped({ ...typed, clock: '' })
        onChange(facts, appointmentChangedWording.booked(mailed))
      },
    )
  }
  return (
    <form noValidate className="book" onSubmit={onSubmit}>
      <h3>{appointmentsWording.book[language]}</h3>
      <p className="hint">{appointmentsWording.bookMeans[language]}</p>
      <p>{jointStateWording[file.jointState][language]}</p>
      {file.appointments.length > 1 && (
        <RadioGroup
          legend={appointmentsWording.withWhom[language]}
          options={[
            ...file.appointments.map(({ side }) => ({
              value: side,
              label: parentSideWording[side][language],
            })),
            ...(file.jointState === 'possible'
              ? [{ value: 'both' as const, label: appointmentsWording.both[language] }]
              : []),
          ]}
          chosen={chosen}
          problem={problem === 'with' ? appointmentsWording.noWith[language] : undefined}
          onChoose={(value: NewAppointment['with']) => {
            setParticipant(value)
            setProblem(undefined)
          }}
        />
      )}
      <RadioGroup
        legend={appointmentsWording.meetingMode[language]}
        options={file.booking.modes.map(({ mode: offeredMode, minutes }) => ({
          value: offeredMode,
          label: `${meetingModes[offeredMode][language]}, ${durationWording(chosen === 'both' ? minutes.joint : minutes.individual)[language]}`,
        }))}
        chosen={mode}
        problem={problem === 'mode' ? appointmentsWording.noMode[language] : undefined}
        onChoose={(value) => {
          setMode(value)
          setProblem(undefined)
        }}
      />
      <DateTimeFields
        typed={typed}
        instant={startsAt}
        timeZone={timeZone}
        parentZone={file.contactability.find(({ side }) => side === chosen)?.timeZone}
        isInvalid={problem === 'when'}
        language={language}
        onChange={(changed) => {
          setTyped(changed)
          setProblem(undefined)
        }}
      />
      <Button isPending={action.isPending}>{appointmentsWording.bookNow[language]}</Button>
      {action.outcome}
    </form>
  )
}
