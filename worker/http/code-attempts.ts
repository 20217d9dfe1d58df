import { hashConnection } from '../privacy/code.ts'
import type { Context } from './context.ts'

/**
 * The number of codes, right or wrong, that one connection may try in an hour; after that no code is looked up until
 * the next hour. Many people share a connection, and somebody may use up another person's attempts on purpose; 80
 * random bits make so high a limit safe.
 */
export const MAX_CODE_ATTEMPTS_PER_HOUR = 100

/**
 * The number of codes that may be e-mailed in an hour from one connection, and for one draft, so that nobody's mailbox
 * is flooded.
 */
export const MAX_CODE_MAILS_PER_HOUR = 3

export const isLockedOut = (attempts: number): boolean => attempts > MAX_CODE_ATTEMPTS_PER_HOUR

/** The number of full hours since 1970 in UTC. `now` is in milliseconds. */
export const getHoursSinceEpoch = (now: number): number => Math.floor(now / 3_600_000)

/** The connection and the hour that an attempt made now counts towards. */
export const getAttemptConnectionAndHour = async (
  c: Context,
): Promise<{ connectionHash: string; hour: number }> => ({
  connectionHash: await hashConnection(
    c.get('env').draftSecret,
    c.req.header('CF-Connecting-IP') ?? 'unknown',
  ),
  hour: getHoursSinceEpoch(Date.now()),
})
