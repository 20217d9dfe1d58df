import { and, eq, gt, sql } from 'drizzle-orm'
import { getInitialFileStage } from '../content/file-stages.ts'
import { selectStandIns } from './absences.ts'
import { acceptedFileCondition, unacceptedFileCountSql } from './accepted-files.ts'
import type { AuditRow } from './audit.ts'
import { placeContactHoldStatement } from './authorisations.ts'
import { type BoundedMessage, LIMITED_ERROR, queueBoundedMessagesStatements } from './bounded-messages.ts'
import { mergedFileIdsSql, readWithPartCondition } from './conflict-of-interest.ts'
import { type Database, isWriteConflictError, runNamedBatch } from './database.ts'
import { draftUnchangedCondition, pickRowsUnlessDraftExpired, selectDraftSections } from './drafts.ts'
import type { FilePlace } from './file-place.ts'
import { openFileCondition } from './file-stage.ts'
import { countTowardsLimitsStatement, type HourlyLimits, withinLimitsCondition } from './flood-limits.ts'
import { type FormVersion, insertFormVersionStatement, isFormVersionStoredSql } from './form-versions.ts'
import { selectGivenRowSql } from './insert.ts'
import { type AcceptableInvitation, selectDraftEntryAndLastAuditRow } from './invitation-acceptance.ts'
import { draftEntryIdSql, entryIdOfDraftSql, selectFileToJoin } from './invitations.ts'
import { insertRowsForCurrentLeadStatement, type LeadRouted } from './lead-routing.ts'
import { insertMatchTokensStatement, type NewMatchToken } from './match-tokens.ts'
import { wasCancelledCondition } from './outbox.ts'
import { fileRelationSql, isContactTokenCondition } from './related-files.ts'
import type { contactHolds } from './schema.ts'
import { auditEvents, draftSections, drafts, files, outbox, parents, submissions } from './schema.ts'
import { insertSearchTokensStatement } from './search-tokens.ts'

/** What bounds the intakes that anybody can send: how many a network sends, and how many wait to be read. */
export interface IntakeBounds {
  readonly sends: HourlyLimits
  readonly maxUnread: number
}

export type ReachedBound = 'network' | 'unread'

const unreadBoundCondition = ({ maxUnread }: IntakeBounds) =>
  sql`(${unacceptedFileCountSql(maxUnread)} < ${maxUnread})`

/** Loads, in one call, everything needed to decide on an intake that was asked in a version of the form. */
export async function loadIntakeSubmissionContext(
  db: Database,
  draftId: string,
  coordinatorIds: readonly string[],
  now: number,
  bounds: IntakeBounds,
  formVersionHash: string,
) {
  const {
    sections,
    sent,
    coordinatorLoadRows,
    standIns,
    bound,
    openInvitations,
    lastAuditRows,
    filesToJoin,
  } = await runNamedBatch(db, {
    sections: selectDraftSections(db, draftId),
    sent: selectSubmissionOfDraft(db, draftId),
    coordinatorLoadRows: selectCoordinatorLoads(db, coordinatorIds),
    standIns: selectStandIns(db, coordinatorIds, now),
    bound: db
      .select({
        /** The bound that keeps an intake from being sent now; null while it can be sent. */
        reached: sql<ReachedBound | null>`case when not ${withinLimitsCondition(bounds.sends)} then 'network'
          when not ${unreadBoundCondition(bounds)} then 'unread' end`,
        isFormVersionStored: isFormVersionStoredSql(formVersionHash),
      })
      .from(sql`(select 1)`),
    ...selectDraftEntryAndLastAuditRow(db, draftId),
    filesToJoin: selectFileToJoin(db, entryIdOfDraftSql(draftId)),
  })
  const [openInvitation] = openInvitations
  return {
    sections: pickRowsUnlessDraftExpired(sections, now),
    /** The submission of this draft, if it was sent already. */
    sent: sent[0],
    coordinatorLoads: loadByCoordinator(coordinatorLoadRows),
    /** Who stands in for each coordinator who is away. */
    standInByAbsent: new Map(standIns.map(({ coordinatorId, standInId }) => [coordinatorId, standInId])),
    /** What keeps an intake that nobody invited from being sent now. */
    reachedBound: bound[0]?.reached ?? undefined,
    /** Whether the version of the form is stored, so that sending need not bring its declaration again. */
    isFormVersionStored: bound[0]?.isFormVersionStored === 1,
    /** The invitation with which the draft was begun, while it can still be accepted. */
    invitation:
      openInvitation &&
      ({ ...openInvitation, lastAuditRow: lastAuditRows[0] } satisfies AcceptableInvitation),
    /** The place of the file for which the draft was begun, whether the intake joins it or not. */
    placeToShare: filesToJoin[0] satisfies FilePlace | undefined,
  }
}

