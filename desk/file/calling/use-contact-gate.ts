import { useEffect, useEffectEvent } from 'react'
import { readGate } from '../../app/api-client.ts'

/** What a parent takes back reaches an open page within this time. */
const CHECK_SECONDS = 15

/**
 * Asks again and again, while an authorisation is given here, whether the gate is still open; at once when somebody
 * comes back to the page. Once it is not, or nobody can tell, it says so: `refused` or `unsure`.
 */
export function useGate(
  reference: string,
  authorisation: string | undefined,
  onShut: (why: 'refused' | 'unsure') => void,
): void {
  const shut = useEffectEvent(onShut)
  useEffect(() => {
    if (!authorisation) return
    let left = false
    const check = async () => {
      if (document.visibilityState === 'hidden') return
      const answer = await readGate(reference, authorisation)
      if (left || (answer.ok && answer.value.open)) return
      shut(answer.ok || answer.failure !== 'unavailable' ? 'refused' : 'unsure')
    }
    const timer = setInterval(check, CHECK_SECONDS * 1000)
    addEventListener('focus', check)
    document.addEventListener('visibilitychange', check)
    return () => {
      left = true
      clearInterval(timer)
      removeEventListener('focus', check)
      document.removeEventListener('visibilitychange', check)
    }
  }, [reference, authorisation])
}
