import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { getPlatformProxy } from 'wrangler'

interface LocalDatabase {
  prepare(sql: string): { bind(...params: unknown[]): { all(): Promise<{ results: unknown[] }> } }
  batch(statements: never[]): Promise<unknown[]>
}

/** Opens databases of the local D1 engine in a folder, as `--persist-to` names it, by their ids. */
export async function openLocalEngine(folder: string, databaseIds: Readonly<Record<string, string>>) {
  mkdirSync(folder, { recursive: true })
  const configPath = join(folder, 'engine.json')
  const databases = Object.entries(databaseIds).map(([binding, database_id]) => ({
    ...{ binding, database_id, database_name: binding.toLowerCase() },
  }))
  writeFileSync(
    configPath,
    JSON.stringify({ name: 'engine', compatibility_date: '2026-10-01', d1_databases: databases }),
  )
  const { env, dispose } = await getPlatformProxy<Record<string, LocalDatabase>>({
    configPath,
    persist: { path: join(folder, 'v3') },
  })
  return {
    getDatabase: (binding: string): LocalDatabase => {
      const database = env[binding]
      if (!database) throw new Error(`There is no database ${binding}`)
      return database
    },
    dispose,
  }
}
