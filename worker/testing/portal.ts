import {
  applyD1Migrations,
  createExecutionContext,
  type D1Migration,
  waitOnExecutionContext,
} from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import type { Fields } from '../../content/questions/question.ts'
import type { Bindings } from '../environment.ts'
import worker from '../index.ts'

const bindings = env as unknown as Bindings & { MIGRATIONS: D1Migration[] }

/** Where the tests' portal stands. */
export const ORIGIN = 'https://portal.example.com'

/** A D1 that remembers every call: one entry a round trip, holding the statements it carried. */
export function countingD1(): { DB: Bindings['DB']; calls: string[][] } {
  const calls: string[][] = []
  const sqlOf = new WeakMap<object, string>()
  const watched = (statement: D1PreparedStatement, sql: string): D1PreparedStatement => {
    const proxy = new Proxy(statement, {
      get(target, property) {
        const value = Reflect.get(target, property)
        if (typeof value !== 'function') return value
        return (...args: unknown[]) => {
          if (property === 'bind') return watched(Reflect.apply(value, target, args), sql)
          if (['run', 'all', 'first', 'raw'].includes(String(property))) calls.push([sql])
          return Reflect.apply(value, target, args)
        }
      },
    })
    sqlOf.set(proxy, sql)
    originals.set(proxy, statement)
    return proxy
  }
  const originals = new WeakMap<object, D1PreparedStatement>()
  const DB = new Proxy(bindings.DB, {
    get(target, property) {
      if (property === 'prepare') return (sql: string) => watched(target.prepare(sql) as never, sql)
      if (property === 'batch') {
        return (statements: D1PreparedStatement[]) => {
          calls.push(statements.map((statement) => sqlOf.get(statement) ?? '?'))
          return target.batch(statements.map((statement) => originals.get(statement) ?? statement) as never)
        }
      }
      const value = Reflect.get(target, property)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  return { DB: DB as Bindings['DB'], calls }
}

/** The portal as one visitor meets it: through the worker's own `fetch`, with a cookie jar of one. */
export function visit(overrides: Partial<Bindings> = {}) {
  const environment = { ...bindings, ...overrides } as Bindings
  const address = `203.0.113.${Math.floor(Math.random() * 255)}-${crypto.randomUUID()}`
  let cookie = ''
  const request = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers({
      'CF-Connecting-IP': address,
      'Sec-Fetch-Site': 'same-origin',
      ...(cookie && { Cookie: cookie }),
    })
    new Headers(init.headers).forEach((value, name) => headers.set(name, value))
    const context = createExecutionContext()
    const response = await worker.fetch(
      new Request(`${ORIGIN}${path}`, { ...init, headers, redirect: 'manual' }),
      environment,
      context,
    )
    await waitOnExecutionContext(context)
    const [set] = response.headers.getSetCookie()
    if (set) cookie = set.split(';')[0] ?? ''
    return response
  }
  return {
    get: (path: string) => request(path),
    post: (path: string, fields: Fields | string = {}) =>
      request(path, {
        method: 'POST',
        body: typeof fields === 'string' ? fields : encoded(fields),
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

export const encoded = (fields: Fields): string =>
  new URLSearchParams(
    Object.entries(fields).flatMap(([name, values]) => values.map((value) => [name, value])),
  ).toString()

export const prepareDatabase = () => applyD1Migrations(bindings.DB as never, bindings.MIGRATIONS)

export { bindings }
