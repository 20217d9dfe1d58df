import type { AuditSigner } from '../../db/audit-signer.ts'
import { createAuditSigner } from '../../worker/privacy/audit-signer.ts'
import { findKeyFaults } from '../../worker/privacy/check-keys.ts'
import type { KeyRing } from '../../worker/privacy/key-ring.ts'
import { parseAnchorLine } from '../../worker/record/anchor-line.ts'
import { describeKeyFaults } from '../check-ring.ts'
import { type Chains, groupChains, holdsAnchor, listBrokenChains, listChangedChains } from './audit-chains.ts'
import type { ChainHead } from './manifest.ts'
import { listMigrationsUntil, migrateTarget } from './migrate-target.ts'
import { type NewestState, readNewestState } from './newest-state.ts'
import { placeHolds } from './place-holds.ts'
import { listNewOwnRows, protectRows } from './protect-rows.ts'
import { checkPieces, type OpenBackup } from './read-backup.ts'
import { BackupRefusal } from './refusal.ts'
import type { RemoteDatabase } from './remote-database.ts'
import {
  beginRestore,
  dropEverything,
  endRestore,
  findBegunRestore,
  listFilledTables,
  listStoredPieces,
  storePiece,
} from './restore-target.ts'
import { findTable, formatKey, type Row, type Rows, storedTables } from './stored-tables.ts'
import { listLaterFiles, listWhatToDoAgain } from './what-to-do-again.ts'

export interface RestoreOrder {
  readonly db: RemoteDatabase
  readonly backup: OpenBackup
  /** The newest audit export, or a whole backup made later; undefined when there is none. */
  readonly audit: OpenBackup | undefined
  readonly keys: KeyRing
  /** The name of the database whose rows may be taken away first; undefined when it has to be empty. */
  readonly replacing: string | undefined
  /** A line that anchored the record, from an e-mail to the administrators. */
  readonly anchorLine: string | undefined
  /** Whether files whose chain was broken before the backup are restored as they were. */
  readonly takesBrokenChains: boolean
  readonly now: number
  readonly report: (line: string) => void
}

/** What a restore did. */
export interface RestoreResult {
  readonly rows: number
  readonly holds: number
  readonly events: number
  /** By reference: what happened after the backup and has to be done again. */
  readonly toDoAgain: ReadonlyMap<string, readonly string[]>
  /** The references of files that came in after the backup. */
  readonly laterFiles: readonly string[]
}

/**
 * Restores a backup into a database. Everything is read and checked before anything is changed there; a piece is brought
 * forward before it is stored; and what is stored is counted and checked against the backup at the end. It can be killed at
 * any moment and run again.
 */
export async function restoreBackup(order: RestoreOrder): Promise<RestoreResult> {
  const { db, backup, audit, report } = order
  const migrations = listMigrationsUntil(backup.manifest.schema)
  const checked = await checkBackups(order)
  report(
    `The backup is whole: ${backup.manifest.record.files} files, ${backup.manifest.record.events} events.`,
  )
  const id = `${backup.manifest.id} ${audit?.manifest.id ?? ''}`
  await prepareTarget(order, id)
  await migrateTarget(db, migrations)
  if ((await findBegunRestore(db)) === undefined) await beginRestore(db, id)
  const expected = await storePieces(order, id, checked)
  await compareWithTarget(order, expected, checked)
  await endRestore(db)
  return {
    rows: [...expected.counts.values()].reduce((sum, count) => sum + count, 0),
    ...{ holds: expected.holds, events: expected.counts.get('audit_events') ?? 0 },
    toDoAgain: expected.toDoAgain,
    laterFiles: checked.newest ? listLaterFiles(checked.newest, checked.hasRow) : [],
  }
}

interface CheckedBackups {
  readonly newest: NewestState | undefined
  readonly heads: ReadonlyMap<string, ChainHead>
  readonly auditSigner: AuditSigner
  readonly hasRow: (table: string, key: string) => boolean
}

