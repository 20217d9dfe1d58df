import { Hono } from 'hono'
import { deleteCalendarFeed, getFeedCreatedAt, replaceCalendarFeed } from '../../db/calendar-feed.ts'
import type { AppEnv } from '../http/context.ts'
import { generateCalendarSecret, hashCalendarSecret } from '../privacy/code.ts'

/** The secret address from which a coordinator's own calendar reads their appointments. */
export const calendarFeedApi = new Hono<AppEnv>()
  .get('/calendar-feed', async (c) => {
    const feed = await getFeedCreatedAt(c.get('env').db, c.get('coordinator').id)
    return c.json({ createdAt: feed?.createdAt ?? null })
  })
  // Any earlier address stops working; the new one is shown in this response only.
  .post('/calendar-feed', async (c) => {
    const { db, draftSecret, portalOrigin } = c.get('env')
    const secret = generateCalendarSecret()
    const feed = { secretHash: await hashCalendarSecret(draftSecret, secret), createdAt: Date.now() }
    await replaceCalendarFeed(db, { ...feed, coordinatorId: c.get('coordinator').id })
    return c.json({ createdAt: feed.createdAt, address: `${portalOrigin}/calendar/${secret}.ics` })
  })
  .delete('/calendar-feed', async (c) => {
    await deleteCalendarFeed(c.get('env').db, c.get('coordinator').id)
    return c.json({ createdAt: null })
  })
