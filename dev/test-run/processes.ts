import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { ENDING_SIGNALS } from '../end-on-signal.ts'

/**
 * Every process of a run inherits this variable, so that it is found whatever group it belongs to. It holds the id of the
 * run's process, after those of the runs that this one is a part of.
 */
const RUN_MARK = 'EVENHAND_TEST_RUN'
/** A step that hangs ends after this. The longest takes four minutes on two cores. */
const STEP_MINUTES = 30

/** Runs a program to its end, and kills it when it hangs. Returns what it printed. */
export function runToEnd(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ readonly ok: boolean; readonly output: string }> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        NO_COLOR: '1',
        ...env,
        [RUN_MARK]: `${process.env[RUN_MARK] ?? ''}/${process.pid}/`,
      },
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text
      })
    const timer = setTimeout(() => {
      output += `\nKilled after ${STEP_MINUTES} minutes\n`
      child.kill('SIGKILL')
    }, STEP_MINUTES * 60_000)
    const finish = (reason?: string) => {
      clearTimeout(timer)
      resolve({ ok: reason === undefined, output: `${output}${reason ?? ''}` })
    }
    child.on('error', (error) => finish(`\n${error.message}\n`))
    child.on('exit', (code, signal) => finish(code === 0 ? undefined : describeExit(code, signal)))
  })
}

const describeExit = (code: number | null, signal: string | null): string =>
  signal ? `\nEnded by ${signal}\n` : `\nEnded with exit code ${code}\n`

/** Ends every step when this process is told to end, and leaves none behind when it exits. */
export function endStepsOnSignal(): void {
  process.on('exit', endMarkedProcesses)
  for (const signal of ENDING_SIGNALS)
    process.on(signal, () => {
      console.error(`\nEnded by ${signal}`)
      process.exit(1)
    })
}

/** Kills what is left of the processes that the steps started. */
export function endMarkedProcesses(): void {
  for (const pid of listMarkedProcesses()) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // ESRCH means that it has ended.
    }
  }
}

/** Lists processes that carry the mark of this run. Linux exposes the environment of a process; elsewhere none is found. */
function listMarkedProcesses(): number[] {
  const mark = new RegExp(`\0${RUN_MARK}=[^\0]*/${process.pid}/`)
  return listProcessIds().filter((pid) => {
    try {
      return mark.test(`\0${readFileSync(`/proc/${pid}/environ`, 'latin1')}`)
    } catch {
      return false
    }
  })
}

function listProcessIds(): number[] {
  try {
    return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []))
  } catch {
    return []
  }
}
