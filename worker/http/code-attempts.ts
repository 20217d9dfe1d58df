import { HOUR_MS } from '../../content/time/units.ts'
import type { AttemptConnection } from '../../db/code-attempts.ts'
import { hashConnection, hashWideConnection } from '../privacy/code.ts'
import type { Context } from './context.ts'

/** The number of full hours since 1970 in UTC. `now` is in milliseconds. */
export const getHoursSinceEpoch = (now: number): number => Math.floor(now / HOUR_MS)

/** The address of the visitor that the platform saw, whatever else a request says. */
export const getConnectingAddress = (c: Context): string => c.req.header('CF-Connecting-IP') ?? 'unknown'

/** The connection and the hour that an attempt made now counts towards. */
export const getAttemptConnectionAndHour = async (c: Context): Promise<AttemptConnection> => {
  const { draft } = c.get('env').keys
  const address = getConnectingAddress(c)
  const [connectionHash, wideConnectionHash] = await Promise.all([
    hashConnection(draft, address),
    hashWideConnection(draft, address),
  ])
  const hour = getHoursSinceEpoch(Date.now())
  return { connectionHash, ...(wideConnectionHash && { wideConnectionHash }), hour }
}
