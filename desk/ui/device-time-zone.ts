/**
 * The time zone that the device is set to: `America/Edmonton`. A browser takes as long to tell as to draw a row of a list, so it is
 * asked again only once the device’s clock has another offset.
 */
export function getDeviceTimeZone(): string {
  const offset = new Date().getTimezoneOffset()
  if (offset !== lastRead?.offset)
    lastRead = { offset, zone: new Intl.DateTimeFormat().resolvedOptions().timeZone }
  return lastRead.zone
}
let lastRead: { readonly offset: number; readonly zone: string } | undefined
