import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { getFileQueryKeyPrefix } from '../../client/file-key.ts'
import { signedInCoordinatorAndColleaguesQuery } from '../../client/signed-in-coordinator.ts'
import { Button } from '../../ui/button.tsx'
import { useWordingText } from '../../ui/language.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { type Override, type OverrideNeeded, pickOverrideNeeded } from '../decisions/override.ts'
import { OverrideQuestion } from '../decisions/override-question.tsx'
import { fileSummaryWording } from './wording.ts'

/** Makes the coordinator who is signed in the lead of a file that nobody leads. */
export function TakeFileButton({ reference }: { reference: string }) {
  const text = useWordingText()
  const me = useQuery(signedInCoordinatorAndColleaguesQuery)
  const [needed, setNeeded] = useState<OverrideNeeded>()
  const action = useAction({
    submit: (override: Override) =>
      parseResponseOrThrowApiError(
        fileClient.assignment.$post({
          param: { reference },
          json: { coordinator: me.data?.id ?? '', ...override },
        }),
      ),
    makesStale: [getFileQueryKeyPrefix(reference)],
    onRefused: (failure) => setNeeded(pickOverrideNeeded(failure)),
    announces: fileSummaryWording.takeDone,
  })
  if (!me.data) return null
  return (
    <>
      <Button isPending={action.isPending} onPress={() => action.run({})}>
        {text(fileSummaryWording.take)}
      </Button>
      <p className="hint">{text(fileSummaryWording.takeMeans)}</p>
      {action.outcome}
      {needed && <OverrideQuestion needed={needed} isPending={action.isPending} onOverride={action.run} />}
    </>
  )
}
