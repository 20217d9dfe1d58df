import { createServer } from 'node:http'
import { getRequestListener, type HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { accessRoutes } from './access.ts'
import { createFaultStore, faultRoutes } from './faults.ts'
import { createIdempotencyStore } from './idempotency.ts'
import { closeServer, listenOnLoopback } from './listening.ts'
import { createMailbox, type Mailbox } from './mailbox.ts'
import { mailboxRoutes } from './mailbox-routes.ts'
import { buildSignInPath, type SignInPerson } from './people.ts'
import { createProblem } from './problems.ts'
import { resendRoutes } from './resend.ts'
import { type AccessKey, createTokenIssuer, loadOrCreateAccessKey, type TokenClaims } from './tokens.ts'

export type { AcceptedMail } from './mailbox.ts'

export type ServicesSettings = {
  /** 0 takes any free port. */
  port: number
  /** Where the portal is, as in `http://localhost:8787`: sign-in returns there. */
  portalOrigin: string
  /** The audience tag of the desk's Access application. */
  audience: string
  /** The one key that may send mail. */
  resendApiKey: string
  /** Who may be chosen on the sign-in page, beside a stranger. */
  people: SignInPerson[]
  /** Where the signing key is stored, so that sign-ins survive a restart. Without it the key lives in memory. */
  stateFolder?: string
  /** The mail provider's clock, in milliseconds since 1970. Tokens follow the machine's clock. */
  now?: () => number
}

export type Services = {
  origin: string
  port: number
  mailbox: Mailbox
  /** A signed `CF_Authorization` token: genuine by default, expired or for somebody else on request. */
  issueToken: (claims: TokenClaims) => Promise<string>
  /** Ends every connection and timer; calling it again does nothing. */
  close: () => Promise<void>
}

/**
 * Starts the outside services the portal needs, on one port of this machine only: the mail provider with its
 * mailbox and faults, and the identity provider of the coordinators' desk.
 *
 * Rejects with the server's own error, `EADDRINUSE` when the port is taken.
 */
export async function startServices(settings: ServicesSettings): Promise<Services> {
  const key = await loadOrCreateAccessKey(settings.stateFolder)
  const closing = new AbortController()
  const server = createServer()
  const port = await listenOnLoopback(server, settings.port)

  const origin = `http://localhost:${port}`
  const mailbox = createMailbox(settings.now ?? Date.now)
  const issueToken = createTokenIssuer({ key, origin, audience: settings.audience })
  const app = createServicesApp({ settings, key, mailbox, issueToken, closing: closing.signal })
  server.on('request', getRequestListener(app.fetch, { overrideGlobalObjects: false }))

  const close = () => {
    closing.abort()
    return closeServer(server)
  }
  return { origin, port, mailbox, issueToken, close }
}

type ServicesParts = {
  settings: ServicesSettings
  key: AccessKey
  mailbox: Mailbox
  issueToken: Services['issueToken']
  closing: AbortSignal
}

function createServicesApp({ settings, key, mailbox, issueToken, closing }: ServicesParts) {
  const { portalOrigin, audience, people, resendApiKey } = settings
  const idempotency = createIdempotencyStore(settings.now ?? Date.now)
  const faults = createFaultStore()
  const links = { portal: portalOrigin, signIn: buildSignInPath({ portalOrigin, audience }) }

  const app = new Hono<{ Bindings: HttpBindings }>()
  app.route('/', resendRoutes({ apiKey: resendApiKey, mailbox, faults, idempotency, closing }))
  app.route('/', mailboxRoutes({ mailbox, links }))
  app.route('/', faultRoutes(faults))
  app.route('/', accessRoutes({ key, issueToken, audience, people, links }))
  app.notFound((c) => c.json(createProblem('not_found'), 404))
  app.onError((error, c) => {
    if (!closing.aborted) console.error(error)
    return c.json(createProblem('internal_server_error'), 500)
  })
  return app
}
