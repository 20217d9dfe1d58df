import { and, eq, gt, sql } from 'drizzle-orm'
import { initialFileStage } from '../content/file-stages.ts'
import type { AuditRow } from './audit.ts'
import { placeContactHoldStatement } from './authorisations.ts'
import { batchable, type Database, isWriteConflict } from './database.ts'
import { draftUnchangedCondition, rowsUnlessExpired, selectDraftSections } from './drafts.ts'
import { openFileCondition } from './file-stage.ts'
import { type AcceptableInvitation, invitationAcceptanceQueries } from './invitation-acceptance.ts'
import {
  type LeadRouted,
  queueRoutedMessagesStatement,
  type RoutedMessages,
  rowsForCurrentLeadSql,
} from './lead-routing.ts'
import type { contactHolds, matchTokens } from './schema.ts'
import { draftSections, drafts, files, outbox, parents, submissions } from './schema.ts'

/** Everything needed to decide on an intake, in one call. */
export async function loadDraftForSubmission(
  db: Database,
  draftId: string,
  coordinatorIds: readonly string[],
  now: number,
) {
  const [sections, sent, openFileCountRows, [openInvitation], [lastAuditRow]] = await db.batch([
    selectDraftSections(db, draftId),
    selectSubmissionOfDraft(db, draftId),
    selectOpenFileCounts(db, coordinatorIds),
    ...invitationAcceptanceQueries(db, draftId),
  ])
  return {
    sections: rowsUnlessExpired(sections, now),
    /** Set when this draft was already sent. */
    sent: sent[0],
    openFileCounts: openFileCountByCoordinator(openFileCountRows),
    /** Set when it was begun with an invitation that it may still be sent with. */
    invitation: openInvitation && ({ ...openInvitation, lastAuditRow } satisfies AcceptableInvitation),
  }
}

/** A draft and how many files each coordinator has, in one call: for pages that say whether there is room. */
export async function loadDraftAndOpenFileCounts(
  db: Database,
  draftId: string,
  coordinatorIds: readonly string[],
  now: number,
) {
  const [sections, openFileCountRows] = await db.batch([
    selectDraftSections(db, draftId),
    selectOpenFileCounts(db, coordinatorIds),
  ])
  return {
    sections: rowsUnlessExpired(sections, now),
    openFileCounts: openFileCountByCoordinator(openFileCountRows),
  }
}

/** What the parent was told of the file opened from a draft, if it was sent after that moment. */
export async function findSubmissionOfDraft(db: Database, draftId: string, after: number) {
  const [sent] = await selectSubmissionOfDraft(db, draftId, after)
  return sent
}

const selectSubmissionOfDraft = (db: Database, draftId: string, after = 0) =>
  db
    .select({
      reference: parents.issuedReference,
      status: parents.status,
      /** The parent's own answer, which no merge changes. */
      route: parents.route,
      invitationAcceptedAt: parents.invitationAcceptedAt,
      /** Where the receipt by e-mail stands, if one was asked for. */
      receipt: sql<'sending' | 'late' | null>`case when ${outbox.id} is null then null
        when ${outbox.outcome} <> 'sent' and ${outbox.lastError} is not null then 'late' else 'sending' end`,
    })
    .from(submissions)
    .innerJoin(parents, eq(parents.id, submissions.parentId))
    .leftJoin(
      outbox,
      and(eq(outbox.fileId, submissions.fileId), eq(outbox.parentId, parents.id), eq(outbox.kind, 'receipt')),
    )
    .where(and(eq(submissions.idempotencyKey, draftId), gt(submissions.sentAt, after)))

/** How many open files each coordinator leads or assists. */
const selectOpenFileCounts = (db: Database, coordinatorIds: readonly string[]) => {
  const open = openFileCondition(files.stage)
  return db
    .select({
      coordinatorId: sql<string>`value`,
      open: sql<number>`(select count(*) from ${files} where ${files.leadCoordinatorId} = value and ${open})
        + (select count(*) from ${files} where ${files.legalCoordinatorId} = value and ${open})`,
    })
    .from(sql`json_each(${JSON.stringify(coordinatorIds)})`)
}

/** How many open files each coordinator has, by id. */
const openFileCountByCoordinator = (rows: readonly { coordinatorId: string; open: number }[]) =>
  new Map(rows.map(({ coordinatorId, open }) => [coordinatorId, open]))

/** A new file as it will stand, with everything that depends on who will lead it prepared for each who might. */
export interface NewFile {
  readonly file: { id: string; reference: string; route: typeof files.$inferInsert.route; createdAt: number }
  /** Ids of who may lead and who may assist, best first; `waiting` when those who fit have no room. */
  readonly ranking: {
    readonly leads: readonly string[]
    readonly waiting: boolean
    readonly assistants: readonly string[]
  }
  readonly parents: (typeof parents.$inferInsert)[]
  readonly submission: typeof submissions.$inferInsert
  /** Set when its parent could not rule out an order that forbids contact. */
  readonly contactHold?: typeof contactHolds.$inferInsert | undefined
  readonly tokens: Omit<typeof matchTokens.$inferInsert, 'fileId'>[]
  readonly mail: RoutedMessages
  readonly audit: LeadRouted<AuditRow>[]
  /** The draft it was made from, as it stood when read. */
  readonly draft: { readonly id: string; readonly revision: number }
}

