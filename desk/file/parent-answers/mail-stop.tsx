import { useQueryClient } from '@tanstack/react-query'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import { useAction } from '../../ui/use-action.tsx'
import {
  answersReadingQuery,
  type Contactability,
  fileMessagesQuery,
  getOverviewReadingKeyPrefix,
} from '../queries.ts'
import { addressProblemWording, mailStopWording } from './wording.ts'

interface Props {
  readonly reference: string
  readonly contactability: Contactability
}

/** Says whether e-mail goes to a parent, and stops it when it is no longer safe. */
export function MailStopPanel({ reference, contactability: { side, canMail, addressProblem } }: Props) {
  const queryClient = useQueryClient()
  const language = useLanguage()
  const text = useWordingText()
  const action = useAction({
    submit: () =>
      parseResponseOrThrowApiError(fileClient['mail-stop'].$post({ param: { reference }, json: { side } })),
    makesStale: [fileMessagesQuery(reference).queryKey, getOverviewReadingKeyPrefix(reference)],
    // The answers are not read again, which would be recorded as another reading.
    onDone: () =>
      queryClient.setQueryData(
        answersReadingQuery(reference, language).queryKey,
        (answers) => answers && { ...answers, contactability: withoutMail(answers.contactability, side) },
      ),
    announces: mailStopWording.mailStopped,
  })
  if (addressProblem) return <p className="outcome__failed">{text(addressProblemWording[addressProblem])}</p>
  if (!canMail) return <p>{text(mailStopWording.mailNotAllowed)}</p>
  return (
    <div className="stop-mail">
      <p>{text(mailStopWording.mailAllowed)}</p>
      <ConfirmButton
        label={text(mailStopWording.stopMail)}
        consequence={text(mailStopWording.stopMailMeans)}
        confirmLabel={text(mailStopWording.stopMailNow)}
        action={action}
      />
    </div>
  )
}

/** Takes e-mail from the ways in which the parent on one side can be reached. */
export const withoutMail = (all: readonly Contactability[], side: Contactability['side']): Contactability[] =>
  all.map((one) =>
    one.side === side
      ? { ...one, canMail: false, channels: one.channels.filter((channel) => channel !== 'mail') }
      : one,
  )
