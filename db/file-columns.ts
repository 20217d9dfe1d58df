import { sql } from 'drizzle-orm'
import { intakeFormIds } from '../content/intake-form-ids.ts'
import { wasGivenFileCondition } from './absences.ts'
import { acceptedFileCondition } from './accepted-files.ts'
import { hasConflictOfInterestCondition } from './conflict-of-interest.ts'
import { contactHoldStateSql } from './gate.ts'
import { relatedFilesJoinSql } from './related-files.ts'
import { files, type parents } from './schema.ts'

/** The language in which the practice speaks to the initiating parent of `files`; null once the family was erased. */
export const initiatingLanguageColumn = sql<
  (typeof parents.$inferSelect)['language'] | null
>`(select language from parents where parents.file_id = files.id and side = 'initiating')`.as(
  'initiating_language',
)

/**
 * Holds while nobody has reviewed conflicts and an accepted related file existed when the newest intake of `files` was
 * sent.
 */
const isLockedCondition = sql`(files.conflicts_reviewed_at is null and exists (
  select 1 from ${relatedFilesJoinSql} where own_token.file_id = files.id and ${acceptedFileCondition(sql`related`)} and related.created_at <= max(files.created_at,
    coalesce((select max(sent_at) from submissions where submissions.file_id = files.id and form in ${[...intakeFormIds]}), 0))))`

/** Whether `files` is locked. */
export const isLockedColumn = sql<boolean>`${isLockedCondition}`.mapWith(Boolean).as('is_locked')

/** The sealed name of a parent, whom the row’s id names. */
export interface SealedDisplayName {
  readonly id: string
  readonly side: (typeof parents.$inferSelect)['side']
  readonly sealed: string
}

/** The sealed names of the parents of `files`, as far as they are known. */
export const sealedDisplayNamesColumn =
  sql`(select json_group_array(json_object('id', id, 'side', side, 'sealed', sealed_display_name)) from parents
    where parents.file_id = files.id and sealed_display_name is not null)`
    .mapWith((names): SealedDisplayName[] => JSON.parse(names))
    .as('sealed_display_names')

/**
 * The columns of `files` that its page, the lists and Today have in common: what the file is, who works on it, whether
 * the viewer has a conflict of interest or stands in, what forbids contact, and the names of its people, still sealed.
 */
export const buildFileColumns = ({ viewerId, now }: { readonly viewerId: string; readonly now: number }) => ({
  id: files.id,
  reference: files.reference,
  route: files.route,
  stage: files.stage,
  createdAt: files.createdAt,
  leadCoordinatorId: files.leadCoordinatorId,
  legalCoordinatorId: files.legalCoordinatorId,
  viewerHasConflict: sql<boolean>`${hasConflictOfInterestCondition(viewerId)}`
    .mapWith(Boolean)
    .as('viewer_has_conflict'),
  viewerStandsIn: buildViewerStandsInColumn(viewerId, now),
  contactHoldState: contactHoldStateSql().as('contact_hold_state'),
  isLocked: isLockedColumn,
  sealedDisplayNames: sealedDisplayNamesColumn,
})

/** Whether the viewer was given `files` while they stand in for its lead. */
export const buildViewerStandsInColumn = (viewerId: string, now: number) =>
  sql<boolean>`${wasGivenFileCondition(viewerId, now)}`.mapWith(Boolean).as('viewer_stands_in')

/** Whether the viewer has a conflict of interest in `files` without leading it, also while nobody leads it. */
export const buildViewerConflictColumn = (viewerId: string) =>
  sql<boolean>`(lead_coordinator_id is not ${viewerId} and ${hasConflictOfInterestCondition(viewerId)})`
    .mapWith(Boolean)
    .as('viewer_has_conflict')
