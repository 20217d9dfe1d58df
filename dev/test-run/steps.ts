import { existsSync, mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { runToEnd } from './processes.ts'

/** Holds what each step printed, and the reports of vitest. */
const REPORTS = '.wrangler/test-reports'
/** Several times what the worker’s tests write. A container may have less memory. */
const MIN_FREE_MEMORY_BYTES = 48 * 1024 ** 2

export interface FinishedStep {
  readonly name: string
  readonly ok: boolean
  readonly seconds: number
  readonly output: string
  /** The test files of a step of vitest. */
  readonly testFiles: readonly TestFileReport[]
}

/** The part of vitest's JSON report about one file. Times are in milliseconds since 1970. */
export interface TestFileReport {
  /** The whole path. */
  readonly name: string
  readonly startTime: number
  readonly endTime: number
  /** What went wrong outside of any test, such as a failed import. */
  readonly message: string
  readonly assertionResults: readonly {
    readonly fullName: string
    readonly status: 'passed' | 'failed' | 'skipped' | 'pending' | 'todo' | 'disabled'
    readonly failureMessages: readonly string[] | null
  }[]
}

/** Empties the folder of reports. */
export function prepareReports(): void {
  rmSync(REPORTS, { recursive: true, force: true })
  mkdirSync(REPORTS, { recursive: true })
}

/** Runs a script of package.json, and prints whether it passed, and what it printed if it failed. */
export async function runScript(name: string, ...args: readonly string[]): Promise<FinishedStep> {
  return runStep(name, args, {})
}

/** Runs a step of vitest, which also reports its files. A shard such as `1/2` runs the first half of them. */
export function runTests(
  script: string,
  env: Readonly<Record<string, string>> = {},
  shard?: `${number}/${number}`,
): Promise<FinishedStep> {
  const name = shard ? `${script} ${shard}` : script
  const report = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportPath(name)}`]
  return runStep(name, ['--', ...report, ...(shard ? [`--shard=${shard}`] : [])], env, script)
}

async function runStep(
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  script = name,
): Promise<FinishedStep> {
  const from = Date.now()
  const { ok, output } = await runToEnd(process.execPath, ['--run', script, ...args], env)
  const seconds = (Date.now() - from) / 1000
  const readable = removeWorkerLogs(output)
  writeFileSync(`${REPORTS}/${fileNameOf(name)}.txt`, readable)
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name} (${seconds.toFixed(1)} s)`)
  const browser = /^Browser: .*$/m.exec(output)?.[0]
  if (browser) console.log(`       ${browser}`)
  if (!ok) console.log(readable)
  return { name, ok, seconds, output: readable, testFiles: readTestFiles(name) }
}

/**
 * Keeps temporary files in memory when there is enough of it. They include the database of the worker's tests, which is
 * emptied for every test; on a disk, emptying it takes a tenth of their time.
 */
export function getMemoryTempFolderEnv(): Readonly<Record<string, string>> {
  const folder = '/dev/shm'
  if (!existsSync(folder)) return {}
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize > MIN_FREE_MEMORY_BYTES ? { TMPDIR: folder } : {}
}

/** Removes the worker's log lines, which hide what failed. */
const removeWorkerLogs = (output: string): string =>
  output
    .split('\n')
    .filter((line) => !line.startsWith('{"event":'))
    .join('\n')

function readTestFiles(name: string): readonly TestFileReport[] {
  const path = reportPath(name)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).testResults : []
}

const reportPath = (name: string): string => `${REPORTS}/${fileNameOf(name)}.json`

const fileNameOf = (name: string): string => name.replaceAll(/[:/ ]/g, '-')
