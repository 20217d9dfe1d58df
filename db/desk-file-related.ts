import { and, eq, ne, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { type Database, runNamedBatch } from './database.ts'
import { selectContactGateFactsByParent } from './desk-file-gate.ts'
import { type DeskFileQuery, selectDeskFileHeader } from './desk-file-header.ts'
import { addMaxClockSkew, relatedFileReasonSql } from './gate.ts'
import { files, matchTokens } from './schema.ts'

/**
 * Loads the related files panel: the facts about this family that occur in other files too, and the reason for which
 * each related file shuts the gate.
 */
export async function loadDeskFileRelatedFilesPanel(db: Database, query: DeskFileQuery) {
  const { header, ...rows } = await runNamedBatch(db, {
    header: selectDeskFileHeader(db, query),
    relatedFacts: selectRelatedFacts(db, query),
    contactGates: selectContactGateFactsByParent(db, query),
  })
  const [file] = header
  return file && { file, ...rows }
}

/**
 * Selects the facts about this family that occur in related files too: the kind of fact, whose it is in either file,
 * and why the related file shuts the gate to the other parent of this one.
 */
const selectRelatedFacts = (db: Database, { reference, now }: DeskFileQuery) => {
  const theirs = alias(matchTokens, 'theirs')
  const relatedFile = alias(files, 'related')
  return db
    .selectDistinct({
      reference: relatedFile.reference,
      leadCoordinatorId: relatedFile.leadCoordinatorId,
      legalCoordinatorId: relatedFile.legalCoordinatorId,
      stage: relatedFile.stage,
      createdAt: relatedFile.createdAt,
      blockedBy: relatedFileReasonSql(matchTokens.kind, addMaxClockSkew(now)).as('blocked_by'),
      kind: matchTokens.kind,
      // In a batch, D1 gives columns by name, so no two columns may share one.
      ours: sql<MatchTokenRow['side']>`${matchTokens.side}`.as('ours'),
      theirs: sql<MatchTokenRow['side']>`${theirs.side}`.as('theirs'),
    })
    .from(files)
    .innerJoin(matchTokens, eq(matchTokens.fileId, files.id))
    .innerJoin(theirs, and(eq(theirs.token, matchTokens.token), ne(theirs.fileId, files.id)))
    .innerJoin(relatedFile, eq(relatedFile.id, theirs.fileId))
    .where(eq(files.reference, reference))
    .orderBy(eq(matchTokens.kind, 'lawyer'), relatedFile.createdAt, relatedFile.id)
    .limit(MAX_RELATED_FACTS)
}

type MatchTokenRow = typeof matchTokens.$inferSelect

/** The most facts in the panel. A lawyer’s name may occur in many files; the newest of those are left out. */
const MAX_RELATED_FACTS = 200
