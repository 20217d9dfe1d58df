import { MAX_NOTE_CHARACTERS, noteFolderOptions } from '../../../content/file/notes.ts'
import { MAX_REMINDER_CHARACTERS } from '../../../content/limits.ts'
import { Field } from '../../ui/field.tsx'
import { useWordingText } from '../../ui/language.tsx'
import { LongText } from '../../ui/long-text.tsx'
import { buildRadioOptions, RadioGroup } from '../../ui/radio-group.tsx'
import type { TypedContact } from './typed-contact.ts'
import { contactFormWording } from './wording.ts'

interface Props {
  readonly typed: TypedContact
  readonly change: (part: Partial<TypedContact>) => void
  readonly problemOf: (name: 'date' | 'step') => string | undefined
  /** Whether the file is open, so that something can come next in it. */
  readonly hasNextStep: boolean
}

/** What a contact may have besides: a note, which belongs to a folder once there is one, and a next step with its day. */
export function ContactNoteAndNextStep({ typed, change, problemOf, hasNextStep }: Props) {
  const text = useWordingText()
  return (
    <>
      <LongText
        label={text(contactFormWording.note)}
        hint={text(contactFormWording.noteHint)}
        max={MAX_NOTE_CHARACTERS}
        rows={3}
        value={typed.note}
        onChange={(note) => change({ note })}
      />
      {typed.note.trim() !== '' && (
        <RadioGroup
          legend={text(contactFormWording.folder)}
          options={buildRadioOptions(noteFolderOptions, text)}
          chosen={typed.folder}
          onChoose={(folder) => change({ folder })}
        />
      )}
      {hasNextStep && (
        <div className="contact-form__next">
          <Field
            label={text(contactFormWording.nextStep)}
            hint={text(contactFormWording.nextStepHint)}
            problem={problemOf('step')}
          >
            {(control) => (
              <input
                {...control}
                autoComplete="off"
                maxLength={MAX_REMINDER_CHARACTERS}
                value={typed.nextStep}
                onChange={({ target }) => change({ nextStep: target.value })}
              />
            )}
          </Field>
          <Field label={text(contactFormWording.nextStepDate)} problem={problemOf('date')}>
            {(control) => (
              <input
                {...control}
                type="date"
                value={typed.dueOn}
                onChange={({ target }) => change({ dueOn: target.value })}
              />
            )}
          </Field>
        </div>
      )}
    </>
  )
}
