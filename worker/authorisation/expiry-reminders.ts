import { AUTHORISATION_EXPIRY_REMINDER_DAYS } from '../../content/limits.ts'
import { formatDateInZone } from '../../content/time/local-time.ts'
import { DAY_MS } from '../../content/time/units.ts'
import { listExpiringAuthorisations, recordExpiryReminderAndQueueMessage } from '../../db/authorisations.ts'
import { getParentTimeZone, unsealUnsharedContactRules } from '../contact/contact-rules.ts'
import type { Environment } from '../environment.ts'
import { getErrorLogFields, log } from '../log.ts'
import { createParentMessageOutboxRow } from '../mail/parent-message.ts'

/**
 * Reminds parents once, within the week before their authorisation expires, and only at an address they called safe. A
 * parent without one gets no reminder: the desk shows that the authorisation expires, and a coordinator calls as the
 * contact rules say. A reminder that fails is tried again in the next run and does not delay the others.
 */
export async function queueExpiryReminders(env: Environment, now: number): Promise<void> {
  for (const expiring of await listExpiringAuthorisations(
    env.db,
    now,
    now + AUTHORISATION_EXPIRY_REMINDER_DAYS * DAY_MS,
  )) {
    await sendExpiryReminder(env, expiring, now).catch((error: unknown) =>
      log('reminder_failed', { authorisation: expiring.id, ...getErrorLogFields(error) }),
    )
  }
}

type ExpiringAuthorisation = Awaited<ReturnType<typeof listExpiringAuthorisations>>[number]

async function sendExpiryReminder(env: Environment, expiring: ExpiringAuthorisation, now: number) {
  const message = await createExpiryMessage(env, expiring, now)
  const event = {
    fileId: expiring.fileId,
    actor: 'system',
    action: 'authorisation_expiring',
    detail: { mailed: message !== undefined },
    happenedAt: now,
  } as const
  await recordExpiryReminderAndQueueMessage(env.db, event, expiring.id, message)
}

async function createExpiryMessage(env: Environment, expiring: ExpiringAuthorisation, now: number) {
  const { id: authorisationId, parentId, fileId, language, expiresAt } = expiring
  const contactRules = await unsealUnsharedContactRules(env, { ...expiring, id: parentId })
  const lastDay = formatDateInZone(expiresAt, getParentTimeZone(contactRules), language)
  const kind = 'authorisation-expiring'
  return createParentMessageOutboxRow(
    env,
    {
      ...{ kind, fileId, parentId, language, contactRules, facts: { lastDay } },
      dependsOn: { authorisationId },
    },
    now,
  )
}
