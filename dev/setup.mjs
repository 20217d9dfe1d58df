// Runs before `npm start` and `npm test`, on the machine's own Node and without dependencies. It installs when the
// lock file has changed, and writes this laptop's secrets when they are missing. A second run does nothing.
import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const STAMP = join(root, 'node_modules', '.evenhand-lock')

install()
writeSecrets()

function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lock) return
  console.log('Installing what package-lock.json names …')
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
  })
  if (status !== 0) {
    console.error(
      'npm could not install the packages; what it said stands above. Mend that and run the command again.',
    )
    process.exit(1)
  }
  writeFileSync(STAMP, lock)
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
