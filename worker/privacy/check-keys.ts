import type { Database } from '../../db/database.ts'
import { deleteKeyRotations } from '../../db/key-rotations.ts'
import { insertRingKeys, listRingKeys, type RingKeyRow, setRowsLeftOfRingKey } from '../../db/ring-keys.ts'
import { log } from '../log.ts'
import { type KeyPurpose, type KeyRing, keyPurposes, type SealKey } from './key-ring.ts'
import { type SealContext, sealWithKey, unsealWithKeyLookup } from './seal.ts'
import { deriveSubkey } from './subkey.ts'

interface KeysInUse {
  readonly db: Database
  readonly keys: KeyRing
}

/** The ids of the keys for which the ring cannot be used: rows need one that is missing, or one has other material. */
export interface KeyFaults {
  readonly missing: readonly string[]
  readonly wrong: readonly string[]
}

/**
 * Compares the ring with the keys that the practice uses. A key counts as missing until no row needs it.
 * Gives undefined when every key is there and right.
 */
export async function findKeyFaults(
  keys: KeyRing,
  rows: readonly RingKeyRow[],
): Promise<KeyFaults | undefined> {
  const ring = new Map(listRingEntries(keys).map((entry) => [entry.key.kid, entry]))
  const missing = rows.filter(({ kid, rowsLeft }) => !ring.has(kid) && rowsLeft !== 0).map(({ kid }) => kid)
  const checked = await Promise.all(
    rows.map(async (row) => {
      const entry = ring.get(row.kid)
      return !entry || (await isRightKey(entry, row)) ? [] : [row.kid]
    }),
  )
  const wrong = checked.flat()
  return missing.length + wrong.length > 0 ? { missing, wrong } : undefined
}

/**
 * Checks the ring against the database, and records the keys that are new. Logs the ids of keys that are missing or
 * wrong and throws, so that nothing is written under a ring that nobody can read later.
 */
export async function checkKeysAndRecordNew({ db, keys }: KeysInUse, now: number): Promise<RingKeyRow[]> {
  const rows = await listRingKeys(db)
  const faults = await findKeyFaults(keys, rows)
  if (faults) {
    log('keys_unusable', faults)
    throw new KeysUnusableError(faults)
  }
  // A key that was taken back into use is needed again, and what is written under it is rotated once more.
  for (const { kid, rowsLeft } of rows)
    if (rowsLeft !== null && keyPurposes.some((purpose) => keys[purpose][0].kid === kid)) {
      await setRowsLeftOfRingKey(db, kid, null)
      await deleteKeyRotations(db)
    }
  const fresh = listRingEntries(keys).filter(({ key }) => !rows.some(({ kid }) => kid === key.kid))
  if (fresh.length > 0)
    await insertRingKeys(db, await Promise.all(fresh.map((entry) => buildRow(entry, now))))
  return rows
}

/** Tells that the ring lacks a key or has a wrong one. It names the ids and holds no key. */
export class KeysUnusableError extends Error {
  override readonly name = 'KeysUnusableError'
  readonly faults: KeyFaults
  constructor(faults: KeyFaults) {
    super('Keys are missing or wrong')
    this.faults = faults
  }
}

/** Checks the ring once in each isolate, before the first write. A check that failed is made again. */
export function checkKeysOnce(env: KeysInUse): Promise<unknown> {
  const checked = checkedRings.get(env.keys) ?? checkKeysAndRecordNew(env, Date.now())
  checkedRings.set(env.keys, checked)
  checked.catch(() => checkedRings.delete(env.keys))
  return checked
}

const checkedRings = new WeakMap<KeyRing, Promise<unknown>>()

interface RingEntry {
  readonly purpose: KeyPurpose
  readonly key: SealKey
}

const listRingEntries = (keys: KeyRing): RingEntry[] =>
  keyPurposes.flatMap((purpose) => keys[purpose].map((key) => ({ purpose, key })))

const buildRow = async ({ purpose, key }: RingEntry, now: number) => ({
  kid: key.kid,
  purpose,
  sealedSentinel: await sealWithKey(await deriveSentinelKey(key), sentinelSealContext(key.kid), purpose),
  createdAt: now,
})

async function isRightKey(
  { purpose, key }: RingEntry,
  { kid, sealedSentinel }: RingKeyRow,
): Promise<boolean> {
  const subkey = await deriveSentinelKey(key)
  const unsealed = unsealWithKeyLookup(() => subkey, sentinelSealContext(kid), sealedSentinel)
  return (await unsealed.catch(() => undefined)) === purpose
}

const deriveSentinelKey = async (key: SealKey): Promise<SealKey> => ({
  kid: key.kid,
  secret: await deriveSubkey(key, 'sentinel'),
})

const sentinelSealContext = (kid: string): SealContext => `ring_keys.sealed_sentinel:${kid}`
