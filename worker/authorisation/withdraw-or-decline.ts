import type { AuthorisationState } from '../../content/authorisation/authorisation-states.ts'
import type { authorisationStopCases } from '../../content/file/page-cases.ts'
import type { AuditAction } from '../../content/record/audit-actions.ts'
import { buildParentAuditEvent } from '../../db/audit.ts'
import {
  declineAuthorisation,
  declineUnrequestedAuthorisation,
  withdrawAuthorisation,
} from '../../db/authorisations.ts'
import { loadParentFile, type ParentFile } from '../../db/parent-file.ts'
import type { Environment } from '../environment.ts'
import { createLeadRoutedFileNewsMessages } from '../mail/coordinator-messages.ts'
import { getAuthorisationState } from './state.ts'

/**
 * Finds what a parent can withdraw or decline now, for the page that does it; undefined when there is nothing to end.
 */
export const getStopPageCase = (
  { authorisation, hasContactHold }: ParentFile,
  now: number,
): StopCase | undefined => STOP_CASE_BY_STATE[getAuthorisationState(authorisation, hasContactHold, now)]

type StopCase = (typeof authorisationStopCases)[number]

/** A parent may also decline before anybody requested an authorisation. */
const STOP_CASE_BY_STATE: Readonly<Partial<Record<AuthorisationState, StopCase>>> = {
  none: 'stop-requested',
  requested: 'stop-requested',
  'in-force': 'stop-in-force',
  'on-hold': 'stop-in-force',
}

/**
 * Withdraws a parent’s authorisation, or records that they declined, at once and even if it was granted in another tab.
 * Nothing is deleted. Gives false when there is nothing to end because it has ended already.
 */
export async function withdrawOrDeclineAuthorisation(
  env: Environment,
  { accessCodeHash, own }: { accessCodeHash: string; own: ParentFile },
  now: number,
): Promise<boolean> {
  if (getStopPageCase(own, now) === undefined) return false
  if (await withdrawOrDeclineAsLoaded(env, own, now)) return true
  // The data read before is stale: another press ended the authorisation, or another tab granted one that can be ended.
  const current = await loadParentFile(env.db, accessCodeHash, Date.now())
  return current !== undefined && withdrawOrDeclineAsLoaded(env, current, now)
}

async function withdrawOrDeclineAsLoaded(env: Environment, own: ParentFile, now: number): Promise<boolean> {
  const { db } = env
  const { parentId, authorisation } = own
  const event = (action: AuditAction) => buildParentAuditEvent(own, action, now)
  const news = (kind: 'withdrawn' | 'declined') => createLeadRoutedFileNewsMessages(env, own, kind, now)
  switch (getStopPageCase(own, now)) {
    case 'stop-in-force':
      return withdrawAuthorisation(db, event('authorisation_withdrawn'), parentId, await news('withdrawn'))
    case 'stop-requested': {
      const [declined, mail] = [event('authorisation_declined'), await news('declined')]
      if (authorisation) return declineAuthorisation(db, declined, parentId, mail)
      const row = { id: crypto.randomUUID(), parentId, createdAt: now, declinedAt: now }
      return declineUnrequestedAuthorisation(db, declined, row, mail)
    }
    case undefined:
      return false
  }
}
