import type { Language } from '../../forms/language.ts'
import type { Failure } from '../app/api-client.ts'
import { problems } from '../app/wording.ts'

/** Why there is nothing to show, and what to do about it. Stands in place of the page, heading included. */
export function Problem({ failure, language }: { failure: Failure; language: Language }) {
  const { title, next, link } = problems[failure]
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
