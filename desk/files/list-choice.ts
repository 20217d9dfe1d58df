/** The views of the list. Those of open files are parts of one list; the closed files are asked for by themselves. */
export const fileViews = ['open', 'mine', 'assisting', 'unassigned', 'waiting', 'closed'] as const
export type FileView = (typeof fileViews)[number]

export const sortNames = ['step', 'newest', 'active', 'quiet', 'name'] as const
export type SortName = (typeof sortNames)[number]

export const filterNames = ['flag', 'stage', 'language', 'province', 'lead'] as const
export type FilterName = (typeof filterNames)[number]

/** What the address asks the list for. */
export interface ListChoice {
  readonly view: FileView
  readonly sort: SortName
  readonly filters: Readonly<Partial<Record<FilterName, string>>>
  /** The page of the open files, from 1. */
  readonly page: number
  /** Where the page of the closed files begins. */
  readonly at: string | undefined
  readonly before: string | undefined
}

type Query = Readonly<Record<string, string>>

/** Reads the query of an address. What it does not know, it leaves out. */
export function parseListChoice(query: Query): ListChoice {
  const { view, sort, page = '', at, before } = query
  const filters = filterNames.flatMap((name) => (query[name] ? [[name, query[name]]] : []))
  return {
    view: fileViews.find((one) => one === view) ?? 'open',
    sort: sortNames.find((one) => one === sort) ?? 'step',
    filters: Object.fromEntries(filters),
    page: /^[1-9]\d{0,2}$/.test(page) ? Number(page) : 1,
    ...{ at, before },
  }
}

/** Gives the query of a choice. What goes without saying is left out. */
export const formatListChoice = ({ view, sort, filters, page, at, before }: ListChoice) => ({
  ...{ view: view === 'open' ? undefined : view, sort: sort === 'step' ? undefined : sort },
  ...filters,
  page: page === 1 ? undefined : String(page),
  ...(view === 'closed' && { at, before }),
})

/** Changes a choice, and begins at its first page. */
export const changeChoice = (choice: ListChoice, changes: Partial<ListChoice>): ListChoice => ({
  ...{ ...choice, page: 1, at: undefined, before: undefined },
  ...changes,
})

const ROWS_A_PAGE = 50

/** Takes the rows of a page, and counts the pages. A page behind the last one is the last one. */
export function takePage<Row>(rows: readonly Row[], page: number) {
  const pages = Math.max(1, Math.ceil(rows.length / ROWS_A_PAGE))
  const shown = Math.min(page, pages)
  return { rows: rows.slice((shown - 1) * ROWS_A_PAGE, shown * ROWS_A_PAGE), page: shown, pages }
}