/**
 * Loads a draft and the load of each coordinator, in one call, for pages that tell whether there is room.
 */
export async function loadDraftAndCoordinatorLoads(
  db: Database,
  draftId: string,
  coordinatorIds: readonly string[],
  now: number,
) {
  const [sections, coordinatorLoadRows, filesToJoin] = await db.batch([
    selectDraftSections(db, draftId),
    selectCoordinatorLoads(db, coordinatorIds),
    selectFileToJoin(db, entryIdOfDraftSql(draftId)),
  ])
  return {
    sections: pickRowsUnlessDraftExpired(sections, now),
    coordinatorLoads: loadByCoordinator(coordinatorLoadRows),
    /** The place of the file for which the draft was begun. */
    placeToShare: filesToJoin[0] satisfies FilePlace | undefined,
  }
}

/**
 * Finds what the parent was told about the file created from a draft, if the draft was sent after that instant
 * (milliseconds).
 */
export async function findConfirmationFactsOfDraft(db: Database, draftId: string, after: number) {
  const [sent] = await selectSubmissionOfDraft(db, draftId, after)
  return sent
}

const selectSubmissionOfDraft = (db: Database, draftId: string, after = 0) =>
  db
    .select({
      parentId: parents.id,
      sealedContactRules: parents.sealedContactRules,
      sealedDisplayName: parents.sealedDisplayName,
      reference: parents.issuedReference,
      status: parents.status,
      urgency: parents.urgency,
      bookingCoordinatorId: parents.bookingCoordinatorId,
      sentAt: submissions.sentAt,
      /** The parent’s own answer, which a merge does not change. */
      route: parents.route,
      invitationAcceptedAt: parents.invitationAcceptedAt,
      accessCodeHash: parents.accessCodeHash,
      /** Whether the parent’s own answers leave an order in doubt. */
      hasContactHold: sql<0 | 1>`exists (select 1 from contact_holds
        where contact_holds.parent_id = ${parents.id} and lifted_at is null)`.as('has_contact_hold'),
      /**
       * How far the receipt by e-mail is; null if the parent asked for none. That its address turned out not to be safe
       * is not told: it may be the other parent’s too.
       */
      receipt: sql<
        'sending' | 'late' | 'not-sent' | 'given-up' | null
      >`case when ${outbox.id} is null then null
        when ${outbox.lastError} is ${LIMITED_ERROR} then 'not-sent'
        when ${outbox.lastError} is 'not_safe' then 'sending'
        when ${outbox.outcome} = 'failed' and not ${wasCancelledCondition} then 'given-up'
        when ${outbox.outcome} = 'queued' and ${outbox.lastError} is not null then 'late' else 'sending' end`,
    })
    .from(submissions)
    .innerJoin(parents, eq(parents.id, submissions.parentId))
    .leftJoin(
      outbox,
      and(eq(outbox.fileId, submissions.fileId), eq(outbox.parentId, parents.id), eq(outbox.kind, 'receipt')),
    )
    .where(and(eq(submissions.idempotencyKey, draftId), gt(submissions.sentAt, after)))

/** How much a coordinator has to do: open files they lead or assist in, and those of them that they accepted. */
export interface CoordinatorLoad {
  readonly open: number
  readonly accepted: number
}

