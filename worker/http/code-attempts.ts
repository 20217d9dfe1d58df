import type { AttemptConnection } from '../../db/code-attempts.ts'
import { hashConnection } from '../privacy/code.ts'
import type { Context } from './context.ts'

/** The number of full hours since 1970 in UTC. `now` is in milliseconds. */
export const getHoursSinceEpoch = (now: number): number => Math.floor(now / 3_600_000)

/** The connection and the hour that an attempt made now counts towards. */
export const getAttemptConnectionAndHour = async (c: Context): Promise<AttemptConnection> => ({
  connectionHash: await hashConnection(
    c.get('env').keys.draft,
    c.req.header('CF-Connecting-IP') ?? 'unknown',
  ),
  hour: getHoursSinceEpoch(Date.now()),
})
