import { parseCommandLine } from './command-line.ts'
import { startBurners } from './test-run/burners.ts'
import { runInLanes } from './test-run/lanes.ts'
import { endMarkedProcesses, endStepsOnSignal } from './test-run/processes.ts'
import { getMemoryTempFolderEnv, prepareReports, runScript, runTests } from './test-run/steps.ts'
import { printSummary } from './test-run/summary.ts'

// `npm test` runs what a change is likely to break, `npm run test:deep` what explores. Each step is a script of
// package.json and runs alone too: `npm run lint`, `npm run test:worker`. `--busy` keeps two cores busy beside the
// steps, which must pass then as well. docs/testing.md says which command proves what.
const { options } = parseCommandLine({
  usage: 'npm test [-- --busy], npm run test:deep [-- --busy]',
  options: { deep: { type: 'boolean' }, busy: { type: 'boolean' } },
})

endStepsOnSignal()
prepareReports()
const burners = options.busy ? startBurners(2) : undefined
const startedAt = Date.now()
const steps = await (options.deep ? runDeepSteps() : runQuickSteps())
burners?.end()
endMarkedProcesses()
printSummary(steps, Date.now() - startedAt)
process.exit(steps.every(({ ok }) => ok) ? 0 : 1)

/**
 * Three lanes for two cores: a browser and a database wait so often that a third lane fills the gaps. The longest step
 * begins first; what needs no build runs beside it.
 */
async function runQuickSteps() {
  const build = runScript('build', '--', '--gallery')
  const steps = await runInLanes(3, [
    () => build.then(() => runTests('test:browser')),
    ...['format', 'lint', 'imports', 'names', 'unused'].map((name) => () => runScript(name)),
    ...(['1/2', '2/2'] as const).map(
      (half) => () => build.then(() => runTests('test:worker', getMemoryTempFolderEnv(), half)),
    ),
    () => build.then(() => runTests('test:unit')),
    () => build.then(() => runScript('types')),
  ])
  return [await build, ...steps]
}

async function runDeepSteps() {
  const build = await runScript('build', '--', '--gallery')
  const steps = await runInLanes(2, [
    () => runTests('test:browser-deep'),
    () => runTests('test:worker-deep', getMemoryTempFolderEnv()),
    () => runScript('test:language'),
    () => runTests('test:unit-deep'),
  ])
  return [build, ...steps]
}
