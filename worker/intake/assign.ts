import type { Coordinator } from '../../content/practice.ts'
import type { Language } from '../../forms/language.ts'

/** What decides who leads a new file. */
export interface FamilyNeeds {
  /** Where the children live, when it is a province. */
  readonly province: string | undefined
  /** The language the parent would rather speak; undefined when either will do. */
  readonly language: Language | undefined
  /** Whom the parent would rather work with, which only a practice that works singly can follow. */
  readonly profession: Coordinator['profession'] | undefined
  /** The id of the coordinator a court order names. */
  readonly named: string | undefined
}

/** Who may take a file, by id and best first. */
export interface CoordinatorRanking {
  /** Those who fit and have room for another file. */
  readonly leads: readonly string[]
  /** Somebody fits, and nobody who fits has room. */
  readonly waiting: boolean
  /** Lawyers who may assist; none in a practice that works singly. Nobody is in both lists. */
  readonly assistants: readonly string[]
}

/**
 * Who may lead a new file and who may assist. Whoever the order names fits, and nobody else does; without one, those
 * who are licensed in the children's province, speak the parent's language and, in pairs, are mental-health
 * professionals. The fewest open files come first, and the order of the settings decides between equals; a
 * profession the parent asked for comes before both. Nobody leads and nobody waits when nobody fits: an
 * administrator assigns the file then.
 *
 * Conflicts of interest are left to the write: the database passes over whoever has one, so that a request takes
 * the same path whether or not the practice has a file with the other parent.
 */
export function rankCoordinators(
  practice: { readonly worksInPairs: boolean; readonly coordinators: readonly Coordinator[] },
  family: FamilyNeeds,
  openFileCounts: ReadonlyMap<string, number>,
): CoordinatorRanking {
  const { worksInPairs, coordinators } = practice
  const openFileCount = ({ id }: Coordinator) => openFileCounts.get(id) ?? 0
  const hasRoom = (coordinator: Coordinator) => openFileCount(coordinator) < coordinator.capacity
  const byOpenFiles = (one: Coordinator, other: Coordinator) => openFileCount(one) - openFileCount(other)

  const named = coordinators.find(({ id }) => id === family.named)
  const eligible = coordinators.filter((coordinator) => servesFamily(coordinator, family))
  const eligibleLeads = named
    ? [named]
    : eligible.filter(({ profession }) => !worksInPairs || profession === 'mental-health')
  // Decides nothing in pairs, where all who fit are of one profession.
  const professionMatch = ({ profession }: Coordinator) => Number(profession === family.profession)
  const byPreference = (one: Coordinator, other: Coordinator) => professionMatch(other) - professionMatch(one)

  const leads = eligibleLeads
    .filter(hasRoom)
    .toSorted((one, other) => byPreference(one, other) || byOpenFiles(one, other))
    .map(({ id }) => id)
  const assistants = eligible
    .filter(({ profession }) => worksInPairs && profession === 'law')
    .filter((lawyer) => hasRoom(lawyer) && lawyer !== named)
    .toSorted(byOpenFiles)
    .map(({ id }) => id)
  return { leads, waiting: eligibleLeads.length > 0 && leads.length === 0, assistants }
}

const servesFamily = ({ provinces, languages }: Coordinator, { province, language }: FamilyNeeds) =>
  provinces.some((licensed) => licensed === province) &&
  (language === undefined || languages.includes(language))
