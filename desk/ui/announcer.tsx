import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react'
import type { Wording } from '../../forms/language.ts'
import { useWording } from './language.tsx'

const AnnouncementContext = createContext<Wording | undefined>(undefined)
const AnnounceContext = createContext<((wording: Wording) => void) | undefined>(undefined)

/** Lets everything inside announce what was done, in the one status of the page. */
export function AnnouncerProvider({ children }: { children: ReactNode }) {
  const [announcement, setAnnouncement] = useState<Wording>()
  // A copy, so that the same words said again are announced again.
  const [announce] = useState(() => (wording: Wording) => setAnnouncement({ ...wording }))
  return (
    <AnnounceContext value={announce}>
      <AnnouncementContext value={announcement}>{children}</AnnouncementContext>
    </AnnounceContext>
  )
}

/** Announces at the top of the page what was done: the button that did it may have been removed by then. */
export function useAnnounce(): (wording: Wording) => void {
  const announce = useContext(AnnounceContext)
  if (!announce) throw new Error('No announcer is provided')
  return announce
}

/** What was done last, to which the focus moves; before that, what the page is doing or shows. */
export function PageStatus({ children }: { children?: ReactNode }) {
  const text = useWording()
  const announcement = useContext(AnnouncementContext)
  const status = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (announcement) status.current?.focus()
  }, [announcement])
  return (
    <p ref={status} role="status" tabIndex={-1} className={announcement ? 'status status--done' : 'status'}>
      {announcement ? text(announcement) : children}
    </p>
  )
}
