/** A law that keeps a time zone at one offset. */
interface ZoneLaw {
  /** The instant (ms) from which the law decides. */
  readonly from: number
  /** The offset from UTC, as ISO 8601 writes it. */
  readonly offset: `${'+' | '-'}${number}:00`
  /** The release of the IANA time-zone database that first knew the law. */
  readonly knownSince: `${number}${string}`
}

/**
 * The laws that the time-zone data of a browser or of the runtime may not know yet. Each stands here until data two
 * years newer than it is in use, which `dev/zone-data.test.ts` checks. Sources: the NEWS of releases 2026b (British
 * Columbia), 2026c (Alberta, with Yellowknife, which has Alberta’s clock in the database, and Morocco) and 2026d (the
 * Northwest Territories). `from` is when the clocks would next have changed, as in those releases.
 */
export const lawsByZone: Readonly<Record<string, ZoneLaw>> = {
  'America/Vancouver': { from: Date.UTC(2026, 10, 1, 9), offset: '-07:00', knownSince: '2026b' },
  'America/Edmonton': { from: Date.UTC(2026, 10, 1, 8), offset: '-06:00', knownSince: '2026c' },
  'America/Yellowknife': { from: Date.UTC(2026, 10, 1, 8), offset: '-06:00', knownSince: '2026c' },
  'America/Inuvik': { from: Date.UTC(2026, 10, 1, 8), offset: '-06:00', knownSince: '2026d' },
  'Africa/Casablanca': { from: Date.UTC(2026, 8, 20, 1), offset: '+00:00', knownSince: '2026c' },
  'Africa/El_Aaiun': { from: Date.UTC(2026, 8, 20, 1), offset: '+00:00', knownSince: '2026c' },
}

/** The zone to compute with at an instant (ms): an offset such as `-06:00` where a law says so, else the zone itself. */
export function resolveZoneAt(ms: number, timeZone: string): string {
  const law = findZoneLaw(timeZone)
  return law && ms >= law.from ? law.offset : timeZone
}

/** Some programs call the zones of the two provinces by names of their own. */
const findZoneLaw = (timeZone: string): ZoneLaw | undefined =>
  lawsByZone[otherZoneNames[timeZone] ?? timeZone]

const otherZoneNames: Readonly<Record<string, string>> = {
  'Canada/Pacific': 'America/Vancouver',
  'Canada/Mountain': 'America/Edmonton',
}

/** Lists the zones whose law the time-zone data of a release, and all data of the two years before it, know. */
export const listZonesKnownToData = (release: string): string[] =>
  Object.entries(lawsByZone).flatMap(([zone, { knownSince }]) =>
    Number.parseInt(release, 10) >= Number.parseInt(knownSince, 10) + YEARS_IN_USE ? [zone] : [],
  )

/** Browsers and phones are updated for about as long. */
const YEARS_IN_USE = 2
