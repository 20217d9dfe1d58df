import { startBurners } from './test-run/burners.ts'
import { endMarkedProcesses, endStepsOnSignal } from './test-run/processes.ts'
import { getMemoryTempFolderEnv, prepareReports, runScript, runTests } from './test-run/steps.ts'
import { printSummary } from './test-run/summary.ts'

// `npm test` runs what a change is likely to break, `npm run test:deep` what explores. Each step is a script of
// package.json and runs alone too: `npm run lint`, `npm run test:worker`. `--busy` keeps two cores busy beside the
// steps, which must pass then as well. docs/testing.md says which command proves what.
const isDeep = process.argv.includes('--deep')

endStepsOnSignal()
prepareReports()
const burners = process.argv.includes('--busy') ? startBurners(2) : undefined
const startedAt = Date.now()
const steps = await (isDeep ? runDeepSteps() : runQuickSteps())
burners?.end()
endMarkedProcesses()
printSummary(steps, Date.now() - startedAt)
process.exit(steps.every(({ ok }) => ok) ? 0 : 1)

/**
 * Three lanes for two cores: a browser and a database wait so often that a third lane fills the gaps. The tests of the
 * worker are the longest step, so half of them follow the short steps. The longest lane begins first.
 */
async function runQuickSteps() {
  const build = runScript('build', '--', '--gallery')
  const lanes = await Promise.all([
    build.then(async () => [await runTests('test:browser')]),
    runInOrder([
      () => build.then(() => runScript('types')),
      () => runTests('test:worker', getMemoryTempFolderEnv(), '1/2'),
    ]),
    runInOrder([
      ...['format', 'lint', 'imports', 'names', 'unused'].map((name) => () => runScript(name)),
      () => build.then(() => runTests('test:unit')),
      () => runTests('test:worker', getMemoryTempFolderEnv(), '2/2'),
    ]),
  ])
  return [await build, ...lanes.flat()]
}

async function runDeepSteps() {
  const build = await runScript('build', '--', '--gallery')
  const lanes = await Promise.all([
    runInOrder([() => runTests('test:browser-deep'), () => runScript('test:language')]),
    runInOrder([
      () => runTests('test:worker-deep', getMemoryTempFolderEnv()),
      () => runTests('test:unit-deep'),
    ]),
  ])
  return [build, ...lanes.flat()]
}

async function runInOrder<Step>(steps: readonly (() => Promise<Step>)[]): Promise<Step[]> {
  const finished: Step[] = []
  for (const run of steps) finished.push(await run())
  return finished
}
