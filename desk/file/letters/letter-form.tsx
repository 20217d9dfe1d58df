import { useState } from 'react'
import {
  letterDeliveryOptions,
  letterTemplateOptions,
  MAX_LETTER_CHARACTERS,
} from '../../../content/letters/letter-options.ts'
import { getLanguageNameWithinLine, getLocaleTag } from '../../../forms/language.ts'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import type { ApiFailure } from '../../client/api-failure.ts'
import { getFileQueryKeyPrefix } from '../../client/file-key.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import { focusTooLongText, LongText } from '../../ui/long-text.tsx'
import { buildRadioOptions, RadioGroup } from '../../ui/radio-group.tsx'
import { RestoredDraftNotice } from '../../ui/restored-draft-notice.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { useFocusWhen } from '../../ui/use-focus-when.ts'
import { useTextDraft } from '../../ui/use-text-draft.ts'
import { ColleagueNotice } from '../colleague-notice.tsx'
import { parentSideWording } from '../facts-wording.ts'
import type { FileHeader } from '../queries.ts'
import type { LetterReader, PostedLetter } from './queries.ts'
import {
  buildLetterLanguageWording,
  buildNamesOthersWording,
  letterRefusalWording,
  lettersWording,
} from './wording.ts'

/** The name under which what was typed is stored (desk/ui/use-text-draft.ts). */
export const LETTER_FORM = 'letter'

/** A letter that is being written; its template is null until one is chosen, and without a text it is as that has it. */
type LetterDraft = Omit<PostedLetter, 'template' | 'text' | 'seen' | 'confirmedWords'> & {
  readonly template: PostedLetter['template'] | null
  readonly text: string | null
}

interface Props {
  readonly header: FileHeader
  readonly readers: readonly LetterReader[]
  readonly onClose: () => void
  /** Receives a letter of which a copy was kept to be printed. */
  readonly onSaved: (id: string, text: string) => void
  readonly onLogCall: (() => void) | undefined
}

