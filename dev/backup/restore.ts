import { readdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { keyRingSchema } from '../../worker/privacy/key-ring.ts'
import { deploymentNames, readDeploymentConfig } from '../deploy/deployment-config.ts'
import { exitWithMessage } from '../exit-with-message.ts'
import { readRingFile } from '../ring-file.ts'
import { readKeys } from './age-files.ts'
import { openDeployedDatabase } from './open-deployed-database.ts'
import { type OpenBackup, openBackup } from './read-backup.ts'
import { BackupRefusal } from './refusal.ts'
import { restoreBackup } from './restore-backup.ts'

// `npm run restore -- --into preview --from FOLDER --key key.txt --ring ring.json` restores a backup into a database that is
// empty. It takes the newest audit export beside the backup, or the one after `--audit`. docs/backup.md tells it step by step.
const { values } = parseArgs({
  options: {
    into: { type: 'string' },
    from: { type: 'string' },
    key: { type: 'string' },
    ring: { type: 'string' },
    audit: { type: 'string' },
    'without-audit': { type: 'boolean', default: false },
    replacing: { type: 'string' },
    manifest: { type: 'string' },
    anchor: { type: 'string' },
    'with-broken-chains': { type: 'boolean', default: false },
  },
})

await main().catch((error) => {
  if (!(error instanceof BackupRefusal)) throw error
  exitWithMessage(error.message)
})

async function main(): Promise<void> {
  const name = deploymentNames.find((each) => each === values.into)
  if (!name || !values.from || !values.key || !values.ring)
    throw new BackupRefusal(
      'Name what to restore, where, and with which keys: npm run restore -- --into preview --from FOLDER --key key.txt --ring ring.json',
    )
  const keys = readKeys(values.key)
  const ring = keyRingSchema.safeParse(JSON.stringify(readRingFile(values.ring)))
  if (!ring.success) throw new BackupRefusal(`${values.ring} is no whole ring (docs/keys.md).`)
  const backup = await openBackup(values.from, keys)
  if (values.manifest !== undefined && values.manifest !== backup.manifestHash)
    throw new BackupRefusal(
      `The manifest of this backup is ${backup.manifestHash}, not the one that was named.`,
    )
  const audit = await openNewestExport(backup, keys)
  const { rows, holds, events, toDoAgain, laterFiles } = await restoreBackup({
    db: await openDeployedDatabase(readDeploymentConfig(name)),
    ...{ backup, audit, keys: ring.data, replacing: values.replacing, anchorLine: values.anchor },
    ...{ takesBrokenChains: values['with-broken-chains'], now: Date.now(), report: console.log },
  })
  console.log(
    `Restored ${rows} rows; ${events} events; ${holds} files on hold until somebody confirms each at the desk.`,
  )
  if (laterFiles.length > 0)
    console.log(
      `These files came in after the backup, and only their record is known: ${laterFiles.join(', ')}`,
    )
  for (const [reference, actions] of toDoAgain)
    console.log(`${reference}: happened after the backup, and has to be done again: ${actions.join(', ')}`)
}

/** Opens the newest audit export or backup that stands beside a backup, unless one is named. */
async function openNewestExport(
  backup: OpenBackup,
  keys: readonly string[],
): Promise<OpenBackup | undefined> {
  if (values['without-audit']) return undefined
  if (values.audit) return openBackup(values.audit, keys)
  const folder = dirname(resolve(values.from ?? ''))
  const named = readdirSync(folder)
    .filter((each) => each.replace(/-\d{4}-\d\d-\d\dT.*/, '') === backup.manifest.database)
    .toSorted()
    .at(-1)
  const newest = named === undefined ? undefined : await openBackup(join(folder, named), keys)
  if (newest && newest.manifest.startedAt > backup.manifest.startedAt) return newest
  throw new BackupRefusal(
    'There is no audit export beside the backup that is newer. What was withdrawn since would come back: name one after --audit, or accept that with --without-audit.',
  )
}
