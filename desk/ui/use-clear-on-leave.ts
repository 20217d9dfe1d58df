import { useEffect, useEffectEvent } from 'react'
import { flushSync } from 'react-dom'

/** Forgets what is shown when the page is left: a browser may keep a page, to bring it back whole. */
export function useForget(shown: boolean, onLeave: () => void): void {
  const forget = useEffectEvent(() => flushSync(onLeave))
  useEffect(() => {
    if (!shown) return
    const leave = () => forget()
    addEventListener('pagehide', leave)
    return () => removeEventListener('pagehide', leave)
  }, [shown])
}
