import { pathToFileURL } from 'node:url'
import { DRAFT_DAYS, UNUSED_ACCESS_CODE_DAYS } from '../content/retention.ts'
import { getSealedValuePrefix } from '../worker/privacy/seal.ts'
import { sealPurposeByColumn } from '../worker/rotation/reseal-column.ts'
import { queryRingKeys } from './check-ring.ts'
import { parseCommandLine } from './command-line.ts'
import { exitWithMessage } from './exit-with-message.ts'
import {
  createDatabaseQuery,
  DATABASE_USAGE,
  databaseOptions,
  readDatabasePlace,
  runWithDatabase,
} from './query-database.ts'

// `npm run keys:rotate` shows how far the worker is with bringing what is stored under the newest keys, which it does by
// itself, a step each minute, once the ring has newer ones, and what still needs each older key. `-- --remote --env production`
// asks the deployed database, and without it the laptop's.

export interface StoredKey {
  readonly kid: string
  readonly purpose: string
  readonly rowsLeft: number | null
}

interface KeyedRows {
  /** What the rows are called in front of their number: `access codes`. */
  readonly name: string
  readonly sql: string
}

/** What an operator can do about rows that only a person brings under a newer key. */
const DRAFTS = `drafts, which end ${DRAFT_DAYS} days after they were last saved`
const ACCESS_CODES = `access codes, until they are used, renewed at the desk, or ${UNUSED_ACCESS_CODE_DAYS} days after the newer key came`
const INVITATIONS = 'invitations, until they end'
const CALENDARS = 'calendar addresses, until they are replaced at the desk'
/** The files of which more tokens are under an older key than under the newest. */
const fileCountsByTable = {
  match_tokens: 'files without match tokens under the newest key',
  search_tokens: 'files without search tokens under the newest key',
} as const

/** Lists what is counted to tell which rows still need an older key: a table each. */
export function listKeyedRows({ kid, purpose }: StoredKey, newestKid: string, now: number): KeyedRows[] {
  const isHash = (column: string) => `${column} like '${kid}.%'`
  const isSealed = (column: string) => {
    const prefix = getSealedValuePrefix(kid)
    return `substr(${column}, 1, ${prefix.length}) = '${prefix}'`
  }
  const count = (name: string, from: string) => ({ name, sql: `select count(*) as rows from ${from}` })
  if (purpose === 'draft')
    return [
      count(
        DRAFTS,
        `drafts where ${isHash('resume_code_hash')} or ${isSealed('sealed_resume_token')} or exists
          (select 1 from draft_sections where draft_id = drafts.id and ${isSealed('sealed_fields')})`,
      ),
      count(ACCESS_CODES, `parents where ${isHash('access_code_hash')}`),
      count(
        INVITATIONS,
        `invitations where ${isHash('code_hash')} and ended_at is null and accepted_at is null and expires_at > ${now}`,
      ),
      count(CALENDARS, `calendar_feeds where ${isHash('secret_hash')}`),
    ]
  if (purpose === 'index')
    return Object.entries(fileCountsByTable).map(([table, name]) =>
      count(
        name,
        `(select file_id, sum(${isHash('token')}) as older, sum(token like '${newestKid}.%') as newer
          from ${table} group by file_id) where older > newer`,
      ),
    )
  // No row of the record is counted: a key that signed any of it stays.
  return Object.entries(sealPurposeByColumn)
    .filter(([, each]) => each === purpose)
    .map(([column]) => {
      const [table = '', name = ''] = column.split('.')
      return count(column, `${table} where ${isSealed(name)}`)
    })
}

/** Says of a key whether it may leave the ring, and else which rows need it. */
export function describeKey(
  { kid, purpose, rowsLeft }: StoredKey,
  isNewest: boolean,
  counts: readonly { readonly name: string; readonly rows: number }[],
): string {
  if (purpose === 'audit') return `${kid}: stays in the ring, because it signed events of the record`
  if (isNewest) return `${kid}: used for whatever is new`
  if (rowsLeft === 0) return `${kid}: no row needs it; it may leave the ring`
  const needing = counts.filter(({ rows }) => rows > 0)
  if (needing.length === 0) return `${kid}: stays in the ring until the worker has looked at every row`
  return [
    `${kid}: stays in the ring. It is needed by`,
    ...needing.map(({ name, rows }) => `  ${rows} ${name}`),
  ].join('\n')
}

function main(): void {
  const usage = `npm run keys:rotate -- ${DATABASE_USAGE}`
  const { options } = parseCommandLine({ usage, options: databaseOptions })
  const query = createDatabaseQuery(readDatabasePlace(options, usage))
  const keys = queryRingKeys(query)
  if (keys.length === 0) exitWithMessage('This database has no keys: the portal has not run with it yet.')
  for (const { column, kid, resealed, unreadable, finished_at } of query<{
    column: string
    kid: string
    resealed: number
    unreadable: number
    finished_at: number | null
  }>('select * from key_rotations order by column'))
    console.log(
      finished_at === null
        ? `${column}: under way to ${kid}; this pass changed ${resealed}, and ${unreadable} need an older key`
        : `${column}: nothing needs another key than ${kid}`,
    )
  const described = keys.map((key) => {
    const newest = keys.find(({ purpose }) => purpose === key.purpose) ?? key
    const isNewest = newest.kid === key.kid
    return { key, isNewest, rows: isNewest ? [] : listKeyedRows(key, newest.kid, Date.now()) }
  })
  const all = described.flatMap(({ rows }) => rows)
  const [counts = {}] = query<Record<string, number>>(
    `select 0 ${all.map(({ sql }, index) => `, (${sql}) as c${index}`).join('')}`,
  )
  for (const { key, isNewest, rows } of described) {
    const counted = rows.map((each) => ({ name: each.name, rows: counts[`c${all.indexOf(each)}`] ?? 0 }))
    console.log(describeKey(key, isNewest, counted))
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await runWithDatabase(main)
