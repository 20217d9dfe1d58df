import { type SQL, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { fileIdSql, parentIdsSql } from './desk-file-parents.ts'
import { formVersions } from './schema.ts'

/** A version of a form with its declaration. */
export type FormVersion = typeof formVersions.$inferInsert

/** Whether a version of a form is stored. */
export const isFormVersionStoredSql = (hash: string): SQL<0 | 1> =>
  sql<0 | 1>`exists (select 1 from form_versions where hash = ${hash})`

/**
 * Inserts a version of a form, unless it is stored already. It belongs into the batch of the first row that refers to
 * it. Whoever has just read that it is stored may leave it out: were it gone, the row that refers to it would be refused.
 */
export const insertFormVersionStatement = (db: Database, version: FormVersion) =>
  db.insert(formVersions).values(version).onConflictDoNothing({ target: formVersions.hash })

/** Selects the versions of the intake that the parents of a file were asked. */
export const selectFormVersionsOfIntakes = (db: Database, reference: string) =>
  selectFormVersions(db, intakeVersionHashesSql(reference))

/** Selects the versions of every form that the parents of a file were asked. */
export const selectFormVersionsOfFile = (db: Database, reference: string) =>
  selectFormVersions(
    db,
    sql`${intakeVersionHashesSql(reference)}
      union select form_version_hash from authorisations where parent_id in ${parentIdsSql(reference)}
      union select form_version_hash from time_requests where parent_id in ${parentIdsSql(reference)}`,
  )

const intakeVersionHashesSql = (reference: string): SQL =>
  sql`select form_version_hash from submissions where file_id = ${fileIdSql(reference)}`

/** Selects each version once, however many rows refer to it. */
const selectFormVersions = (db: Database, hashes: SQL) =>
  db.select().from(formVersions).where(sql`${formVersions.hash} in (${hashes})`)
