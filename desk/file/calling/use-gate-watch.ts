import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import { callGateQuery } from './queries.ts'

/**
 * Watches the gate while an authorisation is given. Calls `onGateClosed` with `refused` when the gate is no longer
 * open, and with `unsure` when that cannot be found out.
 */
export function useOnContactGateClosed(
  reference: string,
  authorisation: string | undefined,
  onGateClosed: (reason: 'refused' | 'unsure') => void,
): void {
  const isWatching = authorisation !== undefined
  const { data, error } = useQuery({ ...callGateQuery(reference, authorisation ?? ''), enabled: isWatching })
  const notifyClosed = useEffectEvent(onGateClosed)
  useEffect(() => {
    if (!isWatching) return
    const code = error?.failure.code
    if (code) notifyClosed(code === 'unreachable' || code === 'error' ? 'unsure' : 'refused')
    else if (data && !data.isGateOpen) notifyClosed('refused')
  }, [isWatching, data, error])
}
