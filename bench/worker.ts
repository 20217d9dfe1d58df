import worker, { app } from '../worker/index.ts'

/**
 * The portal with the reference it is measured against: a route of the same worker whose handler does one bare INSERT
 * of a row as large as what was posted, and nothing else.
 */
app.post('/bench/insert', async (c) => {
  const row = await c.req.text()
  await c.env.DB.prepare('insert into drafts (id, form, started_at) values (?, ?, ?)')
    .bind(crypto.randomUUID(), row, Date.now())
    .run()
  return c.redirect('/', 303)
})

export default worker
