import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  acceptedContractions,
  findContractingStatements,
  listContractionKinds,
} from './find-contracting-statements.ts'
import { findMigrationFaults } from './find-stored-faults.ts'

describe('a migration', () => {
  it.each([
    'CREATE TABLE `notes` (`id` text PRIMARY KEY NOT NULL);\n--> statement-breakpoint\nCREATE UNIQUE INDEX `notes_id` ON `notes` (`id`);',
    'CREATE TABLE IF NOT EXISTS "notes" (id text);\nCREATE TRIGGER t BEFORE UPDATE ON notes BEGIN SELECT 1; END;',
    'CREATE TABLE `notes` (`id` text);\nALTER TABLE `notes` RENAME COLUMN `id` TO `code`;\nUPDATE `notes` SET `code` = 1;\nDELETE FROM `notes`;',
    'ALTER TABLE `files` ADD `closed_at` integer;',
    'ALTER TABLE files ADD COLUMN closed_by text REFERENCES parents(id);',
    "ALTER TABLE `files` ADD `kind` text DEFAULT 'x' NOT NULL;",
    "ALTER TABLE `files` ADD `kind` text NOT NULL DEFAULT 'x';",
    'ALTER TABLE `files` ADD `closed_at` integer CHECK (`closed_at` > 0);',
    'ALTER TABLE `files` ADD `kind` text;\nUPDATE `files` SET `kind` = `route` WHERE `route` = 1;',
    'ALTER TABLE `files` ADD `kind` text;\nCREATE UNIQUE INDEX `files_by_kind` ON `files` (`route`, `kind`);',
    'CREATE INDEX `files_by_kind` ON `files` (`kind`);',
    'DROP INDEX `files_by_load`;\nCREATE INDEX `files_by_load` ON `files` (`stage`, `kind`);',
    'CREATE VIEW `open_files` AS SELECT * FROM `files`;',
    'INSERT INTO `screenings` (`id`) SELECT `id` FROM `parents`;',
    '-- drop table files',
    '/* drop table files; */ SELECT 1;',
  ])('that only expands is taken: %s', (sql) => {
    expect(findContractingStatements(sql)).toEqual([])
  })

  it.each([
    ['DROP TABLE `files`;', 'drops a table'],
    ['DROP TABLE IF EXISTS files;', 'drops a table'],
    ['ALTER TABLE `files` DROP COLUMN `route`;', 'drops a column'],
    ['DROP VIEW `open_files`;', 'drops a view'],
    ['DROP INDEX `files_by_load`;', 'drops an index'],
    ['DROP INDEX IF EXISTS files_by_load;\nCREATE INDEX other ON files (kind);', 'drops an index'],
    ['ALTER TABLE `files` RENAME TO `matters`;', 'renames'],
    ['ALTER TABLE `files` RENAME COLUMN `route` TO `way`;', 'renames'],
    ['ALTER TABLE `files` RENAME `route` TO `way`;', 'renames'],
    ['ALTER TABLE `files`\nADD `kind` text NOT NULL;', 'adds a required column'],
    ['ALTER TABLE files ADD COLUMN kind text NOT NULL DEFAULT NULL;', 'adds a required column'],
    ['ALTER TABLE files ADD kind text CHECK (kind IS NOT NULL);', 'adds a required column'],
    ['CREATE UNIQUE INDEX `parents_file` ON `parents` (`file_id`);', 'makes values unique'],
    ['CREATE UNIQUE INDEX p ON parents (file_id) WHERE file_id IS NOT NULL;', 'makes values unique'],
    [
      'ALTER TABLE parents ADD x text;\nCREATE UNIQUE INDEX p ON parents (file_id) WHERE x IS NULL;',
      'makes values unique',
    ],
    ['CREATE TRIGGER t BEFORE INSERT ON files BEGIN SELECT RAISE(ABORT, 1); END;', 'adds a trigger'],
    ['UPDATE `files` SET `stage` = 1;', 'changes what the version before stored'],
    [
      'ALTER TABLE files ADD kind text;\nUPDATE files SET kind = 1, stage = 2;',
      'changes what the version before stored',
    ],
    [
      "CREATE TABLE t (id text);\nUPDATE files SET stage = 'open' WHERE id IN (SELECT id FROM t);",
      'changes what the version before stored',
    ],
    [
      'CREATE TABLE t (id text);\nCREATE TRIGGER g BEFORE DELETE ON files WHEN EXISTS (SELECT 1 FROM t) BEGIN SELECT 1; END;',
      'adds a trigger',
    ],
    ['DELETE FROM `drafts`;', 'deletes what the version before stored'],
    ['INSERT OR REPLACE INTO files (id) VALUES (1);', 'deletes what the version before stored'],
  ])('that contracts is refused: %s', (sql, fault) => {
    expect(findContractingStatements(sql)).toEqual([expect.stringContaining(fault)])
  })
})

describe('the migrations of this project', () => {
  const files = readdirSync('db/migrations').filter((name) => name.endsWith('.sql'))

  it('only expand, so that the version before runs beside each, but for those that protect the audit record', () => {
    expect(files.length).toBeGreaterThan(20)
    const found = files.flatMap((file) => {
      const kinds = listContractionKinds(readFileSync(`db/migrations/${file}`, 'utf8'))
      return kinds.length > 0 ? [[file, kinds]] : []
    })
    expect(Object.fromEntries(found)).toEqual(acceptedContractions)
  })

  it('are all deployed', () => {
    expect(files.flatMap(findMigrationFaults)).toEqual([])
  })
})
