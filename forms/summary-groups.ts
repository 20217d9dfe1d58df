import type { SummaryRow, SummarySection } from './summarise.ts'

/** How the sections of a summary are brought together for somebody who reads it whole. */
export interface SummaryLayout {
  /** The sections of each group, the first of which gives it its title. A section in no group is one of its own. */
  readonly groups: readonly (readonly string[])[]
  /** The questions that are left out, because they stand elsewhere on the page. */
  readonly without: ReadonlySet<string>
  /** The questions about the form itself, which make up the last group together with the sections of `lastGroup`. */
  readonly aboutForm: ReadonlySet<string>
  readonly lastGroup: readonly string[]
}

/** The id of the group about the form itself. */
export const FORM_GROUP_ID = 'form'

/** The answers to read together: what was answered, what was left empty, and a table where several items were asked about. */
export interface SummaryGroup {
  /** The slug of its first section, or `FORM_GROUP_ID`. */
  readonly id: string
  readonly title: string
  /** The slugs of the sections in it. */
  readonly slugs: readonly string[]
  readonly answered: readonly SummaryRow[]
  readonly unanswered: readonly SummaryRow[]
  readonly table: SummaryTable | undefined
}

/** The items of a list beside each other, with a row for each question that was answered about any of them. */
export interface SummaryTable {
  readonly items: readonly { readonly title: string; readonly name: string }[]
  readonly rows: readonly {
    readonly question: string
    readonly label: string
    /** The lines of the answer about each item, in the order of the items. */
    readonly cells: readonly (readonly string[])[]
  }[]
}

/** Brings the sections of one parent’s summary together. Every row is in exactly one group, but for those left out. */
export function groupSummary(sections: readonly SummarySection[], layout: SummaryLayout): SummaryGroup[] {
  const remaining = sections.map((section) => ({
    ...section,
    rows: section.rows.filter(({ question }) => !layout.without.has(question)),
  }))
  const isAboutForm = (slug: string, { question }: SummaryRow) =>
    layout.aboutForm.has(question) || layout.lastGroup.includes(slug)
  const own = remaining.map((section) => ({
    ...section,
    rows: section.rows.filter((row) => !isAboutForm(section.slug, row)),
  }))
  const listed = new Set(layout.groups.flat())
  const others = own.map(({ slug }) => slug).filter((slug) => !listed.has(slug))
  const groups = [...layout.groups, ...[...new Set(others)].map((slug) => [slug])]
  const aboutForm = remaining.flatMap(({ slug, rows }) => rows.filter((row) => isAboutForm(slug, row)))
  const formTitle = remaining.find(({ slug }) => layout.lastGroup.includes(slug))?.title ?? ''
  return [
    ...groups.flatMap((slugs) =>
      buildGroup(
        slugs,
        own.filter(({ slug }) => slugs.includes(slug)),
      ),
    ),
    ...(aboutForm.length > 0
      ? [
          {
            ...splitRows(aboutForm),
            id: FORM_GROUP_ID,
            title: formTitle,
            slugs: layout.lastGroup,
            table: undefined,
          },
        ]
      : []),
  ]
}

function buildGroup(slugs: readonly string[], sections: readonly SummarySection[]): SummaryGroup[] {
  const inOrder = slugs.flatMap((slug) => sections.filter((section) => section.slug === slug))
  const [first] = inOrder
  if (!first || inOrder.every(({ rows }) => rows.length === 0)) return []
  const items = inOrder.filter(({ item }) => item !== undefined)
  const table = items.length > 0 ? buildTable(items) : undefined
  const inTable = new Set(table?.rows.map(({ question }) => question))
  const { answered, unanswered } = splitRows(
    inOrder.flatMap(({ item, rows }) => (item === undefined ? rows : [])),
  )
  const emptyOfItems = uniqueByQuestion(items.flatMap(({ rows }) => rows)).filter(
    ({ question }) => !inTable.has(question) && question !== first.rows[0]?.question,
  )
  return [
    {
      ...{ id: first.slug, title: first.listTitle ?? first.title, slugs, answered, table },
      unanswered: [...unanswered, ...emptyOfItems],
    },
  ]
}

/** An item is named by the answer to the first question about it, which heads its column and is no row. */
function buildTable(sections: readonly SummarySection[]): SummaryTable {
  const byItem = [...Map.groupBy(sections, ({ item }) => item).values()]
  const columns = byItem.map((own) => ({
    title: own[0]?.title ?? '',
    naming: own[0]?.rows[0],
    rows: own.flatMap(({ rows }) => rows),
  }))
  const naming = columns[0]?.naming?.question
  const linesOf = (rows: readonly SummaryRow[], question: string) =>
    rows.find((row) => row.question === question)?.lines ?? []
  return {
    items: columns.map(({ title, rows }) => ({ title, name: linesOf(rows, naming ?? '').join(', ') })),
    rows: uniqueByQuestion(columns.flatMap(({ rows }) => rows))
      .filter(({ question }) => question !== naming)
      .map(({ question, label }) => ({
        ...{ question, label },
        cells: columns.map(({ rows }) => linesOf(rows, question)),
      }))
      .filter(({ cells }) => cells.some((lines) => lines.length > 0)),
  }
}

const uniqueByQuestion = (rows: readonly SummaryRow[]): SummaryRow[] => [
  ...new Map(rows.map((row) => [row.question, row] as const)).values(),
]

const splitRows = (rows: readonly SummaryRow[]) => ({
  answered: rows.filter(({ lines }) => lines.length > 0),
  unanswered: rows.filter(({ lines }) => lines.length === 0),
})
