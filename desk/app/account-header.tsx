import { useQuery } from '@tanstack/react-query'
import {
  getOtherLanguages,
  getOwnLanguageName,
  type Language,
  localisePath,
  type Wording,
} from '../../forms/language.ts'
import {
  type DeskPageName,
  type DeskRoute,
  getAppointmentsPath,
  getAvailabilityPath,
  getFileListPath,
  getRecordCheckPath,
} from '../client/routes.ts'
import { signedInCoordinatorAndColleaguesQuery } from '../client/signed-in-coordinator.ts'
import { shellWording, signOutPath } from '../client/wording.ts'
import { useWordingText } from '../ui/language.tsx'

/** The header of every page: links to the desk's pages, who is signed in, sign-out, and the page in other languages. */
export function AccountHeader({ route: { language, path, page } }: { route: DeskRoute }) {
  const text = useWordingText()
  const me = useQuery(signedInCoordinatorAndColleaguesQuery)
  return (
    <>
      <nav className="account__links" aria-label={text(shellWording.deskNavigation)}>
        {navigationLinks
          .filter(({ isForAdministrators }) => !isForAdministrators || me.data?.administrator)
          .map(({ pages, label, to }) => (
            <a key={pages[0]} href={to(language)} aria-current={pages.includes(page) ? 'page' : undefined}>
              {text(label)}
            </a>
          ))}
      </nav>
      {me.data && (
        <p className="account__who">
          {text(shellWording.signedInAs)} <strong>{me.data.name}</strong>
        </p>
      )}
      <nav className="account__links" aria-label={text(shellWording.accountNavigation)}>
        <a href={signOutPath}>{text(shellWording.signOut)}</a>
        {getOtherLanguages(language).map((other) => (
          <a key={other} href={localisePath(other, path)} hrefLang={other} lang={other}>
            {getOwnLanguageName(other)}
          </a>
        ))}
      </nav>
    </>
  )
}

/** The pages of a file count as part of the list of files. */
const navigationLinks: readonly {
  readonly pages: readonly DeskPageName[]
  readonly label: Wording
  readonly to: (language: Language) => string
  readonly isForAdministrators?: boolean
}[] = [
  { pages: ['files', 'file', 'call', 'record'], label: shellWording.files, to: getFileListPath },
  { pages: ['appointments'], label: shellWording.appointments, to: getAppointmentsPath },
  { pages: ['availability'], label: shellWording.availability, to: getAvailabilityPath },
  {
    pages: ['recordCheck'],
    label: shellWording.recordCheck,
    to: getRecordCheckPath,
    isForAdministrators: true,
  },
]
