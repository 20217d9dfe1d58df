import type { Wording } from '../../forms/language.ts'
import type { ApiError } from '../client/api-failure.ts'
import { getFailureWording } from '../client/failure-wording.ts'
import { useLanguage, useWordingText } from './language.tsx'

interface Props {
  /** Names the panel. */
  readonly heading: Wording
  /** Tells what nobody may do as long as they have not seen the panel. */
  readonly caution?: Wording
  readonly error: ApiError
}

/** Tells which panel could not be loaded and why, while the other panels are shown. */
export function PanelFailure({ heading, caution, error }: Props) {
  const language = useLanguage()
  const text = useWordingText()
  const { title, next, link } = getFailureWording(error.failure)
  return (
    <div role="alert">
      <h2>{text(heading)}</h2>
      {caution && <p>{text(caution)}</p>}
      <p className="outcome__failed">
        {text(title)}. {text(next)} <a href={link.to(language)}>{text(link.label)}</a>
      </p>
    </div>
  )
}
