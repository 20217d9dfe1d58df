import { type KeyRotationRow, listKeyRotations, saveKeyRotation } from '../../db/key-rotations.ts'
import { type RingKeyRow, setRowsLeftOfRingKey } from '../../db/ring-keys.ts'
import { log } from '../log.ts'
import type { KeyRing } from '../privacy/key-ring.ts'
import { countDraftKeys } from './count-draft-keys.ts'
import { deriveTokensAnew } from './derive-tokens-anew.ts'
import { listColumnResealings } from './reseal-column.ts'
import type { RotatedDatabase, Rotation } from './rotation.ts'
import { sealListedAnswers } from './seal-listed-answers.ts'

/** Everything that is stored under keys of the ring. Each column goes its own way, and remembers how far it is. */
const rotations: readonly Rotation[] = [
  ...listColumnResealings(),
  ...[deriveTokensAnew, sealListedAnswers, countDraftKeys],
]

/**
 * Makes one step: brings the next rows of each column under the newest key of its purpose, if the ring has older ones.
 * The database remembers how far each column is, so that a step may end anywhere and the next goes on. A column is
 * finished once a whole pass found nothing that needs an older key. Gives false when there is nothing to do.
 */
export async function rotateKeysStep(
  env: RotatedDatabase,
  ringKeys: readonly RingKeyRow[],
  now: number,
  rows = ROWS_PER_STEP,
): Promise<boolean> {
  const due = rotations.filter((rotation) => isRotationDue(env.keys, rotation, ringKeys, now))
  if (due.length === 0) return false
  const states = new Map((await listKeyRotations(env.db)).map((row) => [row.column, row]))
  const unfinished = due.filter((rotation) => !isFinished(env.keys, rotation, states))
  for (const rotation of unfinished) {
    const { kid } = env.keys[rotation.purpose][0]
    const stored = states.get(rotation.column)
    const begun = stored?.kid === kid ? stored : beginPass(rotation, kid)
    const state = await advancePass(env, rotation, begun, now, Math.ceil(rows / unfinished.length))
    // One that was restarted meanwhile goes on at the next step.
    if (!(await saveKeyRotation(env.db, state, stored))) continue
    states.set(state.column, state)
    if (rotations.every((each) => each.purpose !== rotation.purpose || isFinished(env.keys, each, states)))
      for (const older of env.keys[rotation.purpose].slice(1))
        await setRowsLeftOfRingKey(env.db, older.kid, 0)
  }
  return unfinished.length > 0
}

/** The rows that one minute looks at. Unsealing and sealing a row takes well under a millisecond. */
const ROWS_PER_STEP = 200

/**
 * A rotation waits until the newest key has been in use for a while. An older version of the worker, which does not have
 * it, may write under the older key until then.
 */
const isRotationDue = (
  keys: KeyRing,
  { purpose, isDueOnce }: Rotation,
  ringKeys: readonly RingKeyRow[],
  now: number,
): boolean => {
  const [newest, ...older] = keys[purpose]
  const metAt = ringKeys.find(({ kid }) => kid === newest.kid)?.createdAt ?? now
  return older.length > 0 ? now - metAt >= ROLL_OUT_MINUTES * 60_000 : isDueOnce === true
}

const ROLL_OUT_MINUTES = 10

const isFinished = (
  keys: KeyRing,
  { column, purpose }: Rotation,
  states: ReadonlyMap<string, KeyRotationRow>,
): boolean => {
  const state = states.get(column)
  return state?.kid === keys[purpose][0].kid && state.finishedAt !== null
}

const beginPass = ({ column }: Rotation, kid: string): KeyRotationRow => ({
  column,
  kid,
  cursor: '',
  resealed: 0,
  unreadable: 0,
  finishedAt: null,
})

/** Carries a pass on by one step, and ends it after its last row. */
async function advancePass(
  env: RotatedDatabase,
  rotation: Rotation,
  state: KeyRotationRow,
  now: number,
  rows: number,
): Promise<KeyRotationRow> {
  const step = await rotation.rotateRows(env, state, rows, now)
  const resealed = state.resealed + step.resealed
  const unreadable = state.unreadable + step.unreadable
  if (step.cursor !== undefined) return { ...state, cursor: step.cursor, resealed, unreadable }
  // Without an older key there is nothing that could still become readable.
  const needsOlderKey = env.keys[rotation.purpose].length > 1 ? unreadable : 0
  if (resealed + needsOlderKey === 0) return { ...state, finishedAt: now }
  if (resealed > 0) log('keys_rotated', { column: rotation.column, kid: state.kid, resealed, unreadable })
  return beginPass(rotation, state.kid)
}