/** Reads both backups through, and refuses what is not whole, not ours, or does not fit together. */
async function checkBackups(order: RestoreOrder): Promise<CheckedBackups> {
  const { backup, audit, keys } = order
  if (backup.manifest.kind !== 'full')
    throw new BackupRefusal(
      'This is an audit export, which holds no whole database. Name a backup after --from.',
    )
  if (audit && audit.manifest.database !== backup.manifest.database)
    throw new BackupRefusal(
      `The audit export is of ${audit.manifest.database}, and the backup of ${backup.manifest.database}.`,
    )
  if (audit && audit.manifest.startedAt < backup.manifest.startedAt)
    throw new BackupRefusal('The audit export is older than the backup. Name a newer one after --audit.')
  const heads = await checkPieces(backup)
  if (audit) await checkPieces(audit)
  const newest = audit && (await readNewestState(audit))
  const auditSigner = createAuditSigner(keys)
  const { rowKeys, events, ringKeys } = await gatherFacts(backup)
  await checkRing(keys, [...ringKeys, ...(newest?.list('ring_keys').map(([, row]) => row) ?? [])])
  const chains = groupChains(events)
  await checkChains(order, auditSigner, chains)
  if (newest) await checkChains(order, auditSigner, newest.chains)
  await checkAnchors(order, auditSigner, chains)
  const isLater = (fileId: string) => newest?.find('files', JSON.stringify([fileId])) !== undefined
  const ofLater = new Map([...heads].filter(([fileId]) => isLater(fileId)))
  if (newest && listChangedChains(ofLater, newest.chains).length > 0)
    throw new BackupRefusal(
      'The record of the audit export does not carry on that of the backup. One of the two is not yours.',
    )
  return { newest, heads, auditSigner, hasRow: (table, key) => rowKeys.has(`${table} ${key}`) }
}

async function gatherFacts({ readPieces }: OpenBackup) {
  const rowKeys = new Set<string>()
  const events: Row[] = []
  const ringKeys: Row[] = []
  for await (const { rows } of readPieces()) {
    events.push(...(rows.audit_events ?? []))
    ringKeys.push(...(rows.ring_keys ?? []))
    for (const [name, list] of Object.entries(rows)) {
      const table = findTable(name)
      if (table && !name.endsWith('_tokens'))
        for (const row of list) rowKeys.add(`${name} ${formatKey(table, row)}`)
    }
  }
  return { rowKeys, events, ringKeys }
}

async function checkRing(keys: KeyRing, rows: readonly Row[]): Promise<void> {
  const described = rows.map((row) => ({
    ...{ kid: String(row.kid), purpose: String(row.purpose), sealedSentinel: String(row.sealed_sentinel) },
    ...{ createdAt: Number(row.created_at), rowsLeft: row.rows_left === null ? null : Number(row.rows_left) },
  }))
  const faults = await findKeyFaults(keys, described)
  if (faults) throw new BackupRefusal(describeKeyFaults(faults))
}

async function checkChains(
  { takesBrokenChains }: RestoreOrder,
  signer: AuditSigner,
  chains: Chains,
): Promise<void> {
  const broken = takesBrokenChains ? [] : await listBrokenChains(signer, chains)
  if (broken.length > 0)
    throw new BackupRefusal(
      `The record of ${broken.length} files is broken: ${broken.join(', ')}. Nothing was restored. An older backup may have it whole; --with-broken-chains restores it as it is.`,
    )
}

/** Compares the record with the anchor in the backup, if the practice signed it, and with the line of an e-mail. */
async function checkAnchors(
  { backup, anchorLine }: RestoreOrder,
  signer: AuditSigner,
  chains: Chains,
): Promise<void> {
  const stored = backup.manifest.anchor
  if (stored) {
    const state = String(stored.state)
    const isOurs = await signer.verify(
      String(stored.key_id),
      JSON.stringify(['audit-check', state]),
      String(stored.hash),
    )
    const check = JSON.parse(state)
    if (!isOurs || (check.completedAt !== null && !(await holdsAnchor(chains, check))))
      throw new BackupRefusal('The record of the backup is not the one that the portal’s own check anchored.')
  }
  if (anchorLine === undefined) return
  const anchor = await parseAnchorLine(signer, anchorLine)
  if (!anchor) throw new BackupRefusal('Nobody of the practice signed the line after --anchor.')
  if (!(await holdsAnchor(chains, anchor)))
    throw new BackupRefusal(
      'The record of the backup is not the one of that line. Is the backup older than the line?',
    )
}

/** Refuses a database with rows, unless this restore put them there, or they may be replaced. */
async function prepareTarget({ db, replacing, report }: RestoreOrder, id: string): Promise<void> {
  const begun = await findBegunRestore(db)
  if (begun === id) return report('Carries on the restore that was begun.')
  const filled = await listFilledTables(db)
  if (replacing === undefined) {
    if (begun !== undefined)
      throw new BackupRefusal(
        `The restore of another backup was begun in ${db.name}: finish that one, or --replacing ${db.name}.`,
      )
    if (filled.length > 0)
      throw new BackupRefusal(
        `${db.name} has rows (${filled.join(', ')}). To take them away first: --replacing ${db.name}`,
      )
    return
  }
  if (replacing !== db.name)
    throw new BackupRefusal(`The database is called ${db.name}, not ${replacing}. Nothing was changed.`)
  report(
    `Time Travel goes back to what ${db.name} holds now with the bookmark ${(await db.loadBookmark()) ?? 'of this minute'}.`,
  )
  await dropEverything(db)
}

