import type { Language } from '../../content/language.ts'
import type { Coordinator } from '../../content/practice.ts'

/** What decides who leads a new file. */
export interface Family {
  /** Where the children live, when it is a province. */
  readonly province: string | undefined
  /** The language the parent would rather speak; either when not said. */
  readonly language: Language | undefined
}

/**
 * Who leads a new file: licensed in the children's province, speaking the parent's language, with room for another,
 * and of those the one with the fewest open files. Nobody when nobody fits: an administrator assigns it then.
 */
export function assign(
  coordinators: readonly Coordinator[],
  family: Family,
  openFiles: ReadonlyMap<string, number>,
): Coordinator | undefined {
  const open = ({ id }: Coordinator) => openFiles.get(id) ?? 0
  return coordinators
    .filter(({ provinces }) => provinces.some((province) => province === family.province))
    .filter(({ languages }) => family.language === undefined || languages.includes(family.language))
    .filter((coordinator) => open(coordinator) < coordinator.capacity)
    .toSorted((one, other) => open(one) - open(other))[0]
}
