import { useSyncExternalStore } from 'react'

/** A choice that holds for this device, in every window of the desk. It says nothing about anybody. */
export interface DeviceSwitch {
  readonly isOn: () => boolean
  readonly set: (isOn: boolean) => void
  readonly useIsOn: () => boolean
}

/** Creates a switch that is remembered under a key of the browser’s storage as long as it stands other than at first. */
export function createDeviceSwitch(storageKey: string, isOnAtFirst: boolean): DeviceSwitch {
  const listeners = new Set<() => void>()
  const changed = isOnAtFirst ? 'off' : 'on'
  let unstored = isOnAtFirst

  function subscribe(listener: () => void): () => void {
    listeners.add(listener)
    // Another window of the same device changed it.
    addEventListener('storage', listener)
    return () => {
      listeners.delete(listener)
      removeEventListener('storage', listener)
    }
  }

  /** A browser that refuses storage forgets the choice with the page. */
  function isOn(): boolean {
    try {
      return (localStorage.getItem(storageKey) === changed) !== isOnAtFirst
    } catch {
      return unstored
    }
  }

  function set(isOn: boolean): void {
    unstored = isOn
    try {
      if (isOn === isOnAtFirst) localStorage.removeItem(storageKey)
      else localStorage.setItem(storageKey, changed)
    } catch {
      // Nothing to do: the choice holds as long as the page.
    }
    for (const listener of listeners) listener()
  }

  return { isOn, set, useIsOn: () => useSyncExternalStore(subscribe, isOn, () => isOnAtFirst) }
}
