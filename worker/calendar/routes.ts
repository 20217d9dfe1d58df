import { Hono } from 'hono'
import { openFeed } from '../../db/calendar-feed.ts'
import type { AppEnv } from '../http/context.ts'
import { errorPage } from '../http/error-response.ts'
import { limitRequests } from '../http/rate-limit.ts'
import { calendarSecretId } from '../privacy/code.ts'
import { feedFile } from './feed.ts'

/**
 * What a coordinator's calendar program fetches, without signing in, by an address only it knows. One that was replaced,
 * removed or never made is answered like any page there is not. Nothing here is redirected: the address is a secret.
 */
export const calendarRoutes = new Hono<AppEnv>().use(limitRequests).get('/:file', async (c) => {
  const { db, draftSecret } = c.get('env')
  const [, secret = ''] = /^([\w-]+)\.ics$/.exec(c.req.param('file')) ?? []
  const feed = await openFeed(db, await calendarSecretId(draftSecret, secret), Date.now() - BACK_DAYS * DAY)
  if (!feed) return errorPage(c, 404)
  return c.body(feedFile(feed), 200, { 'Content-Type': 'text/calendar; charset=utf-8; method=PUBLISH' })
})

const DAY = 86_400_000

/** How far back it shows. */
const BACK_DAYS = 30