/**
 * Creates a file, all of it or nothing, and deletes the draft. Who leads is settled here: the first of the ranking who
 * has no conflict of interest, or whoever leads the same family's file already. So the request takes the same path
 * and says the same whether or not there are related files. Nothing when another request was faster: the draft was sent
 * already, or changed since it was read, or the reference is taken. Then read again.
 */
export async function createFile(
  db: Database,
  newFile: NewFile,
): Promise<{ lead: string | null; stage: string } | undefined> {
  const { file, draft } = newFile
  try {
    const results = await db.batch([
      batchable(db, insertFileSql(newFile)),
      db
        .insert(parents)
        .values(newFile.parents.map((parent) => withInvitationAcceptedAt(draft.id, parent, file.createdAt))),
      db.insert(submissions).values(newFile.submission),
      batchable(db, insertMatchTokensSql(newFile)),
      queueRoutedMessagesStatement(db, newFile.file.id, newFile.mail),
      batchable(db, insertAuditRowsSql(newFile)),
      db.delete(draftSections).where(eq(draftSections.draftId, draft.id)),
      db.delete(drafts).where(eq(drafts.id, draft.id)),
      db
        .select({ lead: files.leadCoordinatorId, stage: files.stage })
        .from(files)
        .where(eq(files.id, file.id)),
      ...(newFile.contactHold ? [placeContactHoldStatement(db, newFile.contactHold, sql`true`)] : []),
    ])
    return results[8][0]
  } catch (error) {
    if (isWriteConflict(error)) return undefined
    throw error
  }
}

/**
 * Whoever began with an invitation that leads nowhere any more came by invitation all the same: what they are offered
 * does not tell them that it ended.
 */
const withInvitationAcceptedAt = (draftId: string, parent: NewFile['parents'][number], sentAt: number) =>
  parent.side === 'initiating'
    ? {
        ...parent,
        invitationAcceptedAt: sql`(select ${sentAt} from drafts where id = ${draftId} and invitation_id is not null)`,
      }
    : parent

/** No row when the draft changed since it was read: the rows that refer to it then fail and all is undone. */
const insertFileSql = ({ file, ranking, tokens, draft }: NewFile) => sql`
  insert into files (id, reference, route, stage, lead_coordinator_id, proposed_legal_coordinator_id, created_at)
  with ${relatedFilesCteSql(tokens)},
  lead(id) as (select coalesce(
    (select lead_coordinator_id from family cross join files on id = file
      where lead_coordinator_id is not null and lead_coordinator_id not in conflicted and ${openFileCondition()}
      order by created_at desc limit 1),
    (select value from json_each(${JSON.stringify(ranking.leads)}) where value not in conflicted order by key limit 1)))
  select ${file.id}, ${file.reference}, ${file.route}, ${initialFileStage(ranking)}, lead.id,
    (select value from json_each(${JSON.stringify(ranking.assistants)})
      where value not in conflicted and lead.id is not null and value <> lead.id order by key limit 1),
    ${file.createdAt}
  from lead
  where ${draftUnchangedCondition(draft)}`

/**
 * The related files of a new one. The same family: a child known by name and date of birth, or both parents, on
 * either side. A conflict of interest: one of the parents without the other. A lawyer in common is for a person to
 * weigh, and excludes nobody here. A cross join keeps the order written: from the few facts of this file to the index.
 */
const relatedFilesCteSql = (tokens: NewFile['tokens']) => sql`
  mine as (select value ->> 'token' as token, value ->> 'side' as side from json_each(${JSON.stringify(tokens)})),
  matches as (select file_id as file, kind, mine.side as ours, match_tokens.side as theirs
    from mine cross join match_tokens on match_tokens.token = mine.token where kind <> 'lawyer'),
  related as (select file, max(kind = 'child') as child,
      max(ours = 'initiating' and theirs = 'other') as we_are_other,
      max(ours = 'other' and theirs = 'initiating') as they_initiated,
      max(ours = 'initiating' and theirs = 'initiating') as we_initiated,
      max(ours = 'other' and theirs = 'other') as they_are_other
    from matches group by file),
  family(file) as (select file from related
    where child or (we_are_other and they_initiated) or (we_initiated and they_are_other)),
  conflicted(id) as (
    select lead_coordinator_id from related cross join files on id = file
      where file not in family and lead_coordinator_id is not null
    union select legal_coordinator_id from related cross join files on id = file
      where file not in family and legal_coordinator_id is not null)`

const insertMatchTokensSql = ({ file, tokens }: NewFile) => sql`
  insert into match_tokens (token, kind, file_id, side)
  select value ->> 'token', value ->> 'kind', ${file.id}, value ->> 'side'
  from json_each(${JSON.stringify(tokens)}) where true
  on conflict do nothing`

const insertAuditRowsSql = ({ file, audit }: NewFile) => sql`
  insert into audit_events (file_id, sequence, actor, action, detail, happened_at, previous_hash, hash)
  select row ->> 'fileId', row ->> 'sequence', row ->> 'actor', row ->> 'action', row ->> 'detail',
    row ->> 'happenedAt', row ->> 'previousHash', row ->> 'hash'
  from ${rowsForCurrentLeadSql(file.id, audit)}`
