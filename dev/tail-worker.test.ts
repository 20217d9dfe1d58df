import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { expect, it, onTestFinished } from 'vitest'
import { writeTailConfig } from './deploy/write-tail-config.ts'
import { readDeploymentConfig } from './deployment-config.ts'
import { runOfflineWrangler } from './worker-bundle.ts'

const SECRET = 'kX3v9QmCANARYw8Zt2Lr5Ybn7Hd4Fs'
const line = {
  event: 'request',
  request: '0b9f7c1e-54a2-4a57-9d0c-6f1d2a3b4c5d',
  method: 'GET',
  route: '/calendar/:file',
  status: 200,
  ms: 1,
}

/** Stands in for the portal: logs a line as `log` does and another with the address, and throws with the address. */
const portal = `export default {
  async fetch({ url }) {
    console.log(${JSON.stringify(JSON.stringify(line))})
    console.warn('asked', url)
    throw new TypeError('No feed at ' + url)
  },
}`

it('stores nothing of an address that the runtime itself hands over', async () => {
  const paths = [`/calendar/${SECRET}.ics?secret=${SECRET}`, '/']
  const stored = await runWithTailWorker(bundleTailWorker(), paths, 8)

  const runs = stored.map(({ loggedAt: _, at: __, ...record }) => record)
  const run = [
    line,
    { event: 'exception', error: 'TypeError' },
    { event: 'run_ended', outcome: 'exception' },
    { event: 'lines_dropped', dropped: 1, truncated: false },
  ]
  expect(runs).toEqual([...run, ...run])
  expect(JSON.stringify(stored)).not.toContain('CANARY')
})

it('meets the address in what the runtime hands over', async () => {
  const naive = `export default { tail: (traces) => console.log(JSON.stringify({ traces })) }`
  const stored = await runWithTailWorker(naive, [`/calendar/${SECRET}.ics`], 1)
  expect(JSON.stringify(stored)).toContain(`/calendar/${SECRET}.ics`)
})

function bundleTailWorker(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tail-worker-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const config = writeTailConfig(readDeploymentConfig('production'))
  runOfflineWrangler('deploy', '--dry-run', '--config', config, '--outdir', folder)
  return readFileSync(join(folder, 'index.js'), 'utf8')
}

/** Lets the runtime answer requests and hand each run to a Tail Worker, and gives what that one wrote, `count` lines. */
async function runWithTailWorker(
  tail: string,
  paths: readonly string[],
  count: number,
): Promise<Record<string, unknown>[]> {
  const written: string[] = []
  const common = { modules: true, compatibilityDate: '2026-10-01' }
  const runtime = new Miniflare({
    ...convertV4MiniflareOptions({
      workers: [
        { name: 'portal', script: portal, tails: ['tail'], ...common },
        { name: 'tail', script: tail.replaceAll('console.log(', 'console.log("stored", '), ...common },
      ],
    }),
    // The portal's own lines come here too, as they do on a laptop.
    handleStructuredLogs: ({ message }) => void written.push(message),
  })
  onTestFinished(() => runtime.dispose())
  for (const path of paths) await runtime.dispatchFetch(`https://portal.example.com${path}`).catch(() => {})
  const listStored = () => written.flatMap((text) => /^stored (\{.*)$/s.exec(text)?.slice(1) ?? [])
  await expect.poll(() => listStored().length).toBeGreaterThanOrEqual(count)
  return listStored().map((json) => JSON.parse(json))
}
