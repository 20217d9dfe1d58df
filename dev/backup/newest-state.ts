import type { OpenBackup } from './read-backup.ts'
import { findTable, formatKey, type Row } from './stored-tables.ts'

/** What the newest audit export says, by table and primary key. */
export class NewestState {
  readonly #rows = new Map<string, Map<string, Row>>()
  /** The files of which everything was erased. */
  readonly #erasedFiles = new Set<unknown>()
  /** The record of each file, oldest event first. */
  readonly chains = new Map<string, Row[]>()

  add(name: string, rows: readonly Row[]): void {
    const table = findTable(name)
    if (!table) return
    const stored = this.#rows.get(name) ?? new Map<string, Row>()
    this.#rows.set(name, stored)
    for (const row of rows) {
      if (name === 'audit_events')
        this.chains.set(String(row.file_id), [...(this.chains.get(String(row.file_id)) ?? []), row])
      else stored.set(formatKey(table, row), row)
      if (name === 'erasures' && row.side === null) this.#erasedFiles.add(row.file_id)
    }
  }

  find(name: string, key: string): Row | undefined {
    return this.#rows.get(name)?.get(key)
  }

  /** Whether everything was erased of the family of a file, or of the one that it was merged into. */
  isFamilyErased(fileId: unknown): boolean {
    const { merged_into_id: mergedInto } = this.find('files', JSON.stringify([fileId])) ?? {}
    return (
      this.#erasedFiles.has(fileId) || (typeof mergedInto === 'string' && this.isFamilyErased(mergedInto))
    )
  }

  list(name: string): [key: string, row: Row][] {
    return [...(this.#rows.get(name) ?? [])]
  }
}

/** Reads an audit export, or a whole backup, which holds more. */
export async function readNewestState({ readPieces }: Pick<OpenBackup, 'readPieces'>): Promise<NewestState> {
  const state = new NewestState()
  for await (const { rows } of readPieces())
    for (const [name, list] of Object.entries(rows)) state.add(name, list)
  for (const chain of state.chains.values())
    chain.sort((one, other) => Number(one.sequence) - Number(other.sequence))
  return state
}
