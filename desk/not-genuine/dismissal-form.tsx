import type { KeyboardEvent } from 'react'
import { type DismissalReason, dismissalReasonOptions } from '../../content/file/dismissals.ts'
import { MAX_DISMISSED_AT_ONCE } from '../../content/limits.ts'
import { deskClient, parseResponseOrThrowApiError } from '../client/api-client.ts'
import { getFileQueryKeyPrefix } from '../client/file-key.ts'
import { fileListQueryKey } from '../client/file-list-key.ts'
import { Button } from '../ui/button.tsx'
import { useWordingText } from '../ui/language.tsx'
import { useAction } from '../ui/use-action.tsx'
import { useFocusWhen } from '../ui/use-focus-when.ts'
import { useReason } from '../ui/use-reason.tsx'
import { controlWording } from '../ui/wording.ts'
import { buildDismissedWording } from './dismissed-announcement.ts'
import { buildDismissalQuestionWording, buildDismissNowWording, dismissalWording } from './wording.ts'

interface Props {
  /** The files to close, at least one. */
  readonly references: readonly string[]
  readonly onDone?: () => void
  /** Leaves the files open. Escape does so too. */
  readonly onCancel: () => void
}

/**
 * Asks, before files are closed as not genuine, whether these are the ones and why. It takes the focus, and says which
 * were closed.
 */
export function DismissalForm({ references, onDone, onCancel }: Props) {
  const text = useWordingText()
  const title = useFocusWhen<HTMLHeadingElement>(true)
  const action = useAction({
    submit: (chosen: DismissalReason) => dismissInChunks(references, chosen),
    makesStale: [fileListQueryKey, ...references.map(getFileQueryKeyPrefix)],
    announces: (closed) =>
      buildDismissedWording(
        closed,
        references.filter((reference) => !closed.includes(reference)),
      ),
    ...(onDone && { onDone }),
  })
  const why = useReason({
    why: dismissalWording.why,
    reasons: dismissalReasonOptions,
    noReason: dismissalWording.noReason,
    run: action.run,
  })
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === 'Escape') onCancel()
  }
  return (
    <form noValidate className="dismissal" onSubmit={why.submit} onKeyDown={onKeyDown}>
      <h2 ref={title} tabIndex={-1}>
        {text(buildDismissalQuestionWording(references))}
      </h2>
      {references.length > 1 && (
        <ul className="dismissal__references">
          {references.map((reference) => (
            <li key={reference} className="reference">
              {reference}
            </li>
          ))}
        </ul>
      )}
      <p>{text(dismissalWording.means)}</p>
      {why.question}
      <p className="hint">{text(dismissalWording.recorded)}</p>
      <div className="buttons">
        <Button isPending={action.isPending}>{text(buildDismissNowWording(references.length))}</Button>
        <Button quiet onPress={onCancel}>
          {text(controlWording.notNow)}
        </Button>
      </div>
      {action.outcome}
    </form>
  )
}

/**
 * Closes files as many at once as the worker takes, and gives the references of those that are closed. When a later
 * request fails, the files of the earlier ones are closed all the same.
 */
async function dismissInChunks(references: readonly string[], reason: DismissalReason): Promise<string[]> {
  const closed: string[] = []
  for (let start = 0; start < references.length; start += MAX_DISMISSED_AT_ONCE) {
    const chunk = references.slice(start, start + MAX_DISMISSED_AT_ONCE)
    try {
      closed.push(...(await dismiss(chunk, reason)))
    } catch (error) {
      if (closed.length === 0) throw error
      break
    }
  }
  return closed
}

const dismiss = async (references: string[], reason: DismissalReason): Promise<string[]> =>
  (
    await parseResponseOrThrowApiError(
      deskClient['not-genuine-closures'].$post({ json: { references, reason } }),
    )
  ).closed
