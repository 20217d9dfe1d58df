import { createContext, type ReactNode, useContext } from 'react'
import type { FormFields } from '../../../forms/form-fields.ts'

/** One item of a page while it is filled in. */
interface ItemFields {
  /** Begins the id of each of its controls. */
  readonly idPrefix: string
  readonly fields: FormFields
  /** How to mend a field, by its name. */
  readonly problems: ReadonlyMap<string, string>
  readonly onChange: (changed: FormFields) => void
}

const ItemFieldsContext = createContext<ItemFields | undefined>(undefined)

export function ItemFieldsProvider({ value, children }: { value: ItemFields; children: ReactNode }) {
  return <ItemFieldsContext value={value}>{children}</ItemFieldsContext>
}

/** One field of the item: its id, what was typed, how to mend it, and how to change it. */
export function useItemField(field: string) {
  const item = useContext(ItemFieldsContext)
  if (!item) throw new Error('No item is provided')
  return {
    id: `${item.idPrefix}-${field}`,
    values: item.fields[field] ?? [],
    problem: item.problems.get(field),
    setValues: (values: readonly string[]) => item.onChange({ [field]: values }),
  }
}
