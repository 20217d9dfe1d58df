import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import type { Wording } from '../../forms/language.ts'

/** What the open page can do, and the command menu offers. The menu stands in the header, outside of the page. */
export interface OfferedAction {
  readonly id: string
  readonly label: Wording
  readonly run: () => void
}

let offered: readonly OfferedAction[] = []
const listeners = new Set<() => void>()

function change(actions: readonly OfferedAction[]): void {
  offered = actions
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Offers an action in the command menu, as long as it can be done and its page is shown. */
export function useOfferedAction(isPossible: boolean, id: string, label: Wording, onRun: () => void): void {
  const run = useEffectEvent(onRun)
  useEffect(() => {
    if (!isPossible) return
    const action = { id, label, run: () => run() }
    change([...offered, action])
    return () => change(offered.filter((one) => one !== action))
  }, [isPossible, id, label])
}

export const useOfferedActions = (): readonly OfferedAction[] =>
  useSyncExternalStore(
    subscribe,
    () => offered,
    () => offered,
  )
