import { type ReactNode, useEffect, useRef, useState } from 'react'
import { reloadFailedAfterActionWording } from '../client/failure-wording.ts'
import { type OfferedUndo, STATUS_ID, useAnnouncement } from './announcer.tsx'
import { Button } from './button.tsx'
import { useLanguage, useWordingText } from './language.tsx'
import { useAction } from './use-action.tsx'
import { undoWording } from './wording.ts'

/** The status of the page: the latest announcement, which takes the focus, or else `children`. */
export function PageStatus({ children }: { children?: ReactNode }) {
  const announcement = useAnnouncement()
  return (
    <Status id={STATUS_ID} announcement={announcement}>
      {children}
    </Status>
  )
}

/** The status of a dialog, which keeps the focus from the page’s: what was announced since the dialog was opened. */
export function DialogStatus() {
  const announcement = useAnnouncement()
  const [before] = useState(announcement)
  return <Status announcement={announcement === before ? undefined : announcement} />
}

interface StatusProps {
  readonly id?: string
  readonly announcement: ReturnType<typeof useAnnouncement>
  readonly children?: ReactNode
}

function Status({ id, announcement, children }: StatusProps) {
  const text = useWordingText()
  const status = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    // Without words of its own, an announcement leaves the focus on the code that the action gave.
    if (announcement?.wording) status.current?.focus()
  }, [announcement])
  const undo = announcement?.undo
  return (
    <div className={announcement ? 'status-area status-area--done' : 'status-area'}>
      <p
        ref={status}
        id={id}
        role="status"
        tabIndex={-1}
        className={announcement ? 'status status--done' : 'status'}
      >
        {announcement?.wording ? text(announcement.wording) : !announcement && children}
        {undo && <span className="visually-hidden"> {text(undoWording.next)}</span>}
        {announcement?.isPageOutdated && <OutdatedPageNotice />}
      </p>
      {undo && <UndoOffer undo={undo} />}
    </div>
  )
}

/** Undoes what was announced, which is announced in turn. It stays until something else is done. */
function UndoOffer({ undo }: { undo: OfferedUndo }) {
  const text = useWordingText()
  const action = useAction({
    submit: undo.submit,
    makesStale: undo.makesStale,
    announces: undoWording.undone,
  })
  return (
    <div className="undo">
      <Button quiet onPress={action.run}>
        {text(undoWording.undo)}
      </Button>
      {action.outcome}
    </div>
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
