import type { IntakeForm } from '../../content/forms/intake/index.ts'
import { type Coordinator, practice } from '../../content/practice.ts'
import { intakeCapacityWording } from '../../content/site/wording.ts'
import type { FilePlace } from '../../db/file-place.ts'
import { type CoordinatorLoad, loadDraftAndCoordinatorLoads } from '../../db/intake.ts'
import type { Environment } from '../environment.ts'
import type { Capacity, RoomByProvince } from '../forms/registered-form.ts'
import type { DraftRow } from '../forms/sealed-draft.ts'
import { type CoordinatorRanking, rankCoordinators } from './assign.ts'
import { getFamilyNeeds } from './family-needs.ts'

/** Loads a draft of the intake and the practice's capacity in one database call. */
export async function loadIntakeDraftAndCapacity(
  { db }: Environment,
  draftId: string,
  now: number,
): Promise<{ readonly sections: readonly DraftRow[]; readonly capacity: Capacity<IntakeForm> }> {
  const ids = practice.coordinators.map(({ id }) => id)
  const { sections, coordinatorLoads, placeToShare } = await loadDraftAndCoordinatorLoads(
    db,
    draftId,
    ids,
    now,
  )
  return { sections, capacity: buildIntakeRoomAndWaitingCheck(coordinatorLoads, placeToShare) }
}

/**
 * The practice's capacity, from the load of each coordinator. Whoever comes with a code is told nothing but what holds for
 * their file.
 */
export const buildIntakeRoomAndWaitingCheck = (
  coordinatorLoads: ReadonlyMap<string, CoordinatorLoad>,
  placeToShare: FilePlace | undefined,
): Capacity<IntakeForm> => ({
  roomByProvince: placeToShare ? undefined : getCapacityWordingByProvince(coordinatorLoads),
  isWaiting: (answers, language) =>
    shareFilePlace(
      rankCoordinators(practice, getFamilyNeeds(answers, language), coordinatorLoads),
      placeToShare,
    ).waiting,
})

/**
 * Ranks for a parent who comes with a code as the file of that code was ranked: one family has one place. So the check, the
 * confirmation and the other parent all tell the same, even if an order in doubt gives the form a file of its own.
 */
export const shareFilePlace = (
  ranking: CoordinatorRanking,
  placeToShare: FilePlace | undefined,
): CoordinatorRanking => {
  if (!placeToShare) return ranking
  const { status, bookingCoordinatorId } = placeToShare
  return {
    ...ranking,
    waiting: status === 'waiting',
    leads: bookingCoordinatorId === null ? [] : [bookingCoordinatorId],
  }
}

/** Whether the practice can take a family from each of its provinces now, or has a waiting list there. */
export const getCapacityWordingByProvince = (
  coordinatorLoads: ReadonlyMap<string, CoordinatorLoad>,
  settings: { worksInPairs: boolean; coordinators: readonly Coordinator[] } = practice,
): RoomByProvince =>
  Object.fromEntries(
    practice.provinces.map((province) => {
      const anybody = { province, language: undefined, profession: undefined, named: undefined }
      const { leads } = rankCoordinators(settings, anybody, coordinatorLoads)
      return [province, leads.length > 0 ? intakeCapacityWording.open : intakeCapacityWording.waiting]
    }),
  )
