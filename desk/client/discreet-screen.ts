import { useSyncExternalStore } from 'react'

/** Whether names are hidden on this device is remembered here. It says nothing about anybody. */
const STORAGE_KEY = 'discreet-screen'

const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  // Another window of the same device changed it.
  addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    removeEventListener('storage', listener)
  }
}

/** Reads the choice. A browser that refuses storage forgets it with the page. */
function readChoice(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) === 'on'
  } catch {
    return unstoredChoice
  }
}

let unstoredChoice = false

/** Hides the names of people on every page of this device, or shows them. */
export function setDiscreetScreen(isDiscreet: boolean): void {
  unstoredChoice = isDiscreet
  try {
    if (isDiscreet) localStorage.setItem(STORAGE_KEY, 'on')
    else localStorage.removeItem(STORAGE_KEY)
  } catch {
    // Nothing to do: the choice holds as long as the page.
  }
  for (const listener of listeners) listener()
}

/** Whether the page shows references in place of names. */
export const useDiscreetScreen = (): boolean => useSyncExternalStore(subscribe, readChoice, () => false)
