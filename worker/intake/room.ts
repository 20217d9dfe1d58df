import type { intakeForm } from '../../content/forms/intake/index.ts'
import { type Coordinator, practice } from '../../content/practice.ts'
import { intakeCapacityWording } from '../../content/site/wording.ts'
import { type CoordinatorLoad, loadDraftAndCoordinatorLoads } from '../../db/intake.ts'
import type { Environment } from '../environment.ts'
import type { Capacity, RoomByProvince } from '../forms/registered-form.ts'
import type { DraftRow } from '../forms/sealed-draft.ts'
import { rankCoordinators } from './assign.ts'
import { getFamilyNeeds } from './family-needs.ts'

/** Loads a draft of the intake and the practice's capacity in one database call. */
export async function loadIntakeDraftAndCapacity(
  { db }: Environment,
  draftId: string,
  now: number,
): Promise<{ readonly sections: readonly DraftRow[]; readonly capacity: Capacity<typeof intakeForm> }> {
  const ids = practice.coordinators.map(({ id }) => id)
  const { sections, coordinatorLoads } = await loadDraftAndCoordinatorLoads(db, draftId, ids, now)
  return { sections, capacity: buildIntakeRoomAndWaitingCheck(coordinatorLoads) }
}

/** The practice's capacity, from the load of each coordinator. */
export const buildIntakeRoomAndWaitingCheck = (
  coordinatorLoads: ReadonlyMap<string, CoordinatorLoad>,
): Capacity<typeof intakeForm> => ({
  roomByProvince: getCapacityWordingByProvince(coordinatorLoads),
  isWaiting: (answers, language) =>
    rankCoordinators(practice, getFamilyNeeds(answers, language), coordinatorLoads).waiting,
})

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
