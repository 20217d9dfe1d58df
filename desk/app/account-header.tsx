import { siteWording } from '../../content/site/wording.ts'
import { type Language, languages, localisedPath, type Wording } from '../../forms/language.ts'
import { appointmentsWording } from '../appointments/wording.ts'
import { availabilityWording } from '../availability/wording.ts'
import { useFetchOnce } from '../ui/use-fetch-once.ts'
import { fetchSignedInCoordinator } from './api-client.ts'
import { appointmentsPath, availabilityPath, type DeskRoute, fileListPath } from './routes.ts'
import { deskWording, signOutPath } from './wording.ts'

/** At the top of every page: the desk's parts, who is signed in, sign-out, and the same page in the other language. */
export function AccountHeader({ route: { language, path, page } }: { route: DeskRoute }) {
  const [me] = useFetchOnce(fetchSignedInCoordinator)
  const other = languages.find((candidate) => candidate !== language) ?? language
  return (
    <>
      <nav className="account__links" aria-label={deskWording.deskNavigation[language]}>
        {navigationLinks.map(({ pages, label, to }) => (
          <a key={label.en} href={to(language)} aria-current={pages.includes(page) ? 'page' : undefined}>
            {label[language]}
          </a>
        ))}
      </nav>
      {me?.ok && (
        <p className="account__who">
          {deskWording.signedInAs[language]} <strong>{me.value.name}</strong>
        </p>
      )}
      <nav className="account__links" aria-label={deskWording.accountNavigation[language]}>
        <a href={signOutPath}>{deskWording.signOut[language]}</a>
        <a href={localisedPath(other, path)} hrefLang={other} lang={other}>
          {siteWording.otherLanguage[language]}
        </a>
      </nav>
    </>
  )
}

/** A file belongs to the list of files. */
const navigationLinks: readonly {
  readonly pages: readonly DeskRoute['page'][]
  readonly label: Wording
  readonly to: (language: Language) => string
}[] = [
  { pages: ['files', 'file', 'call'], label: deskWording.files, to: fileListPath },
  { pages: ['appointments'], label: appointmentsWording.title, to: appointmentsPath },
  { pages: ['hours'], label: availabilityWording.title, to: availabilityPath },
]
