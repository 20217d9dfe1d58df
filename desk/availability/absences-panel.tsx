import { useQuery } from '@tanstack/react-query'
import type { InferRequestType } from 'hono/client'
import { type FormEvent, useState } from 'react'
import { getLocaleTag, type Language } from '../../forms/language.ts'
import { deskClient, parseResponseOrThrowApiError } from '../client/api-client.ts'
import { signedInCoordinatorAndColleaguesQuery } from '../client/signed-in-coordinator.ts'
import { Button } from '../ui/button.tsx'
import { getDeviceToday } from '../ui/device-time-zone.ts'
import { Field } from '../ui/field.tsx'
import { useLanguage, useWordingText } from '../ui/language.tsx'
import { PanelFailure } from '../ui/panel-failure.tsx'
import { useAction } from '../ui/use-action.tsx'
import { absenceWording, buildAbsenceWording } from './absence-wording.ts'
import { type Absence, absencesQuery } from './queries.ts'

const absencesRoute = deskClient.absences[':coordinatorId']
type NewAbsence = InferRequestType<typeof absencesRoute.$post>['json']

const addAbsence = (coordinatorId: string, json: NewAbsence) =>
  parseResponseOrThrowApiError(absencesRoute.$post({ param: { coordinatorId }, json }))

const changeAbsence = (coordinatorId: string, { id, ...json }: NewAbsence) =>
  parseResponseOrThrowApiError(absencesRoute[':id'].$put({ param: { coordinatorId, id }, json }))

const removeAbsence = (coordinatorId: string, id: string) =>
  parseResponseOrThrowApiError(absencesRoute[':id'].$delete({ param: { coordinatorId, id } }))

/** The days on which a coordinator is away, each with who stands in, to change or remove, and a form for more of them. */
export function AbsencesPanel({ coordinatorId }: { readonly coordinatorId: string }) {
  const text = useWordingText()
  const query = useQuery(absencesQuery(coordinatorId))
  if (query.isLoadingError) return <PanelFailure heading={absenceWording.title} error={query.error} />
  if (!query.data) return null
  const { absences } = query.data
  return (
    <section className="absences">
      <h2>{text(absenceWording.title)}</h2>
      <p>{text(absenceWording.means)}</p>
      {absences.length === 0 && <p>{text(absenceWording.none)}</p>}
      <ul>
        {absences.map((absence) => (
          <AbsenceItem key={absence.id} coordinatorId={coordinatorId} absence={absence} />
        ))}
      </ul>
      <AbsenceForm key={absences.length} coordinatorId={coordinatorId} />
    </section>
  )
}

interface ItemProps {
  readonly coordinatorId: string
  readonly absence: Absence
}

/** One absence: its days, who stands in, and what can be done with it. */
function AbsenceItem({ coordinatorId, absence }: ItemProps) {
  const language = useLanguage()
  const text = useWordingText()
  const [isChanging, setIsChanging] = useState(false)
  const { id, fromDay, untilDay, standIn } = absence
  const removal = useAction({
    submit: () => removeAbsence(coordinatorId, id),
    undo: () => addAbsence(coordinatorId, { ...absence, standIn: standIn?.id ?? null }),
    makesStale: [absencesQuery(coordinatorId).queryKey],
    announces: absenceWording.removed,
  })
  const days = formatDayRange(fromDay, untilDay, language)
  const name = standIn ? { en: standIn.name, fr: standIn.name } : absenceWording.administrators
  return (
    <li>
      <p>{text(buildAbsenceWording(days, name))}</p>
      <Button quiet expanded={isChanging} onPress={() => setIsChanging(!isChanging)}>
        {text(absenceWording.change)}
        <span className="visually-hidden"> {days}</span>
      </Button>
      <Button quiet isPending={removal.isPending} onPress={() => removal.run()}>
        {text(absenceWording.remove)}
        <span className="visually-hidden"> {days}</span>
      </Button>
      {removal.outcome}
      {isChanging && (
        <AbsenceForm coordinatorId={coordinatorId} changed={absence} onDone={() => setIsChanging(false)} />
      )}
    </li>
  )
}

/** Formats the first and the last day of an absence: `December 21, 2026 – January 4, 2027`. */
const formatDayRange = (from: string, until: string, language: Language): string =>
  new Intl.DateTimeFormat(getLocaleTag(language), { dateStyle: 'long', timeZone: 'UTC' }).formatRange(
    Date.parse(from),
    Date.parse(until),
  )

interface FormProps {
  readonly coordinatorId: string
  /** The absence that is changed; left out for a new one. */
  readonly changed?: Absence
  readonly onDone?: () => void
}

function AbsenceForm({ coordinatorId, changed, onDone }: FormProps) {
  const text = useWordingText()
  const me = useQuery(signedInCoordinatorAndColleaguesQuery)
  const [absence, setAbsence] = useState({
    id: changed?.id ?? crypto.randomUUID(),
    ...{ fromDay: changed?.fromDay ?? '', untilDay: changed?.untilDay ?? '' },
  })
  const [standIn, setStandIn] = useState(changed?.standIn?.id ?? '')
  const [isTried, setIsTried] = useState(false)
  const [isRefused, setIsRefused] = useState(false)
  const action = useAction({
    submit: (json: NewAbsence) =>
      changed ? changeAbsence(coordinatorId, json) : addAbsence(coordinatorId, json),
    undo: ({ id }) =>
      changed
        ? changeAbsence(coordinatorId, { ...changed, standIn: changed.standIn?.id ?? null })
        : removeAbsence(coordinatorId, id),
    makesStale: [absencesQuery(coordinatorId).queryKey],
    onRefused: ({ code }) => setIsRefused(code === 'invalid'),
    onDone,
    announces: absenceWording.added,
  })
  const today = getDeviceToday()
  const { fromDay, untilDay } = absence
  const isUntilWrong = untilDay < fromDay || untilDay < today
  const change = (entered: Partial<typeof absence>) => {
    setAbsence({ ...absence, ...entered })
    setIsRefused(false)
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setIsTried(true)
    if (fromDay && !isUntilWrong) action.run({ ...absence, standIn: standIn || null })
  }
  const firstDayProblem = isRefused
    ? absenceWording.overlaps
    : isTried && !fromDay
      ? absenceWording.noFirstDay
      : undefined
  return (
    <form noValidate onSubmit={onSubmit}>
      <div className="stretch">
        <Field label={text(absenceWording.firstDay)} problem={firstDayProblem && text(firstDayProblem)}>
          {(control) => (
            <input
              {...control}
              type="date"
              value={fromDay}
              onChange={({ target }) => change({ fromDay: target.value })}
            />
          )}
        </Field>
        <Field
          label={text(absenceWording.lastDay)}
          problem={isTried && isUntilWrong ? text(absenceWording.lastDayTooEarly) : undefined}
        >
          {(control) => (
            <input
              {...control}
              type="date"
              min={fromDay || today}
              value={untilDay}
              onChange={({ target }) => change({ untilDay: target.value })}
            />
          )}
        </Field>
        <Field label={text(absenceWording.standIn)}>
          {(control) => (
            <select {...control} value={standIn} onChange={({ target }) => setStandIn(target.value)}>
              <option value="">{text(absenceWording.administrators)}</option>
              {me.data?.coordinators
                .filter(({ id }) => id !== coordinatorId)
                .map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
            </select>
          )}
        </Field>
        <Button quiet isPending={action.isPending}>
          {text(changed ? absenceWording.save : absenceWording.add)}
        </Button>
      </div>
      {!isRefused && action.outcome}
    </form>
  )
}
