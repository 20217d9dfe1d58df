import { practice } from '../../content/practice.ts'
import { DAY_MS } from '../../content/time/units.ts'
import { loadFeedAppointmentsBySecretHash } from '../../db/calendar-feed.ts'
import type { AppEnv } from '../http/context.ts'
import { respondWithError } from '../http/error-response.ts'
import { Hono } from '../http/hono.ts'
import { limitRequests } from '../http/rate-limit.ts'
import { hashCodeWithEachKey } from '../privacy/code.ts'
import { renderFeedFile } from './feed.ts'

/**
 * The feed that a coordinator’s calendar program fetches without signing in, at an address that only this program has.
 * An address that was replaced, removed or never created, or is of somebody who has left the practice, is answered like any
 * missing page. No answer is a redirect, because the address is a secret.
 */
export const calendarFeedRoutes = new Hono<AppEnv>().use(limitRequests()).get('/:file', async (c) => {
  const { db, keys } = c.get('env')
  const [, secret = ''] = /^([\w-]+)\.ics$/.exec(c.req.param('file')) ?? []
  const feed = await loadFeedAppointmentsBySecretHash(
    db,
    await hashCodeWithEachKey(keys.draft, 'calendar', secret),
    Date.now() - FEED_PAST_DAYS * DAY_MS,
  )
  const isOfWorking = practice.coordinators.some(({ id }) => id === feed?.coordinatorId)
  if (!feed || !isOfWorking) return respondWithError(c, 404)
  return c.body(renderFeedFile(feed), 200, { 'Content-Type': 'text/calendar; charset=utf-8; method=PUBLISH' })
})

const FEED_PAST_DAYS = 30
