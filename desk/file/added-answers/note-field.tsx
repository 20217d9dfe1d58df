import { MAX_ADDED_NOTE_CHARACTERS } from '../../../content/limits.ts'
import { useWordingText } from '../../ui/language.tsx'
import { LongText } from '../../ui/long-text.tsx'
import { addedAnswersWording } from './wording.ts'

interface Props {
  readonly note: string
  readonly onChange: (note: string) => void
}

/** What was said beside the questions of a page. */
export function NoteField({ note, onChange }: Props) {
  const text = useWordingText()
  return (
    <LongText
      label={text(addedAnswersWording.note)}
      hint={text(addedAnswersWording.noteMeans)}
      max={MAX_ADDED_NOTE_CHARACTERS}
      rows={4}
      value={note}
      onChange={onChange}
    />
  )
}
