import { type FormEvent, useState } from 'react'
import {
  callAttemptNextStepOptions,
  callAttemptOutcomeOptions,
} from '../../../content/authorisation/call-attempts.ts'
import { MAX_CALL_ATTEMPT_AGE_DAYS } from '../../../content/limits.ts'
import { DAY_MS } from '../../../content/time/units.ts'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { Button } from '../../ui/button.tsx'
import { formatDatetimeLocal, parseDatetimeLocal } from '../../ui/datetime-local.ts'
import { Field } from '../../ui/field.tsx'
import { useWordingText } from '../../ui/language.tsx'
import { buildRadioOptions, RadioGroup } from '../../ui/radio-group.tsx'
import { RestoredDraftNotice } from '../../ui/restored-draft-notice.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { useFocusWhen } from '../../ui/use-focus-when.ts'
import type { TextDraft } from '../../ui/use-text-draft.ts'
import { authorisationsAndCallsQuery } from '../queries.ts'
import {
  callAttemptWording,
  callNoteWordingByOutcome,
  nextStepKeysByOutcome,
} from './call-attempt-wording.ts'
import type { NewCallAttempt } from './queries.ts'

/** When a call was made. */
interface CallTime {
  /** The instant in milliseconds at which somebody pressed that they call now; undefined before that. */
  readonly startedAt?: number
  /** What the field of the time holds since somebody changed it. */
  readonly entered?: string
}

/** What was entered so far of a call. */
export interface TypedCallAttempt {
  readonly id: string
  readonly time: CallTime
  readonly outcome?: NewCallAttempt['outcome'] | undefined
  readonly nextStep?: NewCallAttempt['nextStep'] | undefined
}

export const createTypedCallAttempt = (): TypedCallAttempt => ({ id: crypto.randomUUID(), time: {} })

interface Props {
  readonly reference: string
  readonly authorisation: string
  readonly draft: TextDraft<TypedCallAttempt>
  /** Whether the gate is open. While it is shut nobody begins a call, and an earlier one is recorded. */
  readonly isOpen: boolean
  /** Whether a message was agreed that may be left. */
  readonly mayLeaveMessage: boolean
  readonly onSaved: () => void
}

/**
 * Records how a call ended and what comes next. A second press, or a repeat after a lost response, records it only
 * once.
 */
export function CallAttemptForm({
  reference,
  authorisation,
  draft,
  isOpen,
  mayLeaveMessage,
  onSaved,
}: Props) {
  const text = useWordingText()
  const { id, time, outcome, nextStep } = draft.value
  const change = (part: Partial<TypedCallAttempt>) => draft.change((before) => ({ ...before, ...part }))
  const [problem, setProblem] = useState<'time' | 'outcome' | 'next'>()
  const action = useAction({
    submit: (json: NewCallAttempt) =>
      parseResponseOrThrowApiError(fileClient['call-attempts'].$post({ param: { reference }, json })),
    makesStale: [authorisationsAndCallsQuery(reference).queryKey],
    explainRefusal: ({ code }) => (code === 'stale' ? callAttemptWording.notAllowedThen : undefined),
    onDone: onSaved,
    announces: callAttemptWording.done,
  })
  const start = time.startedAt === undefined ? '' : formatDatetimeLocal(time.startedAt)
  const when = time.entered ?? start
  // An unchanged time keeps its seconds, because the call may have become allowed within that minute.
  const attemptedAt =
    time.startedAt !== undefined && when === start ? time.startedAt : parseDatetimeLocal(when)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setProblem(
      !isRecordableTime(attemptedAt) ? 'time' : !outcome ? 'outcome' : !nextStep ? 'next' : undefined,
    )
    if (!isRecordableTime(attemptedAt) || !outcome || !nextStep) return
    action.run({ id, authorisation, attemptedAt, channel: 'phone', outcome, nextStep })
  }
  const note = outcome && callNoteWordingByOutcome[outcome]
  return (
    <form noValidate id={CALL_ATTEMPT_FORM_ID} className="attempt" onSubmit={onSubmit}>
      <h2>{text(callAttemptWording.title)}</h2>
      <RestoredDraftNotice draft={draft} />
      <CallTimeField
        value={when}
        isInvalid={problem === 'time'}
        onChange={(entered) => change({ time: { ...time, entered } })}
      />
      {isOpen && (
        <Button quiet onPress={() => change({ time: { startedAt: Date.now() } })}>
          {text(callAttemptWording.callingNow)}
        </Button>
      )}
      <RadioGroup
        legend={text(callAttemptWording.outcome)}
        options={buildRadioOptions(callAttemptOutcomeOptions, text).filter(
          ({ value }) => mayLeaveMessage || value !== 'left-message',
        )}
        chosen={outcome}
        problem={problem === 'outcome' ? text(callAttemptWording.noOutcome) : undefined}
        onChoose={(chosen) => {
          change({ outcome: chosen, nextStep: nextStepKeysByOutcome[chosen][0] })
          setProblem(undefined)
        }}
      />
      <div role="status">{note && <p className="attempt__note">{text(note)}</p>}</div>
      {outcome && (
        <RadioGroup
          legend={text(callAttemptWording.next)}
          options={nextStepKeysByOutcome[outcome].map((value) => ({
            value,
            label: text(callAttemptNextStepOptions[value]),
          }))}
          chosen={nextStep}
          problem={problem === 'next' ? text(callAttemptWording.noNext) : undefined}
          onChoose={(chosen) => change({ nextStep: chosen })}
        />
      )}
      <Button isPending={action.isPending}>{text(callAttemptWording.save)}</Button>
      {action.outcome}
    </form>
  )
}

/** The bar above the sheet links to the form. */
export const CALL_ATTEMPT_FORM_ID = 'call-attempt'

const isRecordableTime = (at: number): boolean =>
  at <= Date.now() && at > Date.now() - MAX_CALL_ATTEMPT_AGE_DAYS * DAY_MS

interface CallTimeFieldProps {
  readonly value: string
  readonly isInvalid: boolean
  readonly onChange: (value: string) => void
}

function CallTimeField({ value, isInvalid, onChange }: CallTimeFieldProps) {
  const text = useWordingText()
  const field = useFocusWhen<HTMLInputElement>(isInvalid)
  return (
    <Field
      label={text(callAttemptWording.when)}
      hint={text(callAttemptWording.whenHint)}
      problem={isInvalid ? text(callAttemptWording.noTime) : undefined}
    >
      {(control) => (
        <input
          {...control}
          ref={field}
          type="datetime-local"
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  )
}
