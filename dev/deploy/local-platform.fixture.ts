import { writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

interface PlatformSettings {
  /** The folder of the database that the portal is deployed with, as `--persist-to` names it. */
  readonly stateFolder: string
  /** The file of the secrets that were put, a line each. */
  readonly secretsFile: string
  /** Where Access sends whoever isn't signed in. */
  readonly teamDomain: string
  /** Starts the portal, or the next version of it, and gives its origin on this machine. */
  readonly deploy: () => Promise<string>
}

/**
 * Starts what stands in for the platform on this machine: the edge in front of the portal, with Access, and wrangler as far as a
 * deployment asks it. Commands about the remote database go to the local engine; a deployment is built and checked by
 * wrangler itself, and then served. Gives the environment in which the project's commands reach all that.
 */
export async function startLocalPlatform(folder: string, host: string, settings: PlatformSettings) {
  const { stateFolder, secretsFile, teamDomain, deploy } = settings
  let portal: string | undefined
  let deployments = 0
  const answer = async ({ method, url = '' }: IncomingMessage): Promise<Response> => {
    if (method === 'POST' && url === DEPLOYMENTS) {
      portal = await deploy()
      deployments += 1
    }
    if (url === DEPLOYMENTS) return new Response(String(deployments))
    if (/^(\/fr)?\/desk(\/|$)/.test(url))
      return new Response(null, { status: 302, headers: { Location: `${teamDomain}/cdn-cgi/access/login` } })
    return portal ? fetch(`${portal}${url}`, { redirect: 'manual' }) : new Response(null, { status: 530 })
  }
  const edge = createServer((request, response) => {
    void answer(request)
      .catch(() => new Response(null, { status: 502 }))
      .then(async ({ status, headers, body }) => {
        response.writeHead(status, Object.fromEntries(headers)).end(await new Response(body).text())
      })
  })
  await new Promise<void>((resolve) => edge.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(edge.address() as AddressInfo).port}`

  writeFileSync(
    join(folder, 'wrangler'),
    `#!/usr/bin/env node
const { spawnSync } = process.getBuiltinModule('node:child_process')
const { readFileSync } = process.getBuiltinModule('node:fs')
const args = process.argv.slice(2)
const does = (command) => args.join(' ').startsWith(command)
const runWrangler = (...args) => {
  const { status } = spawnSync('node_modules/.bin/wrangler', args, { stdio: 'inherit', env: { ...process.env, CI: '1' } })
  if (status !== 0) process.exit(status ?? 1)
}
const deployments = async (method) => Number(await (await fetch('${origin}${DEPLOYMENTS}', { method })).text())
const print = (value) => console.log(JSON.stringify(value))
if (does('secret list'))
  print(readFileSync(${JSON.stringify(secretsFile)}, 'utf8').trim().split('\\n').map((line) => ({ name: line.split('=')[0] })))
else if (does('d1 time-travel info')) print({ bookmark: 'bookmark-of-the-rehearsal' })
else if (does('d1'))
  runWrangler(...args.filter((each) => each !== '--remote'), '--local', '--persist-to', ${JSON.stringify(stateFolder)})
else if (does('deployments status')) {
  const version = await deployments('GET')
  if (version === 0) process.exit(1)
  print({ versions: [{ version_id: 'version-' + version }] })
} else if (does('deploy')) {
  runWrangler(...args, '--dry-run')
  if (args.includes('--env')) await deployments('POST')
} else process.exit(7)
`,
    { mode: 0o755 },
  )
  // Stands in for the domain's name and certificate.
  const reachEdge = join(folder, 'reach-edge.mjs')
  writeFileSync(
    reachEdge,
    `const reach = globalThis.fetch
globalThis.fetch = (url, options) => reach(String(url).replace('https://${host}', '${origin}'), options)
`,
  )
  return { reachEdge, close: () => edge.close() }
}

const DEPLOYMENTS = '/deployments-of-the-platform'
