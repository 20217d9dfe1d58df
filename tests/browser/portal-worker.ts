import { practice } from '../../content/practice.ts'
import worker from '../../dev/gallery/worker.ts'
import { app } from '../../worker/index.ts'

/**
 * The portal with the gallery, in a practice that always has room for another family. All tests share one practice, and in one that
 * fills up the outcome of a test would depend on how many families came before it.
 */
for (const coordinator of practice.coordinators) Object.assign(coordinator, { capacity: 1_000_000 })

/** Lets an hour pass for what the portal bounds by the hour: journeys send in minutes what a practice sends in days. */
app.post('/gallery/hour', async (c) => {
  await c.env.DB.prepare('delete from code_attempts').run()
  return c.body(null, 204)
})

export default worker
