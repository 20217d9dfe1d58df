import type { ApiError } from '../client/api-failure.ts'
import { getFailureWording, type PageFailureWording } from '../client/failure-wording.ts'
import { useLanguage, useWordingText } from './language.tsx'

/** Replaces a whole page, including its heading, that could not be loaded. Tells why and what to do about it. */
export const LoadFailure = ({ error }: { error: ApiError }) => (
  <PageFailure wording={getFailureWording(error.failure)} />
)

/** Replaces a whole page, including its heading. */
export function PageFailure({ wording: { title, next, link } }: { wording: PageFailureWording }) {
  const language = useLanguage()
  const text = useWordingText()
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
