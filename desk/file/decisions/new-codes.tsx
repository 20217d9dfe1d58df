import { useState } from 'react'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { useWordingText } from '../../ui/language.tsx'
import { CodeShownOnce } from '../../ui/one-time-secret.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { useClearOnLeave } from '../../ui/use-clear-on-leave.ts'
import { parentSideWording } from '../facts-wording.ts'
import { type FileHeader, fileHeaderQuery, type ParticipantSide } from '../queries.ts'
import { buildNewAccessCodeWording, decisionsWording } from './wording.ts'

export function ReplaceAccessCodeButton({
  header: { reference, lastEvent },
  side,
}: {
  header: FileHeader
  side: ParticipantSide
}) {
  const text = useWordingText()
  const [code, setCode] = useState<string>()
  useClearOnLeave(code !== undefined, () => setCode(undefined))
  const action = useAction({
    submit: () =>
      parseResponseOrThrowApiError(
        fileClient['access-code'].$post({ param: { reference }, json: { side, seen: lastEvent } }),
      ),
    makesStale: [fileHeaderQuery(reference).queryKey],
    onReturned: (created) => setCode(created.code),
  })
  const label = buildNewAccessCodeWording(parentSideWording[side])
  if (code) return <CodeShownOnce label={label} code={code} />
  return (
    <ConfirmButton
      label={text(label)}
      consequence={text(decisionsWording.newCodeMeans)}
      confirmLabel={text(decisionsWording.newCodeNow)}
      action={action}
    />
  )
}
