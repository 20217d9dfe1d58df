import { isOpenStage } from '../../../content/file-stages.ts'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { getFileQueryKeyPrefix } from '../../client/file-key.ts'
import { Button } from '../../ui/button.tsx'
import { useWordingText } from '../../ui/language.tsx'
import { useAction } from '../../ui/use-action.tsx'
import type { FileHeader } from '../queries.ts'
import { decisionsWording } from './wording.ts'

/** A button for a lead coordinator who may not or does not want to lead the file any longer. */
export function RequestReassignmentButton({ header: { reference, may, stage } }: { header: FileHeader }) {
  const text = useWordingText()
  const action = useAction({
    submit: () => parseResponseOrThrowApiError(fileClient.reassignment.$post({ param: { reference } })),
    makesStale: [getFileQueryKeyPrefix(reference)],
    announces: decisionsWording.reassignDone,
  })
  if (!may.requestReassignment || !isOpenStage(stage)) return null
  return (
    <div>
      <Button quiet isPending={action.isPending} onPress={() => action.run()}>
        {text(decisionsWording.reassign)}
      </Button>
      <p className="hint">{text(decisionsWording.reassignMeans)}</p>
      {action.outcome}
    </div>
  )
}
