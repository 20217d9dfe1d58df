import type { Province } from '../../forms/provinces.ts'
import type { TimeZone } from './time-zones.ts'

/** The time zone in which most people of a province live: that of a parent who named none. */
export const timeZonesByProvince = {
  AB: 'America/Edmonton',
  BC: 'America/Vancouver',
  MB: 'America/Winnipeg',
  NB: 'America/Halifax',
  NL: 'America/St_Johns',
  NS: 'America/Halifax',
  NT: 'America/Yellowknife',
  NU: 'America/Toronto',
  ON: 'America/Toronto',
  PE: 'America/Halifax',
  QC: 'America/Toronto',
  SK: 'America/Regina',
  YT: 'America/Whitehorse',
} as const satisfies Readonly<Record<Province, TimeZone>>
