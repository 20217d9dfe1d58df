import type { readFile } from '../../db/files.ts'

/** One kind of fact that stands in another file too, and whose it is here and there. */
export type KnownFact = OpenedFile['known'][number]

type OpenedFile = NonNullable<Awaited<ReturnType<typeof readFile>>>

/**
 * What another file has to do with this one. `same-family`: a child known by name and date of birth, or both parents
 * on either side. `parent`: one of the parents without the other, which may be a conflict of interest. `lawyer`: only
 * a lawyer in common. The database decides by the same rule who may lead (db/intake.ts); a test holds them together.
 */
type Relation = 'same-family' | 'parent' | 'lawyer'

/** Another file in which somebody of this one is known, as the facts about it say. */
export interface Known extends Omit<KnownFact, 'kind' | 'ours' | 'theirs'> {
  readonly relation: Relation
  /** Which kinds of facts matched. */
  readonly kinds: readonly KnownFact['kind'][]
  /** Whoever wrote this one seems to have written that one too, so that joining the two would mix up the parents. */
  readonly sameWriter: boolean
}

/**
 * What about another file shuts the gate to the other parent in this one: it came after these were last looked over,
 * or an order is to be read there. For the page alone; the database decides by the same rule (db/gate.ts).
 */
export const barredBy = (
  { clearedAt, openedAt }: OpenedFile['file'],
  known: Pick<KnownFact, 'stage' | 'openedAt' | 'frozen'>,
  links: readonly KnownFact['kind'][],
): 'came-since' | 'frozen' | null => {
  if (known.stage === 'closed' || links.every((kind) => kind === 'lawyer')) return null
  if (known.openedAt > (clearedAt ?? openedAt)) return 'came-since'
  return known.frozen === 1 ? 'frozen' : null
}

/** The other files in which somebody of this one is known. */
export function knownElsewhere(facts: readonly KnownFact[]): Known[] {
  return [...Map.groupBy(facts, ({ reference }) => reference).values()].flatMap((found) =>
    found.slice(0, 1).map(({ kind: _, ours: __, theirs: ___, ...file }) => ({
      ...file,
      relation: relationOf(found),
      kinds: [...new Set(found.map(({ kind }) => kind))],
      sameWriter: has(found, 'initiating', 'initiating') && !has(found, 'initiating', 'other'),
    })),
  )
}

function relationOf(found: readonly KnownFact[]): Relation {
  if (found.every(({ kind }) => kind === 'lawyer')) return 'lawyer'
  const family =
    found.some(({ kind }) => kind === 'child') ||
    (has(found, 'initiating', 'other') && has(found, 'other', 'initiating')) ||
    (has(found, 'initiating', 'initiating') && has(found, 'other', 'other'))
  return family ? 'same-family' : 'parent'
}

/** Whether one of the parents here is known as one of those there. */
const has = (found: readonly KnownFact[], here: KnownFact['ours'], there: KnownFact['theirs']): boolean =>
  found.some(({ kind, ours, theirs }) => kind !== 'lawyer' && ours === here && theirs === there)
