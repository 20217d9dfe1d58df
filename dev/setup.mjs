// Runs before `npm start`, `npm test` and others, on the machine's own Node and without dependencies. It installs the
// project's packages, and those of each folder that an argument names (`node dev/setup.mjs tests`), when their lock file
// has changed. It writes this laptop's secrets when they are missing. A second run does nothing.
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

/** Writes random secrets to the file that wrangler reads on a laptop and git ignores. */
function writeSecrets() {
  const path = join(root, '.dev.vars')
  if (existsSync(path)) return
  const secret = () => randomBytes(32).toString('base64url')
  const ring = Object.fromEntries(
    ['answers', 'safety', 'otherContact', 'mail'].map((purpose) => [
      purpose,
      [{ kty: 'oct', kid: `${purpose}-1`, k: secret() }],
    ]),
  )
  const lines = [
    `ACCESS_AUD=${randomBytes(32).toString('hex')}`,
    `RESEND_API_KEY=re_${randomBytes(16).toString('hex')}`,
    `DRAFT_SECRET=${secret()}`,
    `INDEX_SECRET=${secret()}`,
    `KEY_RING='${JSON.stringify(ring)}'`,
  ]
  writeFileSync(path, `${lines.join('\n')}\n`, { mode: 0o600 })
  console.log('Wrote this laptop’s secrets to .dev.vars')
}
