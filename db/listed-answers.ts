import { and, eq, inArray } from 'drizzle-orm'
import { intakeFormIds } from '../content/intake-form-ids.ts'
import type { Database } from './database.ts'
import { submissions } from './schema.ts'

/** Lists what a parent sent as their intake, with the pages that were added to it, oldest first. */
export const listSealedAnswersOfParent = (db: Database, parentId: string) =>
  db
    .select({ id: submissions.id, sealedAnswers: submissions.sealedAnswers })
    .from(submissions)
    .where(and(eq(submissions.parentId, parentId), inArray(submissions.form, [...intakeFormIds])))
    .orderBy(submissions.sentAt)
