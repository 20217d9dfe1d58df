import { useEffect, useEffectEvent } from 'react'
import { fetchContactGate } from '../../app/api-client.ts'

/** A withdrawn authorisation reaches an open page within this time. */
const GATE_CHECK_SECONDS = 15

/**
 * Checks repeatedly, while an authorisation is passed, whether the gate is still open; at once when somebody returns to
 * the page. Calls `onGateClosed` once it is not (`refused`) or the desk does not respond (`unsure`).
 */
export function useContactGate(
  reference: string,
  authorisation: string | undefined,
  onGateClosed: (reason: 'refused' | 'unsure') => void,
): void {
  const notifyClosed = useEffectEvent(onGateClosed)
  useEffect(() => {
    if (!authorisation) return
    let isDisposed = false
    const check = async () => {
      if (document.visibilityState === 'hidden') return
      const answer = await fetchContactGate(reference, authorisation)
      if (isDisposed || (answer.ok && answer.value.isGateOpen)) return
      notifyClosed(answer.ok || answer.failure !== 'unavailable' ? 'refused' : 'unsure')
    }
    const timer = setInterval(check, GATE_CHECK_SECONDS * 1000)
    addEventListener('focus', check)
    document.addEventListener('visibilitychange', check)
    return () => {
      isDisposed = true
      clearInterval(timer)
      removeEventListener('focus', check)
      document.removeEventListener('visibilitychange', check)
    }
  }, [reference, authorisation])
}
