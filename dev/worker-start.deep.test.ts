import { expect, it } from 'vitest'
import { bundleWorker, measureWorkerImportCpuMs } from './worker-bundle.ts'

/** The most that a start may take, as a multiple of the reference; 0.87 was measured. The bench says the milliseconds. */
const MAX_START_RATIO = 1.2

/** A module of a known amount of work: it compiles and runs many small functions once, as the worker's top level does. */
const referenceCode = Array.from(
  { length: 1000 },
  (_, index) =>
    `export const part${index} = ((name) => { const facts = {}; for (let at = 0; at < 40; at++) facts[name + at] = { at }; return JSON.stringify(facts).length })('part${index} ')`,
).join('\n')

it(`starts within ${MAX_START_RATIO} times the processor time of a module of known work`, () => {
  const { code } = bundleWorker()
  const pairs = Array.from(
    { length: 9 },
    () => [measureWorkerImportCpuMs(code), measureWorkerImportCpuMs(referenceCode)] as const,
  )
  // The least of each counts: sharing caches with other programs can only add to it.
  const [own, known] = [0, 1].map((side) => Math.min(...pairs.map((pair) => pair[side] ?? 0)))
  expect((own ?? 0) / (known ?? 1), `Milliseconds of nine pairs: ${pairs.join('; ')}`).toBeLessThanOrEqual(
    MAX_START_RATIO,
  )
})
