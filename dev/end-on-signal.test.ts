import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'

/** Says when it listens, and what happens when it is told to end. */
const SCRIPT = `
  const { closeOnSignal } = await import(${JSON.stringify(new URL('./end-on-signal.ts', import.meta.url).href)})
  const isEnding = closeOnSignal(async () => {
    console.log('closing', isEnding())
    await new Promise((resolve) => setTimeout(resolve, 100))
    console.log('closed')
  })
  process.on('exit', () => console.log('exit'))
  setInterval(() => {}, 1000)
  console.error('listening', isEnding())`

it.each([[['SIGINT']], [['SIGTERM']], [['SIGHUP']], [['SIGQUIT']], [['SIGINT', 'SIGINT']]] as const)(
  'closes once what the process started, then ends it: %j',
  async (signals) => {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', SCRIPT])
    const printed = text(child.stdout)
    const [ready] = await once(child.stderr, 'data')
    expect(String(ready)).toBe('listening false\n')
    for (const signal of signals) child.kill(signal)
    expect(await once(child, 'exit')).toEqual([0, null])
    expect(await printed).toBe('closing true\nclosed\nexit\n')
  },
)
