import { messageKindLabels } from '../../../content/mail/message-kind-labels.ts'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { useWordingText } from '../../ui/language.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { type FileHeader, type FileMessage, fileMessagesQuery } from '../queries.ts'
import { fileMessagesWording } from './wording.ts'

interface Props {
  readonly header: Pick<FileHeader, 'reference' | 'may'>
  readonly message: FileMessage
}

/** What can be done about an e-mail that could not be sent: send it again, or delete what it says. */
export function StoredMessageActions({ header: { reference, may }, message }: Props) {
  const text = useWordingText()
  const about = text(messageKindLabels[message.kind])
  const request = { param: { reference }, json: { message: message.id } }
  const makesStale = [fileMessagesQuery(reference).queryKey]
  const repeat = useAction({
    submit: () => parseResponseOrThrowApiError(fileClient['message-repeat'].$post(request)),
    makesStale,
    announces: fileMessagesWording.sentAgain,
  })
  const removal = useAction({
    submit: () => parseResponseOrThrowApiError(fileClient['message-removal'].$post(request)),
    makesStale,
    announces: fileMessagesWording.dropped,
  })
  return (
    <div className="buttons">
      {may.resendMessages && (
        <ConfirmButton
          label={text(fileMessagesWording.sendAgain)}
          about={about}
          consequence={text(fileMessagesWording.sendAgainMeans)}
          confirmLabel={text(fileMessagesWording.sendAgain)}
          action={repeat}
        />
      )}
      {may.dropMessages && (
        <ConfirmButton
          label={text(fileMessagesWording.drop)}
          about={about}
          consequence={text(fileMessagesWording.dropMeans)}
          confirmLabel={text(fileMessagesWording.drop)}
          action={removal}
        />
      )}
    </div>
  )
}
