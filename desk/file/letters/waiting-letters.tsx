import { useQuery } from '@tanstack/react-query'
import { letterTemplateOptions } from '../../../content/letters/letter-options.ts'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { getFileQueryKeyPrefix } from '../../client/file-key.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { useWordingText } from '../../ui/language.tsx'
import { PanelFailure } from '../../ui/panel-failure.tsx'
import { TimeWithOffset } from '../../ui/time.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { parentSideWording } from '../facts-wording.ts'
import type { FileHeader } from '../queries.ts'
import { type WaitingLetterReader, waitingLettersQuery } from './queries.ts'
import { letterRefusalWording, lettersWording } from './wording.ts'

/** Tells the parents of a file that nobody took that they wait, without opening it. */
export function WaitingLetters({ header: { reference } }: { header: FileHeader }) {
  const text = useWordingText()
  const { data, error, isLoadingError } = useQuery(waitingLettersQuery(reference))
  if (isLoadingError) return <PanelFailure heading={lettersWording.title} error={error} />
  if (!data) return null
  return (
    <section className="letters">
      <h2>{text(lettersWording.title)}</h2>
      <p className="hint">{text(lettersWording.waiting)}</p>
      {data.readers.map((reader) => (
        <WaitingLetter key={reader.side} reference={reference} reader={reader} />
      ))}
    </section>
  )
}

interface Props {
  readonly reference: string
  readonly reader: WaitingLetterReader
}

function WaitingLetter({
  reference,
  reader: { side, refusalReason, hasSafeAddress, newestLetter, toldAt },
}: Props) {
  const text = useWordingText()
  const action = useAction({
    submit: () =>
      parseResponseOrThrowApiError(
        fileClient['waiting-letters'].$post({
          param: { reference },
          json: { id: crypto.randomUUID(), side, seen: newestLetter },
        }),
      ),
    makesStale: [getFileQueryKeyPrefix(reference)],
    announces: lettersWording.sent,
  })
  return (
    <>
      <h3>{text(parentSideWording[side])}</h3>
      {toldAt !== null ? (
        <p>
          {text(letterTemplateOptions.waitlisted)}, <TimeWithOffset at={toldAt} />
        </p>
      ) : refusalReason || !hasSafeAddress ? (
        <p>{text(refusalReason ? letterRefusalWording[refusalReason] : lettersWording.noAddress)}</p>
      ) : (
        <ConfirmButton
          label={text(lettersWording.send)}
          about={text(parentSideWording[side])}
          consequence={text(lettersWording.sendMeans)}
          confirmLabel={text(lettersWording.sendNow)}
          action={action}
        />
      )}
    </>
  )
}
