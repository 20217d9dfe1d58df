import {
  applyD1Migrations,
  createExecutionContext,
  type D1Migration,
  waitOnExecutionContext,
} from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { addPageButton } from '../../content/page-buttons.ts'
import { openDatabase } from '../../db/database.ts'
import { encodeFormBody } from '../../forms/example.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { type Bindings, parseEnvironment } from '../../worker/environment.ts'
import worker from '../../worker/index.ts'
import { createAuditSigner } from '../../worker/privacy/audit-signer.ts'
import { checkKeysOnce } from '../../worker/privacy/check-keys.ts'
import { keyRingSchema } from '../../worker/privacy/key-ring.ts'

const bindings = env as unknown as Bindings & { MIGRATIONS: D1Migration[] }

/** The origin of the portal in tests. */
export const TEST_ORIGIN = 'https://lantern-street.example.com'

/** Opens the database of the tests, or one that is watched, with the key of the tests for the audit record. */
export const openTestDatabase = (d1: Bindings['DB'] = bindings.DB) => openDatabase(d1, testAuditSigner)

const testAuditSigner = createAuditSigner(keyRingSchema.parse(bindings.KEY_RING))

/** A D1 that records every round trip as the list of its statements. */
export function createCountingD1(): { DB: Bindings['DB']; calls: string[][] } {
  const calls: string[][] = []
  const DB = createWatchedD1(async (statements, proceed) => {
    calls.push([...statements])
    return proceed()
  })
  return { DB, calls }
}

/**
 * A D1 that calls a watcher before every round trip. The watcher receives the statements and a function that makes the
 * trip; it may act first, or throw instead.
 */
export function createWatchedD1(
  watcher: (statements: readonly string[], proceed: () => Promise<unknown>) => Promise<unknown>,
): Bindings['DB'] {
  const sqlOf = new WeakMap<object, string>()
  const originals = new WeakMap<object, D1PreparedStatement>()
  const wrapStatement = (statement: D1PreparedStatement, sql: string): D1PreparedStatement => {
    const proxy = new Proxy(statement, {
      get(target, property) {
        const value = Reflect.get(target, property)
        if (typeof value !== 'function') return value
        return (...args: unknown[]) => {
          if (property === 'bind') return wrapStatement(Reflect.apply(value, target, args), sql)
          return watcher([sql], () => Reflect.apply(value, target, args))
        }
      },
    })
    sqlOf.set(proxy, sql)
    originals.set(proxy, statement)
    return proxy
  }
  return new Proxy(bindings.DB, {
    get(target, property) {
      if (property === 'prepare') return (sql: string) => wrapStatement(target.prepare(sql) as never, sql)
      if (property === 'batch') {
        return (statements: D1PreparedStatement[]) =>
          watcher(
            statements.map((statement) => sqlOf.get(statement) ?? '?'),
            () => target.batch(statements.map((statement) => originals.get(statement) ?? statement) as never),
          )
      }
      const value = Reflect.get(target, property)
      return typeof value === 'function' ? value.bind(target) : value
    },
  }) as Bindings['DB']
}

/**
 * A request of a test. `omitBrowserHeaders` leaves out the headers that a browser sends from the portal's own pages.
 */
interface VisitorRequestInit extends RequestInit {
  readonly omitBrowserHeaders?: boolean
  /** Returns the response at once, without waiting for what the worker does in the background. */
  readonly skipBackgroundWork?: boolean
  /** Returns the redirect to a page that comes back, as the worker answers a post. */
  readonly returnsRedirect?: boolean
  /** The host that is asked, instead of the portal's own. */
  readonly origin?: string
}

/**
 * The portal as one visitor uses it, through the worker's own `fetch` or another app's. It stores one cookie, beside that
 * of what the next page says once.
 */
