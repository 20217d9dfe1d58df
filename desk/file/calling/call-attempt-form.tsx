import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { callAttemptNextSteps, callAttemptOutcomes } from '../../../content/authorisation/call-attempts.ts'
import type { Language } from '../../../forms/language.ts'
import { type FileDetails, type NewCallAttempt, submitCallAttempt } from '../../app/api-client.ts'
import { Button } from '../../ui/button.tsx'
import { formatDatetimeLocal, parseDatetimeLocal } from '../../ui/datetime-local.ts'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { callingWording, callOutcomeNoteWording, nextStepsByOutcome } from './wording.ts'

interface Props {
  readonly reference: string
  readonly authorisation: string
  readonly language: Language
  readonly onSaved: (file: Partial<FileDetails>) => void
}

type CallAttemptProblem = 'time' | 'outcome' | 'next'

/** How a call ended and what comes next. Pressed twice, or sent again after no response came, it is recorded once. */
export function CallAttemptForm({ reference, authorisation, language, onSaved }: Props) {
  const action = useAction(language)
  const [id] = useState(() => crypto.randomUUID())
  const [shownAt] = useState(() => Date.now())
  const [when, setWhen] = useState(() => formatDatetimeLocal(shownAt))
  const [outcome, setOutcome] = useState<NewCallAttempt['outcome']>()
  const [nextStep, setNextStep] = useState<NewCallAttempt['nextStep']>()
  const [problem, setProblem] = useState<CallAttemptProblem>()
  // A time that was not touched is to the second: the call may have been allowed in that very minute.
  const attemptedAt = when === formatDatetimeLocal(shownAt) ? shownAt : parseDatetimeLocal(when)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setProblem(
      !isRecordableTime(attemptedAt) ? 'time' : !outcome ? 'outcome' : !nextStep ? 'next' : undefined,
    )
    if (!isRecordableTime(attemptedAt) || !outcome || !nextStep) return
    action.run(
      () =>
        submitCallAttempt(reference, { id, authorisation, attemptedAt, channel: 'phone', outcome, nextStep }),
      onSaved,
    )
  }
  const note = outcome && callOutcomeNoteWording[outcome]
  return (
    <form noValidate className="attempt" onSubmit={onSubmit}>
      <h2>{callingWording.attempt[language]}</h2>
      <CallTimeField value={when} isInvalid={problem === 'time'} language={language} onChange={setWhen} />
      <RadioGroup
        legend={callingWording.attemptOutcome[language]}
        options={Object.entries(callAttemptOutcomes).map(([value, wording]) => ({
          value: value as NewCallAttempt['outcome'],
          label: wording[language],
        }))}
        chosen={outcome}
        problem={problem === 'outcome' ? callingWording.attemptNoOutcome[language] : undefined}
        onChoose={(chosen) => {
          setOutcome(chosen)
          setNextStep(nextStepsByOutcome[chosen][0])
          setProblem(undefined)
        }}
      />
      <div role="status">{note && <p className="attempt__note">{note[language]}</p>}</div>
      {outcome && (
        <RadioGroup
          legend={callingWording.attemptNext[language]}
          options={nextStepsByOutcome[outcome].map((value) => ({
            value,
            label: callAttemptNextSteps[value][language],
          }))}
          chosen={nextStep}
          problem={problem === 'next' ? callingWording.attemptNoNext[language] : undefined}
          onChoose={setNextStep}
        />
      )}
      <Button isPending={action.isPending}>{callingWording.attemptSave[language]}</Button>
      {action.outcome}
    </form>
  )
}

const RECORDABLE_DAYS = 7
const isRecordableTime = (at: number): boolean =>
  at <= Date.now() && at > Date.now() - RECORDABLE_DAYS * 86_400_000

interface CallTimeFieldProps {
  readonly value: string
  readonly isInvalid: boolean
  readonly language: Language
  readonly onChange: (value: string) => void
}

function CallTimeField({ value, isInvalid, language, onChange }: CallTimeFieldProps) {
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (isInvalid) field.current?.focus()
  }, [isInvalid])
  return (
    <div className="field">
      <label htmlFor={id}>{callingWording.attemptWhen[language]}</label>
      <p id={`${id}-hint`} className="hint">
        {callingWording.attemptWhenHint[language]}
      </p>
      {isInvalid && (
        <p id={`${id}-problem`} className="problem-line">
          {callingWording.attemptNoTime[language]}
        </p>
      )}
      <input
        ref={field}
        id={id}
        type="datetime-local"
        value={value}
        aria-invalid={isInvalid}
        aria-describedby={isInvalid ? `${id}-hint ${id}-problem` : `${id}-hint`}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  )
}
