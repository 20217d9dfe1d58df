import type { authorisations } from '../../db/schema.ts'

/** What a parent's word on the call comes to; `superseded` only for one that a newer one took the place of. */
export type AuthorisationState =
  | 'none'
  | 'requested'
  | 'in-force'
  | 'frozen'
  | 'expired'
  | 'withdrawn'
  | 'declined'
  | 'superseded'

type Times = Pick<
  typeof authorisations.$inferSelect,
  'grantedAt' | 'expiresAt' | 'withdrawnAt' | 'declinedAt' | 'supersededAt'
>

/** Where one stands at a moment; `frozen` when it would be in force but an order has to be read first. */
export function stateOf(row: Times | undefined, frozen: boolean, now: number): AuthorisationState {
  if (!row) return 'none'
  if (row.supersededAt !== null) return 'superseded'
  if (row.withdrawnAt !== null) return 'withdrawn'
  if (row.declinedAt !== null) return 'declined'
  if (row.grantedAt === null || row.expiresAt === null) return 'requested'
  if (row.expiresAt <= now) return 'expired'
  return frozen ? 'frozen' : 'in-force'
}
