import { useQuery } from '@tanstack/react-query'
import { type MouseEvent, useEffect } from 'react'
import { getOtherLanguages, getOwnLanguageName, localisePath } from '../../forms/language.ts'
import { useCurrentRoute } from '../client/current-route.ts'
import { mayLeaveTextDrafts } from '../client/may-leave-text-drafts.ts'
import { signedInCoordinatorAndColleaguesQuery } from '../client/signed-in-coordinator.ts'
import { deleteTextDraftsOfOtherFiles } from '../client/stored-text-drafts.ts'
import { shellWording, signOutPath } from '../client/wording.ts'
import { useWordingText } from '../ui/language.tsx'

/** Tells the other tabs of the desk that somebody signs out, so that what was typed is gone from them too. */
const SIGN_OUT_CHANNEL = 'desk-sign-out'

/** Who is signed in, sign-out, and the page in other languages. */
export function Account() {
  const { language, path } = useCurrentRoute()
  const text = useWordingText()
  const me = useQuery(signedInCoordinatorAndColleaguesQuery)
  const onSignOut = (event: MouseEvent) => {
    if (mayLeaveTextDrafts(text, undefined)) new BroadcastChannel(SIGN_OUT_CHANNEL).postMessage(null)
    else event.preventDefault()
  }
  useEffect(() => {
    const channel = new BroadcastChannel(SIGN_OUT_CHANNEL)
    channel.onmessage = () => deleteTextDraftsOfOtherFiles(undefined)
    return () => channel.close()
  }, [])
  return (
    <>
      {me.data && (
        <p className="account__who">
          {text(shellWording.signedInAs)} <strong>{me.data.name}</strong>
        </p>
      )}
      <nav className="account__links" aria-label={text(shellWording.accountNavigation)}>
        <a href={signOutPath} onClick={onSignOut}>
          {text(shellWording.signOut)}
        </a>
        {getOtherLanguages(language).map((other) => (
          <a key={other} href={localisePath(other, path)} hrefLang={other} lang={other}>
            {getOwnLanguageName(other)}
          </a>
        ))}
      </nav>
    </>
  )
}
