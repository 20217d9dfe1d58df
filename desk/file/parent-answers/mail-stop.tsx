import { useQuery } from '@tanstack/react-query'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { useWordingText } from '../../ui/language.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { fileAppointmentsQuery, fileMessagesQuery, type ParticipantSide } from '../queries.ts'
import { mailStopWording } from './wording.ts'

/** Says whether e-mail goes to a parent, and stops it when it is no longer safe. */
export function MailStopPanel({ reference, side }: { reference: string; side: ParticipantSide }) {
  const text = useWordingText()
  const { data } = useQuery(fileAppointmentsQuery(reference))
  const action = useAction({
    submit: () =>
      parseResponseOrThrowApiError(fileClient['mail-stop'].$post({ param: { reference }, json: { side } })),
    makesStale: [fileAppointmentsQuery(reference).queryKey, fileMessagesQuery(reference).queryKey],
    announces: mailStopWording.mailStopped,
  })
  const contactability = data?.contactability.find((one) => one.side === side)
  if (!contactability) return null
  if (!contactability.canMail) return <p>{text(mailStopWording.mailNotAllowed)}</p>
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
