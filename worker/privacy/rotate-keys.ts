import type { Database } from '../../db/database.ts'
import {
  type KeyRotationRow,
  listKeyRotations,
  listSealedValues,
  replaceSealedValue,
  type SealedColumnName,
  saveKeyRotation,
  setRowsLeftOfRingKey,
} from '../../db/key-rotations.ts'
import { getErrorLogFields, log } from '../log.ts'
import type { KeyRing, SealPurpose } from './key-ring.ts'
import { seal, unseal } from './seal.ts'

/** Every column that is sealed under the ring, and for what. Drafts are not: their keys need the parent’s token. */
export const sealPurposeByColumn: Readonly<Record<SealedColumnName, SealPurpose>> = {
  'parents.sealed_contact_rules': 'answers',
  'submissions.sealed_answers': 'answers',
  'submissions.sealed_safety': 'safety',
  'submissions.sealed_other_contact': 'otherContact',
  'authorisations.sealed_evidence': 'answers',
  'authorisations.sealed_other_contact': 'otherContact',
  'order_readings.sealed_document': 'answers',
  'attendances.sealed_details': 'answers',
  'time_requests.sealed_preferences': 'answers',
  'outbox.sealed_message': 'mail',
}

interface RotatedDatabase {
  readonly db: Database
  readonly keys: KeyRing
}

/**
 * Makes one step: re-seals the next rows of one column under the newest key of its purpose, if the ring has older ones.
 * The database remembers how far it is, so that a step may end anywhere and the next goes on. A column is finished once
 * a whole pass found nothing to do, since a request may write under the older key while it is deployed. What cannot be
 * unsealed is left as it is and passed over. Gives false when there is nothing to do.
 */
export async function rotateKeysStep(
  env: RotatedDatabase,
  now: number,
  rows = ROWS_PER_STEP,
): Promise<boolean> {
  const columns = listColumnsToRotate(env.keys)
  if (columns.length === 0) return false
  const states = new Map((await listKeyRotations(env.db)).map((row) => [row.column, row]))
  for (const column of columns) {
    const kid = env.keys[getSealPurpose(column)][0].kid
    const stored = states.get(column)
    const state = stored?.kid === kid ? stored : beginPass(column, kid)
    if (state.finishedAt !== null) continue
    const next = await rotateColumn(env, column, state, now, rows)
    await saveKeyRotation(env.db, next)
    states.set(column, next)
    await recordRowsLeft(env, getSealPurpose(column), states)
    return true
  }
  return false
}

/** The rows that one minute re-seals. Unsealing and sealing a row takes well under a millisecond. */
const ROWS_PER_STEP = 200

const listColumnsToRotate = (keys: KeyRing) =>
  (Object.keys(sealPurposeByColumn) as SealedColumnName[]).filter(
    (column) => keys[getSealPurpose(column)].length > 1,
  )

function getSealPurpose(column: SealedColumnName): SealPurpose {
  const purpose = sealPurposeByColumn[column]
  if (!purpose) throw new Error('This column is not sealed under the ring')
  return purpose
}

const beginPass = (column: SealedColumnName, kid: string): KeyRotationRow => ({
  column,
  kid,
  cursor: '',
  resealed: 0,
  unreadable: 0,
  finishedAt: null,
})

async function rotateColumn(
  env: RotatedDatabase,
  column: SealedColumnName,
  state: KeyRotationRow,
  now: number,
  limit: number,
): Promise<KeyRotationRow> {
  const values = await listSealedValues(env.db, column, state.cursor, limit)
  let { resealed, unreadable } = state
  for (const { id, sealed } of values) {
    if (!sealed || readKid(sealed) === state.kid) continue
    if (await resealValue(env, column, id, sealed)) resealed++
    else unreadable++
  }
  const last = values.at(-1)
  if (values.length === limit && last) return { ...state, cursor: last.id, resealed, unreadable }
  if (resealed + unreadable === 0) return { ...state, finishedAt: now }
  log('keys_rotated', { column, kid: state.kid, resealed, unreadable })
  return beginPass(column, state.kid)
}

/** Re-seals a value. Gives false when it cannot be unsealed. A value that was written meanwhile stays as it is. */
async function resealValue(
  { db, keys }: RotatedDatabase,
  column: SealedColumnName,
  id: string,
  sealed: string,
): Promise<boolean> {
  const purpose = getSealPurpose(column)
  const context = `${column}:${id}` as const
  try {
    const after = await seal(keys, purpose, context, await unseal(keys, purpose, context, sealed))
    await replaceSealedValue(db, column, id, { before: sealed, after })
    return true
  } catch (error) {
    log('value_unreadable', { column, row: id, ...getErrorLogFields(error) })
    return false
  }
}

/** Reads the id of the key that a value names; undefined when it is no sealed value. */
function readKid(sealed: string): unknown {
  const [header = ''] = sealed.split('.')
  try {
    return JSON.parse(atob(header.replaceAll('-', '+').replaceAll('_', '/'))).kid
  } catch {
    return undefined
  }
}

/** Records that no row needs the older keys of a purpose, once every column of it is finished. */
async function recordRowsLeft(
  { db, keys }: RotatedDatabase,
  purpose: SealPurpose,
  states: ReadonlyMap<string, KeyRotationRow>,
): Promise<void> {
  const [newest, ...older] = keys[purpose]
  const columns = (Object.keys(sealPurposeByColumn) as SealedColumnName[]).filter(
    (column) => getSealPurpose(column) === purpose,
  )
  const isFinished = columns.every((column) => {
    const state = states.get(column)
    return state?.kid === newest.kid && state.finishedAt !== null
  })
  if (isFinished) for (const { kid } of older) await setRowsLeftOfRingKey(db, kid, 0)
}
