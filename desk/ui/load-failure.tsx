import type { Language } from '../../forms/language.ts'
import type { ApiFailure } from '../app/api-client.ts'
import { loadFailureWording } from '../app/wording.ts'

/** Why there is nothing to show, and what to do about it; in place of the whole page, heading included. */
export function LoadFailure({ failure, language }: { failure: ApiFailure; language: Language }) {
  const { title, next, link } = loadFailureWording[failure]
  return (
    <div role="alert" className="problem">
      <h1>{title[language]}</h1>
      <p>{next[language]}</p>
      <p>
        <a href={link.to(language)}>{link.label[language]}</a>
      </p>
    </div>
  )
}
