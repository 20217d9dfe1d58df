import { practice } from '../../content/practice.ts'
import worker from '../../dev/gallery/worker.ts'
import { app } from '../../worker/index.ts'

/**
 * The portal with the gallery, in a practice that always has room for another family. All tests share one practice, and in
 * one that fills up the outcome of a test would depend on how many families came before it.
 */
for (const coordinator of practice.coordinators) Object.assign(coordinator, { capacity: 1_000_000 })

/** Lets an hour pass for what the portal bounds by the hour: journeys send in minutes what a practice sends in days. */
app.post('/gallery/hour', async (c) => {
  await c.env.DB.prepare('delete from code_attempts').run()
  return c.body(null, 204)
})

/** Lets the appointments of a file be over: they were booked for days to come, and ended a minute ago. */
app.post('/gallery/appointments-over/:reference', async (c) => {
  const ofFile = 'file_id = (select id from files where reference = ?1) and cancelled_at is null'
  const endsAt = Date.now() - 60_000
  await c.env.DB.batch([
    c.env.DB.prepare(
      `delete from appointment_slots where appointment_id in (select id from appointments where ${ofFile})`,
    ).bind(c.req.param('reference')),
    c.env.DB.prepare(
      `update appointments set starts_at = starts_at - ends_at + ?2, busy_from = busy_from - ends_at + ?2,
         busy_until = busy_until - ends_at + ?2, ends_at = ?2 where ${ofFile}`,
    ).bind(c.req.param('reference'), endsAt),
  ])
  return c.body(null, 204)
})

/** Lets a file be closed long ago, so that its term ends tomorrow. */
app.post('/gallery/term-ending/:reference', async (c) => {
  const ofFile = 'file_id = (select id from files where reference = ?1)'
  const prepare = (sql: string) => c.env.DB.prepare(sql).bind(c.req.param('reference'))
  await c.env.DB.batch([
    prepare("update files set stage = 'closed', accepted_at = 1 where reference = ?1"),
    prepare(`update parents set status = 'closed' where ${ofFile} and status is not null`),
    prepare(`insert into file_retentions (file_id, closed_at, expires_at, term_set_at, rules_hash)
      select id, 1, ${Date.now() + 86_400_000}, 1, 'of the test' from files where reference = ?1`),
  ])
  return c.body(null, 204)
})

/** Lets a file be on the waiting list, which no file of this practice gets to. */
app.post('/gallery/waiting/:reference', async (c) => {
  await c.env.DB.prepare(
    `update files set stage = 'waiting', lead_coordinator_id = null, legal_coordinator_id = null, accepted_at = null
      where reference = ?1`,
  )
    .bind(c.req.param('reference'))
    .run()
  return c.body(null, 204)
})

export default worker
