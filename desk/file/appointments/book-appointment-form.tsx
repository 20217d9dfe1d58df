import { useQuery } from '@tanstack/react-query'
import type { InferRequestType } from 'hono/client'
import { type FormEvent, useState } from 'react'
import { meetingModeOptions } from '../../../content/booking/meeting-modes.ts'
import { toIsoDateInZone } from '../../../content/time/local-time.ts'
import { AppointmentWarnings, useAppointmentWarnings } from '../../appointments/appointment-warnings.tsx'
import {
  type DateTimeFieldValues,
  parseBookableInstant,
  toDateTimeFieldValues,
} from '../../appointments/date-time.ts'
import { DateTimeFields } from '../../appointments/date-time-fields.tsx'
import { getQueryKeysStaleAfterAppointmentChange } from '../../appointments/queries.ts'
import { appointmentChangedWordingBuilders } from '../../appointments/wording.ts'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { Button } from '../../ui/button.tsx'
import { useWordingText } from '../../ui/language.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { parentSideWording } from '../facts-wording.ts'
import { contactHoldsQuery, type FileAppointments, type FileHeader } from '../queries.ts'
import { SafeguardsNotice } from '../screenings/safeguards-notice.tsx'
import { useFileAnswers } from '../use-file-answers.ts'
import { MeetingNeeds } from './meeting-needs.tsx'
import { NextFreeTimes } from './next-free-times.tsx'
import { buildDurationWording, fileAppointmentsWording, jointAppointmentStateWording } from './wording.ts'

type NewAppointment = InferRequestType<(typeof fileClient)['appointments']['$post']>['json']
type BookAppointmentProblem = 'with' | 'mode' | 'when'

interface Props {
  readonly header: FileHeader
  readonly file: FileAppointments
  /** When it begins, in milliseconds, if that was chosen elsewhere. */
  readonly initialStartsAt?: number
  /** Receives the time that is chosen instead, in milliseconds. */
  readonly onTimeChange?: (startsAt: number) => void
  /** Runs when it is booked, before that is announced. */
  readonly onDone?: () => void
}

/**
 * The form with which the lead coordinator books an appointment in their own calendar, with one parent, or with both if
 * that is possible.
 */
