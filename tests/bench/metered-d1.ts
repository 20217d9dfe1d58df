import type { D1Database, D1Result } from '@cloudflare/workers-types'

/** What was asked of a database: what its limits and its price are about. */
export interface DatabaseWork {
  calls: number
  rowsRead: number
  rowsWritten: number
  /** The size (bytes) of the database when it last answered. */
  bytes: number
}

export const createDatabaseWork = (): DatabaseWork => ({ calls: 0, rowsRead: 0, rowsWritten: 0, bytes: 0 })

/** A D1 that adds to some work what it is asked, by what the engine says of each statement. */
export function createMeteredD1(d1: D1Database, work: DatabaseWork): D1Database {
  const add = <Result extends Pick<D1Result, 'meta'>>(result: Result): Result => {
    work.rowsRead += result.meta.rows_read ?? 0
    work.rowsWritten += result.meta.rows_written ?? 0
    work.bytes = result.meta.size_after ?? work.bytes
    return result
  }
  const originals = new WeakMap<object, object>()
  const wrapStatement = (statement: object): object => {
    const proxy = new Proxy(statement, {
      get(target, property) {
        const value = Reflect.get(target, property)
        if (typeof value !== 'function') return value
        if (property === 'bind')
          return (...args: unknown[]) => wrapStatement(Reflect.apply(value, target, args))
        // The results of `raw` and `first` have no `meta`, that of `all` has.
        const isBare = property === 'raw' || property === 'first'
        return async (...args: unknown[]) => {
          work.calls += 1
          const called = isBare ? Reflect.get(target, 'all') : value
          const result = add((await Reflect.apply(called, target, isBare ? [] : args)) as D1Result<object>)
          if (property === 'first') return pickFirst(result.results, args[0])
          return property === 'raw' ? result.results.map(Object.values) : result
        }
      },
    })
    originals.set(proxy, statement)
    return proxy
  }
  return new Proxy(d1, {
    get(target, property) {
      if (property === 'prepare') return (query: string) => wrapStatement(target.prepare(query))
      if (property === 'batch') {
        return async (statements: object[]) => {
          work.calls += 1
          return (await target.batch(statements.map((one) => originals.get(one) ?? one) as never)).map(add)
        }
      }
      const value = Reflect.get(target, property)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

/** What `first` gives: the first row, or one column of it. */
function pickFirst(rows: readonly object[], column: unknown): unknown {
  const [row] = rows
  if (!row) return null
  return typeof column === 'string' ? Reflect.get(row, column) : row
}
