import { BackupRefusal } from './refusal.ts'
import type { Row } from './stored-tables.ts'

/** A statement with its parameters, `?1` and so on. Every parameter is text. */
export interface Statement {
  readonly sql: string
  readonly params?: readonly string[]
}

/** A D1 database, asked over Cloudflare’s API. */
export interface RemoteDatabase {
  readonly name: string
  /**
   * Runs statements that read, at one moment of the database, and gives the rows of each. Asks again after a fault of the
   * network.
   */
  read(statements: readonly Statement[]): Promise<Row[][]>
  /** Runs statements that write: all or none. */
  write(statements: readonly Statement[]): Promise<void>
  /** Gives the bookmark of this moment, to which Time Travel goes back within 30 days; null when there is none. */
  loadBookmark(): Promise<string | null>
}

interface RemoteSettings {
  readonly origin: string
  readonly token: string
  readonly accountId: string
  readonly databaseId: string
  /** Waits before a further attempt. */
  readonly wait?: (ms: number) => Promise<unknown>
}

/**
 * Opens a database of Cloudflare’s, which runs a batch as one transaction
 * (https://developers.cloudflare.com/api/resources/d1/subresources/database/methods/query/). Reading takes a token that may
 * read D1, and no more.
 */
export async function openRemoteDatabase(settings: RemoteSettings): Promise<RemoteDatabase> {
  const { accountId, databaseId } = settings
  const path = `/accounts/${accountId}/d1/database/${databaseId}`
  const ask = <Result>(rest: string, body?: object) => askApi<Result>(settings, `${path}${rest}`, body)
  const { name } = await retry(settings, () => ask<{ name: string }>(''))
  const run = async (statements: readonly Statement[]) =>
    (await ask<{ results: Row[] }[]>('/query', { batch: statements })).map(({ results }) => results ?? [])
  return {
    name,
    read: (statements) => retry(settings, () => run(statements)),
    write: async (statements) => {
      await run(statements)
    },
    loadBookmark: () =>
      ask<{ bookmark: string }>('/time_travel/bookmark').then(
        ({ bookmark }) => bookmark,
        () => null,
      ),
  }
}

/** A fault that may be over at the next attempt. */
class PassingFault extends BackupRefusal {}

async function askApi<Result>(
  { origin, token }: RemoteSettings,
  path: string,
  body?: object,
): Promise<Result> {
  const response = await fetch(`${origin}${path}`, {
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  }).catch(() => {
    throw new PassingFault('Cloudflare’s API does not answer.')
  })
  const answer = (await response.json().catch(() => ({}))) as {
    result?: Result
    errors?: { message?: string }[]
  }
  if (response.ok && answer.result !== undefined) return answer.result
  // The message is the database’s own, about a statement of ours: it names tables and columns, and never a value.
  const why = answer.errors?.map(({ message }) => message ?? '').join(' ') ?? ''
  const said = `Cloudflare’s API answered ${response.status}${why && `: ${why}`}`
  throw response.status === 429 || response.status >= 500 ? new PassingFault(said) : new BackupRefusal(said)
}

async function retry<Result>({ wait = sleep }: RemoteSettings, run: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run()
    } catch (error) {
      if (!(error instanceof PassingFault) || attempt === MAX_ATTEMPTS) throw error
      await wait(attempt * RETRY_AFTER_MS)
    }
  }
}

const MAX_ATTEMPTS = 4
const RETRY_AFTER_MS = 2_000
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
