/** The time zone that the device is set to: `America/Edmonton`. */
export const getDeviceTimeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone
