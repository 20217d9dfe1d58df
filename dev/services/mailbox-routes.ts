import { Hono } from 'hono'
import type { Mailbox } from './mailbox.ts'
import {
  buildPageHeaders,
  type PortalLinks,
  renderMailboxPage,
  renderMailPage,
  renderMissingPage,
} from './pages.ts'

/** `GET` and `DELETE /emails` for tests; `/` and `/mail/:id` to read mail as a person. */
export function mailboxRoutes({ mailbox, links }: { mailbox: Mailbox; links: PortalLinks }) {
  const app = new Hono()
  const headers = buildPageHeaders(links)
  const missing = renderMissingPage(links, 'No such mail', 'The mailbox may have been emptied since.')

  app.get('/emails', (c) => c.json(mailbox.newestFirst()))
  app.delete('/emails', (c) => {
    mailbox.empty()
    return c.body(null, 204)
  })
  app.get('/', (c) => c.html(renderMailboxPage(links, mailbox.newestFirst()), 200, headers))
  app.get('/mail/:id', (c) => {
    const mail = mailbox.find(c.req.param('id'))
    return mail ? c.html(renderMailPage(links, mail), 200, headers) : c.html(missing, 404, headers)
  })
  app.get('/mail/:id/attachments/:position', (c) => {
    const file = mailbox.find(c.req.param('id'))?.attachments[Number(c.req.param('position')) - 1]
    if (!file) return c.html(missing, 404, headers)
    return c.body(Buffer.from(file.content, 'base64'), 200, {
      'content-type': file.contentType,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.filename)}`,
      'x-content-type-options': 'nosniff',
    })
  })
  return app
}
