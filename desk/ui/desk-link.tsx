import type { ComponentProps, MouseEvent } from 'react'
import { showPage } from '../client/current-route.ts'
import { mayLeaveTextDrafts } from '../client/may-leave-text-drafts.ts'
import { parseDeskRoute } from '../client/routes.ts'
import { getTextDraftOwner } from '../client/stored-text-drafts.ts'
import { useWordingText } from './language.tsx'

/** A link to a page that is shown at once. A press that asks for a tab or window of its own stays the browser’s. */
export function DeskLink({ to, ...rest }: ComponentProps<'a'> & { readonly to: string }) {
  const text = useWordingText()
  const onClick = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    const owner = getTextDraftOwner(parseDeskRoute(new URL(to, location.href).pathname))
    if (mayLeaveTextDrafts(text, owner)) showPage(to)
  }
  return <a {...rest} href={to} onClick={onClick} />
}
