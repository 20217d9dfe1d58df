import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react'
import type { Wording } from '../../forms/language.ts'
import { reloadFailedAfterActionWording } from '../client/failure-wording.ts'
import { useLanguage, useWordingText } from './language.tsx'

interface Announcement {
  /** What was done; undefined when the page shows it elsewhere, such as a code. */
  readonly wording: Wording | undefined
  /** Whether the page could not load again what an action changed. It stays so until it is reloaded. */
  readonly isPageOutdated: boolean
}

type Announce = (wording: Wording | undefined, isPageOutdated: boolean) => void

interface Announcer {
  readonly announce: Announce
  readonly clearAnnouncement: () => void
}

/** The id of the status of the page. */
const STATUS_ID = 'page-status'

const AnnouncementContext = createContext<Announcement | undefined>(undefined)
const AnnouncerContext = createContext<Announcer | undefined>(undefined)

/** Lets every component inside announce what was done, in the one status of the page. */
export function AnnouncerProvider({ children }: { children: ReactNode }) {
  const [announcement, setAnnouncement] = useState<Announcement>()
  const [announcer] = useState(
    (): Announcer => ({
      // Makes a new object, so that the same words are announced again when they are repeated.
      announce: (wording, isPageOutdated) =>
        setAnnouncement((before) => ({
          wording,
          isPageOutdated: isPageOutdated || before?.isPageOutdated === true,
        })),
      clearAnnouncement: () => setAnnouncement((before) => (before?.isPageOutdated ? before : undefined)),
    }),
  )
  return (
    <AnnouncerContext value={announcer}>
      <AnnouncementContext value={announcement}>{children}</AnnouncementContext>
    </AnnouncerContext>
  )
}

/**
 * Gives a function that announces what was done at the top of the page, because the pressed button may be gone by then.
 */
export function useAnnounce(): Announce {
  const announcer = useContext(AnnouncerContext)
  if (!announcer) throw new Error('No announcer is provided')
  return announcer.announce
}

/**
 * Gives a function that takes away what was announced before, so that no “Saved” stands beside what the next press comes to.
 * An outdated page stays one.
 */
export const useClearAnnouncement = (): (() => void) | undefined =>
  useContext(AnnouncerContext)?.clearAnnouncement

/**
 * The id of the status that says that the page is outdated; undefined while it is not. No action runs on an outdated
 * page, because it would be decided on what no longer holds.
 */
export const useOutdatedPageStatusId = (): string | undefined =>
  useContext(AnnouncementContext)?.isPageOutdated ? STATUS_ID : undefined

/** The status of the page: the latest announcement, which takes the focus, or else `children`. */
export function PageStatus({ children }: { children?: ReactNode }) {
  const text = useWordingText()
  const announcement = useContext(AnnouncementContext)
  const status = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    // Without words of its own, an announcement leaves the focus on the code that the action gave.
    if (announcement?.wording) status.current?.focus()
  }, [announcement])
  return (
    <p
      ref={status}
      id={STATUS_ID}
      role="status"
      tabIndex={-1}
      className={announcement ? 'status status--done' : 'status'}
    >
      {announcement?.wording ? text(announcement.wording) : !announcement && children}
      {announcement?.isPageOutdated && <OutdatedPageNotice />}
    </p>
  )
}

function OutdatedPageNotice() {
  const language = useLanguage()
  const text = useWordingText()
  const { next, link } = reloadFailedAfterActionWording
  return (
    <span className="status__outdated">
      {text(next)} <a href={link.to(language)}>{text(link.label)}</a>
    </span>
  )
}
