import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { letterDeliveryOptions, letterTemplateOptions } from '../../../content/letters/letter-options.ts'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { findStoredTextDraft } from '../../client/stored-text-drafts.ts'
import { Button } from '../../ui/button.tsx'
import { useWordingText } from '../../ui/language.tsx'
import { PanelFailure } from '../../ui/panel-failure.tsx'
import { TimeWithOffset } from '../../ui/time.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { useClearOnHide, useClearOnLeave } from '../../ui/use-clear-on-leave.ts'
import { parentSideWording } from '../facts-wording.ts'
import type { FileHeader } from '../queries.ts'
import { LETTER_FORM, LetterForm } from './letter-form.tsx'
import { LetterSheet } from './letter-sheet.tsx'
import { lettersQuery, type SentLetter } from './queries.ts'
import { lettersWording } from './wording.ts'

interface Props {
  readonly header: FileHeader
  /** Opens the form that logs a call; undefined where nobody may log one. */
  readonly onLogCall: (() => void) | undefined
}

/** The letters that were sent to the parents of a file, and a form for another one. */
export function LettersPanel({ header, onLogCall }: Props) {
  const text = useWordingText()
  const { reference } = header
  const { data, error, isLoadingError } = useQuery(lettersQuery(reference))
  // A letter that was being written when the page was loaded again is shown at once.
  const [isWriting, setIsWriting] = useState(() => findStoredTextDraft(reference, LETTER_FORM) !== undefined)
  const [texts, setTexts] = useState<ReadonlyMap<string, string>>(new Map())
  useClearOnLeave(texts.size > 0, () => setTexts(new Map()))
  useClearOnHide(() => setTexts(new Map()))
  if (!header.may.logContact || header.locked) return null
  if (isLoadingError) return <PanelFailure heading={lettersWording.title} error={error} />
  if (!data || data.readers.length === 0) return null
  const show = (id: string, letter: string) => setTexts((shown) => new Map([...shown, [id, letter]]))
  return (
    <section className="letters">
      <h2>{text(lettersWording.title)}</h2>
      <p className="hint">{text(lettersWording.lead)}</p>
      {isWriting ? (
        <LetterForm
          header={header}
          readers={data.readers}
          onClose={() => setIsWriting(false)}
          onSaved={show}
          onLogCall={onLogCall}
        />
      ) : (
        <Button quiet onPress={() => setIsWriting(true)}>
          {text(lettersWording.write)}
        </Button>
      )}
      <ul className="history">
        {data.letters.map((letter) => (
          <LetterItem
            key={letter.id}
            reference={reference}
            letter={letter}
            text={texts.get(letter.id)}
            onOpened={show}
          />
        ))}
      </ul>
    </section>
  )
}

interface LetterItemProps {
  readonly reference: string
  readonly letter: SentLetter
  /** What it says, once it was opened. */
  readonly text: string | undefined
  readonly onOpened: (id: string, text: string) => void
}

/** A letter that was sent. Opening it is recorded. */
function LetterItem({ reference, letter, text: opened, onOpened }: LetterItemProps) {
  const text = useWordingText()
  const action = useAction({
    submit: () =>
      parseResponseOrThrowApiError(
        fileClient.readings.letter.$post({ param: { reference }, json: { letter: letter.id } }),
      ),
    onReturned: (reading) => onOpened(letter.id, reading.text),
  })
  return (
    <li>
      <TimeWithOffset at={letter.sentAt} />
      <div>
        <strong>{text(letterTemplateOptions[letter.template])}</strong>
        <span className="letters__facts">
          {text(parentSideWording[letter.side])} · {text(letterDeliveryOptions[letter.delivery])} ·{' '}
          {letter.sentBy?.name}
        </span>
        {opened === undefined ? (
          <Button quiet isPending={action.isPending} onPress={() => action.run()}>
            {text(lettersWording.open)}
            <span className="visually-hidden"> {text(letterTemplateOptions[letter.template])}</span>
          </Button>
        ) : (
          <LetterSheet text={opened} />
        )}
        {action.outcome}
      </div>
    </li>
  )
}
