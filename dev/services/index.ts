import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener, type HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { createIdentityProvider } from './identity-provider.ts'
import { createMailProvider } from './mail-provider.ts'
import type { ServicesSettings } from './settings.ts'
import { createTurnstile } from './turnstile.ts'

export type { AcceptedMail } from './accepted-mail.ts'

export interface Services {
  readonly origin: string
  /** Issues a signed `CF_Authorization` token for an e-mail address. */
  issueToken(email: string): Promise<string>
  /** Ends every connection. A second call does nothing. */
  close(): Promise<void>
}

/**
 * Starts the outside services that the portal needs, on one port: the mail provider with its mailbox and faults, the
 * desk's identity provider, and Turnstile. They listen on this machine only, since whoever reaches them can read mail and sign in
 * as anybody.
 *
 * Rejects with the server's own error, such as `EADDRINUSE` when the port is taken.
 */
export async function startServices(settings: ServicesSettings): Promise<Services> {
  const server = createServer()
  server.listen(settings.port, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`

  const identityProvider = await createIdentityProvider(settings, origin)
  const app = new Hono<{ Bindings: HttpBindings }>()
  const mailProvider = createMailProvider(settings)
  app.route('/', mailProvider.routes)
  app.route('/', createTurnstile(settings, mailProvider.faults))
  app.route('/', identityProvider.routes)
  server.on('request', getRequestListener(app.fetch, { overrideGlobalObjects: false }))

  return {
    origin,
    issueToken: identityProvider.issueToken,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
