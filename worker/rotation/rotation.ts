import type { Database } from '../../db/database.ts'
import type { KeyRotationRow } from '../../db/key-rotations.ts'
import type { KeyPurpose, KeyRing } from '../privacy/key-ring.ts'

export interface RotatedDatabase {
  readonly db: Database
  readonly keys: KeyRing
}

/** What is stored under the keys of one purpose, and how its rows come under the newest. */
export interface Rotation {
  /** The name of the column, under which the database remembers how far it is. */
  readonly column: string
  readonly purpose: KeyPurpose
  /** Makes a pass even without an older key: what it derives may be new to the practice. */
  readonly isDueOnce?: true
  /** Brings at most `limit` rows under the newest key, which the state names, from the state's cursor on. */
  rotateRows(env: RotatedDatabase, state: KeyRotationRow, limit: number, now: number): Promise<RotationStep>
}

interface RotationStep {
  /** The id of the last row that the step looked at; nothing when none are left. */
  readonly cursor: string | undefined
  /** The number of rows that the step brought under the newest key. */
  readonly resealed: number
  /** The number of rows that still need an older key and were left as they are. */
  readonly unreadable: number
}

/** Gives the cursor after some rows in the order of ids: that of the last one, or nothing when they were the last. */
export const cursorAfter = (rows: readonly { readonly id: string }[], limit: number): string | undefined =>
  rows.length === limit ? rows.at(-1)?.id : undefined
