import { type NoteFolder, noteFolderOptions } from '../../../content/file/notes.ts'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { Button } from '../../ui/button.tsx'
import { useWordingText } from '../../ui/language.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { useReason } from '../../ui/use-reason.tsx'
import type { SafetyOpeningReason } from '../queries.ts'
import { safetyOpeningReasonWording } from '../safety-answers/wording.ts'
import type { LogEntry, NoteReading } from './queries.ts'
import { contactLogWording, openNotesWordingBuilders } from './wording.ts'

/** The ids of the notes of each folder that a page of the log shows and nobody opened yet. */
type ClosedNotes = Readonly<Record<NoteFolder, readonly string[]>>

/** Lists the notes of a page that are not opened yet: those of contacts, and those of their own. */
export function listClosedNotes(
  entries: readonly LogEntry[],
  texts: ReadonlyMap<string, string>,
): ClosedNotes {
  const notes = entries.flatMap((entry) => (entry.type === 'note' ? [entry] : entry.note ? [entry.note] : []))
  const listOf = (folder: NoteFolder) =>
    notes.flatMap((note) => (note.folder === folder && !texts.has(note.id) ? [note.id] : []))
  return { screening: listOf('screening'), decision: listOf('decision') }
}

interface Props {
  readonly reference: string
  readonly closed: ClosedNotes
  readonly onOpened: (texts: ReadonlyMap<string, string>) => void
}

/** Opens the notes of a folder, on record: those of screening for a reason. Nothing is offered where nothing is closed. */
export function NoteOpening({ reference, closed, onOpened }: Props) {
  const text = useWordingText()
  const action = useAction({
    submit: (json: NoteReading) =>
      parseResponseOrThrowApiError(fileClient.readings.notes.$post({ param: { reference }, json })),
    onReturned: ({ notes }) => onOpened(new Map(notes.map((note) => [note.id, note.text]))),
    announces: contactLogWording.notesOpened,
  })
  const folders = (Object.keys(noteFolderOptions) as NoteFolder[]).filter(
    (folder) => closed[folder].length > 0,
  )
  if (folders.length === 0) return null
  return (
    <div className="note-opening">
      <p className="hint">{text(contactLogWording.openMeans)}</p>
      {closed.screening.length > 0 && (
        <details>
          <summary>{text(openNotesWordingBuilders.screening(closed.screening.length))}</summary>
          <ScreeningReasonForm
            isPending={action.isPending}
            onChosen={(reason) => action.run({ folder: 'screening', ids: [...closed.screening], reason })}
          />
        </details>
      )}
      {closed.decision.length > 0 && (
        <Button
          quiet
          isPending={action.isPending}
          onPress={() => action.run({ folder: 'decision', ids: [...closed.decision] })}
        >
          {text(openNotesWordingBuilders.decision(closed.decision.length))}
        </Button>
      )}
      {action.outcome}
    </div>
  )
}

interface ScreeningReasonFormProps {
  readonly isPending: boolean
  readonly onChosen: (reason: SafetyOpeningReason) => void
}

function ScreeningReasonForm({ isPending, onChosen }: ScreeningReasonFormProps) {
  const text = useWordingText()
  const why = useReason({
    why: contactLogWording.openReason,
    reasons: safetyOpeningReasonWording,
    noReason: contactLogWording.noReason,
    run: onChosen,
  })
  return (
    <form noValidate onSubmit={why.submit}>
      {why.question}
      <Button isPending={isPending}>{text(contactLogWording.open)}</Button>
    </form>
  )
}
