import { type FileStage, isOpenStage } from '../../content/file-stages.ts'
import type { NewestState } from './newest-state.ts'
import { protections } from './protections.ts'
import {
  familyTables,
  findTable,
  formatKey,
  type Row,
  type Rows,
  type StoredTable,
  storedTables,
} from './stored-tables.ts'

interface ProtectionContext {
  /** What the newest audit export says; undefined when there is none. */
  readonly newest: NewestState | undefined
  /** Whether the backup has a row, in whichever piece. */
  readonly hasRow: (table: string, key: string) => boolean
  /** Milliseconds: when the rows are restored. */
  readonly now: number
}

/**
 * Brings the rows of a piece forward by what the newest audit export says was erased, withdrawn, stopped or revoked since, and
 * keeps everything that waits from leaving by itself. It happens before a row is stored, so that no moment has the past in it.
 */
export function protectRows(rows: Rows, context: ProtectionContext): Rows {
  const { newest } = context
  const brought = newest ? bringForward(rows, newest, context) : rows
  return holdBackWhatWaits(brought, context.now)
}

function bringForward(rows: Rows, newest: NewestState, context: ProtectionContext): Rows {
  const left = dropSearchTokens(
    rows,
    mapRows(rows, (table, row) => (wasErased(table, row, newest) ? [] : [row])),
    newest,
  )
  const current = mapRows(left, (table, row) => [takeProtections(table, row, newest)])
  const added = dropOrphans(addNewRows(current, newest, context))
  const cancelled = new Set(
    (added.appointments ?? []).filter(({ cancelled_at }) => cancelled_at !== null).map(({ id }) => id),
  )
  return mapRows(added, ({ name }, row) =>
    name === 'appointment_slots' && cancelled.has(row.appointment_id ?? null) ? [] : [row],
  )
}

function wasErased(table: StoredTable, row: Row, newest: NewestState): boolean {
  if (protections[table.name]?.goesWithFamily && newest.isFamilyErased(row.file_id)) return true
  if (!protections[table.name]?.erases) return false
  const found = newest.find(table.name, formatKey(table, row))
  // A section that was saved again may have held what its parent took back, and nobody but them can read it.
  return !found || (table.name === 'draft_sections' && found.revision !== row.revision)
}

/** A file of which something was erased is found no more by its words, until they are derived anew from what is left. */
function dropSearchTokens(before: Rows, left: Rows, newest: NewestState): Rows {
  const leftIds = new Set((left.submissions ?? []).map(({ id }) => id))
  const lost = (before.submissions ?? []).filter(({ id }) => !leftIds.has(id ?? null))
  const erased = new Set(
    [...lost, ...newest.list('erasures').map(([, row]) => row)].map(({ file_id }) => file_id),
  )
  return mapRows(left, ({ name }, row) =>
    name === 'search_tokens' && erased.has(row.file_id ?? null) ? [] : [row],
  )
}

/** Takes what protects somebody from the newest version of a row. */
function takeProtections(table: StoredTable, row: Row, newest: NewestState): Row {
  const found = newest.find(table.name, formatKey(table, row))
  if (!found) return row
  const protection = protections[table.name]
  if (protection?.columns)
    return { ...row, ...pickBlanks(table, found), ...takeColumns[table.name]?.(row, found) }
  // A merge that is not made again leaves a row in the file in which the backup has it.
  const { file_id: fileId, parent_id: parentId } = row
  const isTaken = protection?.takesRows && !TAKEN_FROM_BACKUP.includes(table.name)
  return isTaken
    ? {
        ...found,
        ...(fileId !== undefined && { file_id: fileId }),
        ...(parentId !== undefined && { parent_id: parentId }),
      }
    : row
}

/** Picks the columns that are empty now. What an erasure emptied stays empty. */
const pickBlanks = ({ name, sealedColumns }: StoredTable, found: Row): Row =>
  Object.fromEntries(
    [...sealedColumns, ...(protections[name]?.blanks ?? [])].flatMap((column) =>
      found[column] === null ? [[column, null]] : [],
    ),
  )

/** Older rows need the older keys again, whatever was counted since. */
const TAKEN_FROM_BACKUP = ['ring_keys', 'form_versions']

