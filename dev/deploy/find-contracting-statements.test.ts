import { describe, expect, it } from 'vitest'
import { findContractingStatements } from './find-contracting-statements.ts'

describe('a migration', () => {
  it.each([
    'CREATE TABLE `notes` (`id` text PRIMARY KEY NOT NULL);\n--> statement-breakpoint\nCREATE UNIQUE INDEX `notes_id` ON `notes` (`id`);',
    'ALTER TABLE `files` ADD `closed_at` integer;',
    "ALTER TABLE `files` ADD `kind` text DEFAULT 'x' NOT NULL;",
    'CREATE INDEX `files_by_kind` ON `files` (`kind`);',
    '-- drop table files',
  ])('that only expands is taken: %s', (sql) => {
    expect(findContractingStatements(sql)).toEqual([])
  })

  it.each([
    ['DROP TABLE `files`;', 'drops a table'],
    ['ALTER TABLE `files` DROP COLUMN `route`;', 'drops a column'],
    ['ALTER TABLE `files` RENAME TO `matters`;', 'renames'],
    ['ALTER TABLE `files` RENAME COLUMN `route` TO `way`;', 'renames'],
    ['ALTER TABLE `files` ADD `kind` text NOT NULL;', 'adds a required column'],
    ['CREATE UNIQUE INDEX `parents_file` ON `parents` (`file_id`);', 'makes values unique'],
  ])('that contracts is refused: %s', (sql, fault) => {
    expect(findContractingStatements(sql)).toEqual([expect.stringContaining(fault)])
  })
})