/** Writes a letter to one parent from a template, which is sent as it is or changed first. */
export function LetterForm({ header, readers, onClose, onSaved, onLogCall }: Props) {
  const language = useLanguage()
  const text = useWordingText()
  const { reference } = header
  const [isTried, setIsTried] = useState(false)
  // The words about which the worker asked, until something is changed. Whoever sends again says that they name nobody.
  const [askedWords, setAskedWords] = useState<string[]>([])
  const draft = useTextDraft(
    reference,
    LETTER_FORM,
    (): LetterDraft => ({
      ...{ id: crypto.randomUUID(), side: readers[0]?.side ?? 'initiating', template: null },
      ...{ delivery: 'your-file', text: null },
    }),
  )
  const letter = draft.value
  const reader = readers.find(({ side }) => side === letter.side)
  const textField = useFocusWhen<HTMLTextAreaElement>(isTried)
  const change = (part: Partial<LetterDraft>) => {
    setAskedWords([])
    draft.change((before) => ({ ...before, ...part }))
  }
  const action = useAction({
    submit: (json: PostedLetter) =>
      parseResponseOrThrowApiError(fileClient.letters.$post({ param: { reference }, json })).then(() => json),
    makesStale: [getFileQueryKeyPrefix(reference)],
    explainRefusal: explainLetterRefusal,
    onRefused: (failure) => setAskedWords(listAskedWords(failure)),
    onDone: ({ id, delivery, text: sent }) => {
      draft.reset()
      if (delivery === 'print') onSaved(id, sent)
      onClose()
    },
    announces: ({ delivery }) => lettersWording[delivery === 'print' ? 'printed' : 'sent'],
  })
  if (!reader) return null
  const delivery = reader.hasSafeAddress ? letter.delivery : 'print'
  const { template } = letter
  const shown = letter.text ?? (template ? reader.texts[template] : '')
  const isAsked = askedWords.length > 0
  const send = () => {
    if (!template) return
    setIsTried(shown.trim() === '')
    if (shown.trim() === '') textField.current?.focus()
    else if (!focusTooLongText(textField.current?.form))
      action.run({
        ...letter,
        ...{ template, delivery },
        text: shown,
        seen: reader.newestLetter,
        confirmedWords: askedWords.join(' ') || null,
      })
  }
  return (
    <form noValidate className="letter-form" onSubmit={(event) => event.preventDefault()}>
      <ColleagueNotice header={header} />
      <RestoredDraftNotice draft={draft} />
      {readers.length > 1 && (
        <RadioGroup
          legend={text(lettersWording.side)}
          options={buildRadioOptions(parentSideWording, text)}
          chosen={letter.side}
          onChoose={(side) => change({ side, text: null })}
        />
      )}
      {reader.refusalReason ? (
        <p className="letter-form__refusal">{text(letterRefusalWording[reader.refusalReason])}</p>
      ) : (
        <>
          <RadioGroup
            legend={text(lettersWording.template)}
            options={buildRadioOptions(letterTemplateOptions, text)}
            chosen={template ?? undefined}
            onChoose={(chosen) => change({ template: chosen, text: null })}
          />
          {template && (
            <>
              {letter.text !== null && <p className="hint">{text(lettersWording.replaces)}</p>}
              <LongText
                label={text(lettersWording.text)}
                hint={`${text(buildLetterLanguageWording(getLanguageNameWithinLine(reader.language, language)))} ${text(lettersWording.textHint)}`}
                problem={isTried ? text(lettersWording.noText) : undefined}
                max={MAX_LETTER_CHARACTERS}
                field={textField}
                rows={16}
                lang={getLocaleTag(reader.language)}
                value={shown}
                onChange={(typed) => change({ text: typed })}
              />
            </>
          )}
          {reader.hasSafeAddress ? (
            <RadioGroup
              legend={text(lettersWording.delivery)}
              options={buildRadioOptions(letterDeliveryOptions, text)}
              chosen={delivery}
              onChoose={(chosen) => change({ delivery: chosen })}
            />
          ) : (
            <NoSafeAddress onLogCall={onLogCall} />
          )}
        </>
      )}
      <div className="buttons">
        {!reader.refusalReason &&
          template &&
          (delivery === 'print' ? (
            <Button isPending={action.isPending} onPress={send}>
              {text(lettersWording[isAsked ? 'nobodyNamed' : 'saveToPrint'])}
            </Button>
          ) : (
            <ConfirmButton
              label={text(lettersWording.send)}
              consequence={text(lettersWording.sendMeans)}
              confirmLabel={text(lettersWording[isAsked ? 'nobodyNamed' : 'sendNow'])}
              action={{ ...action, run: send }}
            />
          ))}
        <Button quiet onPress={onClose}>
          {text(lettersWording.close)}
        </Button>
      </div>
      {(delivery === 'print' || reader.refusalReason) && action.outcome}
    </form>
  )
}

/** Says that no e-mail is safe, and leads to the two ways that remain. */
function NoSafeAddress({ onLogCall }: Pick<Props, 'onLogCall'>) {
  const text = useWordingText()
  return (
    <div className="letter-form__refusal">
      <p>{text(lettersWording.noSafeAddress)}</p>
      {onLogCall && (
        <Button quiet onPress={() => onLogCall()}>
          {text(lettersWording.logCall)}
        </Button>
      )}
    </div>
  )
}

function explainLetterRefusal(failure: ApiFailure) {
  const words = listAskedWords(failure)
  return words.length > 0 ? buildNamesOthersWording(words.join(', ')) : undefined
}

const listAskedWords = (failure: ApiFailure): string[] =>
  failure.code === 'invalid'
    ? failure.paths.flatMap((path) => (path.startsWith('text.') ? [path.slice(5)] : []))
    : []
