import type { AuditEvent } from '../../db/audit.ts'
import { refuse, refuseUnasked, withdraw } from '../../db/authorisations.ts'
import { type OwnFile, readOwnFile } from '../../db/parent-file.ts'
import type { Environment } from '../environment.ts'
import { newsOfFile } from '../mail/coordinator-messages.ts'
import { type AuthorisationState, stateOf } from './state.ts'

/** What a parent could end or say no to now, as the page for it shows it; nothing when it ended already. */
export const stopCase = ({ authorisation, frozen }: OwnFile, now: number): StopCase | undefined =>
  stopCases[stateOf(authorisation, frozen, now)]

type StopCase = 'stop-in-force' | 'stop-asked'

/** A parent whom nobody asked may say no as well. */
const stopCases: Readonly<Partial<Record<AuthorisationState, StopCase>>> = {
  none: 'stop-asked',
  requested: 'stop-asked',
  'in-force': 'stop-in-force',
  frozen: 'stop-in-force',
}

/**
 * Ends what a parent allowed, or keeps their no, at once: whatever tab it was given in. Nothing is deleted. False when
 * there is nothing to end: it ended already.
 */
export async function stopCalls(
  env: Environment,
  { accessId, own }: { accessId: string; own: OwnFile },
  now: number,
): Promise<boolean> {
  if (stopCase(own, now) === undefined) return false
  if (await stopAsRead(env, own, now)) return true
  // What was read is not what stands any more: another press ended it, or another tab gave something to end.
  const current = await readOwnFile(env.db, accessId)
  return current !== undefined && stopAsRead(env, current, now)
}

async function stopAsRead(env: Environment, own: OwnFile, now: number): Promise<boolean> {
  const { db } = env
  const { fileId, fileReference, parentId, authorisation } = own
  const event = (action: AuditEvent['action']) => ({
    fileId,
    actor: 'parent',
    action,
    detail: {},
    happenedAt: now,
  })
  const news = (what: 'stopped' | 'refused') =>
    newsOfFile(env, { id: fileId, reference: fileReference }, what, now)
  switch (stopCase(own, now)) {
    case 'stop-in-force':
      return withdraw(db, event('authorisation_withdrawn'), parentId, await news('stopped'))
    case 'stop-asked': {
      const [declined, mail] = [event('authorisation_declined'), await news('refused')]
      if (authorisation) return refuse(db, declined, parentId, mail)
      const row = { id: crypto.randomUUID(), parentId, madeAt: now, declinedAt: now }
      return refuseUnasked(db, declined, row, mail)
    }
    case undefined:
      return false
  }
}
