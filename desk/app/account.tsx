import { useQuery } from '@tanstack/react-query'
import { getOtherLanguages, getOwnLanguageName, localisePath } from '../../forms/language.ts'
import { useCurrentRoute } from '../client/current-route.ts'
import { signedInCoordinatorAndColleaguesQuery } from '../client/signed-in-coordinator.ts'
import { shellWording, signOutPath } from '../client/wording.ts'
import { useWordingText } from '../ui/language.tsx'

/** Who is signed in, sign-out, and the page in other languages. */
export function Account() {
  const { language, path } = useCurrentRoute()
  const text = useWordingText()
  const me = useQuery(signedInCoordinatorAndColleaguesQuery)
  return (
    <>
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
