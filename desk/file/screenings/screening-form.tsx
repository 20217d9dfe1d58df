import { type FormEvent, useState } from 'react'
import { meetingModeOptions } from '../../../content/booking/meeting-modes.ts'
import {
  MAX_SCREENING_NOTE_CHARACTERS,
  screeningFindingOptions,
  screeningWaiverOptions,
} from '../../../content/file/screenings.ts'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { getFileQueryKeyPrefix } from '../../client/file-key.ts'
import { Button } from '../../ui/button.tsx'
import { formatDatetimeLocal, parseDatetimeLocalOrNull } from '../../ui/datetime-local.ts'
import { Field } from '../../ui/field.tsx'
import { useWordingText } from '../../ui/language.tsx'
import { focusTooLongText, LongText } from '../../ui/long-text.tsx'
import { buildRadioOptions, RadioGroup } from '../../ui/radio-group.tsx'
import { RestoredDraftNotice } from '../../ui/restored-draft-notice.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { useTextDraft } from '../../ui/use-text-draft.ts'
import type { NewScreening } from '../queries.ts'
import { nameScreeningForm } from './screening-draft.ts'
import { type TypedScreening, toTalkAndFinding } from './typed-screening.ts'
import { screeningProblemWording, screeningsWording, talkOptions } from './wording.ts'

interface Props extends Pick<NewScreening, 'side' | 'seen' | 'amends'> {
  readonly reference: string
}

/** The reasons that can be chosen; the last one stands for what was done before. */
const { 'before-screenings': _, ...waiverOptions } = screeningWaiverOptions

/** Notes when and how a coordinator talked with a parent alone, or why not, and what they found. */
export function ScreeningForm({ reference, ...about }: Props) {
  const text = useWordingText()
  const draft = useTextDraft(
    reference,
    nameScreeningForm(about),
    (): TypedScreening => ({ heldAt: Date.now(), note: '' }),
  )
  const typed = draft.value
  const [isTried, setIsTried] = useState(false)
  const action = useAction({
    submit: (json: NewScreening) =>
      parseResponseOrThrowApiError(fileClient.screenings.$post({ param: { reference }, json })),
    makesStale: [getFileQueryKeyPrefix(reference)],
    onReturned: draft.reset,
    announces: screeningsWording.saved,
  })
  const result = toTalkAndFinding(typed, Date.now())
  const problemOf = (name: keyof typeof screeningProblemWording) =>
    isTried && 'missing' in result && result.missing === name
      ? text(screeningProblemWording[name])
      : undefined
  const change = (part: Partial<TypedScreening>) => draft.change((before) => ({ ...before, ...part }))
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setIsTried(true)
    if ('screening' in result && !focusTooLongText(event.currentTarget))
      action.run({ ...about, ...result.screening })
  }
  return (
    <form noValidate onSubmit={onSubmit}>
      <RestoredDraftNotice draft={draft} />
      {about.amends && <p className="hint">{text(screeningsWording.amendMeans)}</p>}
      <RadioGroup
        legend={text(screeningsWording.talk)}
        options={buildRadioOptions(talkOptions, text)}
        chosen={typed.talk}
        problem={problemOf('talk')}
        onChoose={(talk) => change({ talk })}
      />
      {typed.talk === 'held' && (
        <>
          <Field label={text(screeningsWording.when)} problem={problemOf('when')}>
            {(control) => (
              <input
                {...control}
                key={`${draft.isRestored}`}
                type="datetime-local"
                defaultValue={typed.heldAt === null ? '' : formatDatetimeLocal(typed.heldAt)}
                onChange={({ target }) => change({ heldAt: parseDatetimeLocalOrNull(target.value) })}
              />
            )}
          </Field>
          <RadioGroup
            legend={text(screeningsWording.mode)}
            options={buildRadioOptions(meetingModeOptions, text)}
            chosen={typed.mode}
            problem={problemOf('mode')}
            onChoose={(mode) => change({ mode })}
          />
        </>
      )}
      {typed.talk === 'waived' && (
        <RadioGroup
          legend={text(screeningsWording.why)}
          options={buildRadioOptions(waiverOptions, text)}
          chosen={typed.waiver}
          problem={problemOf('waiver')}
          onChoose={(waiver) => change({ waiver })}
        />
      )}
      <RadioGroup
        legend={text(screeningsWording.finding)}
        options={buildRadioOptions(screeningFindingOptions, text)}
        chosen={typed.finding}
        problem={problemOf('finding')}
        onChoose={(finding) => change({ finding })}
      />
      <p className="hint">{text(screeningsWording.findingsMean)}</p>
      <LongText
        label={text(screeningsWording.noteText)}
        hint={text(screeningsWording.noteMeans)}
        max={MAX_SCREENING_NOTE_CHARACTERS}
        rows={4}
        value={typed.note}
        onChange={(note) => change({ note })}
      />
      <Button isPending={action.isPending}>{text(screeningsWording.save)}</Button>
      {action.outcome}
    </form>
  )
}
