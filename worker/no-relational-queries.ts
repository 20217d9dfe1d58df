// Drizzle carries its relational queries, and with them the columns of PostgreSQL: 4 kB of the worker after gzip. Evenhand
// writes its queries itself. Each table imports the builders of its columns, so the function that hands out those of every
// kind is left out too. dev/build-worker.ts takes this file in place of those modules.

function refuse(): never {
  throw new Error('The worker is bundled without this part of drizzle; see dev/build-worker.ts')
}

/** No relation is ever one of these. */
export class One {}
export class Many {}

/** No database of the practice is opened with a schema, and no table takes its columns from a function of all kinds of them. */
export {
  refuse as createTableRelationsHelpers,
  refuse as extractTablesRelationalConfig,
  refuse as getOperators,
  refuse as getOrderByOperators,
  refuse as mapRelationalRow,
  refuse as normalizeRelation,
  refuse as RelationalQueryBuilder,
  refuse as getPgColumnBuilders,
  refuse as getSQLiteColumnBuilders,
}

/** No value is an enumeration of PostgreSQL. */
export const isPgEnum = (): boolean => false
