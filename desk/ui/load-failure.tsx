import type { ApiError } from '../client/api-failure.ts'
import { findFailureWording } from '../client/failure-wording.ts'
import { useLanguage, useWording } from './language.tsx'

/** Why there is nothing to show, and what to do about it; in place of the whole page, heading included. */
export function LoadFailure({ error }: { error: ApiError }) {
  const language = useLanguage()
  const text = useWording()
  const { title, next, link } = findFailureWording(error.failure)
  return (
    <div role="alert" className="problem">
      <h1>{text(title)}</h1>
      <p>{text(next)}</p>
      <p>
        <a href={link.to(language)}>{text(link.label)}</a>
      </p>
    </div>
  )
}
