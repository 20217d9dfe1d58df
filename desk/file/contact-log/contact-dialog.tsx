import { Dialog } from '../../ui/dialog.tsx'
import { useWordingText } from '../../ui/language.tsx'
import type { FileHeader } from '../queries.ts'
import { ContactForm } from './contact-form.tsx'
import type { LoggedContact } from './queries.ts'
import { contactFormWording } from './wording.ts'

interface Props {
  readonly header: FileHeader
  /** The entry that is amended; undefined for a contact of its own. */
  readonly amended: LoggedContact | undefined
  /** Changes with each new form, while the dialog stays and gives the focus back. */
  readonly formKey: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onLogged: () => void
}

/** The form for a contact, above the page. */
export function ContactDialog({ header, amended, formKey, isOpen, onClose, onLogged }: Props) {
  const text = useWordingText()
  return (
    <Dialog
      title={text(amended ? contactFormWording.amendTitle : contactFormWording.title)}
      isOpen={isOpen}
      onClose={onClose}
    >
      {amended && <p className="hint">{text(contactFormWording.amendMeans)}</p>}
      <ContactForm key={formKey} header={header} amended={amended} onClose={onClose} onLogged={onLogged} />
    </Dialog>
  )
}
