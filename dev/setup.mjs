// Runs before `npm start`, `npm test` and others, on the machine's own Node and without dependencies. It installs the
// project's packages, and those of each folder that an argument names (`node dev/setup.mjs tests`), when their lock file
// has changed. It writes this laptop's secrets, or those that are missing. A second run does nothing.
import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

for (const folder of ['.', ...process.argv.slice(2)]) installPackages(folder)
writeSecrets()

/** Installs exactly what a folder's lock file names, unless it is the lock file of the last installation. */
function installPackages(folder) {
  const lockFile = join(folder, 'package-lock.json')
  const stamp = join(root, folder, 'node_modules', '.evenhand-lock')
  const lock = createHash('sha256')
    .update(readFileSync(join(root, lockFile)))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  const from = Date.now()
  process.stdout.write(`Installing what ${lockFile} names … `)
  // After a build NODE_ENV is `production`, for which npm would leave out the tools.
  const command = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const { status, stdout } = spawnSync('npm', command, {
    cwd: join(root, folder),
    stdio: ['inherit', 'pipe', 'inherit'],
    encoding: 'utf8',
  })
  if (status !== 0) {
    console.error(
      `${stdout}\nnpm could not install the packages; what it said stands above. Mend that and run the command again.`,
    )
    process.exit(1)
  }
  writeFileSync(stamp, lock)
  console.log(`${((Date.now() - from) / 1000).toFixed(1)} s`)
}

/**
 * Writes random secrets to the file that wrangler reads on a laptop and git ignores. A file that has secrets already keeps
 * them, and gets the keys of purposes that are new since.
 */
function writeSecrets() {
  const path = join(root, '.dev.vars')
  const before = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const value = (name) => new RegExp(`^${name}='?(.*?)'?$`, 'm').exec(before)?.[1]
  const ring = JSON.parse(value('KEY_RING') ?? '{}')
  // These are `keyPurposes` in worker/privacy/key-ring.ts, which this file cannot import.
  for (const purpose of ['answers', 'safety', 'otherContact', 'mail', 'draft', 'index', 'audit'])
    ring[purpose] ??= [{ kty: 'oct', kid: `${purpose}-1`, k: randomBytes(32).toString('base64url') }]
  const lines = [
    `ACCESS_AUD=${value('ACCESS_AUD') ?? randomBytes(32).toString('hex')}`,
    `RESEND_API_KEY=${value('RESEND_API_KEY') ?? `re_${randomBytes(16).toString('hex')}`}`,
    `RESEND_WEBHOOK_SECRET=${value('RESEND_WEBHOOK_SECRET') ?? `whsec_${randomBytes(24).toString('base64')}`}`,
    `KEY_RING='${JSON.stringify(ring)}'`,
    `TURNSTILE_SECRET_KEY=${value('TURNSTILE_SECRET_KEY') ?? randomBytes(16).toString('hex')}`,
  ]
  const names =
    /^(ACCESS_AUD|RESEND_API_KEY|RESEND_WEBHOOK_SECRET|KEY_RING|TURNSTILE_SECRET_KEY|DRAFT_SECRET|INDEX_SECRET)=/
  const others = before.split('\n').filter((line) => line !== '' && !names.test(line))
  const text = `${[...lines, ...others].join('\n')}\n`
  if (text === before) return
  writeFileSync(path, text, { mode: 0o600 })
  console.log('Wrote this laptop’s secrets to .dev.vars')
}
