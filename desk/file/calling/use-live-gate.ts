import { useQuery } from '@tanstack/react-query'
import { callGateQuery, GATE_CHECK_SECONDS } from './queries.ts'

/** Where the gate stands: nobody knows yet, open, shut, or the desk could not be asked. */
export type LiveGateState = 'asking' | 'open' | 'shut' | 'unknown'

export interface LiveGate {
  readonly state: LiveGateState
  /** The last answer, and when it came in milliseconds; undefined before the first. */
  readonly last: { readonly isOpen: boolean; readonly at: number } | undefined
}

/**
 * Watches whether the other parent may be called: every few seconds while the page is visible, and whenever somebody
 * returns to it or to the network. An answer from before the page was away is asked again before it counts.
 */
export function useLiveGate(reference: string, authorisation: string): LiveGate {
  const { data, error, dataUpdatedAt, isFetching } = useQuery(callGateQuery(reference, authorisation))
  const last = data && { isOpen: data.isGateOpen, at: dataUpdatedAt }
  const isOld = Date.now() - dataUpdatedAt > 2 * GATE_CHECK_SECONDS * 1000
  if (error) return { state: isUnanswered(error.failure.code) ? 'unknown' : 'shut', last }
  if (!last || (isFetching && isOld)) return { state: 'asking', last }
  return { state: last.isOpen ? 'open' : 'shut', last }
}

const isUnanswered = (code: string): boolean => code === 'unreachable' || code === 'error'
