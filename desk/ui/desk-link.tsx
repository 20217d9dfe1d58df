import type { ComponentProps, MouseEvent } from 'react'
import { showPage } from '../client/current-route.ts'

/** A link to a page that is shown at once. A press that asks for a tab or window of its own stays the browser’s. */
export function DeskLink({ to, ...rest }: ComponentProps<'a'> & { readonly to: string }) {
  const onClick = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    showPage(to)
  }
  return <a {...rest} href={to} onClick={onClick} />
}