export function createVisitor(
  overrides: Readonly<Record<string, unknown>> = {},
  { fetch }: Pick<typeof worker, 'fetch'> = worker,
) {
  const environment = { ...bindings, ...overrides } as Bindings
  const address = `203.0.113.${Math.floor(Math.random() * 255)}-${crypto.randomUUID()}`
  let cookie = ''
  let newsCookie = ''
  const request = async (
    path: string,
    {
      omitBrowserHeaders = false,
      skipBackgroundWork = false,
      returnsRedirect = false,
      origin = TEST_ORIGIN,
      ...init
    }: VisitorRequestInit = {},
  ): Promise<Response> => {
    const headers = new Headers(init.headers)
    const defaultHeaders = {
      'CF-Connecting-IP': address,
      ...(!omitBrowserHeaders && { 'Sec-Fetch-Site': 'same-origin' }),
      ...((cookie || newsCookie) && { Cookie: [cookie, newsCookie].filter(Boolean).join('; ') }),
    }
    for (const [name, value] of Object.entries(defaultHeaders))
      if (!headers.has(name)) headers.set(name, value)
    const context = createExecutionContext()
    const response = await fetch(
      new Request(`${origin}${path}`, { ...init, headers, redirect: 'manual' }),
      environment,
      context,
    )
    if (!skipBackgroundWork) await waitOnExecutionContext(context)
    const setCookies = response.headers.getSetCookie()
    for (const one of setCookies.filter((set) => NEWS_COOKIE.test(set)))
      newsCookie = /; Max-Age=0(;|$)/.test(one) ? '' : (one.split(';')[0] ?? '')
    const [setCookie] = setCookies.filter((one) => !RETURNED_PAGE_COOKIE.test(one) && !NEWS_COOKIE.test(one))
    // Deletes a cookie with Max-Age=0, as a browser does.
    if (setCookie) cookie = /; Max-Age=0(;|$)/.test(setCookie) ? '' : (setCookie.split(';')[0] ?? '')
    return returnsRedirect
      ? response
      : followReturnedPage(response, (to, set) => {
          const held = [headers.get('Cookie'), set].filter(Boolean).join('; ')
          const again = new Headers(headers)
          again.set('Cookie', held)
          again.delete('Content-Type')
          return fetch(
            new Request(`${origin}${to}`, { headers: again }),
            environment,
            createExecutionContext(),
          )
        })
  }
  return {
    get: (path: string) => request(path),
    /**
     * Presses the button of the page at this address as it is now, so with its revision and that button, unless the fields
     * say which.
     */
    post: async (path: string, fields: FormFields | string = {}) =>
      request(path, {
        method: 'POST',
        body: await encodePagePost(path, fields, cookie),
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      }),
    request,
    get cookie() {
      return cookie
    },
    set cookie(value: string) {
      cookie = value
    },
  }
}

/** Matches the cookies that hold a page which came back from a post. */
const RETURNED_PAGE_COOKIE = /^__Host-returned-\d=/

/** Matches the cookie of what the next page says once. */
const NEWS_COOKIE = /^__Host-news=/

/**
 * Follows a redirect to a page that comes back from a post, as a browser does, and gives that page with what else the
 * answer to the post set.
 */
async function followReturnedPage(
  response: Response,
  open: (path: string, cookies: string) => Promise<Response> | Response,
): Promise<Response> {
  const set = response.headers.getSetCookie()
  const held = set.filter((one) => RETURNED_PAGE_COOKIE.test(one) && !one.includes('Max-Age=0'))
  if (held.length === 0) return response
  const cookies = held.map((one) => one.split(';')[0]).join('; ')
  const page = await open(response.headers.get('Location') ?? '', cookies)
  const headers = new Headers(page.headers)
  for (const one of set) if (!RETURNED_PAGE_COOKIE.test(one)) headers.append('Set-Cookie', one)
  return new Response(page.body, { status: page.status, headers })
}

const PAGES_WITH_REVISION = /^(\/fr)?\/((?:intake|joining)\/(?!send\/)|file\/book\/request\/)/

/** Encodes what the page at an address posts when its button is pressed. */
export async function encodePagePost(path: string, fields: FormFields | string, cookie: string) {
  if (typeof fields !== 'string')
    return encodeFormBody(await addCurrentRevision(path, addPageButton(path, fields), cookie))
  const button = encodeFormBody(addPageButton(path, {}))
  return button === '' ? fields : `${fields}&${button}`
}

