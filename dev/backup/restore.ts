import { readdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { keyRingSchema } from '../../worker/privacy/key-ring.ts'
import { parseCommandLine } from '../command-line.ts'
import { deploymentNames, readDeploymentConfig } from '../deployment-config.ts'
import { exitWithMessage } from '../exit-with-message.ts'
import { readStoredRing } from '../ring-file.ts'
import { readKeys } from './age-files.ts'
import { openDeployedDatabase } from './open-deployed-database.ts'
import { type OpenBackup, openBackup } from './read-backup.ts'
import { BackupRefusal } from './refusal.ts'
import { restoreBackup } from './restore-backup.ts'

// `npm run restore -- --into preview --from FOLDER --key key.txt --ring ring.json` restores a backup into a database that is
// empty. It takes the newest audit export beside the backup, or the one after `--audit`. docs/backup.md tells it step by step.
const { options } = parseCommandLine({
  usage:
    'npm run restore -- --into preview|production --from FOLDER --key FILE --ring FILE [--audit FOLDER | --without-audit] \
[--replacing NAME] [--manifest HASH] [--anchor LINE] [--with-broken-chains]',
  options: {
    into: { type: 'string', choices: deploymentNames, isRequired: true },
    from: { type: 'string', isRequired: true },
    key: { type: 'string', isRequired: true },
    ring: { type: 'string', isRequired: true },
    audit: { type: 'string' },
    'without-audit': { type: 'boolean' },
    replacing: { type: 'string' },
    manifest: { type: 'string' },
    anchor: { type: 'string' },
    'with-broken-chains': { type: 'boolean' },
  },
})

await main().catch((error) => {
  if (!(error instanceof BackupRefusal)) throw error
  exitWithMessage(error.message)
})

async function main(): Promise<void> {
  const keys = readKeys(options.key)
  const ring = keyRingSchema.safeParse(JSON.stringify(readStoredRing(options.ring)))
  if (!ring.success) throw new BackupRefusal(`${options.ring} is no whole ring (docs/keys.md).`)
  const backup = await openBackup(options.from, keys)
  if (options.manifest !== undefined && options.manifest !== backup.manifestHash)
    throw new BackupRefusal(
      `The manifest of this backup is ${backup.manifestHash}, not the one that was named.`,
    )
  const audit = await openNewestExport(backup, keys)
  const { rows, holds, events, toDoAgain, laterFiles } = await restoreBackup({
    db: await openDeployedDatabase(readDeploymentConfig(options.into)),
    ...{ backup, audit, keys: ring.data, replacing: options.replacing, anchorLine: options.anchor },
    ...{ takesBrokenChains: options['with-broken-chains'], now: Date.now(), report: console.log },
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
  if (options['without-audit']) return undefined
  if (options.audit) return openBackup(options.audit, keys)
  const folder = dirname(resolve(options.from))
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
