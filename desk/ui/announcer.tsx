import type { QueryKey } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useState } from 'react'
import type { Wording } from '../../forms/language.ts'

/** How what was done is undone. */
export interface OfferedUndo {
  readonly submit: () => Promise<unknown>
  /** The keys of the queries that undoing changes, as doing it did. */
  readonly makesStale: readonly QueryKey[]
}

interface Announcement {
  /** What was done; undefined when the page shows it elsewhere, such as a code. */
  readonly wording: Wording | undefined
  /** Whether the page could not load again what an action changed. It stays so until it is reloaded. */
  readonly isPageOutdated: boolean
  /** Undefined for what can't be undone. */
  readonly undo: OfferedUndo | undefined
}

type Announce = (
  wording: Wording | undefined,
  isPageOutdated: boolean,
  undo?: OfferedUndo | undefined,
) => void

interface Announcer {
  readonly announce: Announce
  readonly clearAnnouncement: () => void
}

/** The id of the status of the page. */
export const STATUS_ID = 'page-status'

const AnnouncementContext = createContext<Announcement | undefined>(undefined)
const AnnouncerContext = createContext<Announcer | undefined>(undefined)

/** Lets every component inside announce what was done, in the one status of the page. */
export function AnnouncerProvider({ children }: { children: ReactNode }) {
  const [announcement, setAnnouncement] = useState<Announcement>()
  const [announcer] = useState(
    (): Announcer => ({
      // Makes a new object, so that the same words are announced again when they are repeated.
      announce: (wording, isPageOutdated, undo) =>
        setAnnouncement((before) => {
          const isOutdated = isPageOutdated || before?.isPageOutdated === true
          return { wording, isPageOutdated: isOutdated, undo: isOutdated ? undefined : undo }
        }),
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

/** What was announced last; undefined before anything was, and once it was taken away. */
export const useAnnouncement = (): Announcement | undefined => useContext(AnnouncementContext)
