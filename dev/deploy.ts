import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { secretNames } from '../worker/environment.ts'
import { buildSite } from './build.ts'

// `npm run deploy`: checks that every secret is set, applies the migrations, then puts the new version in place.
// A migration must suit the version that still runs while it is applied.
const wrangler = (...args: string[]) =>
  execFileSync('wrangler', args, { stdio: ['inherit', 'pipe', 'inherit'] }).toString()

if (/database_id = "0{8}-/.test(readFileSync('wrangler.toml', 'utf8'))) {
  stop('wrangler.toml still has the example’s database_id. Create one: npx wrangler d1 create evenhand')
}
const set = new Set(
  (JSON.parse(wrangler('secret', 'list', '--format', 'json')) as { name: string }[]).map(({ name }) => name),
)
const missing = secretNames.filter((name) => !set.has(name))
if (missing.length > 0)
  stop(`These secrets are not set (npx wrangler secret put NAME): ${missing.join(', ')}`)

await buildSite()
console.log(wrangler('d1', 'migrations', 'apply', 'evenhand', '--remote'))
console.log(wrangler('deploy'))

function stop(why: string): never {
  console.error(why)
  process.exit(1)
}
