import { type SQL, sql } from 'drizzle-orm'
import { wasGivenFileCondition } from './absences.ts'
import { type Database, runNamedBatch } from './database.ts'
import { isFamilyErasableCondition, isParentErasableCondition } from './erasures.ts'
import {
  buildViewerConflictColumn,
  buildViewerStandsInColumn,
  isLockedColumn,
  sealedDisplayNamesColumn,
} from './file-columns.ts'
import { insertRowIfStatement } from './insert.ts'
import { isHeldBackCondition, isHoldableCondition } from './retentions.ts'
import { files, searches } from './schema.ts'

export interface DeskSearch {
  readonly viewer: { readonly id: string; readonly administrator: boolean }
  readonly now: number
  /** For each thing to find in a file the tokens of which one has to be there, the rarest thing first. */
  readonly tokens: readonly (readonly string[])[]
  /** A reference or its beginning; undefined when the query cannot be one. */
  readonly reference: string | undefined
}

/**
 * Records a search and finds files, newest first, those with the reference before those of a person. Gives undefined,
 * and finds nothing, when the coordinator searched too often within a minute. Who may see a file is for the caller to
 * decide: of what is found by a person’s data, this gives those in which the viewer has a part.
 *
 * The number of rows does not depend on that of files: of the rarest word, the first files are looked at, and the viewer’s
 * own newest as well when there are more.
 */
export const recordSearchAndFindFiles = (db: Database, search: DeskSearch) => recordSearch(db, search, {})

/** Does the same for a privacy officer, with what of each file may be erased. */
export const recordSearchAndFindErasableFiles = (db: Database, search: DeskSearch) =>
  recordSearch(db, search, buildErasureColumns(search.now))

async function recordSearch<Columns extends MoreColumns>(db: Database, search: DeskSearch, columns: Columns) {
  const { viewer, now } = search
  const { keyId, sign } = db.auditSigner
  const id = crypto.randomUUID()
  const hash = await sign(JSON.stringify(['search', id, viewer.id, now, keyId]))
  const last = sql`(select coalesce(max(sequence), 0) from searches where searched_by = ${viewer.id})`
  const { found, recorded } = await runNamedBatch(db, {
    search: insertRowIfStatement(
      db,
      searches,
      { id, searchedBy: viewer.id, sequence: sql`${last} + 1`, searchedAt: now, hash, keyId },
      sql`not exists (select 1 from searches where searched_by = ${viewer.id}
        and sequence = ${last} + 1 - ${MAX_SEARCHES_A_MINUTE} and searched_at > ${now - 60_000})`,
    ),
    recorded: db.select({ id: searches.id }).from(searches).where(sql`id = ${id}`),
    found: selectFoundFiles(db, search, sql`exists (select 1 from searches where id = ${id})`, columns),
  })
  return recorded.length > 0 ? found : undefined
}

const MAX_SEARCHES_A_MINUTE = 30

type MoreColumns = Readonly<Record<string, SQL.Aliased>>

function selectFoundFiles<Columns extends MoreColumns>(
  db: Database,
  { viewer, now, tokens, reference = '' }: DeskSearch,
  recorded: SQL,
  columns: Columns,
) {
  const required = JSON.stringify(tokens)
  const hasTokens = sql`not exists (select 1 from (select value from json_each(${required})) required
    where not exists (select 1 from (select value from json_each(required.value)) alternative cross join search_tokens
      on search_tokens.token = alternative.value and search_tokens.file_id = candidate.id))`
  const found = sql`(with
    of_rarest(id) as (select file_id from (select value from json_each(${JSON.stringify(tokens[0] ?? [])})) rarest
      cross join search_tokens on token = rarest.value limit ${MAX_CANDIDATES}),
    own(id) as (select id from files where lead_coordinator_id = ${viewer.id} order by created_at desc
      limit ${MAX_OWN_CANDIDATES} * ((select count(*) from of_rarest) = ${MAX_CANDIDATES})),
    candidate(id) as (select id from of_rarest union select id from own),
    found as (select id, 0 as by_reference from candidate where ${hasTokens}
      union all select * from (select id, 1 from files
        where reference >= ${reference} and reference < ${`${reference}~`} and ${reference === '' ? 0 : 1}
        limit ${MAX_FOUND}))
    select * from found where ${recorded}) found`
  return db
    .select({
      reference: files.reference,
      stage: files.stage,
      leadCoordinatorId: files.leadCoordinatorId,
      legalCoordinatorId: files.legalCoordinatorId,
      byReference: sql<0 | 1>`max(by_reference)`.as('is_by_reference'),
      viewerHasConflict: buildViewerConflictColumn(viewer.id),
      viewerStandsIn: buildViewerStandsInColumn(viewer.id, now),
      isLocked: isLockedColumn,
      sealedDisplayNames: sealedDisplayNamesColumn,
      ...columns,
    })
    .from(found)
    .crossJoin(files)
    .where(
      sql`files.id = found.id and (by_reference or ${viewer.administrator ? 1 : 0}
        or ${viewer.id} in (lead_coordinator_id, legal_coordinator_id) or ${wasGivenFileCondition(viewer.id, now)})`,
    )
    .groupBy(files.id)
    .orderBy(sql`is_by_reference desc, ${files.createdAt} desc`)
    .limit(MAX_FOUND)
}

/** What `files` holds of whom, whether that may be erased, and whether somebody holds it back or can. */
const buildErasureColumns = (now: number) => ({
  sides:
    sql`(select json_group_array(side) from (select side from parents where parents.file_id = files.id order by side))`
      .mapWith((sides): Side[] => JSON.parse(sides))
      .as('sides'),
  erasableSides: sql`json_array(${sql.join(
    (['initiating', 'other'] as const).map(
      (side) => sql`iif(${isParentErasableCondition(sql`files.id`, side, now)}, ${side}, null)`,
    ),
    sql`, `,
  )})`
    .mapWith((sides): (Side | null)[] => JSON.parse(sides))
    .as('erasable_sides'),
  isErasable: sql<boolean>`${isFamilyErasableCondition(sql`files.id`, now)}`
    .mapWith(Boolean)
    .as('is_erasable'),
  isHeldBack: sql<boolean>`${isHeldBackCondition(sql`files.id`, now)}`.mapWith(Boolean).as('is_held_back'),
  isHoldable: sql<boolean>`${isHoldableCondition(now)}`.mapWith(Boolean).as('is_holdable'),
})

type Side = 'initiating' | 'other'

/** The files of the rarest word that are looked at. */
const MAX_CANDIDATES = 300

/** The files of the viewer that are looked at when the word has more: as many as their list shows. */
const MAX_OWN_CANDIDATES = 200

/** More than are shown, since the viewer may not see each. */
const MAX_FOUND = 60

/** Tells which of these search tokens a file has. */
export const findSearchTokensOfFile = async (db: Database, fileId: string, tokens: readonly string[]) =>
  (
    await db.all<{ token: string }>(
      sql`select token from json_each(${JSON.stringify(tokens)})
        cross join search_tokens on search_tokens.token = value and search_tokens.file_id = ${fileId}`,
    )
  ).map(({ token }) => token)
