import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { type DeploymentConfig, readDeploymentConfig } from '../deployment-config.ts'

/** What the look-alikes of Cloudflare's and Resend's APIs hold, and what each answers with instead when it is told to fail. */
export interface OutsideServicesState {
  account: { id: string; name: string }
  subscriptions: { rate_plan: { id: string; public_name: string } }[]
  databases: Record<string, string>
  /** The databases that are there to be asked, by their id. */
  engines: Record<string, D1Engine>
  applications: {
    name: string
    aud: string
    destinations?: { type?: string; uri?: string }[]
    self_hosted_domains?: string[]
  }[]
  domains: { id: string; name: string; status: string; click_tracking?: boolean; open_tracking?: boolean }[]
  /** Statuses of failure by the path that fails. */
  failing: Record<string, number>
}

/** What a database runs: a batch is one transaction. */
interface D1Engine {
  prepare(sql: string): { bind(...params: unknown[]): unknown }
  batch(statements: never[]): Promise<unknown[]>
}

interface QueryBody {
  readonly batch: readonly { readonly sql: string; readonly params?: readonly string[] }[]
}

export const CLOUDFLARE_TOKEN = 'token-of-the-tests'
export const RESEND_KEY = 're_full_access'

/**
 * Starts look-alikes of the endpoints of both APIs that a deployment asks, on one port of this machine: their paths, their
 * shapes and their refusals, as the documentation of each gives them.
 */
export async function startOutsideServices(state: OutsideServicesState) {
  const app = new Hono()
  app.use(async (c, next) => {
    const status = state.failing[c.req.path]
    if (status)
      return c.json({ success: false, errors: [{ code: 10000, message: 'Refused' }] }, status as 403)
    const isAllowed =
      c.req.header('Authorization') ===
      `Bearer ${c.req.path.startsWith('/domains') ? RESEND_KEY : CLOUDFLARE_TOKEN}`
    return isAllowed
      ? next()
      : c.json({ success: false, errors: [] }, c.req.path.startsWith('/domains') ? 401 : 403)
  })
  const wrap = (result: unknown) => ({ success: true, errors: [], messages: [], result })
  app.use('/accounts/:id/*', async (c, next) => {
    if (c.req.param('id') === state.account.id) return next()
    return c.json({ success: false, errors: [{ code: 7003 }] }, 404)
  })
  app.get('/accounts/:id', (c) =>
    c.req.param('id') === state.account.id
      ? c.json(wrap(state.account))
      : c.json({ success: false, errors: [] }, 404),
  )
  app.get('/accounts/:id/subscriptions', (c) => c.json(wrap(state.subscriptions)))
  app.get('/accounts/:id/d1/database/:database', (c) => {
    const name = state.databases[c.req.param('database')]
    return name
      ? c.json(wrap({ uuid: c.req.param('database'), name }))
      : c.json({ success: false, errors: [{ code: 7404 }] }, 404)
  })
  app.post('/accounts/:id/d1/database/:database/query', async (c) => {
    const engine = state.engines[c.req.param('database')]
    if (!engine) return c.json({ success: false, errors: [{ code: 7404 }] }, 404)
    const { batch } = await c.req.json<QueryBody>()
    const statements = batch.map(({ sql, params = [] }) => engine.prepare(sql).bind(...params))
    return engine.batch(statements as never[]).then(
      (results) => c.json(wrap(results)),
      ({ message }: Error) => c.json({ success: false, errors: [{ code: 7500, message }] }, 400),
    )
  })
  app.get('/accounts/:id/d1/database/:database/time_travel/bookmark', (c) =>
    c.json(wrap({ bookmark: 'bookmark-of-now' })),
  )
  app.get('/accounts/:id/access/apps', (c) => c.json(wrap(state.applications)))
  // The list leaves out how a domain follows its messages.
  app.get('/domains', (c) =>
    c.json({ object: 'list', data: state.domains.map(({ id, name, status }) => ({ id, name, status })) }),
  )
  app.get('/domains/:id', (c) => c.json(state.domains.find(({ id }) => id === c.req.param('id')) ?? {}))

  const server = createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false }))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => server.close(),
  }
}

export const ACCOUNT_ID = '0123456789abcdef0123456789abcdef'
export const DATABASE_ID = '11111111-2222-3333-4444-555555555555'
export const AUDIENCE = 'ab'.repeat(32)
export const HOST = 'portal.juniper-hill.ca'

/** What both services hold for a practice that is ready to deploy. */
export const createReadyServices = (): OutsideServicesState => ({
  account: { id: ACCOUNT_ID, name: 'Juniper Hill' },
  subscriptions: [{ rate_plan: { id: 'workers_paid', public_name: 'Workers Paid' } }],
  databases: { [DATABASE_ID]: 'evenhand' },
  engines: {},
  applications: [
    { name: 'Wiki', aud: 'cd'.repeat(32), destinations: [{ type: 'public', uri: 'wiki.juniper-hill.ca/*' }] },
    {
      name: 'Desk',
      aud: AUDIENCE,
      destinations: [
        { type: 'public', uri: `${HOST}/desk*` },
        { type: 'public', uri: `${HOST}/fr/desk*` },
      ],
    },
  ],
  domains: [
    { id: 'd1', name: 'juniper-hill.ca', status: 'verified', click_tracking: false, open_tracking: false },
    { id: 'd2', name: 'jh-office.ca', status: 'verified', click_tracking: false, open_tracking: false },
  ],
  failing: {},
})

/** The configuration of a practice that is ready to deploy. */
export const createReadyConfig = (): DeploymentConfig & { vars: Record<string, string> } => ({
  ...structuredClone(readDeploymentConfig('production')),
  account_id: ACCOUNT_ID,
  routes: [{ pattern: HOST, custom_domain: true }],
  vars: {
    PORTAL_ORIGIN: `https://${HOST}`,
    ACCESS_TEAM_DOMAIN: 'https://juniper-hill.cloudflareaccess.com',
    ACCESS_AUD: AUDIENCE,
    MAIL_API: 'https://api.resend.com',
    TURNSTILE_SITE_KEY: '',
  },
  d1_databases: [{ binding: 'DB', database_name: 'evenhand', database_id: DATABASE_ID }],
})
