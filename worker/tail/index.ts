import type { TraceItem } from '@cloudflare/workers-types'
import { filterTrace } from './filter-trace.ts'

/**
 * The portal's Tail Worker: it alone is handed what the portal logs, and stores what may be stored. Its own runs have no
 * request, so that the platform has no address to add to these lines.
 */
export default {
  tail(traces: TraceItem[]): void {
    for (const trace of traces) for (const record of filterTrace(trace)) console.log(JSON.stringify(record))
  },
}
