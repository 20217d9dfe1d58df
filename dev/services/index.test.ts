import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { MAIL, makeTemporaryFolder, SETTINGS, start } from './services.fixture.ts'

describe('starting and closing', () => {
  it('rejects with EADDRINUSE when the port is taken, and leaves whoever holds it alone', async () => {
    const { origin, mailbox } = await start()
    const port = Number(new URL(origin).port)
    await expect(start({ port })).rejects.toMatchObject({ code: 'EADDRINUSE', port })
    expect(await mailbox()).toEqual([])
  })

  it('runs twice in one process without sharing mail or faults', async () => {
    const [one, other] = [await start(), await start()]
    await one.send(MAIL)
    await one.setFault({ status: 500 })
    expect(await one.mailbox()).toHaveLength(1)
    expect([await other.mailbox(), await other.faults()]).toEqual([[], []])
  })

  it('frees its port on closing, with connections kept alive, and closing again does nothing', async () => {
    const { origin, mailbox, close } = await start()
    await mailbox()
    await close()
    await close()
    const again = await start({ port: Number(new URL(origin).port) })
    expect(again.origin).toBe(origin)
  })

  it('leaves nothing that keeps the process alive, not even a slow send and one held open', async () => {
    const script = `
      const { startServices } = await import(${JSON.stringify(new URL('./index.ts', import.meta.url).href)})
      const { origin, close } = await startServices(${JSON.stringify({ ...SETTINGS, stateFolder: makeTemporaryFolder() })})
      const post = (path, body) => fetch(origin + path, { method: 'POST', body: JSON.stringify(body), headers: { authorization: 'Bearer re_example' } })
      const count = async (path) => (await (await fetch(origin + path)).json()).length
      await post('/faults', { timeoutAfterAccepting: 600000, count: 1 })
      await post('/faults', { latencyMs: 600000, count: 1 })
      const held = post('/emails', ${JSON.stringify(MAIL)}).catch(() => 'held: cut')
      while (await count('/emails') === 0);
      const slow = post('/emails', ${JSON.stringify(MAIL)}).catch(() => 'slow: cut')
      while (await count('/faults') > 0);
      console.log(await count('/emails'))
      await close()
      console.log(await held, await slow)`
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [
      '--input-type=module',
      '-e',
      script,
    ])
    expect(stdout).toBe('1\nheld: cut slow: cut\n')
    expect(stderr).toBe('')
  })
})
