import { existsSync, readFileSync } from 'node:fs'
import { exitWithUsage, parseCommandLine } from '../command-line.ts'
import { deploymentNames, readDeploymentConfig } from '../deployment-config.ts'
import { exitWithMessage } from '../exit-with-message.ts'
import { parseRecipients, writeNewKey } from './age-files.ts'
import { openDeployedDatabase } from './open-deployed-database.ts'
import { BackupRefusal } from './refusal.ts'
import { writeBackup } from './write-backup.ts'

// `npm run backup -- --env production --to backups` writes an encrypted backup into a folder of its own; with `--audit`, the
// small export of the record and of what withdraws, stops or erases. `npm run backup -- --new-key key.txt` makes a key.
// docs/backup.md says how the practice keeps its keys and runs this every night.
const usage =
  'npm run backup -- --env preview|production --to FOLDER [--audit] [--recipients FILE], or -- --new-key FILE'
const { options } = parseCommandLine({
  usage,
  options: {
    env: { type: 'string', choices: deploymentNames },
    to: { type: 'string' },
    audit: { type: 'boolean' },
    recipients: { type: 'string' },
    'new-key': { type: 'string' },
  },
})

await main().catch((error) => {
  if (!(error instanceof BackupRefusal)) throw error
  exitWithMessage(error.message)
})

async function main(): Promise<void> {
  const { env, to, audit, 'new-key': newKey } = options
  if (newKey) {
    // Whoever names more means to back up, too.
    if (env || to || audit || options.recipients) exitWithUsage("Option '--new-key' stands alone", usage)
    return makeKey(newKey)
  }
  if (!env || !to) exitWithUsage(`Option '--${env ? 'to' : 'env'}' is missing`, usage)
  const recipients = parseRecipients(readRecipients(options.recipients))
  const { path, manifest, manifestHash } = await writeBackup({
    db: await openDeployedDatabase(readDeploymentConfig(env)),
    kind: audit ? 'audit' : 'full',
    recipients,
    folder: to,
    readNow: Date.now,
  })
  const rows = Object.values(manifest.counts).reduce((sum, count) => sum + count, 0)
  console.log(
    `Wrote ${path}: ${rows} rows in ${manifest.pieces.length} pieces, for ${recipients.length} keys.`,
  )
  console.log(`Manifest ${manifestHash}`)
}

async function makeKey(path: string): Promise<void> {
  const recipient = await writeNewKey(path, new Date())
  console.log(
    `Wrote ${path}. Store it as docs/backup.md says, and then delete it here. Its public key:\n${recipient}`,
  )
}

function readRecipients(path: string | undefined): string {
  if (path === undefined) return process.env.EVENHAND_BACKUP_RECIPIENTS ?? ''
  if (!existsSync(path)) throw new BackupRefusal(`There is no file ${path}.`)
  return readFileSync(path, 'utf8')
}
