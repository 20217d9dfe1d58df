import { Hono } from 'hono'
import { loadCalendarFeed } from '../../db/calendar-feed.ts'
import type { AppEnv } from '../http/context.ts'
import { respondWithError } from '../http/error-response.ts'
import { limitRequests } from '../http/rate-limit.ts'
import { hashCalendarSecret } from '../privacy/code.ts'
import { renderFeedFile } from './feed.ts'

/**
 * What a coordinator's calendar program fetches, without signing in, by an address only it knows. One that was replaced,
 * removed or never made is answered like any page there is not. Nothing here is redirected: the address is a secret.
 */
export const calendarFeedRoutes = new Hono<AppEnv>().use(limitRequests).get('/:file', async (c) => {
  const { db, draftSecret } = c.get('env')
  const [, secret = ''] = /^([\w-]+)\.ics$/.exec(c.req.param('file')) ?? []
  const feed = await loadCalendarFeed(
    db,
    await hashCalendarSecret(draftSecret, secret),
    Date.now() - FEED_PAST_DAYS * DAY_MS,
  )
  if (!feed) return respondWithError(c, 404)
  return c.body(renderFeedFile(feed), 200, { 'Content-Type': 'text/calendar; charset=utf-8; method=PUBLISH' })
})

const DAY_MS = 86_400_000

/** How far back it shows. */
const FEED_PAST_DAYS = 30
