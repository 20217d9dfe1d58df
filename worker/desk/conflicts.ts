import type { loadDeskFileRelated } from '../../db/desk-file-related.ts'

/** One kind of fact that another file has too, and which parent's it is in each. */
type RelatedFact = NonNullable<Awaited<ReturnType<typeof loadDeskFileRelated>>>['relatedFacts'][number]

/**
 * What another file has to do with this one. `same-family`: a child known by name and date of birth, or both parents
 * on either side. `parent`: one of the parents without the other, which may be a conflict of interest. `lawyer`: only
 * a lawyer in common. The database decides by the same rule who may lead (db/intake.ts); a test holds them together.
 */
type FileRelation = 'same-family' | 'parent' | 'lawyer'

/** Another file with somebody of this one in it, as the matching facts say. */
export interface RelatedFile extends Omit<RelatedFact, 'kind' | 'ours' | 'theirs'> {
  readonly relation: FileRelation
  /** Which kinds of facts matched. */
  readonly kinds: readonly RelatedFact['kind'][]
  /** Whoever wrote this one seems to have written that one too, so that merging the two would mix up the parents. */
  readonly isSameWriter: boolean
}

/** The other files with somebody of this one in them, one for each reference. */
export function relatedFiles(relatedFacts: readonly RelatedFact[]): RelatedFile[] {
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

/** Whether the parent on one side of this file matches the parent on that side of the related one. */
const hasParentMatch = (
  matches: readonly RelatedFact[],
  ownSide: RelatedFact['ours'],
  relatedSide: RelatedFact['theirs'],
): boolean =>
  matches.some(({ kind, ours, theirs }) => kind !== 'lawyer' && ours === ownSide && theirs === relatedSide)
