import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { outreachNextSteps, outreachOutcomes } from '../../../content/authorisation/call-attempts.ts'
import type { Language } from '../../../forms/language.ts'
import { type NewAttempt, type OpenedFile, recordAttempt } from '../../app/api-client.ts'
import { Button } from '../../ui/button.tsx'
import { fromLocal, toLocal } from '../../ui/datetime-local.ts'
import { Choices } from '../../ui/radio-group.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { callWords, nextStepsAfter, outcomeNotes } from './wording.ts'

interface Props {
  readonly reference: string
  readonly authorisation: string
  readonly language: Language
  readonly onRecorded: (file: Partial<OpenedFile>) => void
}

type Problem = 'time' | 'outcome' | 'next'

/** How a call ended and what comes next. Pressed twice, or sent again after no answer came, it is kept once. */
export function AttemptForm({ reference, authorisation, language, onRecorded }: Props) {
  const action = useAction(language)
  const [id] = useState(() => crypto.randomUUID())
  const [shownAt] = useState(() => Date.now())
  const [when, setWhen] = useState(() => toLocal(shownAt))
  const [outcome, setOutcome] = useState<NewAttempt['outcome']>()
  const [nextStep, setNextStep] = useState<NewAttempt['nextStep']>()
  const [problem, setProblem] = useState<Problem>()
  // A time that was not touched is to the second: the call may have been allowed in that very minute.
  const attemptedAt = when === toLocal(shownAt) ? shownAt : fromLocal(when)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setProblem(!isRecent(attemptedAt) ? 'time' : !outcome ? 'outcome' : !nextStep ? 'next' : undefined)
    if (!isRecent(attemptedAt) || !outcome || !nextStep) return
    action.run(
      () => recordAttempt(reference, { id, authorisation, attemptedAt, channel: 'phone', outcome, nextStep }),
      onRecorded,
    )
  }
  const note = outcome && outcomeNotes[outcome]
  return (
    <form noValidate className="attempt" onSubmit={onSubmit}>
      <h2>{callWords.attempt[language]}</h2>
      <When value={when} wrong={problem === 'time'} language={language} onChange={setWhen} />
      <Choices
        legend={callWords.attemptOutcome[language]}
        options={Object.entries(outreachOutcomes).map(([value, wording]) => ({
          value: value as NewAttempt['outcome'],
          label: wording[language],
        }))}
        chosen={outcome}
        problem={problem === 'outcome' ? callWords.attemptNoOutcome[language] : undefined}
        onChoose={(chosen) => {
          setOutcome(chosen)
          setNextStep(nextStepsAfter[chosen][0])
          setProblem(undefined)
        }}
      />
      <div role="status">{note && <p className="attempt__note">{note[language]}</p>}</div>
      {outcome && (
        <Choices
          legend={callWords.attemptNext[language]}
          options={nextStepsAfter[outcome].map((value) => ({
            value,
            label: outreachNextSteps[value][language],
          }))}
          chosen={nextStep}
          problem={problem === 'next' ? callWords.attemptNoNext[language] : undefined}
          onChoose={setNextStep}
        />
      )}
      <Button underWay={action.underWay}>{callWords.attemptSave[language]}</Button>
      {action.outcome}
    </form>
  )
}

const WITHIN_DAYS = 7
const isRecent = (at: number): boolean => at <= Date.now() && at > Date.now() - WITHIN_DAYS * 86_400_000

interface WhenProps {
  readonly value: string
  readonly wrong: boolean
  readonly language: Language
  readonly onChange: (value: string) => void
}

function When({ value, wrong, language, onChange }: WhenProps) {
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (wrong) field.current?.focus()
  }, [wrong])
  return (
    <div className="field">
      <label htmlFor={id}>{callWords.attemptWhen[language]}</label>
      <p id={`${id}-hint`} className="hint">
        {callWords.attemptWhenHint[language]}
      </p>
      {wrong && (
        <p id={`${id}-problem`} className="problem-line">
          {callWords.attemptNoTime[language]}
        </p>
      )}
      <input
        ref={field}
        id={id}
        type="datetime-local"
        value={value}
        aria-invalid={wrong}
        aria-describedby={wrong ? `${id}-hint ${id}-problem` : `${id}-hint`}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  )
}
