/** Formats an instant in milliseconds for a `datetime-local` field, in the device's time zone: `2026-11-20T13:05`. */
export function formatDatetimeLocal(instant: number): string {
  const date = new Date(instant)
  const two = (part: number) => String(part).padStart(2, '0')
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-')
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`
}

/** Parses the value of a `datetime-local` field to milliseconds; NaN when it is empty. */
export const parseDatetimeLocal = (value: string): number => new Date(value).getTime()
