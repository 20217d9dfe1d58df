import { Resend } from 'resend'
import type { AskedDependency } from '../../db/message-dependencies.ts'
import {
  claimDueMessages,
  type DeliveryResult,
  endOutboxPause,
  postponeSealedMessage,
  recordDeliveryAttempt,
  SEALED_ERROR,
} from '../../db/outbox.ts'
import { unsealContactRules } from '../contact/contact-rules.ts'
import type { Environment } from '../environment.ts'
import { getErrorLogFields, log } from '../log.ts'
import { hasEmailToken } from '../privacy/blind-index.ts'
import { type Message, unsealMessage } from './message.ts'
import {
  computeSealedWaitMs,
  type DeliveryAttempt,
  decideRetry,
  isIdempotencyKeyExpired,
  isRefused,
} from './retry.ts'

/** What a run of the outbox may take. */
export interface DrainOptions {
  /** Sends only what depends on one of these, which takes less processor time; the next minute’s run sends the rest. */
  readonly dependencies?: readonly AskedDependency[]
  /** Waits; tests let their clock pass instead. */
  readonly wait?: (ms: number) => Promise<unknown>
}

/**
 * Sends the messages that are due, four at a time and each by itself, so that a bad address, a slow response or a fault delays
 * no other, and no faster than the provider takes them. It ends when none is due, when the provider refuses the practice’s
 * account, or after less than half a minute; the next run goes on. A message whose attempt failed with a fault is due again
 * when its claim expires.
 */
export async function drainOutbox(
  env: Environment,
  clock: () => number,
  { dependencies, wait = waitFor }: DrainOptions = {},
): Promise<void> {
  const endsAt = clock() + MAX_RUN_SECONDS * 1000
  const pace = createPace(clock, wait)
  for (let isMore = true; isMore && clock() < endsAt; ) {
    const due = await claimDueMessages(env.db, clock(), MESSAGES_AT_A_TIME, dependencies)
    const claimed = due.filter((row) => row.outcome === 'queued' || logMessageCancelled(row))
    await Promise.all(
      claimed.map((row) =>
        attemptDelivery(env, row, clock, pace).catch((error: unknown) =>
          log('message_error', { mail: row.id, ...getErrorLogFields(error) }),
        ),
      ),
    )
    isMore = due.length === MESSAGES_AT_A_TIME || due.some(({ wasAccountRefused }) => wasAccountRefused)
  }
}

const MESSAGES_AT_A_TIME = 4

/** The time after which a run claims nothing more: the platform ends what a request left behind after thirty seconds. */
const MAX_RUN_SECONDS = 25

/** The provider takes five requests a second from a practice, by its reference on rate limits. One stays free. */
const ATTEMPTS_A_SECOND = 4

/** Creates a function that waits until the next attempt may begin. */
function createPace(clock: () => number, wait: (ms: number) => Promise<unknown>): () => Promise<void> {
  let nextAt = clock()
  return async () => {
    const at = Math.max(nextAt, clock())
    nextAt = at + 1000 / ATTEMPTS_A_SECOND
    if (at > clock()) await wait(at - clock())
  }
}

const waitFor = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Logs a message that was cancelled as it was about to leave. Gives false, because it is not sent. */
function logMessageCancelled({ id, attempts }: DueMessage): false {
  log('message_not_sent', { mail: id, attempts, name: 'ended', stopped: true })
  return false
}

/** The timeout of a delivery attempt. The claim on the message lasts longer, so no two attempts overlap. */
const ATTEMPT_TIMEOUT_SECONDS = 20

type DueMessage = Awaited<ReturnType<typeof claimDueMessages>>[number]

async function attemptDelivery(
  env: Environment,
  row: DueMessage,
  clock: () => number,
  pace: () => Promise<void>,
): Promise<void> {
  // The claim that made this the first uncertain attempt set the same instant.
  const wasUncertain = row.uncertainSince < row.claimedAt
  const message = await unsealMessageIfSafe(env, row)
  if (message === 'sealed') return postponeUntilKeyReturns(env, row, clock(), wasUncertain)
  const attempt =
    wasUncertain && isIdempotencyKeyExpired(clock() - row.uncertainSince)
      ? TOO_OLD_FAILURE
      : message === 'not_safe'
        ? NOT_SAFE_FAILURE
        : await pace().then(() => deliverMessage(env, row.id, message))
  if (attempt.ok) {
    await recordDeliveryAttempt(env.db, row.id, { outcome: 'sent', providerId: attempt.providerId }, null)
    if (row.wasAccountRefused) await endOutboxPause(env.db)
    log('message_sent', { mail: row.id, attempts: row.attempts })
    return
  }
  await recordFailure(env, row, attempt, clock(), wasUncertain)
}

async function recordFailure(
  env: Environment,
  row: DueMessage,
  attempt: Extract<DeliveryAttempt, { ok: false }>,
  now: number,
  wasUncertain: boolean,
): Promise<void> {
  const { attempts } = row
  const uncertainSince = wasUncertain || !isRefused(attempt) ? row.uncertainSince : null
  const uncertainForMs = uncertainSince === null ? undefined : now - uncertainSince
  const decision = decideRetry(attempt, attempts, uncertainForMs)
  const result: DeliveryResult =
    decision.outcome === 'failed'
      ? { outcome: 'failed', lastError: attempt.name, isContentStored: attempt !== NOT_SAFE_FAILURE }
      : {
          ...{ outcome: 'queued', lastError: attempt.name, nextAttemptAt: now + decision.waitSeconds * 1000 },
          accountRefused: decision.outcome === 'paused',
        }
  await recordDeliveryAttempt(env.db, row.id, result, uncertainSince)
  const isStopped = decision.outcome === 'failed'
  log('message_not_sent', { mail: row.id, attempts, name: attempt.name, stopped: isStopped })
  if (decision.outcome === 'paused')
    log('outbox_paused', { name: attempt.name, seconds: decision.waitSeconds })
}

/**
 * Leaves a message in the outbox that cannot be unsealed, or whose parent’s contact rules cannot: a key is missing or
 * wrong. Nothing was sent, so it does not count as an attempt, and once the key is back the message leaves.
 */
async function postponeUntilKeyReturns(
  env: Environment,
  row: DueMessage,
  now: number,
  wasUncertain: boolean,
): Promise<void> {
  const nextAttemptAt = now + computeSealedWaitMs(now - row.createdAt)
  const uncertainSince = wasUncertain ? row.uncertainSince : null
  await postponeSealedMessage(env.db, row.id, SEALED_ERROR, nextAttemptAt, uncertainSince)
  log('message_not_sent', { mail: row.id, attempts: row.attempts, name: SEALED_ERROR, stopped: false })
}

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
