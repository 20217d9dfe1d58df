import type { Province } from '../../forms/provinces.ts'
import type { TimeZone } from './time-zones.ts'

/** The time zone in which most people of a province live: that of a parent who named none. */
const timeZonesByProvince = {
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

/** The time zone of a province; undefined for “somewhere else”, and where it isn’t known. */
export const getTimeZoneOfProvince = (province: string | undefined): TimeZone | undefined =>
  province && province in timeZonesByProvince ? timeZonesByProvince[province as Province] : undefined
