import { spawn } from 'node:child_process'

/** Uses a core until its parent ends. */
const BURN = 'const parent = process.ppid; while (process.ppid === parent) for (let i = 0; i < 1e8; i++);'

/** Starts processes that use one core each. They end when told to, and when this process ends. */
export function startBurners(count: number): { end(): void } {
  const burners = Array.from({ length: count }, () =>
    spawn(process.execPath, ['--eval', BURN], { stdio: 'ignore' }),
  )
  console.log(`Busy beside the steps: processes ${burners.map(({ pid }) => pid).join(' and ')}`)
  return {
    end: () => {
      for (const burner of burners) burner.kill('SIGKILL')
    },
  }
}
