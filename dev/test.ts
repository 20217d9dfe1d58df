import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { buildSite } from './build.ts'

// Runs everything that must hold, in three lanes for two cores: a browser and a database wait so often that a third
// lane fills the gaps, and it ends first. Each step is a script of package.json and runs alone too: `npm run lint`,
// `npm run test:worker`.
const REPORTS = '.wrangler/test-reports'
/** Several times what the worker’s tests write. A container may have less memory. */
const MIN_FREE_MEMORY_BYTES = 48 * 1024 ** 2
rmSync(REPORTS, { recursive: true, force: true })
mkdirSync(REPORTS, { recursive: true })

const startedAt = Date.now()
const finishedSteps: FinishedStep[] = []
const buildStep = runStep('build', () => buildSite({ gallery: true }).then(() => 'dist/'))

await Promise.all([
  buildStep.then(() => runTests('test:browser')),
  buildStep.then(() => runTests('test:worker', memoryTempFolderEnv())),
  (async () => {
    for (const check of ['format', 'lint', 'imports', 'names', 'unused']) await runScript(check)
    await buildStep
    await runScript('types')
    await runTests('test:unit')
    await runScript('test:language')
  })(),
])
printSummaryAndExit()

interface FinishedStep {
  readonly name: string
  readonly ok: boolean
  readonly seconds: number
  /** The number of tests that passed; a step that counts none is one test. */
  readonly passed: number
  readonly failed: number
}

async function runStep(name: string, run: () => Promise<string>): Promise<void> {
  const from = Date.now()
  const outcome = await run().then(
    (output) => ({ ok: true, output }),
    (error: unknown) => ({ ok: false, output: error instanceof Error ? error.message : String(error) }),
  )
  const seconds = (Date.now() - from) / 1000
  console.log(`${outcome.ok ? 'ok    ' : 'FAILED'} ${name} (${seconds.toFixed(1)} s)`)
  if (!outcome.ok) console.log(outcome.output)
  const { passed, failed } = countTests(name) ?? { passed: Number(outcome.ok), failed: Number(!outcome.ok) }
  finishedSteps.push({
    name,
    ok: outcome.ok,
    seconds,
    passed,
    failed: outcome.ok ? failed : Math.max(failed, 1),
  })
}

function runScript(name: string): Promise<void> {
  return runStep(name, () => runNpm(['run', '--silent', name]))
}

/** Runs a step of vitest, which also reports the number of its tests. */
function runTests(name: string, env: Readonly<Record<string, string>> = {}): Promise<void> {
  const report = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportPath(name)}`]
  return runStep(name, async () => {
    const output = await runNpm(['run', '--silent', name, '--', ...report], env)
    const browser = /^Browser: .*$/m.exec(output)?.[0]
    if (browser) console.log(`       ${browser}`)
    return output
  })
}

/** Runs npm and gives its output; rejects with that output when it fails. */
function runNpm(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1', ...env },
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data) => {
        output += data
      })
    child.on('exit', (code) => (code === 0 ? resolve(output) : reject(new Error(removeWorkerLogs(output)))))
  })
}

/**
 * Keeps temporary files in memory when there is enough of it. They include the database of the worker's tests, which is
 * emptied for every test; on a disk, emptying it takes a tenth of their time.
 */
function memoryTempFolderEnv(): Readonly<Record<string, string>> {
  const folder = '/dev/shm'
  if (!existsSync(folder)) return {}
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize > MIN_FREE_MEMORY_BYTES ? { TMPDIR: folder } : {}
}

/** Removes the worker's log lines, which hide what failed. */
function removeWorkerLogs(output: string): string {
  return output
    .split('\n')
    .filter((line) => !line.startsWith('{"event":'))
    .join('\n')
}

function countTests(name: string): { passed: number; failed: number } | undefined {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(reportPath(name), 'utf8'))
    return { passed: numPassedTests, failed: numFailedTests }
  } catch {
    return undefined
  }
}

function reportPath(name: string): string {
  return `${REPORTS}/${name.replace(':', '-')}.json`
}

function printSummaryAndExit(): void {
  const passed = finishedSteps.reduce((sum, each) => sum + each.passed, 0)
  const failed = finishedSteps.reduce((sum, each) => sum + each.failed, 0)
  console.log(`\n${finishedSteps.length} steps in ${Math.round((Date.now() - startedAt) / 1000)} s`)
  console.log(`${passed} passed, ${failed} failed`)
  process.exit(finishedSteps.every(({ ok }) => ok) ? 0 : 1)
}