/** Selects the load of each coordinator. A lead agreed to every file that a lawyer assists in. */
export const selectCoordinatorLoads = (db: Database, coordinatorIds: readonly string[]) => {
  const open = openFileCondition(files.stage)
  const led = sql`select count(*) from ${files} where ${files.leadCoordinatorId} = value and ${open}`
  const assisted = sql`(select count(*) from ${files} where ${files.legalCoordinatorId} = value and ${open})`
  return db
    .select({
      coordinatorId: sql<string>`value`,
      open: sql<number>`(${led}) + ${assisted}`,
      accepted: sql<number>`(${led} and ${acceptedFileCondition()}) + ${assisted}`,
    })
    .from(sql`json_each(${JSON.stringify(coordinatorIds)})`)
}

const loadByCoordinator = (
  rows: readonly (CoordinatorLoad & { coordinatorId: string })[],
): ReadonlyMap<string, CoordinatorLoad> =>
  new Map(rows.map(({ coordinatorId, ...load }) => [coordinatorId, load]))

/** A file to create, with the rows that depend on its lead prepared for each coordinator who may become it. */
export interface NewFile {
  readonly file: { id: string; reference: string; route: typeof files.$inferInsert.route; createdAt: number }
  /**
   * The ids of the coordinators who may lead and who may assist, best first; `waiting` when those who fit have no room;
   * and of those who may lead again when they lead the same family’s file.
   */
  readonly ranking: {
    readonly leads: readonly string[]
    readonly waiting: boolean
    readonly familyLeads: readonly string[]
    readonly assistants: readonly string[]
  }
  readonly parents: (typeof parents.$inferInsert)[]
  readonly submission: typeof submissions.$inferInsert
  /** The version of the form to which the submission refers, unless it was stored when the draft was read. */
  readonly formVersion: FormVersion | undefined
  /** The contact hold to place, if the parent could not rule out an order that forbids contact. */
  readonly contactHold?: typeof contactHolds.$inferInsert | undefined
  readonly tokens: readonly NewMatchToken[]
  readonly searchTokens: readonly string[]
  readonly mail: readonly BoundedMessage[]
  readonly bounds: IntakeBounds
  readonly audit: LeadRouted<AuditRow>[]
  /** The draft from which the file is created, as it was read. */
  readonly draft: { readonly id: string; readonly revision: number }
}

/**
 * Creates a file, in full or not at all, and deletes the draft. The write itself decides who leads: the first in the
 * ranking without a conflict of interest, or the lead of the same family’s file, if neither licence nor language speaks
 * against them. So a request takes the same path and gives the same answer whether or not there are related files. Gives
 * undefined when another request was faster: the draft was sent already or changed since it was read, a bound was reached,
 * or the reference is taken. The caller then reads again.
 */
export async function insertNewFileAndDeleteDraft(
  db: Database,
  newFile: NewFile,
): Promise<{ lead: string | null; stage: string } | undefined> {
  const { file, draft } = newFile
  try {
    const { created } = await runNamedBatch(db, {
      formVersion: newFile.formVersion && insertFormVersionStatement(db, newFile.formVersion),
      file: insertFileStatement(db, newFile),
      parents: db
        .insert(parents)
        .values(newFile.parents.map((parent) => withInvitationAcceptedAt(draft.id, parent, file.createdAt))),
      submission: db.insert(submissions).values(newFile.submission),
      matchTokens: insertMatchTokensStatement(db, file.id, newFile.tokens),
      searchTokens: insertSearchTokensStatement(db, file.id, newFile.searchTokens),
      messages: queueBoundedMessagesStatements(db, file.id, newFile.mail, file.createdAt),
      sends: countTowardsLimitsStatement(db, newFile.bounds.sends, sql`true`),
      auditEvents: insertRowsForCurrentLeadStatement(db, auditEvents, file.id, newFile.audit),
      contactHold: newFile.contactHold && placeContactHoldStatement(db, newFile.contactHold, sql`true`),
      draftSections: db.delete(draftSections).where(eq(draftSections.draftId, draft.id)),
      draft: db.delete(drafts).where(eq(drafts.id, draft.id)),
      created: db
        .select({ lead: files.leadCoordinatorId, stage: files.stage })
        .from(files)
        .where(eq(files.id, file.id)),
    })
    return created[0]
  } catch (error) {
    if (isWriteConflictError(error)) return undefined
    throw error
  }
}

