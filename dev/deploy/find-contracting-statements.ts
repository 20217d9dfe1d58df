/** What a migration creates or adds by itself, which the version before does not know. */
interface Additions {
  readonly tables: ReadonlySet<string>
  /** The columns that existing tables get. The version before leaves them null. */
  readonly columns: ReadonlySet<string>
  readonly indexes: ReadonlySet<string>
}

/** What a statement takes away from the version that still runs, by a pattern that finds it. */
const contractions: readonly (readonly [
  what: string,
  pattern: RegExp,
  isHarmless?: (statement: string, added: Additions) => boolean,
])[] = [
  ['drops a table', /\bdrop\s+table\b/i],
  ['drops a column', /\bdrop\s+column\b/i],
  ['drops a view', /\bdrop\s+view\b/i],
  [
    'drops an index that a write of the version before may rely on',
    /\bdrop\s+index\b/i,
    (statement, { indexes }) =>
      indexes.has(/\bdrop\s+index\s+(?:if\s+exists\s+)?[`"]?(\w+)/i.exec(statement)?.[1] ?? ''),
  ],
  ['renames a table or column', /\balter\s+table\b.*\brename\b/is],
  [
    'adds a required column without a default',
    /\balter\s+table\s+\S+\s+add\b(?!.*\bdefault\s+(?!null\b)).*\bnot\s+null\b/is,
  ],
  // SQLite tells null from null, so an index over a column that the version before leaves null refuses none of its rows.
  [
    'makes values unique that were not',
    /\bcreate\s+unique\s+index\b/i,
    (statement, { columns }) =>
      (/\bon\s+\S+\s*\(([^)]*)\)/i.exec(statement)?.[1] ?? '')
        .split(',')
        .some((column) => columns.has(column.trim().replace(/[`"]/g, ''))),
  ],
  ['adds a trigger, which may refuse or change what the version before writes', /\bcreate\s+trigger\b/i],
  // What was stored in a column that the migration adds is nothing to the version before.
  [
    'changes what the version before stored',
    /^\s*update\b/i,
    (statement, { columns }) => {
      const set = /\bset\b(.*?)(?:\bwhere\b|$)/is.exec(statement)?.[1] ?? ''
      return [...set.matchAll(/[`"]?(\w+)[`"]?\s*=/g)].every(([, column]) => columns.has(column ?? ''))
    },
  ],
  ['deletes what the version before stored', /^\s*(delete\s+from|replace\b|insert\s+or\s+replace)\b/i],
]

/**
 * Finds the statements of a migration that the version before could not run beside: the old version still answers while a
 * migration is applied, and again after a rollback. Expand first, and contract in a later release.
 */
export const findContractingStatements = (sql: string): string[] => {
  const statements = sql
    .replace(/--.*$/gm, '')
    .replace(/\/\*.*?\*\//gs, '')
    .split(';')
  const added = listAdditions(statements)
  return statements.flatMap((statement) =>
    contractions.flatMap(([what, pattern, isHarmless]) =>
      pattern.test(statement) && !isAboutNewTable(statement, added) && !isHarmless?.(statement, added)
        ? [`${what}: ${statement.trim().replace(/\s+/g, ' ')}`]
        : [],
    ),
  )
}

/** Lists what a migration takes away, in a few words each and without the statements. */
export const listContractionKinds = (sql: string): string[] =>
  findContractingStatements(sql).map((fault) => fault.split(/[,:]/)[0] ?? '')

/**
 * The migrations that contract, by what `listContractionKinds` finds in them. Each protects the record, and the version before
 * runs beside it.
 */
export const acceptedContractions: Readonly<Record<string, readonly string[] | undefined>> = {
  '0008_protect_audit_events.sql': ['adds a trigger', 'adds a trigger', 'adds a trigger'],
  '0013_refuse_replacing_audit_rows.sql': ['adds a trigger'],
  // Four triggers are created anew, and refuse less than before.
  '0030_retention.sql': ['adds a trigger', 'adds a trigger', 'adds a trigger', 'adds a trigger'],
}

function listAdditions(statements: readonly string[]): Additions {
  const listNames = (pattern: RegExp) =>
    new Set(statements.flatMap((statement) => pattern.exec(statement)?.[1] ?? []))
  return {
    tables: listNames(/\bcreate\s+table\s+(?:if\s+not\s+exists\s+)?[`"]?(\w+)/i),
    columns: listNames(/\balter\s+table\s+\S+\s+add\s+(?:column\s+)?[`"]?(\w+)/i),
    indexes: listNames(/\bcreate\s+(?:unique\s+)?index\s+(?:if\s+not\s+exists\s+)?[`"]?(\w+)/i),
  }
}

/** A table that the same migration creates is nothing to the version before. It has to be what the statement itself changes. */
const isAboutNewTable = (statement: string, { tables }: Additions): boolean =>
  targetPatterns.some((pattern) => tables.has(pattern.exec(statement)?.[1] ?? ''))

/** The patterns that find the table that a statement changes, and none that it reads. */
const targetPatterns: readonly RegExp[] = [
  /^\s*create\s+(?:unique\s+)?index\s.*?\son\s+[`"]?(\w+)/is,
  /^\s*create\s+trigger\s.*?\son\s+[`"]?(\w+)/is,
  /^\s*alter\s+table\s+[`"]?(\w+)/i,
  /^\s*update\s+[`"]?(\w+)/i,
  /^\s*delete\s+from\s+[`"]?(\w+)/i,
  /^\s*(?:replace|insert\s+or\s+replace)\s+into\s+[`"]?(\w+)/i,
]