const takeColumns: Readonly<Record<string, ((row: Row, found: Row) => Row) | undefined>> = {
  files: (row, found) =>
    isOpenRow(row) && !isOpenRow(found) && found.merged_into_id === null
      ? { stage: found.stage ?? null }
      : {},
  parents: (_, found) => ({
    ...pick(found, ['sealed_contact_rules', ...ACCESS_CODE_COLUMNS]),
    ...(found.status === 'closed' && pick(found, ['status', 'application_withdrawn_at'])),
    ...(found.joint_consented_at === null && { joint_consented_at: null }),
  }),
  appointments: (_, found) =>
    found.cancelled_at === null ? {} : pick(found, ['cancelled_at', 'cancelled_by', 'sequence']),
  outbox: (_, found) => (found.email_problem === null ? {} : pick(found, ['email_problem'])),
  drafts: (row, found) =>
    found.resume_code_hash === row.resume_code_hash
      ? {}
      : { resume_code_hash: null, sealed_resume_token: null },
}

const ACCESS_CODE_COLUMNS = (protections.parents?.columns ?? []).filter((name) =>
  name.startsWith('access_code'),
)

const pick = (row: Row, columns: readonly string[]): Row =>
  Object.fromEntries(columns.flatMap((column) => (row[column] === undefined ? [] : [[column, row[column]]])))

const isOpenRow = ({ stage }: Row): boolean => isOpenStage(stage as FileStage)

/** Drops the rows whose file, parent or draft was erased. A reference that may be empty is emptied. */
function dropOrphans(rows: Rows): Rows {
  const left: Record<string, readonly Row[]> = {}
  for (const table of storedTables.filter(({ name }) => rows[name]))
    left[table.name] = (rows[table.name] ?? []).flatMap((row) => listIfReferencesHold(table, row, left))
  return left
}

/** Gives a row as it can be stored beside others; nothing when something that it needs is not there. */
function listIfReferencesHold(table: StoredTable, row: Row, stored: Rows): Row[] {
  let result = row
  for (const { column, table: target, foreignColumn, isRequired } of table.references) {
    const value = row[column] ?? null
    const isBesides = table.name === 'draft_sections' || (isFamilyTable(target) && isFamilyTable(table.name))
    if (value === null || !isBesides) continue
    if (stored[target]?.some((each) => each[foreignColumn] === value)) continue
    if (isRequired || table.name === 'outbox') return []
    result = { ...result, [column]: null }
  }
  return [result]
}

const isFamilyTable = (name: string): boolean => familyTables.some((table) => table.name === name)

/** Adds the rows that are new in the audit export and belong to a file of this piece. */
function addNewRows(rows: Rows, newest: NewestState, { hasRow }: ProtectionContext): Rows {
  if (!rows.files) return rows
  const result: Record<string, readonly Row[]> = { ...rows }
  for (const table of familyTables.filter(({ name }) => protections[name]?.takesRows)) {
    const fresh = newest
      .list(table.name)
      .flatMap(([key, row]) => (hasRow(table.name, key) ? [] : listIfReferencesHold(table, row, result)))
    if (fresh.length > 0) result[table.name] = [...(result[table.name] ?? []), ...fresh]
  }
  return result
}

/** Lists the rows that are new in the audit export, of tables that belong to no family. */
export const listNewOwnRows = (newest: NewestState | undefined, hasRow: ProtectionContext['hasRow']): Rows =>
  Object.fromEntries(
    storedTables
      .filter(({ name }) => protections[name]?.takesRows && !isFamilyTable(name))
      .map(({ name }) => [
        name,
        newest?.list(name).flatMap(([key, row]) => (hasRow(name, key) ? [] : [row])) ?? [],
      ]),
  )

/**
 * Keeps messages and reminders of the past from leaving: a message counts as failed, which a coordinator can have sent again,
 * and a reminder as sent.
 */
const holdBackWhatWaits = (rows: Rows, now: number): Rows =>
  mapRows(rows, ({ name }, row) => {
    if (name === 'outbox' && row.outcome === 'queued')
      return [{ ...row, outcome: 'failed', last_error: 'restored', depends_on: null }]
    if ((name === 'attendances' || name === 'authorisations') && row.reminded_at === null)
      return [{ ...row, reminded_at: now }]
    // What is searched is derived anew, and older rows come under the newest keys again.
    if (name === 'key_rotations') return []
    return [row]
  })

/** Replaces each row by those that `change` gives: itself, a changed one, or none. */
const mapRows = (rows: Rows, change: (table: StoredTable, row: Row) => readonly Row[]): Rows =>
  Object.fromEntries(
    Object.entries(rows).map(([name, list]) => {
      const table = findTable(name)
      return [name, table ? list.flatMap((row) => change(table, row)) : list]
    }),
  )
