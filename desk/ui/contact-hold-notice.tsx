import type { ContactHoldState } from '../../content/authorisation/contact-hold-states.ts'
import { contactHoldStateWording } from './contact-hold-state-wording.ts'
import { useWordingText } from './language.tsx'

/**
 * Says that an order forbids contact or has to be read, wherever a file is shown, above everything else. Shows nothing
 * for a file without an active contact hold.
 */
export function ContactHoldNotice({ state }: { state: ContactHoldState | null | undefined }) {
  const text = useWordingText()
  return (
    state && (
      <p className={`contact-hold-notice contact-hold-notice--${state}`}>
        <strong>{text(contactHoldStateWording[state])}</strong>
      </p>
    )
  )
}
