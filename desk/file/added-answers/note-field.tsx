import { MAX_ADDED_NOTE_CHARACTERS } from '../../../content/limits.ts'
import { Field } from '../../ui/field.tsx'
import { useWordingText } from '../../ui/language.tsx'
import { addedAnswersWording } from './wording.ts'

interface Props {
  readonly note: string
  readonly onChange: (note: string) => void
}

/** What was said beside the questions of a page. */
export function NoteField({ note, onChange }: Props) {
  const text = useWordingText()
  return (
    <Field label={text(addedAnswersWording.note)} hint={text(addedAnswersWording.noteMeans)}>
      {(control) => (
        <textarea
          {...control}
          rows={4}
          maxLength={MAX_ADDED_NOTE_CHARACTERS}
          value={note}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  )
}