export function BookAppointmentForm({ header, file, initialStartsAt, onTimeChange, onDone }: Props) {
  const text = useWordingText()
  const { reference } = header
  const { booking, jointState, parents } = file
  const answers = useFileAnswers(header)
  const contactHolds = useQuery(contactHoldsQuery(reference))
  // Nobody plans a joint appointment while the page does not know of contact holds.
  const canBeJoint = jointState === 'possible' && contactHolds.data !== undefined
  const { timeZone } = booking
  const [only] = parents
  const [participant, setParticipant] = useState<NewAppointment['with'] | undefined>(
    parents.length === 1 ? only?.side : undefined,
  )
  const [mode, setMode] = useState<NewAppointment['mode']>()
  const [typed, setTyped] = useState(() =>
    initialStartsAt === undefined
      ? { date: toIsoDateInZone(Date.now(), timeZone), clock: '' }
      : toDateTimeFieldValues(initialStartsAt, timeZone),
  )
  const [problem, setProblem] = useState<BookAppointmentProblem>()
  const unusual = useAppointmentWarnings()
  const action = useAction({
    submit: (json: NewAppointment) =>
      parseResponseOrThrowApiError(fileClient.appointments.$post({ param: { reference }, json })),
    makesStale: getQueryKeysStaleAfterAppointmentChange(reference),
    onRefused: unusual.onRefused,
    onDone: () => {
      unusual.clear()
      setTyped({ ...typed, clock: '' })
      onDone?.()
    },
    announces: ({ mailed }) => appointmentChangedWordingBuilders.booked(mailed),
  })
  const startsAt = parseBookableInstant(typed, timeZone, Date.now())
  // A joint appointment that was chosen while it was possible may no longer be.
  const chosen = participant === 'both' && !canBeJoint ? undefined : participant
  const freeTimes =
    chosen &&
    booking.modes.find((offered) => offered.mode === mode)?.freeTimes[
      chosen === 'both' ? 'joint' : 'individual'
    ]
  const forgetProblems = () => {
    setProblem(undefined)
    unusual.clear()
    action.forgetRefusal()
  }
  const changeTime = (changed: DateTimeFieldValues) => {
    setTyped(changed)
    const instant = parseBookableInstant(changed, timeZone, Date.now())
    if (instant !== undefined) onTimeChange?.(instant)
    forgetProblems()
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setProblem(!chosen ? 'with' : !mode ? 'mode' : startsAt === undefined ? 'when' : undefined)
    if (chosen && mode && startsAt !== undefined)
      action.run({ with: chosen, mode, startsAt, acceptedWarnings: [...unusual.warnings] })
  }
  return (
    <form noValidate className="book" onSubmit={onSubmit}>
      <h3>{text(fileAppointmentsWording.book)}</h3>
      <p className="hint">{text(fileAppointmentsWording.bookMeans)}</p>
      <SafeguardsNotice header={header} />
      <p>{text(jointAppointmentStateWording[jointState])}</p>
      <ParticipantField
        file={file}
        canBeJoint={canBeJoint}
        chosen={chosen}
        problem={problem === 'with' ? text(fileAppointmentsWording.noWith) : undefined}
        onChoose={(value) => {
          setParticipant(value)
          forgetProblems()
        }}
      />
      <MeetingModeField
        file={file}
        isJoint={chosen === 'both'}
        chosen={mode}
        problem={problem === 'mode' ? text(fileAppointmentsWording.noMode) : undefined}
        onChoose={(value) => {
          setMode(value)
          forgetProblems()
        }}
      />
      {chosen && (
        <MeetingNeeds
          answers={answers.data}
          sides={chosen === 'both' ? parents.map(({ side }) => side) : [chosen]}
          mode={mode}
        />
      )}
      {freeTimes && initialStartsAt === undefined && (
        <NextFreeTimes
          startTimes={freeTimes}
          chosen={startsAt}
          timeZone={timeZone}
          onChoose={(value) => changeTime(toDateTimeFieldValues(value, timeZone))}
        />
      )}
      <DateTimeFields
        typed={typed}
        instant={startsAt}
        timeZone={timeZone}
        parentZone={answers.data?.contactability.find(({ side }) => side === chosen)?.timeZone}
        isInvalid={problem === 'when'}
        onChange={changeTime}
      />
      <AppointmentWarnings warnings={unusual.warnings} />
      <Button isPending={action.isPending}>
        {text(
          unusual.warnings.length > 0 ? fileAppointmentsWording.bookAnyway : fileAppointmentsWording.bookNow,
        )}
      </Button>
      {action.outcome}
    </form>
  )
}

interface ChoiceProps<Value> {
  readonly file: FileAppointments
  readonly chosen: Value | undefined
  readonly problem: string | undefined
  readonly onChoose: (value: Value) => void
}

/** Chooses the parent, if both came. Both together can be chosen only while a joint appointment is possible. */
function ParticipantField({
  file: { parents },
  canBeJoint,
  ...choice
}: ChoiceProps<NewAppointment['with']> & { readonly canBeJoint: boolean }) {
  const text = useWordingText()
  if (parents.length === 1) return null
  const both = { value: 'both', label: text(fileAppointmentsWording.both) } as const
  return (
    <RadioGroup
      {...choice}
      legend={text(fileAppointmentsWording.withWhom)}
      options={[
        ...parents.map(({ side }) => ({ value: side, label: text(parentSideWording[side]) })),
        ...(canBeJoint ? [both] : []),
      ]}
    />
  )
}

/** Chooses the meeting mode, and shows the length of each. */
function MeetingModeField({
  file: { booking },
  isJoint,
  ...choice
}: ChoiceProps<NewAppointment['mode']> & { readonly isJoint: boolean }) {
  const text = useWordingText()
  return (
    <RadioGroup
      {...choice}
      legend={text(fileAppointmentsWording.meetingMode)}
      options={booking.modes.map(({ mode, minutes }) => ({
        value: mode,
        label: `${text(meetingModeOptions[mode])}, ${text(buildDurationWording(isJoint ? minutes.joint : minutes.individual))}`,
      }))}
    />
  )
}
