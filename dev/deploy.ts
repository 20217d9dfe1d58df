import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { secretNames } from '../worker/environment.ts'
import { buildSite } from './build.ts'

// `npm run deploy` checks that every secret is set, applies the migrations, and deploys the new version. The old
// version still runs while a migration is applied, so the migration must suit both.
const runWrangler = (...args: string[]) =>
  execFileSync('wrangler', args, { stdio: ['inherit', 'pipe', 'inherit'] }).toString()

if (/database_id = "0{8}-/.test(readFileSync('wrangler.toml', 'utf8'))) {
  exitWithMessage(
    'wrangler.toml still has the example’s database_id. Create one: npx wrangler d1 create evenhand',
  )
}
const existingSecrets = new Set(
  (JSON.parse(runWrangler('secret', 'list', '--format', 'json')) as { name: string }[]).map(
    ({ name }) => name,
  ),
)
const missingSecrets = secretNames.filter((name) => !existingSecrets.has(name))
if (missingSecrets.length > 0)
  exitWithMessage(`These secrets are not set (npx wrangler secret put NAME): ${missingSecrets.join(', ')}`)

await buildSite()
console.log(runWrangler('d1', 'migrations', 'apply', 'evenhand', '--remote'))
console.log(runWrangler('deploy'))
await checkHealth()

/** Asks the portal for its health, which fails when a key is missing or wrong. */
async function checkHealth(): Promise<void> {
  const [, origin] = /^PORTAL_ORIGIN = "(.+)"$/m.exec(readFileSync('wrangler.toml', 'utf8')) ?? []
  const { status } = await fetch(`${origin}/healthz`)
  if (status !== 200)
    exitWithMessage(
      `${origin}/healthz answers ${status}: the database or a key is missing or wrong. docs/keys.md says what to do; \
npx wrangler rollback brings back the version before.`,
    )
}

function exitWithMessage(why: string): never {
  console.error(why)
  process.exit(1)
}
