import { hasTextDrafts } from './stored-text-drafts.ts'

let isAsking = false
let followed: { readonly link: HTMLAnchorElement; readonly at: number } | undefined

/** How soon after a press on a link the page is left by it. */
const FOLLOWING_MS = 2000

/**
 * Lets the browser ask before the page is left with text that is not saved. A link that leaves nothing asks nothing: one
 * that calls a number, or one to this address, as after signing in again.
 */
export function askBeforeLeaving(): void {
  if (isAsking) return
  isAsking = true
  addEventListener(
    'click',
    ({ target }) => {
      const link = target instanceof Element ? target.closest('a') : null
      followed = link ? { link, at: Date.now() } : undefined
    },
    true,
  )
  addEventListener('beforeunload', (event) => {
    if (hasTextDrafts() && !isStaying()) event.preventDefault()
  })
}

function isStaying(): boolean {
  if (!followed || Date.now() - followed.at > FOLLOWING_MS) return false
  const { protocol, href } = followed.link
  return !protocol.startsWith('http') || href === location.href
}
