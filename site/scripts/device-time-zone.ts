/**
 * Proposes the time zone that the device is set to: chooses it in a list where nobody has chosen one, and beside times
 * that are shown in a zone with another clock it offers them in this one. It never changes an answer.
 */
export function proposeDeviceTimeZone(): void {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  // A browser that hides where it is says UTC.
  if (!timeZone?.includes('/')) return
  const list = document.querySelector<HTMLSelectElement>('[data-time-zones]')
  if (!list) return
  if (list.value === '') chooseInList(list, timeZone)
  const offer = document.querySelector<HTMLElement>('[data-device-zone]')
  if (!offer || !list.value || hasSameClock(list.value, timeZone)) return
  const link = offer.querySelector('a')
  const way = document.querySelector<HTMLInputElement>('[name="way"]:checked')
  if (link) link.search = new URLSearchParams({ ...(way && { way: way.value }), timeZone }).toString()
  offer.hidden = false
}

/** Chooses an option as the page could have come with it, so that leaving the page asks nothing. */
function chooseInList({ options }: HTMLSelectElement, timeZone: string) {
  const option = [...options].find(({ value }) => value === timeZone)
  if (option) option.defaultSelected = option.selected = true
}

/** Whether clocks in two time zones show the same now and half a year from now. */
const hasSameClock = (one: string, other: string) =>
  [0, 182].every((days) => {
    const at = Date.now() + days * 86_400_000
    return formatIn(one, at) === formatIn(other, at)
  })

const formatIn = (timeZone: string, at: number) => new Date(at).toLocaleString(undefined, { timeZone })
