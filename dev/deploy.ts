import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { isTurnstileOn } from '../site/turnstile.ts'
import { secretNames } from '../worker/environment.ts'
import { describeKeyFaults, findRingFaults, queryRingKeys } from './check-ring.ts'
import { exitWithMessage } from './exit-with-message.ts'
import { createDatabaseQuery } from './query-database.ts'
import { parseRingArguments, readRingFile } from './ring-file.ts'

// `npm run deploy` checks that every secret is set and that no key is missing, applies the migrations, and deploys the
// new version. The old version still runs while a migration is applied, so the migration must suit both.
const runWrangler = (...args: string[]) =>
  execFileSync('wrangler', args, { stdio: ['inherit', 'pipe', 'inherit'] }).toString()

const settings = readFileSync('wrangler.toml', 'utf8')
const [, origin] = /^PORTAL_ORIGIN = "(.+)"$/m.exec(settings) ?? []

if (/database_id = "0{8}-/.test(settings)) {
  exitWithMessage(
    'wrangler.toml still has the example’s database_id. Create one: npx wrangler d1 create evenhand',
  )
}
const existingSecrets = new Set(
  (JSON.parse(runWrangler('secret', 'list', '--format', 'json')) as { name: string }[]).map(
    ({ name }) => name,
  ),
)
const neededSecrets = isTurnstileOn(settings) ? [...secretNames, 'TURNSTILE_SECRET_KEY'] : secretNames
const missingSecrets = neededSecrets.filter((name) => !existingSecrets.has(name))
if (missingSecrets.length > 0)
  exitWithMessage(`These secrets are not set (npx wrangler secret put NAME): ${missingSecrets.join(', ')}`)
await checkKeysBeforeDeploying()

// Loads what builds the site only now, since most refusals come before.
const { buildSite } = await import('./build.ts')
await buildSite()
console.log(runWrangler('d1', 'migrations', 'apply', 'evenhand', '--remote'))
console.log(runWrangler('deploy'))
const healthAfter = await fetchHealth()
if (healthAfter !== 200)
  exitWithMessage(
    `${origin}/healthz answers ${healthAfter}: the database or a key is missing or wrong. docs/keys.md says what to do; \
npx wrangler rollback brings back the version before.`,
  )

/**
 * Refuses to deploy while the ring lacks a key that rows need. Nobody can read a secret back from Cloudflare, so the portal
 * that runs, which has the same ring, is asked; or the ring that a file holds is compared, with `--ring`. A database
 * without keys is that of a first deployment.
 */
async function checkKeysBeforeDeploying(): Promise<void> {
  const rows = queryRingKeys(createDatabaseQuery(['--remote']))
  if (rows.length === 0) return
  const args = process.argv.slice(2)
  if (args.includes('--ring')) {
    const faults = await findRingFaults(readRingFile(parseRingArguments(args).path), rows)
    if (faults) exitWithMessage(describeKeyFaults(faults))
    return
  }
  const health = await fetchHealth()
  if (health !== 200)
    exitWithMessage(
      `Nothing was deployed, because ${origin}/healthz answers ${health}: the database or a key is missing or wrong. \
docs/keys.md says what to do. If this deployment is what mends it, prove that the ring is whole: \
npm run deploy -- --ring ring.json`,
    )
}

/** The status with which the portal answers for its health; a text when it does not answer. */
async function fetchHealth(): Promise<number | string> {
  return fetch(`${origin}/healthz`).then(
    ({ status }) => status,
    () => 'nothing',
  )
}
