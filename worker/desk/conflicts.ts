import type { loadDeskFileRelatedFilesPanel } from '../../db/desk-file-related.ts'

/** A kind of fact that this file and another have in common, with the parent whom it concerns in each. */
type RelatedFact = NonNullable<
  Awaited<ReturnType<typeof loadDeskFileRelatedFilesPanel>>
>['relatedFacts'][number]

/** A file that shares a person with this one, according to the matching facts. */
export interface RelatedFile extends Omit<RelatedFact, 'kind' | 'ownSide' | 'relatedSide'> {
  /** The kinds of facts that matched. */
  readonly kinds: readonly RelatedFact['kind'][]
  /** Whether the same person seems to have written both files. Merging them would mix up the parents. */
  readonly isSameWriter: boolean
}

/** Lists the files that share a person with this one, one entry for each reference. */
export function toRelatedFiles(relatedFacts: readonly RelatedFact[]): RelatedFile[] {
  return [...Map.groupBy(relatedFacts, ({ reference }) => reference).values()].flatMap((matches) =>
    matches.slice(0, 1).map(({ kind: _, ownSide: __, relatedSide: ___, ...file }) => ({
      ...file,
      kinds: [...new Set(matches.map(({ kind }) => kind))],
      blockedBy: matches.find(({ blockedBy }) => blockedBy !== null)?.blockedBy ?? null,
      isSameWriter: hasWriterMatch(matches, 'initiating') && !hasWriterMatch(matches, 'other'),
    })),
  )
}

/** Whether the parent who opened this file matches the parent on a side of the related one. */
const hasWriterMatch = (matches: readonly RelatedFact[], side: RelatedFact['relatedSide']): boolean =>
  matches.some(
    ({ kind, ownSide, relatedSide }) => kind !== 'lawyer' && ownSide === 'initiating' && relatedSide === side,
  )
