import { expect, it } from 'vitest'
import { dropTableIndexes } from './drop-table-indexes.ts'

const drop = (source: string) => dropTableIndexes('schema.ts', source)?.code

it('drops the indexes of a table and what its columns refer to, and leaves its columns', () => {
  const source = [
    "const notes = sqliteTable('notes', {",
    "  id: text('id').primaryKey(),",
    "  fileId: text('file_id')",
    '    .notNull()',
    '    .references(() => files.id),',
    "  kind: text('kind').references(() => kinds.id).$type<Kind>().notNull(),",
    "}, (table) => [index('notes_by_file').on(table.fileId).where(sql`id is not null`)],",
    ')',
  ].join('\n')
  expect(drop(source)).toBe(
    [
      "const notes = sqliteTable('notes', {",
      "  id: text('id').primaryKey(),",
      "  fileId: text('file_id')",
      '    .notNull(),',
      "  kind: text('kind').$type<Kind>().notNull(),",
      '})',
    ].join('\n'),
  )
})

it('leaves a table alone that has columns only, and every other call of three arguments', () => {
  expect(drop("const days = sqliteTable('days', { day: text('day') })\ncall(1, {}, 3)\n")).toBeUndefined()
})
