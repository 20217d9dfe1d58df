import { type FormEvent, useState } from 'react'
import { MAX_REMINDER_CHARACTERS } from '../../content/limits.ts'
import { fileClient, parseResponseOrThrowApiError } from '../client/api-client.ts'
import { findStoredTextDraft, TODAY_DRAFTS } from '../client/stored-text-drafts.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { formatDueDate } from '../ui/format-due.ts'
import { useLanguage, useWordingText } from '../ui/language.tsx'
import { RestoredDraftNotice } from '../ui/restored-draft-notice.tsx'
import { useAction } from '../ui/use-action.tsx'
import { useTextDraft } from '../ui/use-text-draft.ts'
import { type DayFile, todayQueryKey } from './queries.ts'
import { todayWording } from './wording.ts'

/** The coordinator’s own reminders in a file, each with a button for when it is done. */
export function ReminderList({ file: { reference, reminders }, today }: { file: DayFile; today: string }) {
  const text = useWordingText()
  const language = useLanguage()
  const finish = useAction({
    submit: (reminder: string) =>
      parseResponseOrThrowApiError(
        fileClient['reminder-completion'].$post({ param: { reference }, json: { reminder } }),
      ),
    makesStale: [todayQueryKey],
    announces: todayWording.reminderDone,
    undo: (reminder) =>
      parseResponseOrThrowApiError(
        fileClient['reminder-reopening'].$post({ param: { reference }, json: { reminder } }),
      ),
  })
  if (reminders.length === 0) return null
  return (
    <>
      <ul className="today__reminders" aria-label={text(todayWording.reminderOf)}>
        {reminders
          .toSorted((one, other) => (one.dueOn < other.dueOn ? -1 : 1))
          .map((reminder) => (
            <li key={reminder.id}>
              <span>
                {reminder.text}{' '}
                <span className="hint">({formatDueDate(reminder.dueOn, today, language)})</span>
              </span>{' '}
              <Button quiet isPending={finish.isPending} onPress={() => finish.run(reminder.id)}>
                {text(todayWording.done)}
                <span className="visually-hidden">: {reminder.text}</span>
              </Button>
            </li>
          ))}
      </ul>
      {finish.outcome}
    </>
  )
}

/** The name under which what was typed in the form of a file is stored. */
const nameReminderForm = (reference: string): string => `reminder ${reference}`

/** Whether a reminder was being written in a file when the page was loaded again. */
export const hasReminderDraft = (reference: string): boolean =>
  findStoredTextDraft(TODAY_DRAFTS, nameReminderForm(reference)) !== undefined

/** Adds a reminder to a file. */
export function ReminderForm({
  reference,
  today,
  onDone,
}: {
  reference: string
  today: string
  onDone: () => void
}) {
  const text = useWordingText()
  const draft = useTextDraft(TODAY_DRAFTS, nameReminderForm(reference), () => ({
    ...{ id: crypto.randomUUID() as string, dueOn: '', text: '' },
  }))
  const reminder = draft.value
  const [isTried, setIsTried] = useState(false)
  const action = useAction({
    submit: (json: typeof reminder) =>
      parseResponseOrThrowApiError(fileClient.reminders.$post({ param: { reference }, json })),
    makesStale: [todayQueryKey],
    onReturned: draft.reset,
    onDone,
    announces: todayWording.reminderSaved,
    undo: ({ id }) =>
      parseResponseOrThrowApiError(
        fileClient['reminder-removal'].$post({ param: { reference }, json: { reminder: id } }),
      ),
  })
  const lacksText = reminder.text.trim() === ''
  const lacksDate = reminder.dueOn < today
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setIsTried(true)
    if (!lacksText && !lacksDate) action.run(reminder)
  }
  return (
    <form noValidate className="today__form" onSubmit={onSubmit}>
      <RestoredDraftNotice draft={draft} />
      <Field
        label={text(todayWording.reminderText)}
        hint={text(todayWording.reminderHint)}
        problem={isTried && lacksText ? text(todayWording.reminderTextMissing) : undefined}
      >
        {(control) => (
          <input
            {...control}
            autoComplete="off"
            maxLength={MAX_REMINDER_CHARACTERS}
            value={reminder.text}
            onChange={({ target }) => draft.change((before) => ({ ...before, text: target.value }))}
          />
        )}
      </Field>
      <Field
        label={text(todayWording.reminderDate)}
        problem={isTried && lacksDate ? text(todayWording.reminderDateMissing) : undefined}
      >
        {(control) => (
          <input
            {...control}
            type="date"
            min={today}
            value={reminder.dueOn}
            onChange={({ target }) => draft.change((before) => ({ ...before, dueOn: target.value }))}
          />
        )}
      </Field>
      <Button isPending={action.isPending}>{text(todayWording.saveReminder)}</Button>
      {action.outcome}
    </form>
  )
}
