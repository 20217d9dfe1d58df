import { hashConnection } from '../privacy/code.ts'
import type { Context } from './context.ts'

/**
 * How many codes one connection may try in an hour, right and wrong ones; then none is looked at until the next. Many
 * people share a connection, and somebody may want to use up another's attempts; 80 bits leave room for both.
 */
export const MAX_CODE_ATTEMPTS_PER_HOUR = 100

/** How many codes may be e-mailed in an hour from one connection, and for one draft: nobody's mailbox is flooded. */
export const MAX_CODE_MAILS_PER_HOUR = 3

export const isLockedOut = (attempts: number): boolean => attempts > MAX_CODE_ATTEMPTS_PER_HOUR

/** The hour in UTC, counted from 1970. */
export const hourSinceEpoch = (now: number): number => Math.floor(now / 3_600_000)

/** The connection and hour under which an attempt is counted. */
export const currentAttemptWindow = async (
  c: Context,
): Promise<{ connectionHash: string; hour: number }> => ({
  connectionHash: await hashConnection(
    c.get('env').draftSecret,
    c.req.header('CF-Connecting-IP') ?? 'unknown',
  ),
  hour: hourSinceEpoch(Date.now()),
})
