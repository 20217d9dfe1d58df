import { useEffect, useEffectEvent } from 'react'
import { flushSync } from 'react-dom'

/**
 * Runs `onLeave` when the page is left while something is shown. A browser may otherwise cache the whole page and
 * restore it.
 */
export function useClearOnLeave(shown: boolean, onLeave: () => void): void {
  const clear = useEffectEvent(() => flushSync(onLeave))
  useEffect(() => {
    if (!shown) return
    const leave = () => clear()
    addEventListener('pagehide', leave)
    return () => removeEventListener('pagehide', leave)
  }, [shown])
}

/** Runs `onHide` when the tab that shows it is left for another one, too. */
export function useClearOnHide(onHide: () => void): void {
  const hide = useEffectEvent(onHide)
  useEffect(() => () => hide(), [])
}
