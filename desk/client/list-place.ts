import { useEffect } from 'react'

/** Where the reader was in a list, until the tab is closed. It names nobody: the address has no names. */
const STORAGE_KEY = 'list-place'

interface ListPlace {
  readonly address: string
  readonly scrollY: number
  /** The address to which the row leads that had the focus; null for none. */
  readonly row: string | null
}

const getAddress = () => location.pathname + location.search

/**
 * Remembers how far a list was scrolled and which row was followed, and goes there when the browser’s Back leads to it again,
 * as soon as its rows are shown. The browser does so by itself only while it keeps the page.
 */
export function useListPlace(isShown: boolean): void {
  useEffect(() => {
    addEventListener('pagehide', rememberPlace)
    return () => removeEventListener('pagehide', rememberPlace)
  }, [])
  useEffect(() => {
    if (isShown) returnToPlace()
  }, [isShown])
}

function rememberPlace(): void {
  const { activeElement } = document
  const row = activeElement?.matches('[data-row]') ? activeElement.getAttribute('href') : null
  const place: ListPlace = { address: getAddress(), scrollY, row }
  try {
    sessionStorage.setItem(STORAGE_KEY, JSON.stringify(place))
  } catch {
    // A browser that refuses storage shows the list from its top.
  }
}

function returnToPlace(): void {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  const place = readPlace()
  if (navigation?.type !== 'back_forward' || place?.address !== getAddress()) return
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')]
  const file = findFileAddress(place.row)
  const row = rows.find((one) => file !== undefined && findFileAddress(one.getAttribute('href')) === file)
  const fold = row?.closest('details')
  if (fold) fold.open = true
  row?.focus({ preventScroll: true })
  scrollTo(0, place.scrollY)
  row?.scrollIntoView({ block: 'nearest' })
}

/** The address of the file to which a row leads. On Today, what was done there may lead to another of its pages since. */
const findFileAddress = (path: string | null): string | undefined => /^.*\/files\/[^/]+/.exec(path ?? '')?.[0]

/** Reads the place once, so that it does not return whenever the list is loaded again. */
function readPlace(): ListPlace | undefined {
  try {
    const stored = sessionStorage.getItem(STORAGE_KEY)
    sessionStorage.removeItem(STORAGE_KEY)
    return stored ? (JSON.parse(stored) as ListPlace) : undefined
  } catch {
    return undefined
  }
}
