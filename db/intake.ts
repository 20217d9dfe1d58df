import { and, eq, gt, sql } from 'drizzle-orm'
import type { AuditRow } from './audit.ts'
import { insertFreeze } from './authorisations.ts'
import { type Database, isConstraint, statement } from './database.ts'
import { draftRows, stillKept, unchanged } from './drafts.ts'
import { type Joining, joiningQueries } from './invitation-acceptance.ts'
import { type ForLead, forLead, queueForLead } from './lead-routing.ts'
import type { freezes, matchTokens } from './schema.ts'
import { draftSections, drafts, files, outbox, parents, submissions } from './schema.ts'

/** Everything needed to decide on an intake, in one call. */
export async function readBeforeSending(
  db: Database,
  draftId: string,
  coordinators: readonly string[],
  now: number,
) {
  const [sections, sent, loads, [joined], [last]] = await db.batch([
    draftRows(db, draftId),
    sentQuery(db, draftId),
    openFilesQuery(db, coordinators),
    ...joiningQueries(db, draftId),
  ])
  return {
    sections: stillKept(sections, now),
    /** Set when this draft was already sent. */
    sent: sent[0],
    openFiles: byCoordinator(loads),
    /** Set when it was begun with an invitation that it may still be sent with. */
    joining: joined && ({ ...joined, last } satisfies Joining),
  }
}

/** A draft and how many files each coordinator has, in one call: for pages that say whether there is room. */
export async function readDraftAndRoom(
  db: Database,
  draftId: string,
  coordinators: readonly string[],
  now: number,
) {
  const [sections, loads] = await db.batch([draftRows(db, draftId), openFilesQuery(db, coordinators)])
  return { sections: stillKept(sections, now), openFiles: byCoordinator(loads) }
}

/** What the parent was told of the file opened from a draft, if it was sent after that moment. */
export async function readSent(db: Database, draftId: string, after: number) {
  const [sent] = await sentQuery(db, draftId, after)
  return sent
}

/** The kind of the mail that tells a parent that their form came. */
export const RECEIPT = 'receipt'

const sentQuery = (db: Database, draftId: string, after = 0) =>
  db
    .select({
      reference: parents.givenReference,
      standing: parents.standing,
      /** The parent's own answer, which no joining changes. */
      route: parents.route,
      invitedAt: parents.invitedAt,
      /** Where the receipt by e-mail stands, if one was wanted. */
      receipt: sql<'sending' | 'late' | null>`case when ${outbox.id} is null then null
        when ${outbox.outcome} <> 'sent' and ${outbox.lastError} is not null then 'late' else 'sending' end`,
    })
    .from(submissions)
    .innerJoin(parents, eq(parents.id, submissions.parentId))
    .leftJoin(
      outbox,
      and(eq(outbox.fileId, submissions.fileId), eq(outbox.parentId, parents.id), eq(outbox.kind, RECEIPT)),
    )
    .where(and(eq(submissions.idempotencyKey, draftId), gt(submissions.sentAt, after)))

/** How many open files each coordinator leads or assists. */
const openFilesQuery = (db: Database, coordinators: readonly string[]) => {
  const open = sql`${files.stage} in ('waiting', 'new', 'open')`
  return db
    .select({
      coordinator: sql<string>`value`,
      open: sql<number>`(select count(*) from ${files} where ${files.leadCoordinator} = value and ${open})
        + (select count(*) from ${files} where ${files.legalCoordinator} = value and ${open})`,
    })
    .from(sql`json_each(${JSON.stringify(coordinators)})`)
}

/** How many open files each coordinator has, by id. */
const byCoordinator = (loads: readonly { coordinator: string; open: number }[]) =>
  new Map(loads.map(({ coordinator, open }) => [coordinator, open]))

/** A new file as it will stand, with everything that depends on who will lead it prepared for each who might. */
export interface NewFile {
  readonly file: { id: string; reference: string; route: typeof files.$inferInsert.route; openedAt: number }
  /** Ids of who may lead and who may assist, best first; `waiting` when those who fit have no room. */
  readonly ranking: {
    readonly leads: readonly string[]
    readonly waiting: boolean
    readonly assistants: readonly string[]
  }
  readonly parents: (typeof parents.$inferInsert)[]
  readonly submission: typeof submissions.$inferInsert
  /** Set when its parent could not rule out an order that forbids contact. */
  readonly freeze?: typeof freezes.$inferInsert | undefined
  readonly tokens: Omit<typeof matchTokens.$inferInsert, 'fileId'>[]
  readonly mail: ForLead<typeof outbox.$inferInsert>[]
  readonly audit: ForLead<AuditRow>[]
  /** The draft it was made from, as it stood when read. */
  readonly draft: { readonly id: string; readonly revision: number }
}

