import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { WorkerBundle } from './build-worker.ts'

/** The most that the worker may weigh as it is deployed: minified, after gzip. */
export const MAX_WORKER_BYTES = 220 * 1024

/** The bytes of a module after gzip. */
export const countGzippedModuleBytes = (code: string): number => gzipSync(code).length

/** Gives the module that `npm run deploy` would upload, and deploys nothing. The site must be built. */
export function readUploadedWorker(): string {
  const folder = mkdtempSync(join(tmpdir(), 'worker-bundle-'))
  try {
    runOfflineWrangler('deploy', '--dry-run', '--outdir', folder)
    return readFileSync(join(folder, 'index.js'), 'utf8')
  } finally {
    rmSync(folder, { recursive: true })
  }
}

export const runOfflineWrangler = (...args: string[]): string =>
  execFileSync('wrangler', args, {
    env: {
      ...process.env,
      ...{ CI: '1', NO_COLOR: '1', CLOUDFLARE_CF_FETCH_ENABLED: 'false', WRANGLER_SEND_METRICS: 'false' },
    },
    stdio: 'pipe',
    encoding: 'utf8',
  })

/** Sums the bytes of each library and folder in a bundle, before it is minified; the heaviest come first. */
export function sumBytesByPart({ bytesByFile }: WorkerBundle): [part: string, bytes: number][] {
  const sums = new Map<string, number>()
  for (const [file, bytes] of Object.entries(bytesByFile)) {
    const part =
      file.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1] ?? file.split('/').slice(0, 2).join('/')
    sums.set(part, (sums.get(part) ?? 0) + bytes)
  }
  return [...sums].sort(([, a], [, b]) => b - a)
}

/** The most that a cold start may take, in milliseconds. */
export const MAX_WORKER_START_MS = 60

/** The most calls of functions with which the worker may start: 30,811 were counted, and the rest is room for what is added. */
export const MAX_WORKER_START_CALLS = 33_000

/**
 * How often a start of the bundle calls its own functions, as the engine's coverage counts them: the same on any machine,
 * however busy. What the engine does inside its built-in functions is not counted; the bench measures it in milliseconds.
 */
export const countWorkerStartCalls = (code: string): number => importInProcess(code, COUNTING_SCRIPT)

/**
 * The processor time in milliseconds that Node takes to compile a bundle and run its top level, in a process of its own.
 * Node's engine is the runtime's own, and processor time is the same beside other programs.
 */
export const measureWorkerImportCpuMs = (code: string): number => importInProcess(code, TIMING_SCRIPT)

/** Runs a script that imports the bundle as `./worker.mjs`, in a process of its own, and gives the number that it prints. */
function importInProcess(code: string, script: string): number {
  const folder = mkdtempSync(join(tmpdir(), 'worker-import-'))
  try {
    writeFileSync(join(folder, 'worker.mjs'), code)
    writeFileSync(join(folder, 'import.mjs'), script)
    return Number(execFileSync(process.execPath, [join(folder, 'import.mjs')], { encoding: 'utf8' }))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const TIMING_SCRIPT = `
const before = process.cpuUsage()
await import('./worker.mjs')
const { user, system } = process.cpuUsage(before)
console.log((user + system) / 1000)
`

const COUNTING_SCRIPT = `
import { Session } from 'node:inspector/promises'
const session = new Session()
session.connect()
await session.post('Profiler.enable')
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
await import('./worker.mjs')
const { result } = await session.post('Profiler.takePreciseCoverage')
const { functions } = result.find(({ url }) => url.endsWith('/worker.mjs'))
console.log(functions.reduce((sum, { ranges: [whole] }) => sum + whole.count, 0))
`

/** The milliseconds in which the runtime was active during a cold start, as `wrangler check startup` finds them. */
export function profileWorkerStartMs(): number {
  const folder = mkdtempSync(join(tmpdir(), 'worker-start-'))
  try {
    const report = runOfflineWrangler('check', 'startup', '--outfile', join(folder, 'start.cpuprofile'))
    return Number(/Active: ([\d.]+) ms/.exec(report)?.[1])
  } finally {
    rmSync(folder, { recursive: true })
  }
}
