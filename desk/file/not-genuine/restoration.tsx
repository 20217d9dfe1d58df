import { type RestorationReason, restorationReasonOptions } from '../../../content/file/dismissals.ts'
import { isDismissedStage } from '../../../content/file-stages.ts'
import { fileClient, parseResponseOrThrowApiError } from '../../client/api-client.ts'
import { getFileQueryKeyPrefix } from '../../client/file-key.ts'
import { Button } from '../../ui/button.tsx'
import { useWordingText } from '../../ui/language.tsx'
import { useAction } from '../../ui/use-action.tsx'
import { useReason } from '../../ui/use-reason.tsx'
import type { FileHeader } from '../queries.ts'
import { restorationWording } from './wording.ts'

/** Says of a file that it was closed as not genuine, what that means, and lets an administrator open it again. */
export function RestorationPanel({ header: { reference, stage, may } }: { header: FileHeader }) {
  const text = useWordingText()
  if (!isDismissedStage(stage)) return null
  return (
    <section className="restoration">
      <h2>{text(restorationWording.title)}</h2>
      <p>{text(restorationWording.means)}</p>
      {may.restore ? (
        <RestorationForm reference={reference} />
      ) : (
        <p>{text(restorationWording.byAdministrator)}</p>
      )}
    </section>
  )
}

function RestorationForm({ reference }: { reference: string }) {
  const text = useWordingText()
  const action = useAction({
    submit: (chosen: RestorationReason) =>
      parseResponseOrThrowApiError(
        fileClient.restoration.$post({ param: { reference }, json: { reason: chosen } }),
      ),
    makesStale: [getFileQueryKeyPrefix(reference)],
    announces: restorationWording.done,
  })
  const why = useReason({
    why: restorationWording.why,
    reasons: restorationReasonOptions,
    noReason: restorationWording.noReason,
    run: action.run,
  })
  return (
    <form noValidate onSubmit={why.submit}>
      {why.question}
      <Button isPending={action.isPending}>{text(restorationWording.restore)}</Button>
      {action.outcome}
    </form>
  )
}
