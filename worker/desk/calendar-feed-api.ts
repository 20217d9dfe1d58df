import { deleteCalendarFeed, findCalendarFeed, replaceCalendarFeed } from '../../db/calendar-feed.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import { generateCalendarSecret, hashCode } from '../privacy/code.ts'

/** The routes of the secret address from which a calendar app reads a coordinator's own appointments. */
export const calendarFeedApi = new Hono<AppEnv>()
  .get('/calendar-feed', async (c) => {
    const feed = await findCalendarFeed(c.get('env').db, c.get('coordinator').id)
    return c.json({ createdAt: feed?.createdAt ?? null })
  })
  // Creates a new address. It is only in this response, and the earlier address stops working.
  .post('/calendar-feed', async (c) => {
    const { db, keys, portalOrigin } = c.get('env')
    const secret = generateCalendarSecret()
    const feed = { secretHash: await hashCode(keys.draft, 'calendar', secret), createdAt: Date.now() }
    await replaceCalendarFeed(db, { ...feed, coordinatorId: c.get('coordinator').id })
    return c.json({ createdAt: feed.createdAt, address: `${portalOrigin}/calendar/${secret}.ics` })
  })
  .delete('/calendar-feed', async (c) => {
    await deleteCalendarFeed(c.get('env').db, c.get('coordinator').id)
    return c.json({ createdAt: null })
  })
