import type { Bindings } from '../worker/environment.ts'
import worker from '../worker/index.ts'

/**
 * The portal with the reference it is measured against: a route that does one bare INSERT of a row as large as a
 * sealed section, with nothing around it.
 */
export default {
  ...worker,
  async fetch(request: Request, bindings: Bindings, context: ExecutionContext): Promise<Response> {
    if (new URL(request.url).pathname !== '/bench/insert') return worker.fetch(request, bindings, context)
    const row = await request.text()
    await bindings.DB.prepare('insert into drafts (id, form, started_at) values (?, ?, ?)')
      .bind(crypto.randomUUID(), row, Date.now())
      .run()
    return new Response(null, { status: 303, headers: { Location: '/' } })
  },
}
