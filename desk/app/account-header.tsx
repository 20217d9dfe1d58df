import {
  type Language,
  localisedPath,
  otherLanguages,
  ownLanguageName,
  type Wording,
} from '../../forms/language.ts'
import { appointmentsWording } from '../appointments/wording.ts'
import { availabilityWording } from '../availability/wording.ts'
import { useFetchOnce } from '../ui/use-fetch-once.ts'
import { fetchSignedInCoordinator } from './api-client.ts'
import { appointmentsPath, availabilityPath, type DeskRoute, fileListPath } from './routes.ts'
import { deskWording, signOutPath } from './wording.ts'

/** At the top of every page: the desk's parts, who is signed in, sign-out, and the same page in other languages. */
export function AccountHeader({ route: { language, path, page } }: { route: DeskRoute }) {
  const [me] = useFetchOnce(fetchSignedInCoordinator)
  return (
    <>
      <nav className="account__links" aria-label={deskWording.deskNavigation[language]}>
        {navigationLinks.map(({ pages, label, to }) => (
          <a key={pages[0]} href={to(language)} aria-current={pages.includes(page) ? 'page' : undefined}>
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
        {otherLanguages(language).map((other) => (
          <a key={other} href={localisedPath(other, path)} hrefLang={other} lang={other}>
            {ownLanguageName(other)}
          </a>
        ))}
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
