import { sql } from 'drizzle-orm'
import { type Database, runNamedBatch } from './database.ts'
import { selectContactGateFactsOfParents } from './desk-file-gate.ts'
import { type DeskFileQuery, selectDeskFileHeader } from './desk-file-header.ts'
import { addMaxClockSkew, relatedFileRefusalReasonSql } from './gate.ts'
import { fileRelationSql, joinedFact, relatedFilesJoinSql } from './related-files.ts'
import type { contactTokenKinds, files, matchTokens } from './schema.ts'

/**
 * Loads the related files panel: the facts about this family that occur in other files too, and the reason for which
 * each related file shuts the gate.
 */
export async function loadDeskFileRelatedFilesPanel(db: Database, query: DeskFileQuery) {
  const { header, ...rows } = await runNamedBatch(db, {
    header: selectDeskFileHeader(db, query),
    relatedFacts: selectRelatedFacts(db, query),
    contactGates: selectContactGateFactsOfParents(db, query),
  })
  const [file] = header
  return file && { file, ...rows }
}

/**
 * Selects the facts about this family that occur in related files too: the kind of fact, whose it is in either file,
 * how that file is related, and why it shuts the gate to the other parent of this one.
 */
const selectRelatedFacts = (db: Database, { reference, now }: DeskFileQuery) =>
  db
    .selectDistinct({
      reference: sql<FileRow['reference']>`related.reference`.as('reference'),
      leadCoordinatorId: sql<FileRow['leadCoordinatorId']>`related.lead_coordinator_id`.as(
        'lead_coordinator_id',
      ),
      legalCoordinatorId: sql<FileRow['legalCoordinatorId']>`related.legal_coordinator_id`.as(
        'legal_coordinator_id',
      ),
      stage: sql<FileRow['stage']>`related.stage`.as('stage'),
      createdAt: sql<FileRow['createdAt']>`related.created_at`.as('created_at'),
      /** When a coordinator accepted it; null while anybody may have sent it, and it counts against nobody. */
      acceptedAt: sql<FileRow['acceptedAt']>`related.accepted_at`.as('accepted_at'),
      blockedBy: relatedFileRefusalReasonSql(joinedFact.kind, addMaxClockSkew(now)).as('blocked_by'),
      relation: fileRelationSql(joinedFact, sql` over (partition by related.id)`).as('relation'),
      kind: sql<Exclude<MatchTokenRow['kind'], (typeof contactTokenKinds)[number]>>`${joinedFact.kind}`.as(
        'kind',
      ),
      ownSide: sql<MatchTokenRow['side']>`${joinedFact.ownSide}`.as('own_side'),
      relatedSide: sql<MatchTokenRow['side']>`${joinedFact.relatedSide}`.as('related_side'),
    })
    .from(sql`files cross join ${relatedFilesJoinSql}`)
    .where(sql`files.reference = ${reference} and own_token.file_id = files.id`)
    .orderBy(sql`own_token.kind = 'lawyer'`, sql`related.created_at`, sql`related.id`)
    .limit(MAX_RELATED_FACTS)

type FileRow = typeof files.$inferSelect
type MatchTokenRow = typeof matchTokens.$inferSelect

/** The most facts in the panel. A lawyer’s name may occur in many files; the newest of those are left out. */
const MAX_RELATED_FACTS = 200
