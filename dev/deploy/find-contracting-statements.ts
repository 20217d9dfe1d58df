/** What a statement takes away from the version that still runs, by a pattern that finds it. */
const contractions: readonly (readonly [string, RegExp])[] = [
  ['drops a table', /\bdrop\s+table\b/i],
  ['drops a column', /\bdrop\s+column\b/i],
  ['renames a table or column', /\brename\s+(to|column)\b/i],
  [
    'adds a required column without a default',
    /\badd\s+(column\s+)?\S+\s+(?!.*\bdefault\b).*\bnot\s+null\b/is,
  ],
  ['makes values unique that were not', /\bcreate\s+unique\s+index\b(?!.*\bwhere\b)/is],
]

/**
 * Finds the statements of a migration that the version before could not run beside: the old version still answers while a
 * migration is applied, and again after a rollback. Expand first, and contract in a later release.
 */
export const findContractingStatements = (sql: string): string[] => {
  const statements = sql.replace(/--.*$/gm, '').split(';')
  const created = new Set([...sql.matchAll(/create\s+table\s+`?(\w+)/gi)].map(([, table]) => table))
  return statements.flatMap((statement) =>
    contractions.flatMap(([what, pattern]) =>
      pattern.test(statement) && !isAboutNewTable(statement, created)
        ? [`${what}: ${statement.trim().replace(/\s+/g, ' ')}`]
        : [],
    ),
  )
}

/** A table that the same migration creates is nothing to the version before. */
const isAboutNewTable = (statement: string, created: ReadonlySet<string | undefined>): boolean =>
  created.has(/\bon\s+`?(\w+)/i.exec(statement)?.[1]) ||
  created.has(/\balter\s+table\s+`?(\w+)/i.exec(statement)?.[1])
