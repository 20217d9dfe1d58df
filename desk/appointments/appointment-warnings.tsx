import { useState } from 'react'
import type { AppointmentWarning } from '../../content/booking/appointment-warnings.ts'
import type { Wording } from '../../forms/language.ts'
import type { ApiFailure } from '../client/api-failure.ts'
import { useWordingText } from '../ui/language.tsx'

/** What the worker warned of when a time was sent, for a form that is sent once more if it is meant so. */
export function useAppointmentWarnings() {
  const [warnings, setWarnings] = useState<readonly AppointmentWarning[]>([])
  return {
    warnings,
    onRefused: (failure: ApiFailure) => setWarnings(failure.code === 'unusual_time' ? failure.warnings : []),
    /** Forgets them, because something else would be sent now. */
    clear: () => setWarnings([]),
  }
}

/** What is unusual about a time. The element is on the page while it is empty, so that a screen reader reads what appears. */
export function AppointmentWarnings({ warnings }: { readonly warnings: readonly AppointmentWarning[] }) {
  const text = useWordingText()
  return (
    <div role="alert">
      {warnings.length > 0 && (
        <ul className="appointment-warnings">
          {warnings.map((warning) => (
            <li key={warning}>{text(appointmentWarningWording[warning])}</li>
          ))}
        </ul>
      )}
    </div>
  )
}

export const appointmentWarningWording: Readonly<Record<AppointmentWarning, Wording>> = {
  'outside-hours': { en: 'This is outside the open hours.', fr: 'Ce moment est hors des heures ouvertes.' },
  'has-appointment': {
    en: 'A parent who takes part already has a session to come.',
    fr: 'Un parent qui y participe a déjà une rencontre à venir.',
  },
  'back-to-back': {
    en: 'Another session in person is less than an hour and a half away: the families could meet.',
    fr: 'Une autre rencontre en personne est à moins d’une heure et demie : les familles pourraient se croiser.',
  },
}
