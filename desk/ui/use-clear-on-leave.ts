import { useEffect, useEffectEvent } from 'react'
import { flushSync } from 'react-dom'

/** Clears what is shown when the page is left: a browser may cache a page whole, to restore it. */
export function useClearOnLeave(shown: boolean, onLeave: () => void): void {
  const clear = useEffectEvent(() => flushSync(onLeave))
  useEffect(() => {
    if (!shown) return
    const leave = () => clear()
    addEventListener('pagehide', leave)
    return () => removeEventListener('pagehide', leave)
  }, [shown])
}
