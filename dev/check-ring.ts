import { pathToFileURL } from 'node:url'
import { findKeyFaults, type KeyFaults } from '../worker/privacy/check-keys.ts'
import { keyRingSchema } from '../worker/privacy/key-ring.ts'
import { parseCommandLine } from './command-line.ts'
import { exitWithMessage } from './exit-with-message.ts'
import {
  createDatabaseQuery,
  DATABASE_USAGE,
  databaseOptions,
  type QueryDatabase,
  readDatabasePlace,
  runWithDatabase,
} from './query-database.ts'
import { type RingFile, readStoredRing } from './ring-file.ts'

// `npm run keys:check -- --ring ring.json --remote --env production` says whether a ring has every key that the deployed database needs,
// before the ring is installed. Without `--remote` it asks the laptop's database, without `--ring` about the laptop's ring.

/** The key rows of a database; none when the portal has never run there. */
export function queryRingKeys(query: QueryDatabase) {
  const [table] = query("select name from sqlite_master where type = 'table' and name = 'ring_keys'")
  return table === undefined
    ? []
    : query<{
        kid: string
        purpose: string
        sealedSentinel: string
        createdAt: number
        rowsLeft: number | null
      }>(
        `select kid, purpose, sealed_sentinel as sealedSentinel, created_at as createdAt, rows_left as rowsLeft
          from ring_keys order by created_at desc, kid`,
      )
}

/** Compares a ring with the keys that a database needs. Throws when the text is no whole ring. */
export const findRingFaults = (ring: RingFile, rows: ReturnType<typeof queryRingKeys>) =>
  findKeyFaults(keyRingSchema.parse(JSON.stringify(ring)), rows)

/** Says which keys are missing and which are wrong. */
export const describeKeyFaults = ({ missing, wrong }: KeyFaults): string =>
  [
    ...(missing.length > 0
      ? [`Rows need these keys, which the ring does not have: ${missing.join(', ')}.`]
      : []),
    ...(wrong.length > 0 ? [`These keys are not the ones that were used: ${wrong.join(', ')}.`] : []),
    'Do not install this ring. docs/keys.md says where the copies are.',
  ].join('\n')

async function main(): Promise<void> {
  const usage = `npm run keys:check -- [--ring ring.json] ${DATABASE_USAGE}`
  const { options } = parseCommandLine({ usage, options: { ring: { type: 'string' }, ...databaseOptions } })
  const place = readDatabasePlace(options, usage)
  const ring = readStoredRing(options.ring)
  if (!keyRingSchema.safeParse(JSON.stringify(ring)).success)
    exitWithMessage(`${options.ring ?? 'The laptop’s ring'} is no whole ring (docs/keys.md).`)
  const faults = await findRingFaults(ring, queryRingKeys(createDatabaseQuery(place)))
  if (faults) exitWithMessage(describeKeyFaults(faults))
  console.log('The ring has every key that the database needs.')
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await runWithDatabase(main)
