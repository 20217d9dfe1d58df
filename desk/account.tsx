import { languages, pathIn } from '../content/language.ts'
import { words as siteWords } from '../content/words.ts'
import { readMe } from './api.ts'
import type { Place } from './place.ts'
import { useAnswer } from './use-answer.ts'
import { signOutPath, words } from './words.ts'

/** At the head of every page: who is signed in, the way out, and the same place in the other language. */
export function Account({ place: { language, path } }: { place: Place }) {
  const [me] = useAnswer(readMe)
  const other = languages.find((candidate) => candidate !== language) ?? language
  return (
    <>
      {me?.ok && (
        <p className="account__who">
          {words.signedInAs[language]} <strong>{me.value.name}</strong>
        </p>
      )}
      <nav className="account__links" aria-label={words.accountNavigation[language]}>
        <a href={signOutPath}>{words.signOut[language]}</a>
        <a href={pathIn(other, path)} hrefLang={other} lang={other}>
          {siteWords.otherLanguage[language]}
        </a>
      </nav>
    </>
  )
}
