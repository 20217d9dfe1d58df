import type { Context } from '../http/context.ts'
import { connectionId } from '../privacy/code.ts'

/**
 * How many codes one connection may try in an hour, right and wrong ones; then none is looked at until the next. Many
 * people share a connection, and somebody may want to use up another's tries; 80 bits leave room for both.
 */
export const TRIES_AN_HOUR = 100

/** How many codes may be e-mailed in an hour from one connection, and for one draft: nobody's mailbox is flooded. */
export const MAILED_AN_HOUR = 3

export const lockedOut = (tries: number): boolean => tries > TRIES_AN_HOUR

/** The hour in UTC, counted from 1970. */
export const hourOf = (now: number): number => Math.floor(now / 3_600_000)

/** Under which connection and hour a try is counted. */
export const tryingNow = async (c: Context): Promise<{ connection: string; hour: number }> => ({
  connection: await connectionId(c.get('env').draftSecret, c.req.header('CF-Connecting-IP') ?? 'unknown'),
  hour: hourOf(Date.now()),
})
