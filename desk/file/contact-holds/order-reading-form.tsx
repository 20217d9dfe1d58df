import { type FormEvent, useId, useState } from 'react'
import {
  MAX_COURT_CHARACTERS,
  type OrderDocument,
  type OrderFinding,
  orderDocumentOptions,
  orderFindingOptions,
} from '../../../content/authorisation/order-readings.ts'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { getFileQueryKeyPrefix } from '../../client/file-key.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { useWordingText } from '../../ui/language.tsx'
import { buildRadioOptions, RadioGroup } from '../../ui/radio-group.tsx'
import { RestoredDraftNotice } from '../../ui/restored-draft-notice.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { useTextDraft } from '../../ui/use-text-draft.ts'
import type { NewOrderReading } from '../queries.ts'
import { type TypedOrderReading, toNewOrderReading } from './typed-order-reading.ts'
import { contactHoldsWording, orderReadingProblemWording } from './wording.ts'

interface Props {
  readonly reference: string
  readonly reportedUntil: number
}

/** The name under which what was typed is stored. */
const ORDER_READING_FORM = 'order reading'

type OrderReadingText = Omit<TypedOrderReading, 'isConfirmed'>
const nothingTyped: OrderReadingText = { court: '', date: '', expiresOn: '' }

/**
 * Records what a coordinator read and found. That nothing forbids the call needs the document, and a confirmation; that
 * it forbids the call, or that one cannot be sure, can be said without.
 */
export function OrderReadingForm({ reference, reportedUntil }: Props) {
  const text = useWordingText()
  const draft = useTextDraft(reference, ORDER_READING_FORM, () => nothingTyped)
  // Nothing confirms itself: whoever comes back to what they typed confirms anew.
  const [isConfirmed, setIsConfirmed] = useState(false)
  const typed = { ...draft.value, isConfirmed }
  const [isTried, setIsTried] = useState(false)
  const result = toNewOrderReading(typed, reportedUntil)
  const problem = isTried && 'missing' in result ? result.missing : undefined
  const action = useAction({
    submit: (json: NewOrderReading) =>
      parseResponseOrThrowApiError(fileClient['order-reading'].$post({ param: { reference }, json })),
    makesStale: [getFileQueryKeyPrefix(reference)],
    onDone: () => {
      draft.reset()
      setIsConfirmed(false)
      setIsTried(false)
    },
    announces: typed.finding === 'forbids' ? contactHoldsWording.forbids : contactHoldsWording.lifted,
  })
  const change = (part: Partial<OrderReadingText>) => draft.change((before) => ({ ...before, ...part }))
  const problemOf = (name: keyof typeof orderReadingProblemWording) =>
    problem === name ? text(orderReadingProblemWording[name]) : undefined
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setIsTried(true)
    if ('reading' in result) action.run(result.reading)
  }
  return (
    <form noValidate onSubmit={onSubmit}>
      <RestoredDraftNotice draft={draft} />
      <RadioGroup<OrderFinding>
        legend={text(contactHoldsWording.form)}
        options={buildRadioOptions(orderFindingOptions, text)}
        chosen={typed.finding}
        problem={problemOf('finding')}
        onChoose={(finding) => change({ finding })}
      />
      <p className="hint">{text(contactHoldsWording.findingsMean)}</p>
      {typed.finding && (
        <>
          <RadioGroup<OrderDocument>
            legend={text(
              typed.finding === 'forbids' ? contactHoldsWording.documentIfRead : contactHoldsWording.document,
            )}
            options={buildRadioOptions(orderDocumentOptions, text)}
            chosen={typed.document}
            problem={problemOf('document')}
            onChoose={(document) => change({ document })}
          />
          <Field label={text(contactHoldsWording.court)} problem={problemOf('court')}>
            {(control) => (
              <input
                {...control}
                autoComplete="off"
                maxLength={MAX_COURT_CHARACTERS}
                value={typed.court}
                onChange={({ target }) => change({ court: target.value })}
              />
            )}
          </Field>
          <Field label={text(contactHoldsWording.date)} problem={problemOf('date')}>
            {(control) => (
              <input
                {...control}
                type="date"
                value={typed.date}
                onChange={({ target }) => change({ date: target.value })}
              />
            )}
          </Field>
          <Field
            label={text(contactHoldsWording.expiresOn)}
            hint={text(contactHoldsWording.expiryMeans)}
            problem={problemOf('expiresOn')}
          >
            {(control) => (
              <input
                {...control}
                type="date"
                value={typed.expiresOn}
                onChange={({ target }) => change({ expiresOn: target.value })}
              />
            )}
          </Field>
        </>
      )}
      {typed.finding === 'nothing-forbids' && (
        <Confirmation
          isConfirmed={typed.isConfirmed}
          problem={problemOf('confirmation')}
          onChange={setIsConfirmed}
        />
      )}
      <Button isPending={action.isPending}>{text(contactHoldsWording.save)}</Button>
      {action.outcome}
    </form>
  )
}

interface ConfirmationProps {
  readonly isConfirmed: boolean
  readonly problem: string | undefined
  readonly onChange: (isConfirmed: boolean) => void
}

function Confirmation({ isConfirmed, problem, onChange }: ConfirmationProps) {
  const text = useWordingText()
  const id = useId()
  return (
    <div className="choices">
      {problem && (
        <p id={id} className="problem-line">
          {problem}
        </p>
      )}
      <label className="choice">
        <input
          type="checkbox"
          checked={isConfirmed}
          aria-invalid={problem !== undefined}
          aria-describedby={problem && id}
          onChange={({ target }) => onChange(target.checked)}
        />
        {text(contactHoldsWording.confirm)}
      </label>
    </div>
  )
}
