import type { AuthorisationState } from '../../content/authorisation/authorisation-states.ts'
import type { authorisations } from '../../db/schema.ts'

type AuthorisationInstants = Pick<
  typeof authorisations.$inferSelect,
  'grantedAt' | 'expiresAt' | 'withdrawnAt' | 'declinedAt' | 'supersededAt'
>

/**
 * Gives the state of an authorisation at an instant in milliseconds; `on-hold` when it would be in force, but an order
 * has to be read first.
 */
export function getAuthorisationState(
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
