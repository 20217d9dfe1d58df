import { Resend } from 'resend'
import { claimDueMessages, recordDeliveryAttempt } from '../../db/outbox.ts'
import { unsealContactRules } from '../contact/contact-rules.ts'
import type { Environment } from '../environment.ts'
import { getErrorLogFields, log } from '../log.ts'
import { unsealMessage } from './message.ts'
import { type DeliveryAttempt, decideRetry, isIdempotencyKeyExpired } from './retry.ts'

/**
 * Sends the messages that are due, each by itself, so that a bad address, a slow response or a fault delays no other. A
 * message whose attempt failed with a fault is due again when its claim expires.
 */
export async function drainOutbox(env: Environment, clock: () => number): Promise<void> {
  const due = await claimDueMessages(env.db, clock(), MAX_MESSAGES_PER_RUN)
  await Promise.all(
    due.map((row) =>
      attemptDelivery(env, row, clock).catch((error: unknown) =>
        log('message_error', { mail: row.id, ...getErrorLogFields(error) }),
      ),
    ),
  )
}

const MAX_MESSAGES_PER_RUN = 20

/** The timeout of a delivery attempt. The claim on the message lasts longer, so no two attempts overlap. */
const ATTEMPT_TIMEOUT_SECONDS = 20

type DueMessage = Awaited<ReturnType<typeof claimDueMessages>>[number]

async function attemptDelivery(env: Environment, row: DueMessage, clock: () => number): Promise<void> {
  const attempt = isIdempotencyKeyExpired(clock() - row.createdAt)
    ? TOO_OLD_FAILURE
    : await deliverMessage(env, row)
  if (attempt.ok) {
    await recordDeliveryAttempt(env.db, row.id, { outcome: 'sent', providerId: attempt.providerId })
    log('message_sent', { mail: row.id, attempts: row.attempts })
    return
  }
  const decision = decideRetry(attempt, row.attempts, clock() - row.createdAt)
  const result = decision.isFinal
    ? ({ outcome: 'failed', lastError: attempt.name } as const)
    : ({
        outcome: 'queued',
        lastError: attempt.name,
        nextAttemptAt: clock() + decision.waitSeconds * 1000,
      } as const)
  await recordDeliveryAttempt(env.db, row.id, result)
  log('message_not_sent', {
    mail: row.id,
    attempts: row.attempts,
    name: attempt.name,
    stopped: decision.isFinal,
  })
}

/**
 * The failure of a message that is too old to try again. The provider may have accepted it before, and no longer knows
 * its idempotency key.
 */
const TOO_OLD_FAILURE = { ok: false, name: 'too_old', status: 0 } as const satisfies DeliveryAttempt

/** The failure of a message that is not sent, because its address was safe when it was written and no longer is. */
const NOT_SAFE_FAILURE = { ok: false, name: 'not_safe', status: 0 } as const satisfies DeliveryAttempt

/** Whether the address of a message to a parent is still the one they call safe. */
async function isAddressStillSafe(
  env: Environment,
  { parentId, sealedContactRules }: DueMessage,
  to: string,
): Promise<boolean> {
  return parentId === null || (await unsealContactRules(env, parentId, sealedContactRules))?.email === to
}

/** Makes one attempt through the provider’s SDK, which returns errors instead of throwing them. */
async function deliverMessage(env: Environment, row: DueMessage): Promise<DeliveryAttempt> {
  try {
    const message = await unsealMessage(env.keys, row.id, row.sealedMessage)
    if (!(await isAddressStillSafe(env, row, message.to))) return NOT_SAFE_FAILURE
    const resend = new Resend(env.mail.key, { baseUrl: env.mail.api })
    const options = { idempotencyKey: row.id, signal: AbortSignal.timeout(ATTEMPT_TIMEOUT_SECONDS * 1000) }
    const { data, error, headers } = await resend.emails.send({ ...message }, options)
    if (data) return { ok: true, providerId: data.id }
    const retryAfter = Number(headers?.['retry-after'])
    return {
      ok: false,
      name: typeof error?.name === 'string' ? error.name : 'application_error',
      status: typeof error?.statusCode === 'number' ? error.statusCode : null,
      ...(retryAfter > 0 && { retryAfterSeconds: retryAfter }),
    }
  } catch (error) {
    log('message_unreadable', { mail: row.id, ...getErrorLogFields(error) })
    return { ok: false, name: 'unreadable', status: 0 }
  }
}
