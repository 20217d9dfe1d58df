import { bundleWorker } from '../../dev/build-worker.ts'
import {
  countGzippedModuleBytes,
  MAX_WORKER_BYTES,
  MAX_WORKER_START_MS,
  measureWorkerImportCpuMs,
  profileWorkerStartMs,
} from '../../dev/worker-bundle.ts'
import { type Measure, summariseRuns } from './measure.ts'

const IMPORTS = 15
const PROFILED_STARTS = 5

/**
 * The bytes of the worker as it is deployed, and its cold start: the median of the processor time, and the best of
 * wrangler's profiles, which measure by the clock, so that whatever else runs can only add to them.
 */
export async function measureWorkerWeight(): Promise<Measure[]> {
  const { code } = await bundleWorker()
  const importTimes = Array.from({ length: IMPORTS }, () => measureWorkerImportCpuMs(code))
  const profiledTimes = Array.from({ length: PROFILED_STARTS }, profileWorkerStartMs)
  const startGoal = { goal: MAX_WORKER_START_MS, better: 'lower' } as const
  return [
    {
      name: 'worker-minified',
      value: countGzippedModuleBytes(code),
      unit: 'bytes, gzip',
      goal: MAX_WORKER_BYTES,
      better: 'lower',
    },
    {
      name: 'worker-start-processor-time',
      ...summariseRuns(importTimes),
      unit: 'ms',
      ...startGoal,
    },
    {
      name: 'worker-start-profiled-by-wrangler',
      value: Math.min(...profiledTimes),
      unit: 'ms, best of 5',
      ...startGoal,
    },
  ]
}
