import { useRef } from 'react'
import { type AvailabilityDraft, addRowId } from './availability-draft.ts'
import { useAvailabilityDraft } from './availability-draft-context.tsx'

/**
 * The rows of one list, and the functions that change them. After a removal the focus moves to the button that adds a
 * row, because the pressed button is gone.
 */
export function useDraftRows<Key extends 'weekly' | 'closed' | 'extra'>(key: Key) {
  const { draft, onChange } = useAvailabilityDraft()
  const adder = useRef<HTMLButtonElement>(null)
  type Row = AvailabilityDraft[Key][number]
  const rows = draft[key] as readonly Row[]
  const put = (changed: readonly Row[]) => onChange({ [key]: changed } as Partial<AvailabilityDraft>)
  return {
    rows,
    adder,
    add: (row: Omit<Row, 'id'>) => put([...rows, addRowId(row) as Row]),
    change: (id: string, changed: Partial<Row>) =>
      put(rows.map((row) => (row.id === id ? { ...row, ...changed } : row))),
    remove: (id: string) => {
      put(rows.filter((row) => row.id !== id))
      adder.current?.focus()
    },
  }
}
