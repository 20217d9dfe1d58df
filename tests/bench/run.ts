import { buildSite } from '../../dev/build.ts'
import { booking } from './book-page.ts'
import { sending } from './intake-sends.ts'
import { lighthouseScores } from './lighthouse.ts'
import { type Measure, met } from './measure.ts'
import { painting } from './page-paint.ts'
import { sizes } from './page-sizes.ts'
import { scale } from './rows-read.ts'
import { saving } from './section-saves.ts'
import { startBenchPortal } from './start-bench-portal.ts'

// `npm run bench`: one JSON object a line, and a failure when a goal is missed. Timings are ratios to a reference
// measured in the same run, so that they mean the same on any machine. `npm run bench -- scale booking` runs these two.
// Lighthouse looks at a page of booking, which a family has only while coordinators have room: before others send theirs.
const benchmarks = { sizes, lighthouse: lighthouseScores, saving, sending, painting, scale, booking }
const asked = Object.entries(benchmarks).filter(
  ([name]) => process.argv.length < 3 || process.argv.includes(name, 2),
)
await buildSite({ gallery: true })
const portal = await startBenchPortal()
const measures: Measure[] = []
try {
  for (const [, benchmark] of asked) {
    for (const measure of await benchmark(portal)) {
      measures.push(measure)
      console.log(JSON.stringify({ ...measure, ok: met(measure) }))
    }
  }
} finally {
  await portal.close()
}
process.exit(measures.every(met) ? 0 : 1)
