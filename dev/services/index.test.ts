import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { startServices } from './index.ts'
import { EXAMPLE_MAIL, EXAMPLE_SETTINGS, startExampleServices } from './services.fixture.ts'

const run = promisify(execFile)

describe('starting and closing', () => {
  it('rejects with EADDRINUSE when the port is taken, and leaves whoever holds it alone', async () => {
    const { port, at } = await startExampleServices()

    await expect(startServices({ ...EXAMPLE_SETTINGS, port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
      port,
    })

    expect((await at('/emails')).status).toBe(200)
  })

  it('runs twice in one process without sharing mail or faults', async () => {
    const [one, other] = [await startExampleServices(), await startExampleServices()]

    await one.setFault({ status: 500, to: 'nobody@family.example' })
    await one.resend.emails.send(EXAMPLE_MAIL)

    expect(one.mailbox.newestFirst()).toHaveLength(1)
    expect(other.mailbox.newestFirst()).toHaveLength(0)
    expect(await (await other.at('/faults')).json()).toEqual([])
  })

  it('frees its port on closing, with connections kept alive, and closing again does nothing', async () => {
    const { port, at, close } = await startExampleServices()
    await at('/emails')

    await close()
    await close()

    const again = await startServices({ ...EXAMPLE_SETTINGS, port })
    expect(again.port).toBe(port)
    await again.close()
  })

  it('leaves nothing that keeps the process alive, not even a slow send and one held open', async () => {
    const script = `
      const { startServices } = await import(${JSON.stringify(new URL('./index.ts', import.meta.url).href)})
      const { origin, close, mailbox } = await startServices(${JSON.stringify(EXAMPLE_SETTINGS)})
      const post = (path, body) => fetch(origin + path, { method: 'POST', body: JSON.stringify(body), headers: { authorization: 'Bearer re_example' } })
      await post('/faults', { timeoutAfterAccepting: true, count: 1 })
      await post('/faults', { latencyMs: 60000, count: 1 })
      const held = post('/emails', ${JSON.stringify(EXAMPLE_MAIL)}).catch(() => 'held: cut')
      while (mailbox.newestFirst().length === 0) await new Promise(setImmediate)
      const slow = post('/emails', ${JSON.stringify(EXAMPLE_MAIL)}).catch(() => 'slow: cut')
      while ((await (await fetch(origin + '/faults')).json()).length > 0);
      await close()
      console.log(await held, await slow, mailbox.newestFirst().length)`

    const { stdout, stderr } = await run(process.execPath, ['--input-type=module', '-e', script], {
      timeout: 10_000,
    })

    expect(stdout.trim()).toBe('held: cut slow: cut 1')
    expect(stderr).toBe('')
  })

  it('answers an address it does not know with the provider’s 404', async () => {
    const { at } = await startExampleServices()

    const response = await at('/domains')

    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ statusCode: 404, name: 'not_found' })
  })
})
