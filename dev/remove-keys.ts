import { pathToFileURL } from 'node:url'
import { queryRingKeys } from './check-ring.ts'
import { exitWithUsage, parseCommandLine } from './command-line.ts'
import { exitWithMessage } from './exit-with-message.ts'
import {
  createDatabaseQuery,
  DATABASE_USAGE,
  databaseOptions,
  readDatabasePlace,
  runWithDatabase,
} from './query-database.ts'
import { type RingFile, readStoredRing, writeRingFile } from './ring-file.ts'

// `npm run keys:remove -- answers-1 mail-1 --ring ring.json --remote --env production` takes keys out of the file that holds the practice's
// ring, if the deployed database needs none of them. Without `--remote` it asks the laptop's database.

/** Takes keys out of a ring. Gives the reason why that cannot be done instead, if there is one. */
export function removeKeys(
  ring: RingFile,
  kids: readonly string[],
  rows: readonly { readonly kid: string; readonly rowsLeft: number | null }[],
): RingFile | string {
  const needed = kids.filter((kid) => rows.some((row) => row.kid === kid && row.rowsLeft !== 0))
  const unknown = kids.filter(
    (kid) => !Object.values(ring).some((keys) => keys.some((key) => key.kid === kid)),
  )
  const newest = Object.values(ring).flatMap(([first]) =>
    first && kids.includes(first.kid) ? [first.kid] : [],
  )
  if (unknown.length > 0) return `The ring does not have these keys: ${unknown.join(', ')}.`
  if (newest.length > 0) return `These keys are used for whatever is new: ${newest.join(', ')}.`
  if (needed.length > 0)
    return `Rows still need these keys, or the worker has not looked at every row: ${needed.join(', ')}. \
npm run keys:rotate says which.`
  return Object.fromEntries(
    Object.entries(ring).map(([purpose, keys]) => [purpose, keys.filter(({ kid }) => !kids.includes(kid))]),
  )
}

function main(): void {
  const usage = `npm run keys:remove -- KEY [KEY …] [--ring ring.json] ${DATABASE_USAGE}`
  const { options, words: kids } = parseCommandLine({
    usage,
    options: { ring: { type: 'string' }, ...databaseOptions },
    words: 'any',
  })
  const place = readDatabasePlace(options, usage)
  if (kids.length === 0) exitWithUsage('Name the ids of the keys to remove, such as answers-1', usage)
  const removed = removeKeys(readStoredRing(options.ring), kids, queryRingKeys(createDatabaseQuery(place)))
  if (typeof removed === 'string') exitWithMessage(removed)
  writeRingFile(removed, options.ring)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await runWithDatabase(main)
