import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { practice } from '../../content/practice.ts'
import { keyRingSchema } from '../../worker/privacy/key-ring.ts'
import { describeKeyFaults, findRingFaults, queryRingKeys } from '../check-ring.ts'
import type { QueryDatabase } from '../query-database.ts'
import type { RingFile } from '../ring-file.ts'
import {
  acceptedContractions,
  findContractingStatements,
  listContractionKinds,
} from './find-contracting-statements.ts'
import { findOrphanedFiles } from './find-coordinator-faults.ts'

interface StoredFaultsContext {
  readonly query: QueryDatabase
  /** The ring that is or will be installed, if a file of it was named. */
  readonly ring: RingFile | undefined
  readonly laptopRing: RingFile
  /** The status with which the running portal answers for its health. */
  readonly askHealth: () => Promise<number | string>
  readonly practice: Pick<typeof practice, 'coordinators' | 'formerCoordinators'>
  /** The migrations that are not applied yet, by file name. */
  readonly pendingMigrations: readonly string[]
}

/** Finds what the stored data and the keys keep from being deployed. A database without keys is that of a first deployment. */
export async function findStoredFaults(context: StoredFaultsContext): Promise<string[]> {
  const { query, ring, laptopRing, pendingMigrations } = context
  const rows = queryRingKeys(query)
  const isFirst = rows.length === 0
  return [
    ...(ring ? findLaptopKeys(ring, laptopRing) : []),
    ...(ring && !isWholeRing(ring)
      ? ['KEY_RING: the file holds no whole ring: docs/keys.md']
      : isFirst
        ? findFirstRingFaults(ring)
        : await findKeyFaultLines(context, rows)),
    ...(isFirst ? [] : findOrphanedFiles(query, context.practice)),
    ...(isFirst ? [] : pendingMigrations.flatMap(findMigrationFaults)),
  ]
}

/** A secret that a laptop has is known to whoever has the laptop. */
const findLaptopKeys = (ring: RingFile, laptopRing: RingFile): string[] => {
  const ofLaptop = new Set(Object.values(laptopRing).flatMap((keys) => keys.map(({ k }) => k)))
  const shared = Object.values(ring).flatMap((keys) =>
    keys.flatMap(({ k, kid }) => (ofLaptop.has(k) ? [kid] : [])),
  )
  return shared.length > 0
    ? [
        `KEY_RING: these keys are a laptop’s: ${shared.join(', ')}. Make new ones (npm run keys:new -- --ring ring.json)`,
      ]
    : []
}

const isWholeRing = (ring: RingFile): boolean => keyRingSchema.safeParse(JSON.stringify(ring)).success

const findFirstRingFaults = (ring: RingFile | undefined): string[] =>
  ring
    ? []
    : [
        'KEY_RING: name the file of the ring that you installed (--ring ring.json), so that it can be looked at',
      ]

/**
 * Nobody can read a secret back from Cloudflare. So the portal that runs, which has the same ring, is asked; or the ring
 * that a file holds is compared.
 */
async function findKeyFaultLines(
  { ring, askHealth }: StoredFaultsContext,
  rows: ReturnType<typeof queryRingKeys>,
): Promise<string[]> {
  if (ring) {
    const faults = await findRingFaults(ring, rows)
    return faults ? [`KEY_RING: ${describeKeyFaults(faults)}`] : []
  }
  const health = await askHealth()
  return health === 200
    ? []
    : [
        `KEY_RING: /healthz answers ${health}: the database or a key is missing or wrong (docs/keys.md). If this \
deployment is what mends it, prove that the ring is whole with --ring ring.json`,
      ]
}

/** Finds what a migration takes away from the version that still runs, unless exactly that was accepted. */
export function findMigrationFaults(file: string): string[] {
  const sql = readFileSync(join('db/migrations', file), 'utf8')
  const isAccepted = isDeepStrictEqual(listContractionKinds(sql), acceptedContractions[file])
  return isAccepted
    ? []
    : findContractingStatements(sql).map(
        (fault) =>
          `${file} ${fault}. The version before still runs then: expand first, contract in a later release`,
      )
}