/**
 * Opens a file, all of it or nothing, and removes the draft. Who leads is settled here: the first of the ranking who
 * has no conflict of interest, or whoever leads the same family's file already. So the request takes the same path
 * and says the same whoever is known to the practice. Nothing when another request was faster: the draft was sent
 * already, or changed since it was read, or the reference is taken. Then read again.
 */
export async function openFile(
  db: Database,
  made: NewFile,
): Promise<{ lead: string | null; stage: string } | undefined> {
  const { file, draft } = made
  try {
    const results = await db.batch([
      statement(db, fileRow(made)),
      db.insert(parents).values(made.parents.map((parent) => invitedWith(draft.id, parent, file.openedAt))),
      db.insert(submissions).values(made.submission),
      statement(db, tokenRows(made)),
      queueForLead(db, made.file.id, made.mail),
      statement(db, auditRows(made)),
      db.delete(draftSections).where(eq(draftSections.draftId, draft.id)),
      db.delete(drafts).where(eq(drafts.id, draft.id)),
      db.select({ lead: files.leadCoordinator, stage: files.stage }).from(files).where(eq(files.id, file.id)),
      ...(made.freeze ? [insertFreeze(db, made.freeze, sql`true`)] : []),
    ])
    return results[8][0]
  } catch (error) {
    if (isConstraint(error)) return undefined
    throw error
  }
}

/**
 * Whoever was invited and could not join that file any more came by invitation all the same: what they are offered does
 * not tell them.
 */
const invitedWith = (draftId: string, parent: NewFile['parents'][number], sentAt: number) =>
  parent.side === 'initiating'
    ? {
        ...parent,
        invitedAt: sql`(select ${sentAt} from drafts where id = ${draftId} and invitation_id is not null)`,
      }
    : parent

/** No row when the draft changed since it was read: the rows that refer to it then fail and all is undone. */
const fileRow = ({ file, ranking, tokens, draft }: NewFile) => sql`
  insert into files (id, reference, route, stage, lead_coordinator, proposed_legal, opened_at)
  with ${knownFrom(tokens)},
  lead(id) as (select coalesce(
    (select lead_coordinator from family cross join files on id = file
      where lead_coordinator is not null and lead_coordinator not in conflicted and stage <> 'closed'
      order by opened_at desc limit 1),
    (select value from json_each(${JSON.stringify(ranking.leads)}) where value not in conflicted order by key limit 1)))
  select ${file.id}, ${file.reference}, ${file.route}, ${ranking.waiting ? 'waiting' : 'new'}, lead.id,
    (select value from json_each(${JSON.stringify(ranking.assistants)})
      where value not in conflicted and lead.id is not null and value <> lead.id order by key limit 1),
    ${file.openedAt}
  from lead
  where ${unchanged(draft)}`

/**
 * Who is known from other files. The same family: a child known by name and date of birth, or both parents, on
 * either side. A conflict of interest: one of the parents without the other. A lawyer in common is for a person to
 * weigh, and excludes nobody here. A cross join keeps the order written: from the few facts of this file to the index.
 */
const knownFrom = (tokens: NewFile['tokens']) => sql`
  mine as (select value ->> 'token' as token, value ->> 'side' as side from json_each(${JSON.stringify(tokens)})),
  hits as (select file_id as file, kind, mine.side as ours, match_tokens.side as theirs
    from mine cross join match_tokens on match_tokens.token = mine.token where kind <> 'lawyer'),
  known as (select file, max(kind = 'child') as child,
      max(ours = 'initiating' and theirs = 'other') as we_are_other,
      max(ours = 'other' and theirs = 'initiating') as they_initiated,
      max(ours = 'initiating' and theirs = 'initiating') as we_initiated,
      max(ours = 'other' and theirs = 'other') as they_are_other
    from hits group by file),
  family(file) as (select file from known
    where child or (we_are_other and they_initiated) or (we_initiated and they_are_other)),
  conflicted(id) as (
    select lead_coordinator from known cross join files on id = file
      where file not in family and lead_coordinator is not null
    union select legal_coordinator from known cross join files on id = file
      where file not in family and legal_coordinator is not null)`

const tokenRows = ({ file, tokens }: NewFile) => sql`
  insert into match_tokens (token, kind, file_id, side)
  select value ->> 'token', value ->> 'kind', ${file.id}, value ->> 'side'
  from json_each(${JSON.stringify(tokens)}) where true
  on conflict do nothing`

const auditRows = ({ file, audit }: NewFile) => sql`
  insert into audit_events (file_id, sequence, actor, action, detail, happened_at, previous_hash, hash)
  select row ->> 'fileId', row ->> 'sequence', row ->> 'actor', row ->> 'action', row ->> 'detail',
    row ->> 'happenedAt', row ->> 'previousHash', row ->> 'hash'
  from ${forLead(file.id, audit)}`
