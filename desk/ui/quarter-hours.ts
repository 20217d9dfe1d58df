import { formatClockTimeInZone, localTimeToInstant } from '../../content/time/local-time.ts'
import type { Language } from '../../forms/language.ts'

/** Every quarter hour of a day, from `00:00` to `24:00`. */
export const QUARTER_HOUR_CLOCKS = Array.from({ length: 97 }, (_, quarter) =>
  [Math.trunc(quarter / 4), (quarter % 4) * 15].map((part) => String(part).padStart(2, '0')).join(':'),
)

/** Formats a clock time before midnight as `9:00 a.m.`, as every page of the desk does. */
export const formatClock = (clock: string, language: Language): string =>
  formatClockTimeInZone(
    localTimeToInstant('2026-01-01', clock, ZONE_WITHOUT_CHANGES),
    ZONE_WITHOUT_CHANGES,
    language,
  )

const ZONE_WITHOUT_CHANGES = 'America/Regina'
