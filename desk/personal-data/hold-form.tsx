import { type FormEvent, useState } from 'react'
import {
  MAX_HOLD_NOTE_CHARACTERS,
  type RetentionHoldReason,
  retentionHoldReasonOptions,
} from '../../content/file/erasures.ts'
import { fileClient, parseResponseOrThrowApiError } from '../client/api-client.ts'
import { PERSONAL_DATA_DRAFTS } from '../client/stored-text-drafts.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { useWordingText } from '../ui/language.tsx'
import { buildRadioOptions, RadioGroup } from '../ui/radio-group.tsx'
import { RestoredDraftNotice } from '../ui/restored-draft-notice.tsx'
import { useAction } from '../ui/use-action.tsx'
import { useTextDraft } from '../ui/use-text-draft.ts'
import { controlWording } from '../ui/wording.ts'
import { type NewRetentionHold, personSearchKey, retentionsQuery } from './queries.ts'
import { personalDataWording } from './wording.ts'

interface Typed {
  readonly reason?: RetentionHoldReason
  readonly note: string
  readonly lastDay: string
}

const nothingTyped: Typed = { note: '', lastDay: '' }

/** Opens the form that holds a file back. */
export function HoldButton({ reference }: { reference: string }) {
  const text = useWordingText()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button quiet expanded={isOpen} onPress={() => setIsOpen(!isOpen)}>
        {text(personalDataWording.hold)} <span className="visually-hidden">{reference}</span>
      </Button>
      {isOpen && <HoldForm reference={reference} onClose={() => setIsOpen(false)} />}
    </>
  )
}

/** Holds a file back: why, what it is about, and until when. */
function HoldForm({ reference, onClose }: { reference: string; onClose: () => void }) {
  const text = useWordingText()
  const draft = useTextDraft(PERSONAL_DATA_DRAFTS, `hold ${reference}`, () => nothingTyped)
  const { reason, note, lastDay } = draft.value
  const [isTried, setIsTried] = useState(false)
  const [isDayOver, setIsDayOver] = useState(false)
  const action = useAction({
    submit: (json: NewRetentionHold) =>
      parseResponseOrThrowApiError(fileClient['retention-hold'].$post({ param: { reference }, json })),
    makesStale: [retentionsQuery.queryKey, personSearchKey],
    onRefused: (failure) => setIsDayOver(failure.code === 'invalid' && failure.paths.includes('lastDay')),
    onDone: () => {
      draft.reset()
      onClose()
    },
    announces: personalDataWording.held,
  })
  const change = (part: Partial<Typed>) => {
    draft.change((before) => ({ ...before, ...part }))
    setIsDayOver(false)
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setIsTried(true)
    if (reason) action.run({ reason, note, lastDay: lastDay || null })
  }
  return (
    <form noValidate onSubmit={onSubmit}>
      <RestoredDraftNotice draft={draft} />
      <RadioGroup<RetentionHoldReason>
        legend={text(personalDataWording.holdWhy)}
        options={buildRadioOptions(retentionHoldReasonOptions, text)}
        chosen={reason}
        problem={isTried && !reason ? text(personalDataWording.noReason) : undefined}
        onChoose={(chosen) => change({ reason: chosen })}
      />
      <Field label={text(personalDataWording.note)} hint={text(personalDataWording.noteHint)}>
        {(control) => (
          <input
            {...control}
            autoComplete="off"
            maxLength={MAX_HOLD_NOTE_CHARACTERS}
            value={note}
            onChange={({ target }) => change({ note: target.value })}
          />
        )}
      </Field>
      <Field
        label={text(personalDataWording.lastDay)}
        hint={text(personalDataWording.lastDayHint)}
        problem={isDayOver ? text(personalDataWording.lastDayOver) : undefined}
      >
        {(control) => (
          <input
            {...control}
            type="date"
            value={lastDay}
            onChange={({ target }) => change({ lastDay: target.value })}
          />
        )}
      </Field>
      <div className="buttons">
        <Button isPending={action.isPending}>{text(personalDataWording.hold)}</Button>
        <Button quiet onPress={onClose}>
          {text(controlWording.notNow)}
        </Button>
      </div>
      {!isDayOver && action.outcome}
    </form>
  )
}
