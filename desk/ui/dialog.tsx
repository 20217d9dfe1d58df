import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { DialogStatus } from './page-status.tsx'

interface Props {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A dialog above the page. The browser keeps the focus in it, and gives it back when Escape closes it. */
export function Dialog({ title, isOpen, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  // Closes before the page’s status takes the focus, which it can’t while a dialog is open.
  useLayoutEffect(() => {
    if (isOpen) dialog.current?.showModal()
    else dialog.current?.close()
  }, [isOpen])
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>{title}</h2>
      {isOpen && <DialogStatus />}
      {children}
    </dialog>
  )
}
