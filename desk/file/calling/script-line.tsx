import { calledPlaceholder, callerPlaceholder } from '../../../content/authorisation/name-placeholders.ts'
import { useWordingText } from '../../ui/language.tsx'

/** The names that the words of a call leave open; undefined where the screen must not show one. */
export interface CallNames {
  readonly caller: string | undefined
  readonly called: string | undefined
}

/** A line that is said, with the names filled in. A printed line leaves them open: paper is left lying about. */
export function ScriptLine({ line, names }: { line: string; names: CallNames }) {
  const text = useWordingText()
  const nameByPlaceholder = new Map([
    [text(callerPlaceholder), names.caller],
    [text(calledPlaceholder), names.called],
  ])
  return line.split(/(\[[^\]]+\])/).map((part) => {
    const name = nameByPlaceholder.get(part)
    return name === undefined ? (
      part
    ) : (
      <span key={part} className="filled-name" data-placeholder={part}>
        <bdi>{name}</bdi>
      </span>
    )
  })
}
