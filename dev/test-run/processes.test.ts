import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { endMarkedProcesses, runToEnd } from './processes.ts'

const runScript = (script: string) => runToEnd(process.execPath, ['--eval', script], {})

it('returns what a step printed, and passes when it ends well', async () => {
  expect(await runScript('console.log("out"); console.error("err")')).toEqual({
    ok: true,
    output: expect.any(String),
  })
})

it('fails with the reason when a step ends otherwise or does not start', async () => {
  expect(await runScript('console.log("last words"); process.exit(3)')).toEqual({
    ok: false,
    output: 'last words\n\nEnded with exit code 3\n',
  })
  expect((await runScript('process.kill(process.pid, "SIGKILL")')).output).toContain('Ended by SIGKILL')
  const missing = await runToEnd('there-is-no-such-program', [], {})
  expect(missing.ok).toBe(false)
  expect(missing.output).toContain('ENOENT')
})

it.runIf(process.platform === 'linux')('leaves no process behind, even in a group of its own', async () => {
  const { ok, output } = await runScript(`
    const options = { detached: true, stdio: 'ignore' }
    const child = require('node:child_process').spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)'], options)
    console.log(child.pid)
    child.unref()
    process.exit(1)
  `)
  const left = Number.parseInt(output, 10)
  expect(ok).toBe(false)
  expect(isRunning(left)).toBe(true)
  endMarkedProcesses()
  await expect.poll(() => isRunning(left)).toBe(false)
})

it.runIf(process.platform === 'linux')('finds what a run inside of this run left behind', async () => {
  const inner = `
    const options = { detached: true, stdio: 'ignore' }
    const child = require('node:child_process').spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)'], options)
    console.log(child.pid)
    child.unref()`
  const { output } = await runScript(`
    import(${JSON.stringify(new URL('./processes.ts', import.meta.url).href)}).then(async ({ runToEnd }) => {
      console.log((await runToEnd(process.execPath, ['--eval', ${JSON.stringify(inner)}], {})).output)
    })
  `)
  const left = Number.parseInt(output, 10)
  expect(isRunning(left)).toBe(true)
  endMarkedProcesses()
  await expect.poll(() => isRunning(left)).toBe(false)
})

/** A process that ended and that nobody has waited for still has an id; it counts as ended. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}
