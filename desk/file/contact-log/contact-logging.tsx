import { lazy, type ReactNode, Suspense, useEffect, useEffectEvent, useState } from 'react'
import type { Wording } from '../../../forms/language.ts'
import { useOfferedAction } from '../../client/offered-actions.ts'
import { useSingleKeys } from '../../client/single-keys.ts'
import { findStoredTextDraft } from '../../client/stored-text-drafts.ts'
import { Button } from '../../ui/button.tsx'
import { useWordingText } from '../../ui/language.tsx'
import type { FileHeader } from '../queries.ts'
import { NEW_CONTACT_FORM } from './draft-forms.ts'
import { type OpenContactForm, OpenContactFormContext, useOpenContactForm } from './open-contact-form.ts'
import type { LoggedContact } from './queries.ts'

const loadParts = async () => (await import('./lazy-parts.ts')).contactLogParts
const ContactDialog = lazy(async () => ({ default: (await loadParts()).ContactDialog }))

/** The contact log, in the tab of contact. */
export const LazyContactLog = lazy(async () => ({ default: (await loadParts()).ContactLogPanel }))

const LazyLettersPanel = lazy(async () => ({ default: (await loadParts()).LettersPanel }))

/** The letters to the parents, in the same tab. Where no e-mail is safe, they lead to logging a call. */
export function LazyLetters({ header }: { header: FileHeader }) {
  return <LazyLettersPanel header={header} onLogCall={useOpenContactForm()} />
}

const logContactWording: Wording = { en: 'Log a contact', fr: 'Inscrire un contact' }

/**
 * Lets a contact be logged from every tab of a file, by the button in its strip or by L. What was typed stays when the form
 * is closed, and is gone once it was logged.
 */
export function ContactLogging({ header, children }: { header: FileHeader; children: ReactNode }) {
  const [amended, setAmended] = useState<LoggedContact>()
  // A contact that was being logged when the page was loaded again is shown at once.
  const [isStored] = useState(() => findStoredTextDraft(header.reference, NEW_CONTACT_FORM) !== undefined)
  const [isOpen, setIsOpen] = useState(isStored)
  const [wasOpened, setWasOpened] = useState(isStored)
  const [logged, setLogged] = useState(0)
  const mayLog = header.may.logContact && !header.locked
  const open: OpenContactForm = (contact) => {
    setAmended(contact)
    setWasOpened(true)
    setIsOpen(true)
  }
  const close = () => {
    setIsOpen(false)
    focusLogButtonIfNothingHasFocus()
  }
  useLogKey(useSingleKeys() && mayLog && !isOpen, () => open())
  useOfferedAction(mayLog, 'log-contact', logContactWording, open)
  if (!mayLog) return children
  return (
    <OpenContactFormContext value={open}>
      {children}
      {wasOpened && (
        <Suspense>
          <ContactDialog
            header={header}
            formKey={`${amended?.id ?? 'new'} ${logged}`}
            amended={amended}
            isOpen={isOpen}
            onClose={close}
            onLogged={() => {
              setIsOpen(false)
              setLogged(logged + 1)
            }}
          />
        </Suspense>
      )}
    </OpenContactFormContext>
  )
}

/** A form that was open as the page was loaded has nobody to give the focus back to. */
function focusLogButtonIfNothingHasFocus(): void {
  const { activeElement, body } = document
  // A closed dialog keeps the focus until the page is drawn again.
  if (activeElement === body || activeElement?.closest('dialog'))
    document.querySelector<HTMLElement>('.log-contact .button')?.focus({ preventScroll: true })
}

/** The button that logs a contact; nothing for whoever may log none. */
export function LogContactButton() {
  const text = useWordingText()
  const open = useOpenContactForm()
  const hasSingleKeys = useSingleKeys()
  return (
    open && (
      <p className="log-contact">
        <Button quiet onPress={() => open()}>
          {text(logContactWording)} {hasSingleKeys && <kbd>L</kbd>}
        </Button>
      </p>
    )
  )
}

/** Runs `onPress` when L is pressed, unless somebody types or a shortcut of the browser is meant. */
function useLogKey(isActive: boolean, onPress: () => void): void {
  const press = useEffectEvent(onPress)
  useEffect(() => {
    if (!isActive) return
    const onKey = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]')
      if (event.key.toLowerCase() !== 'l' || isTyping || event.ctrlKey || event.metaKey || event.altKey)
        return
      event.preventDefault()
      press()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [isActive])
}
