import { useState } from 'react'
import { MAX_NOTE_CHARACTERS, noteFolderOptions, noteKindOptions } from '../../../content/file/notes.ts'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { getFileQueryKeyPrefix } from '../../client/file-key.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { useWordingText } from '../../ui/language.tsx'
import { focusTooLongText, LongText } from '../../ui/long-text.tsx'
import { buildRadioOptions, RadioGroup } from '../../ui/radio-group.tsx'
import { RestoredDraftNotice } from '../../ui/restored-draft-notice.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { useFocusWhen } from '../../ui/use-focus-when.ts'
import { useTextDraft } from '../../ui/use-text-draft.ts'
import { ColleagueNotice } from '../colleague-notice.tsx'
import { parentSideWording } from '../facts-wording.ts'
import type { FileHeader } from '../queries.ts'
import { NEW_NOTE_FORM } from './draft-forms.ts'
import type { NewNote } from './queries.ts'
import { noteFormWording } from './wording.ts'

/** The note that is written: a new one, a draft of one’s own, or one that amends another. */
export type NoteSubject = Pick<NewNote, 'id'> & Partial<Omit<NewNote, 'id' | 'sign'>>

interface Props {
  readonly header: FileHeader
  readonly subject: NoteSubject
  readonly onClose: () => void
  /** Called once the note is saved: whatever was opened of it before says something else now. */
  readonly onSaved: () => void
}

/** Writes a note, which its author keeps as a draft or signs. */
export function NoteForm({ header, subject, onClose, onSaved }: Props) {
  const { reference } = header
  const text = useWordingText()
  const draft = useTextDraft(
    reference,
    nameNoteForm(subject),
    (): Omit<NewNote, 'sign'> => ({
      ...{ kind: 'internal', folder: 'screening', side: null, text: '', amends: null },
      ...subject,
    }),
  )
  const note = draft.value
  const [lacksText, setLacksText] = useState(false)
  const field = useFocusWhen<HTMLTextAreaElement>(lacksText || subject.id)
  const change = (part: Partial<NewNote>) => draft.change((before) => ({ ...before, ...part }))
  const action = useAction({
    submit: async (sign: boolean) => {
      await parseResponseOrThrowApiError(
        fileClient.notes.$post({ param: { reference }, json: { ...note, sign } }),
      )
      return sign
    },
    makesStale: [getFileQueryKeyPrefix(reference)],
    onDone: () => {
      draft.reset()
      onSaved()
      onClose()
    },
    announces: (isSigned) => (isSigned ? noteFormWording.signed : noteFormWording.draftSaved),
  })
  const save = (sign: boolean) => {
    const isEmpty = note.text.trim() === ''
    setLacksText(isEmpty)
    if (isEmpty) field.current?.focus()
    else if (!focusTooLongText(field.current?.form)) action.run(sign)
  }
  return (
    <form noValidate className="note-form" onSubmit={(event) => event.preventDefault()}>
      <ColleagueNotice header={header} />
      <RestoredDraftNotice draft={draft} />
      {note.amends && <p className="hint">{text(noteFormWording.amendMeans)}</p>}
      <LongText
        label={text(noteFormWording.text)}
        problem={lacksText ? text(noteFormWording.noText) : undefined}
        max={MAX_NOTE_CHARACTERS}
        field={field}
        rows={6}
        value={note.text}
        onChange={(typed) => change({ text: typed })}
      />
      <NoteMarks note={note} change={change} />
      <div className="buttons">
        <ConfirmButton
          label={text(noteFormWording.sign)}
          consequence={text(noteFormWording.signMeans)}
          confirmLabel={text(noteFormWording.signNow)}
          action={{ ...action, run: () => save(true) }}
        />
        <Button quiet isPending={action.isPending} onPress={() => save(false)}>
          {text(noteFormWording.saveDraft)}
        </Button>
        <Button quiet onPress={onClose}>
          {text(noteFormWording.close)}
        </Button>
      </div>
      {action.outcome}
    </form>
  )
}

const nameNoteForm = ({ id, amends, text }: NoteSubject): string =>
  text === undefined && !amends ? NEW_NOTE_FORM : `note ${amends ?? id}`

interface NoteMarksProps {
  readonly note: Pick<NewNote, 'kind' | 'folder' | 'side'>
  readonly change: (part: Partial<NewNote>) => void
}

/** What a note is about, about whom, and what it belongs to. */
function NoteMarks({ note, change }: NoteMarksProps) {
  const text = useWordingText()
  const sideOptions = [
    ...buildRadioOptions(parentSideWording, text),
    { value: 'neither' as const, label: text(noteFormWording.neither) },
  ]
  return (
    <>
      <RadioGroup
        legend={text(noteFormWording.kind)}
        options={buildRadioOptions(noteKindOptions, text)}
        chosen={note.kind}
        onChoose={(kind) => change({ kind })}
      />
      <RadioGroup
        legend={text(noteFormWording.side)}
        options={sideOptions}
        chosen={note.side ?? 'neither'}
        onChoose={(side) => change({ side: side === 'neither' ? null : side })}
      />
      <RadioGroup
        legend={text(noteFormWording.folder)}
        options={buildRadioOptions(noteFolderOptions, text)}
        chosen={note.folder}
        onChoose={(folder) => change({ folder })}
      />
      <p className="hint">{text(noteFormWording.folderHint)}</p>
    </>
  )
}
