import { useEffect, useId, useRef } from 'react'
import { useWordingText } from '../../ui/language.tsx'
import type { FileHeader } from '../queries.ts'
import { ContactForm } from './contact-form.tsx'
import type { LoggedContact } from './queries.ts'
import { contactFormWording } from './wording.ts'

interface Props {
  readonly header: FileHeader
  /** The entry that is amended; undefined for a contact of its own. */
  readonly amended: LoggedContact | undefined
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onLogged: () => void
}

/** The form for a contact, above the page. The browser keeps the focus in it, and gives it back when Escape closes it. */
export function ContactDialog({ header, amended, isOpen, onClose, onLogged }: Props) {
  const text = useWordingText()
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    if (isOpen) dialog.current?.showModal()
    else dialog.current?.close()
  }, [isOpen])
  return (
    <dialog ref={dialog} className="contact-dialog" aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>{text(amended ? contactFormWording.amendTitle : contactFormWording.title)}</h2>
      {amended && <p className="hint">{text(contactFormWording.amendMeans)}</p>}
      <ContactForm header={header} amended={amended} onClose={onClose} onLogged={onLogged} />
    </dialog>
  )
}
