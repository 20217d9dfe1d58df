import type { ApiError } from '../client/api-failure.ts'
import { getFailureWording } from '../client/failure-wording.ts'
import { useLanguage, useWordingText } from './language.tsx'

/** Tells why one panel could not be loaded, while the other panels are shown. */
export function PanelFailure({ error }: { error: ApiError }) {
  const language = useLanguage()
  const text = useWordingText()
  const { title, next, link } = getFailureWording(error.failure)
  return (
    <div role="alert">
      <p className="outcome__failed">
        {text(title)}. {text(next)} <a href={link.to(language)}>{text(link.label)}</a>
      </p>
    </div>
  )
}
