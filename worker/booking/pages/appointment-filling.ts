import type { Way } from '../../../content/booking/availability.ts'
import { writtenClock, writtenSession } from '../../../content/time/local-time.ts'
import type { OwnFile } from '../../../db/parent-file.ts'
import type { Language } from '../../../forms/language.ts'
import { nameOf } from '../openings/effective-availability.ts'
import { standingOf } from '../reserve/own-appointment.ts'

/** What fills a page: words by slot, and slots that are shown. */
interface Facts {
  readonly slots: Readonly<Record<string, string>>
  readonly shown: readonly string[]
}

interface When {
  readonly way: Way
  readonly startsAt: number
  /** Left out, with whom it is, when only what was posted is known. */
  readonly known?: { readonly endsAt: number; readonly coordinator: string }
}

/** When a session is, with whom and how, as a page shows it in a time zone. */
export function factsOf({ way, startsAt, known }: When, timeZone: string, language: Language): Facts {
  return {
    slots: {
      when: writtenSession(startsAt, timeZone, language),
      ...(known && {
        'until-clock': writtenClock(known.endsAt, timeZone, language),
        minutes: String((known.endsAt - startsAt) / 60_000),
        coordinator: nameOf(known.coordinator),
      }),
    },
    shown: [`way-${way}`, ...(known ? ['session-known'] : [])],
  }
}

/** The session that the one looked for would take the place of, if there is one. */
export function movingFrom(own: OwnFile, timeZone: string, language: Language, now: number): Facts {
  const standing = standingOf(own, now)
  return standing.state === 'booked'
    ? {
        slots: { 'moving-from': writtenSession(standing.session.startsAt, timeZone, language) },
        shown: ['booking-moving'],
      }
    : { slots: {}, shown: [] }
}
