import { buildSite } from '../../dev/build.ts'
import { parseCommandLine } from '../../dev/command-line.ts'
import { closeOnSignal } from '../../dev/end-on-signal.ts'
import type { Portal } from '../../dev/start-portal.ts'
import { measureBookPage } from './book-page.ts'
import { measureBusyDay } from './busy-day.ts'
import { measureDeskLists } from './desk-lists.ts'
import { measureIntakeSends } from './intake-sends.ts'
import { measureLighthouseScores } from './lighthouse.ts'
import { isGoalMet, type Measure } from './measure.ts'
import { measurePagePaints } from './page-paint.ts'
import { measurePageSizes } from './page-sizes.ts'
import { measurePeers } from './peers.ts'
import { measureRowsRead } from './rows-read.ts'
import { measureSectionSaves } from './section-saves.ts'
import { startBenchPortal } from './start-bench-portal.ts'
import { measureSubmissionSizes } from './submission-sizes.ts'
import { measureWorkerCpuTime } from './worker-cpu-time.ts'
import { measureWorkerWeight } from './worker-weight.ts'

// `npm run bench`: one JSON object a line, and a failure when a goal is missed. Timings are ratios to a reference
// measured in the same run, so that they mean the same on any machine, or the worker's processor time, which the work of
// other programs is no part of. `npm run bench -- rows booking` runs these two. Lighthouse and the processor time look at
// pages of booking, which a family has only while coordinators have room: before others send theirs.
const benchmarks = {
  sizes: measurePageSizes,
  worker: measureWorkerWeight,
  lighthouse: measureLighthouseScores,
  processor: measureWorkerCpuTime,
  saving: measureSectionSaves,
  sending: measureIntakeSends,
  storage: measureSubmissionSizes,
  painting: measurePagePaints,
  rows: measureRowsRead,
  scale: async (portal: Portal) => [...(await measureRowsRead(portal)), ...(await measureBusyDay(portal))],
  booking: measureBookPage,
  desk: measureDeskLists,
  peers: measurePeers,
}
/** Run only when they are named: one passes a whole day, the other installs other libraries. */
const NAMED_ONLY = ['scale', 'peers']
const { words } = parseCommandLine({ usage: 'npm run bench [-- NAME …]', words: Object.keys(benchmarks) })
const requestedBenchmarks = Object.entries(benchmarks).filter(([name]) =>
  words.length === 0 ? !NAMED_ONLY.includes(name) : words.includes(name),
)
// Whatever was started ends when this process exits.
closeOnSignal(() => undefined, 1)
await buildSite({ gallery: true })
const portal = await startBenchPortal()
const measures: Measure[] = []
try {
  for (const [, benchmark] of requestedBenchmarks) {
    for (const measure of await benchmark(portal)) {
      measures.push(measure)
      console.log(JSON.stringify({ ...measure, ok: isGoalMet(measure) }))
    }
  }
} finally {
  await portal.close()
}
process.exit(measures.every(isGoalMet) ? 0 : 1)
