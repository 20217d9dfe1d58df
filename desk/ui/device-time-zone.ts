import { toIsoDateInZone } from '../../content/time/local-time.ts'

/**
 * The time zone that the device is set to: `America/Edmonton`. A browser takes as long to tell as to draw a row of a list,
 * so it is asked again only once the device’s clock has another offset.
 */
export function getDeviceTimeZone(): string {
  const offset = new Date().getTimezoneOffset()
  if (offset !== lastRead?.offset)
    lastRead = { offset, zone: new Intl.DateTimeFormat().resolvedOptions().timeZone }
  return lastRead.zone
}
let lastRead: { readonly offset: number; readonly zone: string } | undefined

/** Today where the device is, as ISO 8601. Far from Greenwich the evening is still the day before. */
export const getDeviceToday = (): string => toIsoDateInZone(Date.now(), getDeviceTimeZone())
