import type { Coordinator } from '../../content/practice.ts'
import type { CoordinatorLoad } from '../../db/intake.ts'
import type { Language } from '../../forms/language.ts'

/** The facts about a family that decide who leads its file. */
export interface FamilyNeeds {
  /** The province where the children live; undefined when they live elsewhere or it is not known. */
  readonly province: string | undefined
  /** The language that the parent prefers to speak; undefined when either will do. */
  readonly language: Language | undefined
  /** The profession that the parent prefers. It counts only in a practice whose coordinators work alone. */
  readonly profession: Coordinator['profession'] | undefined
  /** The id of the coordinator whom a court order names. */
  readonly named: string | undefined
}

/** The ids of the coordinators who may take a file, best first. */
export interface CoordinatorRanking {
  /** Coordinators who fit and have room for another file. */
  readonly leads: readonly string[]
  /** Whether somebody fits, but nobody who fits has room. */
  readonly waiting: boolean
  /**
   * Coordinators against whom neither licence nor language speaks, with or without room. Only they lead again when they
   * lead the same family's file.
   */
  readonly familyLeads: readonly string[]
  /** Lawyers who may assist; empty in a practice whose coordinators work alone. Nobody is in both lists. */
  readonly assistants: readonly string[]
}

/** Who is away as the file comes. */
export interface Presence {
  /** The id of whoever stands in for each coordinator who is away, by their id; null for the administrators. */
  readonly standInByAbsent: ReadonlyMap<string, string | null>
  /** Whether something has to happen within days. Such a file goes to the stand-in; any other one passes the absent by. */
  readonly isUrgent: boolean
}

const everybodyPresent: Presence = { standInByAbsent: new Map(), isUrgent: false }

/**
 * Ranks who may lead a new file and who may assist. A coordinator whom the order names fits, and nobody else does;
 * if licence or language speak against them, a person decides. Without an order, coordinators fit who are licensed in the
 * children's province, speak the parent's language and, in a practice that works in pairs, are mental-health professionals.
 * The coordinator with the fewest open files comes first, and the order of the settings decides between equals; the
 * profession that the parent prefers comes before both. A file passes by those who are away, whose own families still find
 * them; whether a family waits is settled as if they were here. When nobody fits, nobody leads or waits, and an
 * administrator assigns the file. Conflicts of interest are not considered: the write to the database passes over
 * coordinators who have one, so that a request takes the same path whether or not the practice has a file with the other
 * parent.
 */
export function rankCoordinators(
  practice: { readonly worksInPairs: boolean; readonly coordinators: readonly Coordinator[] },
  family: FamilyNeeds,
  coordinatorLoads: ReadonlyMap<string, CoordinatorLoad>,
  { standInByAbsent, isUrgent }: Presence = everybodyPresent,
): CoordinatorRanking {
  const { worksInPairs, coordinators } = practice
  const isPresent = ({ id }: Coordinator) => !standInByAbsent.has(id)
  const openFileCount = ({ id }: Coordinator) => coordinatorLoads.get(id)?.open ?? 0
  // Anybody can send an intake, so only files that a coordinator accepted take up room.
  const hasRoom = ({ id, capacity }: Coordinator) => (coordinatorLoads.get(id)?.accepted ?? 0) < capacity
  const byOpenFiles = (one: Coordinator, other: Coordinator) => openFileCount(one) - openFileCount(other)

  const named = coordinators.find(({ id }) => id === family.named)
  const eligible = coordinators.filter((coordinator) => servesFamily(coordinator, family))
  const eligibleLeads = named
    ? [named].filter((coordinator) => hasNoObjection(coordinator, family))
    : eligible.filter(({ profession }) => !worksInPairs || profession === 'mental-health')
  // Decides nothing in pairs, where everybody who fits has the same profession.
  const professionMatch = ({ profession }: Coordinator) => Number(profession === family.profession)
  const byPreference = (one: Coordinator, other: Coordinator) => professionMatch(other) - professionMatch(one)

  const leadsWithRoom = eligibleLeads
    .filter(hasRoom)
    .toSorted((one, other) => byPreference(one, other) || byOpenFiles(one, other))
  const canStandIn = (standIn: Coordinator) =>
    isPresent(standIn) &&
    hasRoom(standIn) &&
    hasNoObjection(standIn, family) &&
    (!worksInPairs || standIn.profession === 'mental-health')
  const listPresentOrStandIn = (coordinator: Coordinator) => {
    if (isPresent(coordinator)) return [coordinator.id]
    const standIn = coordinators.find(({ id }) => id === standInByAbsent.get(coordinator.id))
    return isUrgent && standIn && canStandIn(standIn) ? [standIn.id] : []
  }
  const leads = [...new Set(leadsWithRoom.flatMap(listPresentOrStandIn))]
  const assistants = eligible
    .filter(({ profession }) => worksInPairs && profession === 'law')
    .filter((lawyer) => hasRoom(lawyer) && isPresent(lawyer) && lawyer !== named)
    .toSorted(byOpenFiles)
    .map(({ id }) => id)
  const familyLeads = coordinators
    .filter((coordinator) => hasNoObjection(coordinator, family))
    .map(({ id }) => id)
  const waiting = eligibleLeads.length > 0 && leadsWithRoom.length === 0
  return { leads, waiting, familyLeads, assistants }
}

/** Whether neither licence nor language speaks against a coordinator. A province that is not settled speaks against nobody. */
const hasNoObjection = (coordinator: Coordinator, family: FamilyNeeds) =>
  isLicensedFor(coordinator, family) && speaksLanguageOf(coordinator, family)

export const isLicensedFor = ({ provinces }: Coordinator, { province }: FamilyNeeds): boolean =>
  province === undefined || province === 'not-sure' || provinces.some((licensed) => licensed === province)

export const speaksLanguageOf = ({ languages }: Coordinator, { language }: FamilyNeeds): boolean =>
  language === undefined || languages.includes(language)

const servesFamily = (coordinator: Coordinator, family: FamilyNeeds) =>
  coordinator.provinces.some((licensed) => licensed === family.province) &&
  speaksLanguageOf(coordinator, family)
