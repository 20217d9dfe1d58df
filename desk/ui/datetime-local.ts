/** A moment as a `datetime-local` field holds it, on the device's clock: `2026-11-20T13:05`. */
export function formatDatetimeLocal(instant: number): string {
  const date = new Date(instant)
  const two = (part: number) => String(part).padStart(2, '0')
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-')
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`
}

/** The moment a field holds; not a number when it is empty. */
export const parseDatetimeLocal = (value: string): number => new Date(value).getTime()