class Expected {
  readonly counts = new Map<string, number>()
  readonly toDoAgain = new Map<string, string[]>()
  holds = 0

  add(rows: Rows): void {
    for (const [name, list] of Object.entries(rows))
      this.counts.set(name, (this.counts.get(name) ?? 0) + list.length)
    this.holds += (rows.contact_holds ?? []).filter(
      ({ placed_reason, lifted_at }) => placed_reason === 'restored-from-backup' && lifted_at === null,
    ).length
  }
}

/** Stores every piece that the database lacks: what belongs to no family first, then families, then drafts. */
async function storePieces(
  { db, backup, now, report }: RestoreOrder,
  id: string,
  checked: CheckedBackups,
): Promise<Expected> {
  const expected = new Expected()
  const stored = await listStoredPieces(db)
  const store = async (number: number, rows: Rows) => {
    expected.add(rows)
    if (!stored.has(number)) await storePiece(db, id, number, rows)
  }
  const context = { newest: checked.newest, hasRow: checked.hasRow, now }
  await store(0, listNewOwnRows(checked.newest, checked.hasRow))
  for (const kind of ['table', 'families', 'drafts'] as const)
    for await (const piece of backup.readPieces([kind])) {
      const rows = protectRows(piece.rows, context)
      await store(
        piece.number,
        kind === 'families' ? await completeFamilies(rows, checked, now, expected) : rows,
      )
      report(`Piece ${piece.number} of ${backup.manifest.pieces.length}`)
    }
  return expected
}

/** Carries on the record of the families by what happened after the backup, and places the holds. */
async function completeFamilies(
  rows: Rows,
  { newest, heads, auditSigner }: CheckedBackups,
  now: number,
  expected: Expected,
): Promise<Rows> {
  const later = (rows.files ?? []).flatMap(({ id, reference }) => {
    const sequence = heads.get(String(id))?.sequence ?? 0
    const events = newest?.chains.get(String(id))?.slice(sequence) ?? []
    const again = listWhatToDoAgain(events.map(({ action }) => String(action)))
    if (again.length > 0) expected.toDoAgain.set(String(reference), again)
    return events
  })
  const carriedOn = { ...rows, audit_events: [...(rows.audit_events ?? []), ...later] }
  return placeHolds(carriedOn, auditSigner, now)
}

/** Refuses to call a restore done whose counts or chains are not those of the backup, brought forward. */
async function compareWithTarget(
  { db, takesBrokenChains }: RestoreOrder,
  { counts }: Expected,
  { heads, auditSigner, newest }: CheckedBackups,
): Promise<void> {
  const found = await db.read(
    storedTables.map(({ name }) => ({ sql: `select count(*) as rows from "${name}"` })),
  )
  const different = storedTables.flatMap(({ name }, index) => {
    const [stored, meant] = [Number(found[index]?.[0]?.rows), counts.get(name) ?? 0]
    return stored === meant ? [] : [`${name} has ${stored} rows instead of ${meant}`]
  })
  if (different.length > 0)
    throw new BackupRefusal(
      `${different.join('; ')}. Does the portal still write there? docs/backup.md says how it is stopped.`,
    )
  const chains = groupChains(await readEvents(db))
  const isErased = (fileId: string) => newest !== undefined && !newest.find('files', JSON.stringify([fileId]))
  const changed = listChangedChains(new Map([...heads].filter(([fileId]) => !isErased(fileId))), chains)
  const broken = takesBrokenChains ? [] : await listBrokenChains(auditSigner, chains)
  if (changed.length + broken.length > 0)
    throw new BackupRefusal(
      `The record of these files is not that of the backup: ${[...changed, ...broken].join(', ')}.`,
    )
}

async function readEvents(db: RemoteDatabase): Promise<Row[]> {
  const events: Row[] = []
  for (;;) {
    const last = events.at(-1)
    const [page = []] = await db.read([
      {
        sql: `select * from audit_events where (file_id, sequence) > (?1, cast(?2 as integer))
          order by file_id, sequence limit ${EVENTS_PER_READ}`,
        params: [String(last?.file_id ?? ''), String(last?.sequence ?? 0)],
      },
    ])
    events.push(...page)
    if (page.length < EVENTS_PER_READ) return events
  }
}

const EVENTS_PER_READ = 500
