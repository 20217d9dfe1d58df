import { Resend } from 'resend'
import { claimDue, recordAttempt } from '../../db/outbox.ts'
import type { Environment } from '../environment.ts'
import { errorFields, log } from '../http/log.ts'
import { contactRules } from '../intake/contact-rules.ts'
import { openMail } from './message.ts'
import { type Attempt, isForgotten, judge } from './retry.ts'

/**
 * Sends the mail that is due, each by itself so that a bad address, a slow answer or a fault delays no other. What
 * a fault leaves behind is due again when its claim runs out.
 */
export async function drainOutbox(env: Environment, clock: () => number): Promise<void> {
  const due = await claimDue(env.db, clock(), AT_ONCE)
  await Promise.all(
    due.map((row) =>
      attemptOne(env, row, clock).catch((error: unknown) =>
        log('mail_fault', { mail: row.id, ...errorFields(error) }),
      ),
    ),
  )
}

/** How many leave in one go. */
const AT_ONCE = 20

/** An attempt is given up after this; the claim on the mail lasts longer, so no two attempts overlap. */
const ATTEMPT_SECONDS = 20

type Due = Awaited<ReturnType<typeof claimDue>>[number]

async function attemptOne(env: Environment, row: Due, clock: () => number): Promise<void> {
  const attempt = isForgotten(clock() - row.createdAt) ? TOO_OLD : await deliver(env, row)
  if (attempt.ok) {
    await recordAttempt(env.db, row.id, { outcome: 'sent', providerId: attempt.providerId })
    log('mail_sent', { mail: row.id, attempts: row.attempts })
    return
  }
  const verdict = judge(attempt, row.attempts, clock() - row.createdAt)
  const ending = verdict.stop
    ? ({ outcome: 'failed', lastError: attempt.name } as const)
    : ({
        outcome: 'queued',
        lastError: attempt.name,
        nextAttemptAt: clock() + verdict.waitSeconds * 1000,
      } as const)
  await recordAttempt(env.db, row.id, ending)
  log('mail_not_sent', { mail: row.id, attempts: row.attempts, name: attempt.name, stopped: verdict.stop })
}

/** Not tried again: the provider may have taken it before, and would not know that any more. */
const TOO_OLD = { ok: false, name: 'too_old', status: 0 } as const satisfies Attempt

/** Not sent at all: what was a safe address when it was written is none any more. */
const NOT_SAFE = { ok: false, name: 'not_safe', status: 0 } as const satisfies Attempt

/** Whether mail to a parent still goes to the address they call safe. */
async function isStillSafe(env: Environment, { parentId, contact }: Due, to: string): Promise<boolean> {
  return parentId === null || (await contactRules(env, parentId, contact))?.email === to
}

/** One attempt through the provider's SDK, which reports errors instead of throwing them. */
async function deliver(env: Environment, row: Due): Promise<Attempt> {
  try {
    const message = await openMail(env.keys, row.id, row.mail)
    if (!(await isStillSafe(env, row, message.to))) return NOT_SAFE
    const resend = new Resend(env.mail.key, { baseUrl: env.mail.api })
    const options = { idempotencyKey: row.id, signal: AbortSignal.timeout(ATTEMPT_SECONDS * 1000) }
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
    log('mail_unreadable', { mail: row.id, ...errorFields(error) })
    return { ok: false, name: 'unreadable', status: 0 }
  }
}
