import type { authorisations } from '../../db/schema.ts'

/** The state of a parent's authorisation; `superseded` only for one that a newer one took the place of. */
export type AuthorisationState =
  | 'none'
  | 'requested'
  | 'in-force'
  | 'on-hold'
  | 'expired'
  | 'withdrawn'
  | 'declined'
  | 'superseded'

type AuthorisationInstants = Pick<
  typeof authorisations.$inferSelect,
  'grantedAt' | 'expiresAt' | 'withdrawnAt' | 'declinedAt' | 'supersededAt'
>

/** Its state at a moment; `on-hold` when it would be in force but an order has to be read first. */
export function authorisationState(
  row: AuthorisationInstants | undefined,
  hasContactHold: boolean,
  now: number,
): AuthorisationState {
  if (!row) return 'none'
  if (row.supersededAt !== null) return 'superseded'
  if (row.withdrawnAt !== null) return 'withdrawn'
  if (row.declinedAt !== null) return 'declined'
  if (row.grantedAt === null || row.expiresAt === null) return 'requested'
  if (row.expiresAt <= now) return 'expired'
  return hasContactHold ? 'on-hold' : 'in-force'
}
