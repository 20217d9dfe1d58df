import { useQuery } from '@tanstack/react-query'
import type { InferRequestType } from 'hono/client'
import { type FormEvent, useState } from 'react'
import { getLocaleTag, type Language } from '../../forms/language.ts'
import { deskClient, parseResponseOrThrowApiError } from '../client/api-client.ts'
import { signedInCoordinatorAndColleaguesQuery } from '../client/signed-in-coordinator.ts'
import { Button } from '../ui/button.tsx'
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

const removeAbsence = (coordinatorId: string, id: string) =>
  parseResponseOrThrowApiError(absencesRoute[':id'].$delete({ param: { coordinatorId, id } }))

/** The days on which a coordinator is away, each with who stands in, and a form for more of them. */
export function AbsencesPanel({ coordinatorId }: { readonly coordinatorId: string }) {
  const language = useLanguage()
  const text = useWordingText()
  const query = useQuery(absencesQuery(coordinatorId))
  const removal = useAction({
    submit: ({ id }: Absence) => removeAbsence(coordinatorId, id),
    undo: ({ standIn, ...absence }) =>
      addAbsence(coordinatorId, { ...absence, standIn: standIn?.id ?? null }),
    makesStale: [absencesQuery(coordinatorId).queryKey],
    announces: absenceWording.removed,
  })
  if (query.isLoadingError) return <PanelFailure heading={absenceWording.title} error={query.error} />
  if (!query.data) return null
  const { absences } = query.data
  return (
    <section className="absences">
      <h2>{text(absenceWording.title)}</h2>
      <p>{text(absenceWording.means)}</p>
      {absences.length === 0 && <p>{text(absenceWording.none)}</p>}
      <ul>
        {absences.map((absence) => {
          const { id, fromDay, untilDay, standIn } = absence
          const days = formatDayRange(fromDay, untilDay, language)
          const name = standIn ? { en: standIn.name, fr: standIn.name } : absenceWording.administrators
          return (
            <li key={id}>
              {text(buildAbsenceWording(days, name))}{' '}
              <Button quiet isPending={removal.isPending} onPress={() => removal.run(absence)}>
                {text(absenceWording.remove)}
                <span className="visually-hidden"> {days}</span>
              </Button>
            </li>
          )
        })}
      </ul>
      {removal.outcome}
      <AbsenceForm key={absences.length} coordinatorId={coordinatorId} />
    </section>
  )
}

/** Formats the first and the last day of an absence: `December 21, 2026 – January 4, 2027`. */
const formatDayRange = (from: string, until: string, language: Language): string =>
  new Intl.DateTimeFormat(getLocaleTag(language), { dateStyle: 'long', timeZone: 'UTC' }).formatRange(
    Date.parse(from),
    Date.parse(until),
  )

function AbsenceForm({ coordinatorId }: { readonly coordinatorId: string }) {
  const text = useWordingText()
  const me = useQuery(signedInCoordinatorAndColleaguesQuery)
  const [absence, setAbsence] = useState({ id: crypto.randomUUID() as string, fromDay: '', untilDay: '' })
  const [standIn, setStandIn] = useState('')
  const [isTried, setIsTried] = useState(false)
  const [isRefused, setIsRefused] = useState(false)
  const action = useAction({
    submit: (json: NewAbsence) => addAbsence(coordinatorId, json),
    undo: ({ id }) => removeAbsence(coordinatorId, id),
    makesStale: [absencesQuery(coordinatorId).queryKey],
    onRefused: ({ code }) => setIsRefused(code === 'invalid'),
    announces: absenceWording.added,
  })
  const today = new Date().toISOString().slice(0, 10)
  const { fromDay, untilDay } = absence
  const isUntilWrong = untilDay < fromDay || untilDay < today
  const change = (changed: Partial<typeof absence>) => {
    setAbsence({ ...absence, ...changed })
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
          {text(absenceWording.add)}
        </Button>
      </div>
      {!isRefused && action.outcome}
    </form>
  )
}
