import { words as siteWords } from '../../content/site/wording.ts'
import { type Language, languages, pathIn, type Wording } from '../../forms/language.ts'
import { agendaWords } from '../appointments/wording.ts'
import { hoursWords } from '../availability/wording.ts'
import { useAnswer } from '../ui/use-fetch-once.ts'
import { readMe } from './api-client.ts'
import { appointmentsPath, hoursPath, listPath, type Place } from './routes.ts'
import { signOutPath, words } from './wording.ts'

/** At the head of every page: its parts, who is signed in, the way out, and the same place in the other language. */
export function Account({ place: { language, path, page } }: { place: Place }) {
  const [me] = useAnswer(readMe)
  const other = languages.find((candidate) => candidate !== language) ?? language
  return (
    <>
      <nav className="account__links" aria-label={words.deskNavigation[language]}>
        {parts.map(({ pages, label, to }) => (
          <a key={label.en} href={to(language)} aria-current={pages.includes(page) ? 'page' : undefined}>
            {label[language]}
          </a>
        ))}
      </nav>
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

/** A file stands under the list of files. */
const parts: readonly {
  readonly pages: readonly Place['page'][]
  readonly label: Wording
  readonly to: (language: Language) => string
}[] = [
  { pages: ['files', 'file', 'call'], label: words.files, to: listPath },
  { pages: ['appointments'], label: agendaWords.title, to: appointmentsPath },
  { pages: ['hours'], label: hoursWords.title, to: hoursPath },
]
