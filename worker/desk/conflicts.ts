import type { loadDeskFileRelatedFilesPanel } from '../../db/desk-file-related.ts'

/** A kind of fact that this file and another have in common, with the parent whom it concerns in each. */
type RelatedFact = NonNullable<
  Awaited<ReturnType<typeof loadDeskFileRelatedFilesPanel>>
>['relatedFacts'][number]

/**
 * How another file is related to this one. `same-family`: they share a child by name and date of birth, or both parents
 * on either side. `parent`: they share one parent without the other, which may be a conflict of interest. `lawyer`:
 * they share only a lawyer. The database decides by the same rule who may lead (db/intake.ts); a test compares the two.
 */
type FileRelation = 'same-family' | 'parent' | 'lawyer'

/** A file that shares a person with this one, according to the matching facts. */
export interface RelatedFile extends Omit<RelatedFact, 'kind' | 'ours' | 'theirs'> {
  readonly relation: FileRelation
  /** The kinds of facts that matched. */
  readonly kinds: readonly RelatedFact['kind'][]
  /** Whether the same person seems to have written both files. Merging them would mix up the parents. */
  readonly isSameWriter: boolean
}

/** Lists the files that share a person with this one, one entry for each reference. */
export function toRelatedFiles(relatedFacts: readonly RelatedFact[]): RelatedFile[] {
  return [...Map.groupBy(relatedFacts, ({ reference }) => reference).values()].flatMap((matches) =>
    matches.slice(0, 1).map(({ kind: _, ours: __, theirs: ___, ...file }) => ({
      ...file,
      relation: fileRelation(matches),
      kinds: [...new Set(matches.map(({ kind }) => kind))],
      blockedBy: matches.find(({ blockedBy }) => blockedBy !== null)?.blockedBy ?? null,
      isSameWriter:
        hasParentMatch(matches, 'initiating', 'initiating') &&
        !hasParentMatch(matches, 'initiating', 'other'),
    })),
  )
}

function fileRelation(matches: readonly RelatedFact[]): FileRelation {
  if (matches.every(({ kind }) => kind === 'lawyer')) return 'lawyer'
  const isSameFamily =
    matches.some(({ kind }) => kind === 'child') ||
    (hasParentMatch(matches, 'initiating', 'other') && hasParentMatch(matches, 'other', 'initiating')) ||
    (hasParentMatch(matches, 'initiating', 'initiating') && hasParentMatch(matches, 'other', 'other'))
  return isSameFamily ? 'same-family' : 'parent'
}

/** Whether the parent on a side of this file matches the parent on a side of the related one. */
const hasParentMatch = (
  matches: readonly RelatedFact[],
  ownSide: RelatedFact['ours'],
  relatedSide: RelatedFact['theirs'],
): boolean =>
  matches.some(({ kind, ours, theirs }) => kind !== 'lawyer' && ours === ownSide && theirs === relatedSide)
