import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BackupRefusal } from './refusal.ts'
import type { RemoteDatabase, Statement } from './remote-database.ts'

const FOLDER = join(import.meta.dirname, '../../db/migrations')

/** Lists the migrations of this version of the project, in their order. */
export const listMigrations = (): string[] =>
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()

/** Lists the migrations until the one that a backup names. Refuses a backup that is newer than this version of the project. */
export function listMigrationsUntil(newest: string, migrations = listMigrations()): string[] {
  const at = migrations.indexOf(newest)
  if (at < 0)
    throw new BackupRefusal(
      `The backup was made after the migration ${newest}, which this version of the project does not have. Check out the version that was deployed.`,
    )
  return migrations.slice(0, at + 1)
}

/** Applies migrations that a database lacks, each whole or not at all, and records them where wrangler does. */
export async function migrateTarget(db: RemoteDatabase, migrations: readonly string[]): Promise<void> {
  await db.write([{ sql: MIGRATIONS_TABLE }])
  const [applied = []] = await db.read([{ sql: 'select name from d1_migrations' }])
  const names = applied.map(({ name }) => String(name))
  const later = names.filter((name) => !migrations.includes(name))
  if (later.length > 0)
    throw new BackupRefusal(`${db.name} has migrations that are newer than the backup: ${later.join(', ')}.`)
  for (const name of migrations.filter((each) => !names.includes(each)))
    await db.write([
      ...readStatements(name),
      { sql: 'insert into d1_migrations (name) values (?1)', params: [name] },
    ])
}

const readStatements = (name: string): Statement[] =>
  readFileSync(join(FOLDER, name), 'utf8')
    .split('--> statement-breakpoint')
    .map((sql) => ({ sql }))

/** The table in which wrangler records migrations, as it creates it. */
const MIGRATIONS_TABLE = `create table if not exists d1_migrations(
  id integer primary key autoincrement, name text unique, applied_at timestamp default current_timestamp not null)`