/**
 * Sets `invitationAcceptedAt` for a parent who began with an invitation, even if it has ended since. What they are
 * offered must not tell them that it ended.
 */
const withInvitationAcceptedAt = (draftId: string, parent: NewFile['parents'][number], sentAt: number) =>
  parent.side === 'initiating'
    ? {
        ...parent,
        invitationAcceptedAt: sql`(select ${sentAt} from drafts where id = ${draftId} and ${draftEntryIdSql} is not null)`,
      }
    : parent

/**
 * Inserts the file with the lead that the ranking gives at the moment of the write. Inserts no row when the draft
 * changed since it was read, or a bound was reached. The rows that refer to the file then fail, and the batch is undone.
 */
const insertFileStatement = (db: Database, { file, ranking, tokens, draft, bounds }: NewFile) => {
  const row = selectGivenRowSql(files, {
    ...file,
    stage: getInitialFileStage(ranking),
    leadCoordinatorId: sql`lead.id`,
    proposedLegalCoordinatorId: sql`(select value from json_each(${JSON.stringify(ranking.assistants)})
      where value not in conflicted_coordinators and lead.id is not null and value <> lead.id order by key limit 1)`,
  })
  return db.insert(files).select(sql`with ${relatedFilesCteSql(tokens)},
    lead(id) as (select coalesce(
      (select lead_coordinator_id from family_files cross join files on files.id = file_id
        where lead_coordinator_id in (select value from json_each(${JSON.stringify(ranking.familyLeads)}))
          and lead_coordinator_id not in conflicted_coordinators
          and ${openFileCondition()} order by created_at desc limit 1),
      (select value from json_each(${JSON.stringify(ranking.leads)})
        where value not in conflicted_coordinators order by key limit 1)))
    ${row} from lead where ${draftUnchangedCondition(draft)}
      and ${withinLimitsCondition(bounds.sends)} and ${unreadBoundCondition(bounds)}`)
}

/**
 * Finds the files related to a new one, which has no match tokens yet: those of the same family, and the coordinators
 * who have a conflict of interest, because they lead or assist in an accepted file of one parent without the other, or
 * did and read it. The cross joins fix the order, from the few facts of this file to the index.
 */
const relatedFilesCteSql = (tokens: NewFile['tokens']) => sql`
  own_tokens as (select value ->> 'token' as token, value ->> 'side' as side
    from (select value, value ->> 'kind' as kind from json_each(${JSON.stringify(tokens)})) own
    where not ${isContactTokenCondition(sql`own`)}),
  related_files as (select file_id, ${fileRelationSql(MATCHED_FACT)} as relation
    from own_tokens cross join match_tokens on match_tokens.token = own_tokens.token group by file_id),
  family_files(file_id) as (select file_id from related_files where relation = 'same-family'),
  conflicted_coordinators(id) as (
    select lead_coordinator_id from related_files cross join files on files.id = file_id
      where relation = 'parent' and lead_coordinator_id is not null and ${acceptedFileCondition()}
    union select legal_coordinator_id from related_files cross join files on files.id = file_id
      where relation = 'parent' and legal_coordinator_id is not null and ${acceptedFileCondition()}
    union select reading.actor from related_files cross join files on files.id = related_files.file_id
      cross join audit_events reading on reading.file_id in ${mergedFileIdsSql(sql`files.id`)}
      where relation = 'parent' and ${acceptedFileCondition()} and ${readWithPartCondition})`

const MATCHED_FACT = {
  kind: sql`match_tokens.kind`,
  ownSide: sql`own_tokens.side`,
  relatedSide: sql`match_tokens.side`,
}