/** Adds the revision of a page of a form, which is read from the real database without any test noticing. */
async function addCurrentRevision(path: string, fields: FormFields, cookie: string): Promise<FormFields> {
  if ('revision' in fields || !cookie || !PAGES_WITH_REVISION.test(path)) return fields
  const page = await worker.fetch(
    new Request(`${TEST_ORIGIN}${path}`, { headers: { Cookie: cookie } }),
    { ...bindings, LIMIT_REQUESTS: { limit: async () => ({ success: true }) } } as never,
    createExecutionContext(),
  )
  const [, revision] = / name="revision" value="([\w-]+)"/.exec(await page.text()) ?? []
  return revision === undefined ? fields : { ...fields, revision: [revision] }
}

export type Visitor = ReturnType<typeof createVisitor>

/** Migrates the database, unless an earlier test file did, and empties it. */
export async function prepareDatabase(): Promise<void> {
  if (!(await emptyDatabase())) await applyD1Migrations(bindings.DB as never, bindings.MIGRATIONS)
  if (hasCheckedKeys) return
  // Every isolate does this before its first write. Tests count the calls and rows that follow.
  await checkKeysOnce(parseEnvironment(bindings))
  await emptyDatabase()
  hasCheckedKeys = true
}

let hasCheckedKeys = false

/** Empties every table but the list of migrations. Returns false when there is no table. */
export async function emptyDatabase(): Promise<boolean> {
  // The tables that an earlier call knew are gone when a test file dropped them.
  const filled = await listFilledTables().catch(async () => {
    tableNames = await listTableNames()
    return tableNames.length > 0 ? listFilledTables() : []
  })
  const deletions = filled.map((name) => bindings.DB.prepare(`delete from "${name}"`))
  if (deletions.length > 0)
    await withoutTriggers(filled, [bindings.DB.prepare('pragma defer_foreign_keys = on'), ...deletions])
  return tableNames.length > 0
}

/** Runs statements in one batch while the triggers of some tables are away, and creates these again as they were. */
export async function withoutTriggers(tables: readonly string[], statements: readonly D1PreparedStatement[]) {
  const lifted = (await listTriggers()).filter(({ table }) => tables.includes(table))
  await bindings.DB.batch([
    ...lifted.map(({ name }) => bindings.DB.prepare(`drop trigger "${name}"`)),
    ...statements,
    ...lifted.map(({ sql }) => bindings.DB.prepare(sql)),
  ])
}

interface Trigger {
  readonly name: string
  readonly table: string
  readonly sql: string
}

/** Lists the triggers of all tables. They are read once, because all come from the migrations. */
async function listTriggers(): Promise<readonly Trigger[]> {
  if (triggers.length === 0) {
    const sql = "select name, tbl_name as 'table', sql from sqlite_master where type = 'trigger'"
    triggers = (await bindings.DB.prepare(sql).all<Trigger>()).results
  }
  return triggers
}

let triggers: readonly Trigger[] = []

let tableNames: readonly string[] = []

/** Lists the tables that have rows. Most tests leave most tables empty, and looking costs less than deleting nothing. */
async function listFilledTables(): Promise<string[]> {
  const looks = tableNames.map((name) => `exists (select 1 from "${name}") as "${name}"`)
  const { results } = await bindings.DB.prepare(`select ${looks.join()}`).all<Record<string, number>>()
  return tableNames.filter((name) => results[0]?.[name] === 1)
}

async function listTableNames(): Promise<string[]> {
  const { results } = await bindings.DB.prepare(
    `select name from sqlite_master where type = 'table' and name <> 'd1_migrations'
      and name not like 'sqlite\\_%' escape '\\' and name not like '\\_cf%' escape '\\'`,
  ).all<{ name: string }>()
  return results.map(({ name }) => name)
}

export { bindings }

/** Runs the scheduled work of one minute, with changes to the bindings. */
export const runScheduledWork = (overrides: Partial<Bindings> = {}): Promise<void> =>
  worker.scheduled({} as never, { ...bindings, ...overrides }, {} as never)
