import { Resend } from 'resend'
import type { MessageDependency } from '../../db/message-dependencies.ts'
import {
  claimDueMessages,
  postponeSealedMessage,
  recordDeliveryAttempt,
  SEALED_ERROR,
} from '../../db/outbox.ts'
import { unsealContactRules } from '../contact/contact-rules.ts'
import type { Environment } from '../environment.ts'
import { getErrorLogFields, log } from '../log.ts'
import { hasEmailToken } from '../privacy/blind-index.ts'
import { type Message, unsealMessage } from './message.ts'
import { computeSealedWaitMs, type DeliveryAttempt, decideRetry, isIdempotencyKeyExpired } from './retry.ts'

/**
 * Sends the messages that are due, each by itself, so that a bad address, a slow response or a fault delays no other. A
 * message whose attempt failed with a fault is due again when its claim expires. Given some dependencies, sends only what
 * depends on one of them, which takes less processor time; the next minute's run sends the rest.
 */
export async function drainOutbox(
  env: Environment,
  clock: () => number,
  dependencies?: readonly MessageDependency[],
): Promise<void> {
  const due = await claimDueMessages(env.db, clock(), MAX_MESSAGES_PER_RUN, dependencies)
  const claimed = due.filter((row) => row.outcome === 'queued' || logMessageCancelled(row))
  await Promise.all(
    claimed.map((row) =>
      attemptDelivery(env, row, clock).catch((error: unknown) =>
        log('message_error', { mail: row.id, ...getErrorLogFields(error) }),
      ),
    ),
  )
}

/** Logs a message that was cancelled as it was about to leave. Gives false, because it is not sent. */
function logMessageCancelled({ id, attempts }: DueMessage): false {
  log('message_not_sent', { mail: id, attempts, name: 'ended', stopped: true })
  return false
}

const MAX_MESSAGES_PER_RUN = 20

/** The timeout of a delivery attempt. The claim on the message lasts longer, so no two attempts overlap. */
const ATTEMPT_TIMEOUT_SECONDS = 20

type DueMessage = Awaited<ReturnType<typeof claimDueMessages>>[number]

async function attemptDelivery(env: Environment, row: DueMessage, clock: () => number): Promise<void> {
  const message = await unsealMessageIfSafe(env, row)
  if (message === 'sealed') return postponeUntilKeyReturns(env, row, clock())
  const attempt = isTooOld(row, clock())
    ? TOO_OLD_FAILURE
    : message === 'not_safe'
      ? NOT_SAFE_FAILURE
      : await deliverMessage(env, row.id, message)
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
 * Leaves a message in the outbox that cannot be unsealed, or whose parent’s contact rules cannot: a key is missing or
 * wrong. Nothing was sent, so it does not count as an attempt, and once the key is back the message leaves.
 */
async function postponeUntilKeyReturns(env: Environment, row: DueMessage, now: number): Promise<void> {
  const nextAttemptAt = now + computeSealedWaitMs(now - row.createdAt)
  await postponeSealedMessage(env.db, row.id, SEALED_ERROR, nextAttemptAt)
  log('message_not_sent', { mail: row.id, attempts: row.attempts, name: SEALED_ERROR, stopped: false })
}

/**
 * Whether the provider may have forgotten the message. One whose first attempt this is never reached the provider: it
 * waited for a key, or for the worker itself.
 */
const isTooOld = ({ createdAt, attempts }: DueMessage, now: number): boolean =>
  isIdempotencyKeyExpired(now - createdAt) && attempts > 1

/**
 * The failure of a message that is too old to try again. The provider may have accepted it before, and no longer knows
 * its idempotency key.
 */
const TOO_OLD_FAILURE = { ok: false, name: 'too_old', status: 0 } as const satisfies DeliveryAttempt

/** The failure of a message that is not sent, because its address was safe when it was written and no longer is. */
const NOT_SAFE_FAILURE = { ok: false, name: 'not_safe', status: 0 } as const satisfies DeliveryAttempt

/**
 * Unseals a message, and whether the address of a message to a parent is still the one they call safe and that nobody
 * gave for the other parent too. Gives `sealed` when either cannot be unsealed.
 */
async function unsealMessageIfSafe(
  env: Environment,
  { id, parentId, sealedMessage, sealedContactRules, sharedEmailTokens }: DueMessage,
): Promise<Message | 'not_safe' | 'sealed'> {
  try {
    const message = await unsealMessage(env.keys, id, sealedMessage)
    if (parentId === null) return message
    const isStillSafe = (await unsealContactRules(env, parentId, sealedContactRules))?.email === message.to
    const isSafe = isStillSafe && !(await hasEmailToken(env.keys.index, message.to, sharedEmailTokens))
    return isSafe ? message : 'not_safe'
  } catch (error) {
    log('message_unreadable', { mail: id, ...getErrorLogFields(error) })
    return 'sealed'
  }
}

/** Makes one attempt through the provider’s SDK, which returns errors instead of throwing them. */
async function deliverMessage(env: Environment, id: string, message: Message): Promise<DeliveryAttempt> {
  const resend = new Resend(env.mail.key, { baseUrl: env.mail.api })
  const options = { idempotencyKey: id, signal: AbortSignal.timeout(ATTEMPT_TIMEOUT_SECONDS * 1000) }
  const { data, error, headers } = await resend.emails.send({ ...message }, options)
  if (data) return { ok: true, providerId: data.id }
  const retryAfter = Number(headers?.['retry-after'])
  return {
    ok: false,
    name: typeof error?.name === 'string' ? error.name : 'application_error',
    status: typeof error?.statusCode === 'number' ? error.statusCode : null,
    ...(retryAfter > 0 && { retryAfterSeconds: retryAfter }),
  }
}
