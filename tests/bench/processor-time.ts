import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'

/** Gives the milliseconds of processor time that a request took, on all threads of the runtime together. */
export type ProcessorTimer = (request: () => Promise<unknown>) => Promise<number>

/**
 * Creates a timer that reads the kernel's account of the runtime behind a port of `startPortal`, in nanoseconds. Time
 * that other processes took from it does not count, and neither does wrangler's proxy. The local database does: it
 * runs in the same process. Only Linux keeps this account.
 */
export function createProcessorTimer(port: number): ProcessorTimer {
  const pid = findRuntimeBehindPort(port)
  return async (request) => {
    const before = await readNsWhenIdle(pid)
    await request()
    return ((await readNsWhenIdle(pid)) - before) / NS_PER_MS
  }
}

/** Wrangler starts two runtimes in one process group: a proxy, which listens on the port, and the worker's own. */
function findRuntimeBehindPort(port: number): string {
  const runtimes = readdirSync('/proc').flatMap((pid) => {
    const args = /^\d+$/.test(pid) ? readOrEmpty(`/proc/${pid}/cmdline`).split('\0') : []
    return args[0]?.endsWith('/workerd') ? [{ pid, args, group: readProcessGroup(pid) }] : []
  })
  const proxy = runtimes.find(({ args }) => args.includes(`--socket-addr=entry=localhost:${port}`))
  const [runtime, ...others] = runtimes.filter((each) => each !== proxy && each.group === proxy?.group)
  if (!runtime || others.length > 0) throw new Error(`No single runtime stands behind port ${port}`)
  return runtime.pid
}

/** The third field after the name in parentheses, which may hold spaces (proc_pid_stat(5)). */
const readProcessGroup = (pid: string) => readOrEmpty(`/proc/${pid}/stat`).split(') ')[1]?.split(' ')[2]

/** Reads the time when no thread has run between two readings: what a response leaves to do belongs to it. */
async function readNsWhenIdle(pid: string): Promise<number> {
  let last = readNs(pid)
  for (let reading = 0; reading < MAX_READINGS; reading++) {
    await setTimeout(READING_INTERVAL_MS)
    const now = readNs(pid)
    if (now === last) return now
    last = now
  }
  throw new Error('The runtime never came to rest')
}

const READING_INTERVAL_MS = 5
const MAX_READINGS = 2_000
const NS_PER_MS = 1_000_000

/** Adds up the first number of each thread's schedstat, its nanoseconds on a processor (proc_pid_schedstat(5)). */
const readNs = (pid: string): number =>
  readdirSync(`/proc/${pid}/task`).reduce(
    (sum, thread) => sum + Number(readOrEmpty(`/proc/${pid}/task/${thread}/schedstat`).split(' ')[0]),
    0,
  )

/** Gives an empty text for a process or thread that has just ended. */
function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
