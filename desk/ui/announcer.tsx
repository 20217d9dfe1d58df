import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react'
import type { Wording } from '../../forms/language.ts'
import { useWordingText } from './language.tsx'

const AnnouncementContext = createContext<Wording | undefined>(undefined)
const AnnounceContext = createContext<((wording: Wording) => void) | undefined>(undefined)

/** Lets every component inside announce what was done, in the one status of the page. */
export function AnnouncerProvider({ children }: { children: ReactNode }) {
  const [announcement, setAnnouncement] = useState<Wording>()
  // Copies the wording, so that the same words are announced again when they are repeated.
  const [announce] = useState(() => (wording: Wording) => setAnnouncement({ ...wording }))
  return (
    <AnnounceContext value={announce}>
      <AnnouncementContext value={announcement}>{children}</AnnouncementContext>
    </AnnounceContext>
  )
}

/**
 * Gives a function that announces what was done at the top of the page, because the pressed button may be gone by then.
 */
export function useAnnounce(): (wording: Wording) => void {
  const announce = useContext(AnnounceContext)
  if (!announce) throw new Error('No announcer is provided')
  return announce
}

/** The status of the page: the latest announcement, which takes the focus, or else `children`. */
export function PageStatus({ children }: { children?: ReactNode }) {
  const text = useWordingText()
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
