import type { ApiError } from '../client/api-failure.ts'
import { findFailureWording } from '../client/failure-wording.ts'
import { useLanguage, useWording } from './language.tsx'

/** Tells why one panel could not be loaded, while the other panels are shown. */
export function PanelFailure({ error }: { error: ApiError }) {
  const language = useLanguage()
  const text = useWording()
  const { title, next, link } = findFailureWording(error.failure)
  return (
    <div role="alert">
      <p className="outcome__failed">
        {text(title)}. {text(next)} <a href={link.to(language)}>{text(link.label)}</a>
      </p>
    </div>
  )
}
