import { Hono } from 'hono'
import { makeFeed, readFeed, removeFeed } from '../../db/calendar-feed.ts'
import type { AppEnv } from '../http/context.ts'
import { calendarSecretId, newCalendarSecret } from '../privacy/code.ts'

/** A coordinator's own private address, under which their calendar reads when they are booked. */
export const feedApi = new Hono<AppEnv>()
  .get('/feed', async (c) => {
    const feed = await readFeed(c.get('env').db, c.get('coordinator').id)
    return c.json({ madeAt: feed?.madeAt ?? null })
  })
  // Any address from before stops; the new one is in this one answer.
  .post('/feed', async (c) => {
    const { db, draftSecret, portalOrigin } = c.get('env')
    const secret = newCalendarSecret()
    const feed = { secretId: await calendarSecretId(draftSecret, secret), madeAt: Date.now() }
    await makeFeed(db, { ...feed, coordinator: c.get('coordinator').id })
    return c.json({ madeAt: feed.madeAt, address: `${portalOrigin}/calendar/${secret}.ics` })
  })
  .delete('/feed', async (c) => {
    await removeFeed(c.get('env').db, c.get('coordinator').id)
    return c.json({ madeAt: null })
  })
